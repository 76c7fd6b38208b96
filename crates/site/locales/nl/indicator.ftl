# De pagina van een indicator.

indicator-title = { $indicator }, { $name }
indicators-description = Alles wat in deze monitor is gemeten, per thema, met de jaren en gebieden waarvoor er cijfers zijn.
years = Jaren
areas = Gebieden
area = Gebied
rank = Plaats
rank-to = tot
rank-about = Plaats 1 heeft het hoogste getal; dat is niet altijd het gunstigst. Staat er ‘2 tot 5’, dan is de volgorde niet zeker.
the-country = Nederland
unknown-area = Het gebied ‘{ $value }’ kennen we niet. U ziet nu { $name }.
sentence-predicate = { $some } van de { $of } { $universe } in { $name } { $predicate }.
sentence-full = { $name }: { $full }.
sentence-full-group = { $name }, { $whom }: { $full }.
sentence-often = Dat is { $often }.
sentence-reference = { $head }: { $value }.
sentence-reference-often = { $head }: { $value }, { $often }.
sentence-position = Dit getal is { $position }.
rounded-between = door afronding { $interval }
among-title = De { $count } { $levels } van { $name }, { $year }
all-years = Alle jaren
as-table-short = Bekijk als tabel
what-and-why = Wat is gemeten, en is het gunstig of niet?
