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
residents-about = ongeveer { $shown } inwoners

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
place-until = { $name } bestaat in deze vorm na de indeling van { $year } niet meer. U ziet de cijfers tot en met dat jaar.
compared-with-short = vergeleken met { $with }

count-about = ongeveer { $shown } ({ $low } tot { $high })
count-roughly = ongeveer { $shown }
some-of = { $some } van { $of }
some-per = { $some } op { $of }
spark-words = Van { $before } in { $first } naar { $after } in { $last }
years-from-to = { $first } t/m { $last }

sheet-title = Factsheet { $name }
sheet-description = { $name } op twee pagina’s: wie er wonen, wat opvalt, en alle cijfers met hun betekenis.
sheet-description-nothing = { $name }: waarom er geen cijfers zijn, en van welk gebied wel.
sheet-head = Factsheet, uitgave { $id }, cijfers over { $years }
sheet-head-no-years = Factsheet, uitgave { $id }
fictional-banner = Verzonnen cijfers. Deze gebieden bestaan niet en de cijfers zijn bedacht.
published-by = Uitgegeven door { $publisher }.
protected-rounded = Aantallen zijn afgerond op een veelvoud van { $base }, en waar dat nodig is grover. Een aantal onder { $threshold } ziet u niet.
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
nothing-here = Over { $name } zijn er geen cijfers.
nothing-of-group = Over { $people } in { $name } zijn er geen cijfers.
nothing-by-plan = In zulke kleine gebieden tonen we van deze groep niets. Zo is niemand te vinden en blijven andere cijfers precies.
nothing-wider = Wel zijn die er over { $name }, waar dit gebied in ligt.
legend-judged = Gunstig of niet, bij cijfers met een oordeel
legend-neutral = Hoger of lager, bij cijfers zonder oordeel
legend-uncertain = kan toeval zijn
legend-unknown = zekerheid onbekend
legend-not-compared = niet vergeleken
legend-not-shown = niet getoond
legend-how = Wat uitsteekt, is een zeker verschil. Hoe verder, hoe groter. ‘Iets’ en ‘duidelijk’ zijn gemeten aan hoeveel gebieden gewoonlijk van elkaar verschillen.
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
parts-rounded = Door het afronden tellen de delen niet altijd precies op.
groups-lead = { $label }, { $year }. Bron: { $source }. Dit zegt niet hoe het verschil komt.

figures-title = { $name } in cijfers
figures-of-year = { $group }, { $year }.
figures-of-years = { $group }. Elk cijfer heeft zijn eigen jaar.
figures-left-out = { $count ->
    [one] Nog één cijfer over dit gebied staat op de site.
   *[other] Nog { $count } cijfers over dit gebied staan op de site.
}
figures-absent = Hiervan is er geen cijfer voor dit gebied en deze groep: { $list }.
figures-absent-many = Van nog { $count } cijfers is er geen waarde voor dit gebied en deze groep. De site zegt welke dat zijn.
no-counts = geen aantallen
whom-people = inwoners van
how-title = Hoe lees ik dit?
how-count = ‘{ $count }’ betekent: { $some } van de { $of } { $whom }.
how-beside-rest = Onder ‘{ $head }’ staat het cijfer van het geheel. De lezing vergelijkt met de rest daarvan, zonder dit gebied zelf.
how-beside-area = Onder ‘{ $head }’ staat het cijfer van het andere gebied, voor dezelfde groep.
how-beside-all = Onder ‘{ $head }’ staat het cijfer van alle bewoners. De lezing vergelijkt met de andere bewoners, zonder deze groep.
how-possibly = ‘Mogelijk’ betekent: het verschil kan toeval zijn.
how-unknown = Een streepjesrand betekent: niet te zeggen hoe zeker het verschil is. De bron geeft geen aantallen, of van een gemiddelde geen spreiding.
how-not-shown = { $words } { $count ->
    [one] betekent
   *[other] betekenen
}: het gaat om zo weinig mensen dat een precies cijfer iets over iemand kan verraden.
how-roughly = ‘Ongeveer’ bij een aantal betekent: het is grover afgerond dan de andere aantallen.
how-rounded = De bron rondt aantallen af; tel ze daarom niet op.
how-neutral = Bij cijfers zonder oordeel staat alleen ‘hoger’ of ‘lager’.
sources-title = Bronnen
source-line = { $title } ({ $publisher }, { $licence })

# Rapporten van een gemeente en van het land.

national-title = { $name } in cijfers, { $years }
municipal-title = { $name } in cijfers, { $years }
report-subtitle = Wie er wonen, hoe het gaat en waar het verschilt
report-head = { $title }, uitgave { $id }
report-edition = Uitgave { $id } van { $date }, definitie { $version }
contents-title = Inhoud
written-by = (Geschreven door { $name }, { $date }.)
editor-label = Van de redactie
chapter-summary = Samenvatting
chapter-changes = Wat veranderde
chapter-limits = Waarover we te weinig weten
chapter-method = Hoe de cijfers zijn gemaakt
chapter-annex = Bijlage: alle cijfers
chapter-areas = Bijlage: de { $areas }

