# Questions: what was understood, the answer, and what to do when it was not understood.

kind-answer = antwoord
ask-heading = Antwoord
ask-more = Meer daarover
ask-page-similar = Gebieden die lijken op { $place }
ask-page-beside = Zet { $first } en { $last } naast elkaar
ask-page-area = Alles over { $place }
ask-page-theme = { $theme } in { $place }
ask-page-indicator = { $figure } in { $place }
ask-page-map = { $figure } op de kaart
ask-page-explanation = Uitleg bij ‘{ $figure }’
ask-figures = Cijfers bij dit antwoord
ask-understood = Zo begrepen we uw vraag
ask-understood-kind = Vraag
ask-understood-place = Gebied
ask-understood-figure = Cijfer
ask-understood-theme = Thema
ask-understood-topic = Onderwerp
ask-understood-group = Groep
ask-understood-year = Jaar
ask-typed = u typte ‘{ $words }’
ask-not-said = niet genoemd
ask-or = Of bedoelde u
ask-lost-area = Een gebied met de naam ‘{ $words }’ kennen we niet.
ask-postcode = ‘{ $words }’ lijkt een postcode. Postcodes kent deze monitor niet: noem de wijk, de buurt of de gemeente.
ask-which-area = We weten niet welk gebied u bedoelt. Noem de naam ervan.
ask-lost-part = Een deel van { $place } met de naam ‘{ $words }’ kennen we niet. U kunt wel heel { $place } bekijken, of een wijk of buurt met die naam erin.
ask-no-area = Een gebied met de naam ‘{ $words }’ kennen we niet. ‘{ $group }’ is hier wel een groep bewoners.
ask-unknown = { $count ->
    [one] Dit woord begrepen we niet: { $words }.
   *[other] Deze woorden begrepen we niet: { $words }.
}
ask-change = Iets anders bedoeld? Verander de vraag
ask-apply = Laat zien
ask-newest = Nieuwste
ask-no-figure = Geen cijfer gekozen
ask-failed = We begrepen uw vraag niet
ask-choose-area = Welk gebied bedoelt u?
ask-failed-area = Dat gebied kennen we niet
ask-failed-area-about = Bedoelde u een van deze vragen?
ask-failed-about = Noem een onderwerp en een gebied. Hieronder staan de pagina’s die het meest op uw woorden lijken.
ask-names = Pagina’s die zo heten
ask-nearest = Pagina’s die erop lijken
ask-all-figures = Alle cijfers van deze monitor
ask-try = U kunt ook een vraag stellen, zoals:
ask-all-lines = Alle { $count } op een rij
ask-column-what = Waarover

kind-of-cijfer = Hoeveel, hoe staat het ervoor
kind-of-hoogste-groep = Bij welke groep het hoogst
kind-of-laagste-groep = Bij welke groep het laagst
kind-of-hoogste-gebied = In welk gebied het hoogst
kind-of-laagste-gebied = In welk gebied het laagst
kind-of-per-groep = Hoe het per groep is
kind-of-per-gebied = Hoe het per gebied is
kind-of-uitleg = Wat het cijfer betekent
kind-of-ontwikkeling = Hoe het zich ontwikkelt
kind-of-vergelijking = Hoe het verschilt
kind-of-bewoners = Wie er wonen
kind-of-opvallend = Wat opvalt
kind-of-thema = Alle cijfers van een thema
kind-of-vergelijkbaar = Welke gebieden erop lijken
kind-of-aantal = Hoeveel er daarvan zijn
kind-of-zonder-cijfer = Een onderwerp zonder cijfer

ask-refused = ‘{ $value }’ kennen we hier niet als { $key ->
    [soort] soort vraag
    [gebied] gebied
    [cijfer] cijfer
    [thema] thema
    [groep] groep
   *[peiljaar] jaar
}. Kies hieronder iets anders, of stel de vraag opnieuw.

# Beside a sentence that a person wrote.
story-by-editor = (Geschreven door { $name }, { $date }.)

# What is certain, on the page of an area.
expected-by-chance = { $count ->
    [one] Eén verschil noemen we hier zeker.
   *[other] { $number } verschillen noemen we hier zeker.
} { $whole ->
    [0] Waarschijnlijk is geen daarvan toch toeval.
    [one] Daarvan is er misschien één toch toeval.
   *[other] Daarvan zijn er misschien { $expected } toch toeval.
} Van elke 100 verschillen die we zeker noemen, zijn er hoogstens { $rate } toeval.

did-you-mean = Bedoelde u misschien:
unknown-area-of-links = Het gebied ‘{ $value }’ kennen we niet. De cijfers hieronder zijn niet van één gebied.

legend-title = Wat betekenen de kleuren?
