# Gebieden die een bezoeker optelt.

own-title = Een eigen gebied
own-about = Tel wijken, buurten of gemeenten op tot één gebied, ook over grenzen heen. U ziet hoe het daar gaat, vergeleken met de rest.
own-start = Valt uw werkgebied niet samen met één wijk of gemeente? Kies hieronder de gebieden waar het uit bestaat. Wij tellen de cijfers op.
own-start-one = Kies er nog minstens één gebied bij.
own-kept-here = Uw keuze staat alleen in het adres van deze pagina. Bewaar of deel dat adres om later verder te gaan.
own-parts = Waar dit gebied uit bestaat
own-add = Voeg een gebied toe
own-near = Gemeenten ernaast, met één klik erbij
own-near-known = Bijvoorbeeld in { $name }, met één klik erbij
own-nested-some = Eén van deze gebieden ligt in een ander. Wie daar woont, zou dan dubbel tellen. Haal één van de twee weg.
own-near-in = { $levels } in { $name }, met één klik erbij
own-not-of-level = Dit cijfer is er niet voor { $levels }, dus ook niet voor het geheel.
own-unknown = Een gebied ‘{ $value }’ kennen we niet. Zoek het hierboven op naam.
own-too-many = Er passen niet meer dan 20 gebieden in. De andere zijn weggelaten.
own-full = Er passen niet meer dan 20 gebieden in.
own-areas = gebieden
own-short = dit gebied
own-name = { $areas } samen
own-profile = Profiel van { $name }
own-within = { $areas } in { $name }
own-whole = Dit is heel { $name }. Bekijk de eigen cijfers van { $name }: die zijn preciezer.
own-nested = { $small } ligt in { $large }. Wie daar woont, zou dan dubbel tellen. Haal één van de twee weg.
own-regions = Regio’s kunnen dezelfde gemeenten hebben. Wie daar woont, zou dan dubbel tellen. Kies de gemeenten zelf.
own-brief = In het kort
own-summary = Vergeleken met { $with }: { $summary }.
own-how = Deze cijfers zijn opgeteld uit die van de gebieden zelf. Die zijn soms afgerond, en dan is de som dat ook.
own-hidden = { $count ->
    [one] Eén cijfer is er niet voor het geheel, omdat het van een van de gebieden niet bekend is.
   *[other] { $count } cijfers zijn er niet voor het geheel, omdat ze van een van de gebieden niet bekend zijn.
}
own-weighted = Van sommige cijfers zijn geen aantallen bekend. Die zijn een gemiddelde waarin een groter gebied zwaarder meetelt.
own-apart = Bekijk de gebieden apart en samen in de databank
own-map-title-none = Kies op de kaart
own-map-title = Waar het ligt
own-map-description = Een kaart waarop de gekozen gebieden donker zijn en de gebieden eromheen licht.
own-map-subtitle = Klik op een licht gebied om het toe te voegen, of op een donker gebied om het weg te halen.
own-map-subtitle-none = Klik op een gebied om het te kiezen.
own-map-chosen = gekozen
own-map-around = eromheen
own-not-yet = Niet al deze gebieden waren er al in { $year }.
own-not-added = Dit cijfer is niet op te tellen: er zijn geen aantallen, en het is niet bekend hoe zwaar elk gebied dan meetelt.
own-lacking = { $count ->
    [one] Van { $areas } is er geen cijfer, dus ook niet van het geheel.
   *[other] Van { $areas } zijn er geen cijfers, dus ook niet van het geheel.
}
own-lacking-many = Van { $count } van de { $all } gebieden is er geen cijfer, dus ook niet van het geheel.
own-offer = Stel een eigen gebied samen
own-offer-about = Valt uw werkgebied niet samen met dit gebied? Voeg er andere gebieden bij.