summary-lead = Dit rapport laat zien hoe { $name } ervoor staat: { $figures } cijfers, en hoe { $count } { $areas } van elkaar verschillen.
summary-lead-alone = Dit rapport laat zien hoe { $name } ervoor staat, in { $figures } cijfers.
summary-lead-groups-alone = Dit rapport laat zien hoe { $name } ervoor staat: { $figures } cijfers, voor { $groups } groepen naar herkomst.
summary-lead-groups = Dit rapport laat zien hoe { $name } ervoor staat: { $figures } cijfers, voor { $groups } groepen naar herkomst, en hoe { $count } { $areas } van elkaar verschillen.
summary-themes = Per thema
summary-theme = { $theme }. { $label }: { $figure } in { $name } ({ $year }). Van de { $count } { $areas }: { $counts }.
summary-theme-whole = { $theme }. { $label }: { $figure } in { $name } ({ $year }). Van de { $areas } apart is er geen cijfer.
summary-theme-none = { $theme }. Hierover is geen cijfer van { $name }.

counted-favourable = { $count } zeker gunstiger
counted-unfavourable = { $count } zeker ongunstiger
counted-higher = { $count } zeker hoger
counted-lower = { $count } zeker lager
counted-equal = { $count } ongeveer gelijk
counted-unsure = bij { $count } niet zeker
counted-unknown = bij { $count } is niet bekend hoe zeker het verschil is
counted-silent = bij { $count } geen cijfer

beside-country = { $equal ->
    [yes] Dat is ongeveer gelijk aan de rest van { $country } (heel { $country }: { $reference }).
   *[no] Dat is { $verdict } dan in de rest van { $country } (heel { $country }: { $reference }).
}
changed = Van { $before } in { $first } naar { $after } in { $last }: { $words }.
changed-equal = Tussen { $first } ({ $before }) en { $last } ({ $after }) is het { $words }.
groups-higher = Met zekerheid hoger dan bij de andere bewoners is het cijfer bij { $list }.
groups-lower = Met zekerheid lager is het bij { $list }.
groups-only-lower = Met zekerheid lager dan bij de andere bewoners is het cijfer bij { $list }.
groups-higher-many = Bij { $count } van de { $all } groepen is het cijfer met zekerheid hoger dan bij de andere bewoners.
groups-lower-many = Bij { $count } van de { $all } groepen is het met zekerheid lager.
groups-only-lower-many = Bij { $count } van de { $all } groepen is het cijfer met zekerheid lager dan bij de andere bewoners.
groups-both-many = Van de { $all } groepen is het cijfer bij { $higher } met zekerheid hoger dan bij de andere bewoners, en bij { $lower } lager.
groups-which = De grafiek laat zien welke dat zijn.
no-cause = Dat zegt niet hoe dat komt.
areas-counted = De { $count } { $areas }, elk vergeleken met de rest van { $name } ({ $year }): { $counts }.
map-alt = Kaart van de { $areas } van { $name }: { $label }, gekleurd naar de vergelijking met de rest. { $counts }.
map-title = { $label } in de { $areas }
legend-counted = { $words } ({ $count })
legend-no-figure = wit: geen cijfer
bars-title = { $label }, { $name }, { $year }
bars-note = De stippellijn is het cijfer van alle bewoners. Het dunne lijntje aan een balk laat zien hoe onzeker het cijfer is. { $source }
distribution-title = { $label }: alle { $areas }, { $year }
distribution-half = Bij de helft van de { $areas } ligt het tussen { $lower } en { $upper }, de middelste is { $median }.
distribution-spread = Bij een op de tien { $areas } is het lager dan { $low }, de middelste is { $median }, bij een op de tien hoger dan { $high }.
median-label = middelste { $figure }
extremes-title = Waar groepen het meest en het minst verschillen
extremes-lead = Eerst de gebieden waar deze groep met zekerheid het meest verschilt van de andere bewoners, daarna die waar het ongeveer gelijk is. Andere gebieden staan er niet in.
extremes-caption = { $label }: { $group }, { $year }
column-of-group = Deze groep
column-of-everybody = Alle bewoners

