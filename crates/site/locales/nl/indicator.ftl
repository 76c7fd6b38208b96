# De pagina van een indicator.

indicator-title = { $indicator }, { $name }
rarely = { $level } (bijna nergens)
indicators-description = Alles wat in deze monitor is gemeten, per thema, met de jaren en gebieden waarvoor er cijfers zijn.
years = Jaren
areas = Gebieden
area = Gebied
rank = Plaats
rank-to = tot
rank-near = ± { $rank }
rank-about = Plaats 1 heeft het hoogste getal; dat is niet altijd het gunstigst. Staat er ‘2 tot 5’, dan is de volgorde niet zeker. Staat er ‘± 3’, dan weten we niet hoe zeker die is.
the-country = Nederland
unknown-area = Het gebied ‘{ $value }’ kennen we niet. U ziet nu { $name }.
sentence-predicate = { $some } van de { $of } { $universe } in { $name } { $predicate }.
sentence-full = { $name }: { $full }.
sentence-full-group = { $name }, { $whom }: { $full }.
sentence-often = Dat is { $often }.
sentence-reference = In { $head } is het { $value }.
sentence-reference-often = In { $head } is het { $value }, { $often }.
sentence-position = Dit getal is { $position }.
rounded-between = door afronding { $interval }
among-title = De { $count } { $levels } van { $name }, { $year }
all-years = Alle jaren
as-table-short = Bekijk als tabel
what-and-why = Wat is gemeten, en is het gunstig of niet?

map-description = Een kaart waarop elk gebied is gekleurd naar wat zijn cijfer betekent. De cijfers staan in de tabel.
map-subtitle = { $label }. De kleur is de lezing: elk gebied vergeleken met de rest.
legend-no-figure = geen cijfer
legend-white = niet vergeleken
legend-map-unknown = Hoe zeker de verschillen op deze kaart zijn, is niet bekend.
possibly-unfavourable = mogelijk ongunstiger
possibly-favourable = mogelijk gunstiger
possibly-lower = mogelijk lager
possibly-higher = mogelijk hoger
ranking-description = Gebieden met hun cijfer, van het hoogste getal naar het laagste. De cijfers staan in de tabel.
ranking-intervals = Stip: het cijfer. Streep: de onzekerheid. Waar strepen elkaar overlappen, is de volgorde niet zeker.
ranking-cut = U ziet de hoogste, de laagste en de gebieden rond het uwe; alle staan in de lijst hieronder.
ranking-left-out = { $count ->
    [one] … hiertussen nog 1 gebied
   *[other] … hiertussen nog { $shown } gebieden
}
distribution-title = Alle { $count } { $levels } met een cijfer
distribution-subtitle = { $label }. Het grijze vlak is de middelste helft.
distribution-cut = De lijn eindigt waar hooguit { $share } % van de gebieden nog verder ligt; een pijl zegt hoeveel dat er zijn.
distribution-median = middelste { $level } { $value }
distribution-description = De cijfers van alle gebieden op één lijn, met dit gebied gemarkeerd.
trend-title = Sinds { $from } { $said }
trend-title-plain = Van { $from } tot en met { $to }
trend-band = De band toont de onzekerheid.
trend-break = andere telling
trend-description = Het cijfer door de jaren. De cijfers staan in de tabel.
groups-description = Het cijfer van elke groep, altijd in dezelfde volgorde. De cijfers staan in de tabel.
groups-care = Groepen verschillen in leeftijd en in hoe lang mensen hier wonen. Dit zijn verschillen, geen oorzaken.
beside-title = Naast grotere gebieden
beside-description = Het cijfer van dit gebied en van de gebieden waar het in ligt.

sentence-everybody = Van alle inwoners hier is het { $value }.
