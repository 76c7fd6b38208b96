# Woorden van factsheets en rapporten, in gewoon Nederlands (B1).

everybody-lower = alle bewoners
the-whole = het geheel
rest-of = de rest van { $name }
others-here = de andere bewoners van dit gebied
all-here = Alle bewoners hier
and-word = en
month = { $number ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
}
residents-count = { $count ->
    [one] { $shown } inwoner
   *[other] { $shown } inwoners
}

kind-country = Het hele land
kind-municipality = Gemeente
kind-district = Wijk in de gemeente { $municipality }
kind-neighbourhood = Buurt in de gemeente { $municipality }
kind-with-residents = { $kind }, { $count ->
    [one] { $shown } inwoner
   *[other] { $shown } inwoners
} ({ $year })
whom-compared = { $group }, vergeleken met { $with }.
whom-alone = { $group }.
place-until = { $name } bestaat in deze vorm sinds de indeling van { $year } niet meer. U ziet de cijfers tot en met dat jaar.
compared-with-short = vergeleken met { $with }

some-of = { $some } van { $of }
some-per = { $some } op { $of }
spark-words = { $first }: { $before }, { $last }: { $after }
years-from-to = { $first } t/m { $last }
no-years = geen enkel jaar

sheet-title = Factsheet { $name }
sheet-description = { $name } op twee pagina’s: wie er wonen, wat opvalt, en alle cijfers met hun betekenis.
sheet-head = Factsheet, uitgave { $id }, cijfers over { $years }
fictional-banner = Verzonnen cijfers. Deze gebieden bestaan niet en de cijfers zijn bedacht.
published-by = Uitgegeven door { $publisher }.
protected-rounded = Aantallen zijn afgerond op een veelvoud van { $base }. Een aantal onder { $threshold } ziet u niet.
protected-exact = Een aantal onder { $threshold } ziet u niet.
more-at = Alle cijfers, uitleg en downloads: { $address }
page-word = Pagina
of-word = van

locator-alt = Kaart: waar { $name } ligt in { $within }.
ring-alt = Profieltaart van { $name } met { $count } cijfers, vergeleken met { $with }. { $certain ->
    [0] Geen enkel verschil is zeker.
    [one] Eén verschil is zeker.
   *[other] { $certain } verschillen zijn zeker.
} Dezelfde cijfers staan in de tabel op pagina 2.
no-ring-country = Dit is het geheel zelf: er is niets om het mee te vergelijken. Alle cijfers staan op de volgende pagina.
no-ring-level = Voor dit soort gebied zijn er geen cijfers om te vergelijken. Wat er wel is, staat op de volgende pagina.
no-ring-nothing = Over dit gebied en deze groep zijn er geen cijfers. Kies een groter gebied of een bredere groep.
legend-judged = Gunstig of niet, bij cijfers met een oordeel
legend-neutral = Hoger of lager, bij cijfers zonder oordeel
legend-uncertain = kan toeval zijn
legend-unknown = bron geeft geen aantallen
legend-not-compared = niet vergeleken
legend-not-shown = niet getoond
legend-how = Hoe verder een punt uitsteekt, hoe groter het verschil. Wat toeval kan zijn, steekt niet uit.
symbol-up = hoger getal
symbol-down = lager getal
symbol-dot = ongeveer gelijk

story-title = Het verhaal
topic-residents = Wie wonen hier
topic-stands-out = Wat opvalt
topic-groups = Verschillen tussen groepen
topic-change = Wat veranderde
topic-limits = Wat we niet weten
stands-beside = { $label }: { $figure }, { $year }. Dat is { $verdict } dan in { $with } ({ $reference }).
nothing-beside = Geen enkel cijfer is met zekerheid anders dan in { $with }.
may-be-chance = Bij { $count ->
    [one] één cijfer
   *[other] { $count } cijfers
} kan het verschil toeval zijn; daarom noemen we { $count ->
    [one] het
   *[other] die
} hier niet.
caution = Cijfers laten verschillen zien. Ze zeggen niet waardoor die komen.

who-lives-here = Wie wonen hier?
column-background = Achtergrond
column-residents = Bewoners
column-share = Aandeel
column-part = Deel
column-count = Aantal
column-value = Waarde
column-figure = Cijfer
column-reading = Lezing
column-year = Jaar
column-trend = Verloop
column-beside-others = Naast de andere bewoners
column-area = Gebied
column-group = Groep
column-change = Verandering
year-and-source = { $year }. Bron: { $source }.
groups-lead = { $label }, { $year }. Bron: { $source }. Dit zegt niet hoe het verschil komt.

figures-title = { $name } in cijfers
figures-of-year = { $group }, { $year }.
figures-of-years = { $group }. Elk cijfer heeft zijn eigen jaar.
figures-absent = Hiervan is er geen cijfer voor dit gebied en deze groep: { $list }.
how-title = Hoe lees ik dit?
how-count = ‘{ $count }’ betekent: { $some } van de { $of } { $whom }.
how-beside-rest = Onder ‘{ $head }’ staat het cijfer van het geheel. De lezing vergelijkt met de rest daarvan, zonder dit gebied zelf.
how-beside-area = Onder ‘{ $head }’ staat het cijfer van het andere gebied, voor dezelfde groep.
how-beside-all = Onder ‘{ $head }’ staat het cijfer van alle bewoners. De lezing vergelijkt met de andere bewoners, zonder deze groep.
how-possibly = ‘Mogelijk’ betekent: het verschil kan toeval zijn.
how-unknown = Een streepjesrand betekent: de bron geeft geen aantallen, dus is niet te zeggen hoe zeker het verschil is.
how-not-shown = ‘Minder dan’ en ‘niet getoond’ betekenen: het gaat om zo weinig mensen dat een precies cijfer iemand kan verraden.
how-rounded = De bron rondt aantallen af; tel ze daarom niet op.
how-neutral = Bij cijfers zonder oordeel staat alleen ‘hoger’ of ‘lager’.
sources-title = Bronnen
source-line = { $title } ({ $publisher }, { $licence })
