# De kaart.

menu-map = Kaart
atlas-title = { $indicator } op de kaart, { $name }
atlas-heading = { $indicator }: de { $levels } van { $name }, { $year }
atlas-compared = De kleur is de lezing: elk gebied vergeleken met { $with }.
atlas-values = De kleur is het getal zelf. De klassen zijn zo gekozen dat in elke ongeveer een vijfde van alle { $levels } van { $country } valt.
atlas-nothing = Van de { $levels } van { $name } is er geen cijfer voor deze keuze. Kies een ander cijfer, een andere groep, een ander jaar of een ander soort gebied.
atlas-nothing-beside = Voor de tweede kaart is er geen cijfer. U ziet nu één kaart.
atlas-unknown = Hoe zeker de verschillen zijn, is niet te zeggen: de bron geeft bij dit cijfer geen aantallen of geen spreiding.
atlas-without-shape = { $count ->
    [one] Van één gebied is er geen grens; het staat alleen in de tabel.
   *[other] Van { $shown } gebieden is er geen grens; ze staan alleen in de tabel of het bestand.
}
atlas-light = Dit zijn te veel gebieden om ze hier een voor een aan te wijzen. Kies een gemeente, of open de beweegbare kaart. Alle cijfers staan in het CSV-bestand.
atlas-table = Alle cijfers van deze kaart
atlas-files = Download:
atlas-municipalities = Kaart van één gemeente
atlas-to-indicator = Alles over dit cijfer
atlas-whole = Kaart van heel { $name }
atlas-open = Bekijk op de grote kaart
rest-of-own-municipality = de rest van de eigen gemeente
areas-count = { $count ->
    [one] { $shown } gebied
   *[other] { $shown } gebieden
}

class-up-to = tot en met { $to }
class-between = { $from } tot en met { $to }
class-from = { $from } of meer
class-all = alle waarden
class-vague = te onzeker door afronding
class-masked = cijfer niet getoond
class-missing = geen cijfer

choice-figure = Cijfer
choice-level = Soort gebied
choice-colour = Kleur naar
colour-reading = de betekenis
colour-value = het getal
choice-beside = Tweede kaart
beside-none = geen
beside-year = Een ander jaar
beside-group = Andere bewoners
beside-figure = Ander cijfer: { $theme }

unknown-figure = Het cijfer ‘{ $value }’ kennen we niet. U ziet nu een ander.
unknown-level = ‘{ $value }’ is geen soort gebied. Kies gemeenten, wijken of buurten.
unknown-colour = Achter kleur kan alleen ‘lezing’ of ‘waarde’ staan, geen ‘{ $value }’.
unknown-beside = De tweede kaart ‘{ $value }’ kennen we niet. U ziet nu één kaart.

movable-open = Open de kaart om te zoomen en te schuiven
movable-close = Terug naar de gewone kaart
movable-label = Kaart om te zoomen en te schuiven. Met de pijltjes schuift u, met plus en min zoomt u. Onder de kaart staat een lijst van de gebieden die u ziet.
movable-level = Gebieden
movable-level-auto = passend bij de zoom
movable-here = Toon waar ik ben
movable-here-failed = Uw apparaat geeft niet door waar u bent.
movable-here-outside = U bent buiten deze kaart.
movable-here-found = U bent in
movable-failed = De beweegbare kaart kan hier niet worden geladen. De gewone kaart werkt wel.
movable-list = Gebieden in beeld
movable-filter = Zoek in de gebieden in beeld
movable-shown = in beeld
movable-beyond = Gebieden buiten { $name } zijn vaal: die zijn vergeleken met hun eigen gemeente, en dus niet op dezelfde schaal te lezen.
movable-elsewhere = vergeleken met de eigen gemeente
class-unknown = { $words }, zekerheid onbekend
atlas-few = Gestreept zijn gebieden met heel weinig mensen: daar is een verschil al snel toeval.