changes-years = Door de jaren
changes-years-lead = Dit zijn alle cijfers van { $name } die met zekerheid zijn veranderd tussen het eerste en het laatste jaar.
changes-none = Van geen enkel cijfer is met zekerheid te zeggen dat het veranderde.
changes-one-year = Dit rapport gaat over één jaar. In het rapport van het nieuwste jaar staat wat er door de jaren veranderde.
changes-caption = Cijfers van { $name } die veranderden
changes-release = Sinds de vorige uitgave
changes-first = Dit rapport is niet met een eerdere uitgave vergeleken. Wat daarin anders was, staat hier dus niet.
changes-release-lead = Vergeleken met uitgave { $id } van { $date }:
changes-added = { $count ->
    [one] Nieuw cijfer
   *[other] Nieuwe cijfers
}: { $list }.
changes-removed = { $count ->
    [one] Vervallen cijfer
   *[other] Vervallen cijfers
}: { $list }.
changes-years-added = Nieuwe jaren bij: { $list }.
changes-nothing-new = Er zijn geen nieuwe cijfers of jaren, en er zijn er geen vervallen.
and-more = en { $count } andere
revised-caption = Cijfers van { $name } en de { $areas }, naast de vorige uitgave
column-theme = Thema
column-same = Gelijk
column-revised = Herzien
column-new = Nieuw
column-gone = Niet meer getoond
column-from = Van
column-to = Naar

limits-lead = Bij kleine groepen en kleine gebieden tonen we veel cijfers niet of niet precies. Zo kan niemand er iets over een bepaald mens uit halen. Wat hier niet staat, is niet nul.
limits-lead-published = Bij kleine groepen en kleine gebieden laten bronnen cijfers weg. Zo kan niemand er iets over een bepaald mens uit halen. Wat hier niet staat, is niet nul.
limits-nothing = Over gebieden binnen { $name } staan er geen cijfers in deze monitor.
limits-whole = Van de { $all } cijfers van de { $areas }, voor alle bewoners en voor elke groep, tonen we er { $shown }.
limits-whole-all = Van de { $areas } zijn er { $all } cijfers. Daarvan is er geen afgeschermd.
limits-whole-small = Bij { $small } is het aantal te klein.
limits-whole-withheld = { $withheld-number ->
    [one] Eén cijfer is afgeschermd, omdat een ander cijfer ermee te herleiden zou zijn.
   *[other] { $withheld } cijfers zijn afgeschermd, omdat een ander cijfer ermee te herleiden zou zijn.
}
limits-groups = Groepen
limits-groups-none = Van elke groep is in de meeste gebieden meer dan de helft van de cijfers te geven.
limits-groups-caption = Groepen van wie in de { $areas } minder dan de helft van de cijfers te geven is
limits-areas = De { $areas }
limits-areas-count = { $count ->
    [0] In elk van de { $all } { $areas } is minstens de helft van alle cijfers te geven.
   *[other] In { $count } van de { $all } { $areas } is minder dan de helft van alle cijfers te geven.
}
limits-areas-caption = De { $areas } met de minste cijfers
column-shown = Getoond
column-small = Te klein
column-withheld = Afgeschermd

method-reading = Hoe u de vergelijkingen leest
method-rest = Een gebied vergelijken we met de rest van het geheel, een groep met de andere bewoners van hetzelfde gebied.
method-certain = ‘Zeker’ betekent: een zo groot verschil komt zelden door toeval. Van alle verschillen die we zo noemen, klopt naar verwachting hoogstens { $rate } procent niet.
method-size = Hoe groot een verschil is, meten we aan de spreiding tussen gebieden: vanaf { $some } keer die spreiding noemen we het ‘iets’, vanaf { $clear } keer ‘duidelijk’.
method-judgement = Gunstig en ongunstig zeggen we alleen waar de meeste mensen één kant beter vinden. Bij andere cijfers staat alleen hoger of lager.
method-cause = Cijfers laten verschillen zien. Ze zeggen niet waardoor die komen.
method-backgrounds = Hoe bewoners zijn ingedeeld
method-protection = Hoe mensen zijn beschermd
method-protected-rounded = Aantallen zijn afgerond op een veelvoud van { $base }, en waar dat nodig is grover. Een aantal onder { $numerators }, en een cijfer over minder dan { $denominators } mensen, tonen we niet precies. Ook cijfers waarmee zo’n klein aantal te herleiden zou zijn, zijn afgeschermd. Alle percentages zijn daarna uitgerekend.
method-protected-exact = Een aantal onder { $numerators }, en een cijfer over minder dan { $denominators } mensen, tonen we niet precies. Ook cijfers waarmee zo’n klein aantal te herleiden zou zijn, zijn afgeschermd.
method-published = Alle cijfers zijn eerder door hun bron gepubliceerd. De bron rondt af en laat weg wat iemand kan verraden; wij rekenen met wat gepubliceerd is.
sources-caption = Bronnen van deze uitgave
column-source = Bron
column-publisher = Uitgever
column-date = Datum
column-licence = Licentie
method-colophon = Colofon
method-release = Uitgave { $id }, definitie { $version }, gemaakt met Wijkmonitor { $program }.
annex-lead = Alle cijfers waarop dit rapport rust. Elk cijfer staat er met het aantal, het jaar en de bron.
annex-whole = { $theme }: cijfers van alle bewoners van { $name }
annex-areas-lead = Elk cijfer voor elk van de { $areas }, vergeleken met de rest van { $name }.
column-beside-rest = Naast de rest van { $name }
