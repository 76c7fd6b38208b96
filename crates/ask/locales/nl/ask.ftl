# Questions as they were understood, and the sentences of an answer, in plain Dutch (B1). The first letter is made a capital.

people = mensen
and = en

# What is asked. $among is " bij bewoners met …" or nothing.
ask-figure = Hoe staat het met ‘{ $short }’ { $where }{ $among }?
ask-share = Hoe groot is het deel ‘{ $short }’ { $where }{ $among }?
ask-people = Hoeveel { $whom } wonen er { $where }?
ask-largest-group = Bij welke groep { $where } is ‘{ $short }’ het hoogst?
ask-smallest-group = Bij welke groep { $where } is ‘{ $short }’ het laagst?
ask-largest-group-people = Welke groep { $where } is het grootst?
ask-smallest-group-people = Welke groep { $where } is het kleinst?
ask-largest-area = In welke van de { $levels } { $where } is ‘{ $short }’ het hoogst{ $among }?
ask-smallest-area = In welke van de { $levels } { $where } is ‘{ $short }’ het laagst{ $among }?
ask-largest-area-people = In welke van de { $levels } { $where } wonen de meeste { $whom }?
ask-smallest-area-people = In welke van de { $levels } { $where } wonen de minste { $whom }?
ask-each-group = Hoe staat het met ‘{ $short }’ per groep { $where }?
ask-each-group-of = Hoe staat het met { $list } per groep { $where }?
ask-each-area = Hoe staat het met ‘{ $short }’{ $among } in elk van de { $levels } { $where }?
ask-meaning = Wat betekent ‘{ $short }’?
ask-above = In welke van de { $levels } { $where } is ‘{ $short }’{ $among } hoger dan { $limit }?
ask-below = In welke van de { $levels } { $where } is ‘{ $short }’{ $among } lager dan { $limit }?
limit-percent = { $number } procent
limit-mean = gemiddeld
ask-figures = Hoe staat het met { $list } { $where }{ $among }?
ask-gap = Hoe veranderen de verschillen in ‘{ $short }’ tussen groepen { $where }?
ask-gaps = Hoe veranderen de verschillen tussen groepen { $where }?
ask-change = Hoe ontwikkelt ‘{ $short }’ zich { $where }{ $among }?
ask-changes = Wat is er veranderd { $where }{ $among }?
ask-compare-places = Hoe verschilt ‘{ $short }’{ $among } tussen { $sides }?
ask-compare-groups = Hoe verschilt ‘{ $short }’ { $where } tussen { $sides }?
ask-residents = Wie wonen er { $where }?
ask-stands-out = Wat valt op { $where }{ $among }?
ask-theme = Hoe staat het met ‘{ $theme }’ { $where }{ $among }?
ask-similar = Welke { $levels } lijken op { $name }?
ask-similar-which = Welke gebieden lijken op elkaar?
ask-topic = Hoe staat het met ‘{ $topic }’ { $where }{ $among }?
ask-areas = Hoeveel { $levels } zijn er { $where }?
ask-counted = Hoeveel { $counted } zijn er { $where }{ $among }?

# The figure.
share = { $number } van de { $of } { $whom } { $where } { $predicate }: dat is { $figure } ({ $year }).
share-of-group = Bij { $group } { $where }: { $number } van de { $of } { $whom } { $predicate }, dat is { $figure } ({ $year }).
figure = { $label } { $where }{ $among }: { $full } ({ $year }).
left-open = Dat cijfer is niet precies, want het gaat om kleine, afgeronde aantallen. Zeker is: { $interval }.
people-here = { $where } wonen { $number } { $whom } ({ $year }).
people-one = { $where } woont 1 van de { $whom } ({ $year }).
people-none = { $where } wonen geen { $whom } ({ $year }).
people-few = { $where } wonen minder dan { $number } { $whom } ({ $year }).
people-nobody = { $where } woont niemand ({ $year }).
people-share = Dat is { $share } van alle inwoners.
parts-together = Samen zijn dat { $number } van de { $of } { $whom }: { $share }.
whole = { $name } van { $whom } { $where }: { $list } ({ $year }).
opposite = Bij de andere { $rest } is dat niet zo.
opposite-unknown = Let op: ‘{ $short }’ zegt bij wie het wel zo is, niet bij wie het niet zo is.
not-apart = U noemde ook ‘{ $other }’. ‘{ $short }’ gaat over { $whom }; voor een deel daarvan is het er niet apart.
not-among = U noemde ook ‘{ $other }’. ‘{ $short }’ gaat over { $whom }: daar horen zij niet bij.
not-both = U noemde ook { $other }. Over mensen die bij allebei de groepen horen, hebben we geen cijfer.
about = ongeveer
about-small = ongeveer { $number }

# The reference. $than is "dan in de rest van …".
reference-certain = Dat is { $verdict } { $than } ({ $beside }: { $other }).
reference-equal = Dat is ongeveer even hoog { $same } ({ $beside }: { $other }).
reference-chance = { $beside }: { $other }. Het verschil kan toeval zijn.
reference-source = { $beside }: { $other }. De bron geeft te weinig om te weten hoe zeker het verschil is.

# Nothing to show.
missing = { $label } { $where }{ $among }: { $full } ({ $year }).
missing-year = { $label } { $where }{ $among }: geen cijfer.
nearest = Wel bekend: { $full } { $where }{ $among } ({ $year }).

# Which group.
top-certain-highest = In de indeling ‘{ $division }’ is het cijfer voor ‘{ $short }’ { $where } het hoogst bij { $group }: { $full } ({ $year }).
top-certain-lowest = In de indeling ‘{ $division }’ is het cijfer voor ‘{ $short }’ { $where } het laagst bij { $group }: { $full } ({ $year }).
top-chance-highest = In de indeling ‘{ $division }’ staat het hoogste cijfer voor ‘{ $short }’ { $where } bij { $group }: { $full } ({ $year }). Maar { $others }: zeker is het dus niet.
top-chance-lowest = In de indeling ‘{ $division }’ staat het laagste cijfer voor ‘{ $short }’ { $where } bij { $group }: { $full } ({ $year }). Maar { $others }: zeker is het dus niet.
top-source-highest = Volgens de bron is in de indeling ‘{ $division }’ het cijfer voor ‘{ $short }’ { $where } het hoogst bij { $group }: { $full } ({ $year }). Hoe zeker dat is, weten we niet.
top-source-lowest = Volgens de bron is in de indeling ‘{ $division }’ het cijfer voor ‘{ $short }’ { $where } het laagst bij { $group }: { $full } ({ $year }). Hoe zeker dat is, weten we niet.
chance-with-named = het verschil met { $group } kan toeval zijn
chance-with-groups = { $count ->
    [one] het verschil met één andere groep kan toeval zijn
   *[other] het verschil met { $number } andere groepen kan toeval zijn
}
largest-people = In de indeling ‘{ $division }’ vormen { $group } { $where } de grootste groep: { $full } ({ $year }).
smallest-people = In de indeling ‘{ $division }’ vormen { $group } { $where } de kleinste groep met een cijfer: { $full } ({ $year }).
largest-people-chance = In de indeling ‘{ $division }’ bestaat de grootste groep { $where } waarschijnlijk uit { $group }: { $full } ({ $year }). Aantallen zijn afgerond, dus zeker is het niet.
smallest-people-chance = In de indeling ‘{ $division }’ bestaat de kleinste groep met een cijfer { $where } waarschijnlijk uit { $group }: { $full } ({ $year }). Aantallen zijn afgerond, dus zeker is het niet.
all-together = Bij alle inwoners samen: { $other }.
groups-without = { $count ->
    [one] Van één groep is er geen cijfer dat we kunnen tonen.
   *[other] Van { $number } groepen is er geen cijfer dat we kunnen tonen.
}
groups-without-lowest = { $count ->
    [one] Van één groep is er geen cijfer dat we kunnen tonen. Daar kan het lager zijn.
   *[other] Van { $number } groepen is er geen cijfer dat we kunnen tonen. Daar kan het lager zijn.
}
groups-too-small = { $count ->
    [one] Van één groep zijn de aantallen te klein voor een precies cijfer.
   *[other] Van { $number } groepen zijn de aantallen te klein voor een precies cijfer.
}
why = Waarom dat zo is, kunnen cijfers niet zeggen.
most-do-not = Ook in die groep geldt het voor de meeste { $whom } niet.
fixed-order = De groepen hieronder staan in een vaste volgorde: het is geen ranglijst.
not-why = Dat zegt niet hoe dat komt. Groepen verschillen ook in leeftijd en in hoelang mensen hier wonen.
no-groups = ‘{ $short }’ is er alleen voor alle inwoners van een gebied samen, niet per groep.

# Of an area too small for figures by group, and of one that has none for another reason.
no-groups-so-small = Van { $levels } tonen we ‘{ $short }’ niet per groep. Zo is niemand te vinden en blijven andere cijfers precies.
no-groups-here = { $where } is er geen cijfer voor ‘{ $short }’ per groep dat we kunnen tonen.
groups-in-larger = Per groep is het er wel { $where }.

# Which area.
area-certain-highest = Van de { $number } { $levels } { $within } is het cijfer voor ‘{ $short }’{ $among } het hoogst { $where }: { $full } ({ $year }).
area-certain-lowest = Van de { $number } { $levels } { $within }{ $shown } is het cijfer voor ‘{ $short }’{ $among } het laagst { $where }: { $full } ({ $year }).
area-chance-highest = Het hoogste cijfer voor ‘{ $short }’{ $among } van de { $number } { $levels } { $within } is dat { $where }: { $full } ({ $year }). { $others }
area-chance-lowest = Het laagste cijfer voor ‘{ $short }’{ $among } van de { $number } { $levels } { $within }{ $shown } is dat { $where }: { $full } ({ $year }). { $others }
area-source-highest = Volgens de bron is van de { $number } { $levels } { $within } het cijfer voor ‘{ $short }’{ $among } het hoogst { $where }: { $full } ({ $year }). Hoe zeker dat is, weten we niet.
area-source-lowest = Volgens de bron is van de { $number } { $levels } { $within }{ $shown } het cijfer voor ‘{ $short }’{ $among } het laagst { $where }: { $full } ({ $year }). Hoe zeker dat is, weten we niet.
chance-with-areas = { $count ->
    [one] Zeker is het niet: één ander gebied kan door toeval even hoog of hoger staan.
   *[other] Zeker is het niet: { $number } andere gebieden kunnen door toeval even hoog of hoger staan.
}
chance-with-areas-lowest = { $count ->
    [one] Zeker is het niet: één ander gebied kan door toeval even laag of lager staan.
   *[other] Zeker is het niet: { $number } andere gebieden kunnen door toeval even laag of lager staan.
}
areas-too-small = { $count ->
    [one] Eén gebied telt niet mee: daar zijn de aantallen te klein voor een precies cijfer.
   *[other] { $number } gebieden tellen niet mee: daar zijn de aantallen te klein voor een precies cijfer.
}
areas-without = { $count ->
    [one] Van één gebied is er geen cijfer dat we kunnen tonen.
   *[other] Van { $number } gebieden is er geen cijfer dat we kunnen tonen.
}
areas-without-lowest = { $count ->
    [one] Van één gebied is er geen cijfer dat we kunnen tonen. Daar kan het lager zijn.
   *[other] Van { $number } gebieden is er geen cijfer dat we kunnen tonen. Daar kan het lager zijn.
}
with-a-figure = met een cijfer
no-areas = Er zijn geen { $levels } { $within } met een cijfer voor ‘{ $short }’{ $among }.
people-most = Van de { $number } { $levels } { $within } wonen de meeste { $whom } { $where }: { $full } ({ $year }).
people-fewest = Van de { $number } { $levels } { $within }{ $shown } wonen de minste { $whom } { $where }: { $full } ({ $year }).
people-chance = Aantallen zijn afgerond: er is meer dan één gebied waarvoor dit kan gelden.
areas-gone = { $count ->
    [one] Eén gebied telt niet mee, omdat het in deze vorm niet meer bestaat.
   *[other] { $number } gebieden tellen niet mee, omdat ze in deze vorm niet meer bestaan.
}
area-residents = { $number } inwoners
area-until = bestond tot en met { $year }
areas-old = De meeste van deze gebieden bestaan in deze vorm niet meer: de cijfers zijn van { $year }.
lead-residents = Daar wonen { $number } mensen ({ $year }).
larger-highest = Van de gebieden met { $number } inwoners of meer is het cijfer het hoogst { $where }: { $full }.
larger-lowest = Van de gebieden met { $number } inwoners of meer is het cijfer het laagst { $where }: { $full }.
number-most = Het hoogste aantal is er { $where }: { $number } van de { $of } { $whom }{ $of-group } ({ $figure }).
number-most-chance = Het hoogste aantal is er waarschijnlijk { $where }: { $number } van de { $of } { $whom }{ $of-group } ({ $figure }). Zeker is het niet: in een ander gebied kan het aantal even hoog of hoger zijn.
number-most-per = Het hoogste aantal is er { $where }: { $number } op { $of } { $whom }{ $of-group } ({ $figure }).
number-most-per-chance = Het hoogste aantal is er waarschijnlijk { $where }: { $number } op { $of } { $whom }{ $of-group } ({ $figure }). Zeker is het niet: in een ander gebied kan het aantal even hoog of hoger zijn.
in-this-group = in deze groep
number-without = Bij aantallen kijken we niet naar gebieden waarvan we geen aantal tonen.

# Which part of those whom a figure counts are of a group.
share-of-counted = Van de { $all } die ‘{ $short }’ { $where } telt, horen er { $some } bij { $whom }: ongeveer { $share } %. Welk deel van die groep het is, is iets anders:
share-of-counted-unknown = U vraagt welk deel van ‘{ $short }’ hoort bij { $whom }. Dat is hier niet te zeggen. Welk deel van die groep het is, is iets anders:

# Each group, or each area.
each-group = ‘{ $short }’ { $where } in de indeling ‘{ $division }’: { $sides } ({ $year }).
each-group-of-several = Van { $list } { $where } staan hieronder de cijfers per groep, in de indeling ‘{ $division }’.
each-group-below = ‘{ $short }’ { $where } in de indeling ‘{ $division }’ ({ $year }): van elke groep staat het cijfer hieronder.
each-area = Van de { $number } { $levels } { $within }{ $shown } is het laagste cijfer voor ‘{ $short }’{ $among } dat { $where-low }: { $low }. Het hoogste is dat { $where-high }: { $high } ({ $year }).
each-area-one = Er is { $within } maar één gebied met een cijfer voor ‘{ $short }’{ $among }: { $low } { $where-low } ({ $year }).
each-area-ends = Hieronder staan de hoogste en de laagste. Op de kaart staan ze alle.

# Which areas are above or below a number. $list is ": a, b en c" or nothing.
some-above = { $count ->
    [one] Van de { $all } { $levels } { $within } met een cijfer is er één waar ‘{ $short }’{ $among } hoger is dan { $limit }{ $list } ({ $year }).
   *[other] Van de { $all } { $levels } { $within } met een cijfer zijn er { $number } waar ‘{ $short }’{ $among } hoger is dan { $limit }{ $list } ({ $year }).
}
some-below = { $count ->
    [one] Van de { $all } { $levels } { $within } met een cijfer is er één waar ‘{ $short }’{ $among } lager is dan { $limit }{ $list } ({ $year }).
   *[other] Van de { $all } { $levels } { $within } met een cijfer zijn er { $number } waar ‘{ $short }’{ $among } lager is dan { $limit }{ $list } ({ $year }).
}
none-above = Van de { $all } { $levels } { $within } met een cijfer is er geen waar ‘{ $short }’{ $among } hoger is dan { $limit } ({ $year }).
none-below = Van de { $all } { $levels } { $within } met een cijfer is er geen waar ‘{ $short }’{ $among } lager is dan { $limit } ({ $year }).
# A figure with where it is of: "3,4 % (het cijfer in de gemeente Zomerdam)".
limit-of = { $figure } (het cijfer { $where })
limit-none = Er is geen cijfer { $where } om mee te vergelijken ({ $year }). Dit zijn alle { $levels }.
limit-unknown = Hoe zeker die verschillen zijn, weten we niet: er zijn geen aantallen bekend.
# How many of the areas that were found certainly differ from the rest.
limit-certain = { $count ->
    [0] Bij geen daarvan is het verschil met de rest zeker.
    [one] Bij één daarvan is het verschil met de rest zeker.
   *[other] Bij { $number } daarvan is het verschil met de rest zeker.
}
near-threshold = Een cijfer vlak bij die grens kan er door toeval boven of onder staan.
threshold-hidden = Van { $names } is er geen cijfer dat we kunnen gebruiken. { $count ->
    [one] Of het daar ook zo is, weten we dus niet.
   *[other] Of het in die gebieden ook zo is, weten we dus niet.
}
threshold-hidden-many = Van { $number } andere gebieden is er geen cijfer dat we kunnen gebruiken. Of het daar ook zo is, weten we dus niet.
threshold-first = Hieronder staan er niet meer dan 24. Op de kaart staan ze alle.

# What a figure is.
meaning = ‘{ $short }’ is hier: { $label }.
counts-higher-better = Een hoger cijfer voor ‘{ $short }’ telt hier als gunstig, een lager als ongunstig.
counts-lower-better = Een lager cijfer voor ‘{ $short }’ telt hier als gunstig, een hoger als ongunstig.
counts-neutral = Een hoger of lager cijfer voor ‘{ $short }’ telt hier niet als gunstig of ongunstig.

# What changed.
changed = { $label } { $where }{ $among }: van { $before } in { $first } naar { $after } in { $last }.
is-rise = Dat is een stijging.
is-fall = Dat is een daling.
is-equal = Dat is ongeveer gelijk gebleven.
is-chance = Dat verschil kan toeval zijn.
is-source = De bron geeft te weinig om te weten hoe zeker dat verschil is.
one-year-only = Er is maar één jaar met een cijfer dat te vergelijken is, dus een ontwikkeling is er niet.
not-in-year = Over { $year } is er geen cijfer.
broken = Vóór { $year } is het anders gemeten; eerdere jaren zijn niet te vergelijken.
changes-some = { $count ->
    [one] { $where }{ $among } is één cijfer met zekerheid veranderd.
   *[other] { $where }{ $among } zijn { $number } cijfers met zekerheid veranderd.
}
changed-one = ‘{ $short }’: van { $before } in { $first } naar { $after } in { $last }.
changes-more = { $count ->
    [one] Het andere cijfer staat hieronder.
   *[other] De andere { $number } staan hieronder.
}
changes-none = { $where }{ $among } is geen enkel cijfer met zekerheid veranderd.
changes-no-years = { $where }{ $among } zijn er geen cijfers over meer jaren die te vergelijken zijn.

# How differences between groups change.
gap-groups = In de indeling ‘{ $division }’ staan over { $first } en { $last } samen het hoogste en het laagste cijfer voor ‘{ $short }’ { $where } bij { $high } en bij { $low }.
gap-years = In { $first } was het { $high-before } en { $low-before }: een verschil van { $before }. In { $last } was het { $high-after } en { $low-after }: een verschil van { $after }.
gap-grew = Het verschil tussen deze twee groepen is met zekerheid groter geworden.
gap-shrank = Het verschil tussen deze twee groepen is met zekerheid kleiner geworden.
gap-chance = Of deze twee groepen verder uit elkaar liggen dan eerst, of juist minder ver, weten we niet: dat verschil kan toeval zijn.
gap-source = De bron geeft te weinig om te weten of het verschil tussen deze twee groepen zeker groter of kleiner is geworden.
gap-points = { $number } procentpunt
gap-below = Hieronder staat van elke groep het cijfer in { $last }, met dat in { $first } erbij.
gap-before = in { $year }: { $figure }
gap-without = { $count ->
    [one] Van één groep is er niet in allebei de jaren een cijfer dat we kunnen tonen.
   *[other] Van { $number } groepen is er niet in allebei de jaren een cijfer dat we kunnen tonen.
}
gap-which = Of de verschillen tussen groepen groter of kleiner worden, is per cijfer anders. Noem er een in uw vraag. U kunt dit { $where } bijvoorbeeld vragen over { $list }.
gap-none = { $where } zijn er geen cijfers van groepen over meer jaren die te vergelijken zijn.

# Two or more beside each other.
beside-each-other = { $label }: { $sides } ({ $year }).
side = { $figure } { $where }
side-group = { $figure } bij { $group }
pair-higher = Het verschil is zeker: { $a } is het hoger dan { $b }.
pair-lower = Het verschil is zeker: { $a } is het lager dan { $b }.
pair-equal = Dat is ongeveer even hoog.
pair-chance = Het verschil kan toeval zijn.
pair-source = De bron geeft te weinig om te weten hoe zeker het verschil is.
pair-unknown = We kunnen deze twee niet met elkaar vergelijken.
pair-people = Een aantal is hoger waar meer mensen wonen.
inside = Het ene gebied ligt in het andere. We vergelijken het met de rest daarvan.
at-group = bij { $group }

# Overview.
theme-lead = ‘{ $theme }’ { $where }{ $among }: { $count ->
    [one] één cijfer
   *[other] { $number } cijfers
}.
theme-favourable = { $count ->
    [one] Eén is met zekerheid gunstiger { $than }.
   *[other] { $number } zijn met zekerheid gunstiger { $than }.
}
theme-unfavourable = { $count ->
    [one] Eén is met zekerheid ongunstiger { $than }.
   *[other] { $number } zijn met zekerheid ongunstiger { $than }.
}
theme-higher = { $count ->
    [one] Eén is met zekerheid hoger { $than }.
   *[other] { $number } zijn met zekerheid hoger { $than }.
}
theme-lower = { $count ->
    [one] Eén is met zekerheid lager { $than }.
   *[other] { $number } zijn met zekerheid lager { $than }.
}
theme-equal = { $count ->
    [one] Eén is ongeveer even hoog.
   *[other] { $number } zijn ongeveer even hoog.
}
theme-chance = { $count ->
    [one] Bij één kan het verschil toeval zijn.
   *[other] Bij { $number } kan het verschil toeval zijn.
}
theme-source = { $count ->
    [one] Bij één geeft de bron te weinig om te weten hoe zeker het verschil is.
   *[other] Bij { $number } geeft de bron te weinig om te weten hoe zeker het verschil is.
}
theme-none = Over ‘{ $theme }’ zijn er hier geen cijfers.

# Which areas are alike.
similar = Het meest lijken op { $name }: { $list }.
similar-about = We kijken daarvoor naar hoeveel mensen er wonen en wie zij zijn, niet naar hoe het met hen gaat.
similar-none = Welke gebieden lijken op { $name }, kunnen we niet zeggen: daarvoor zijn er te weinig cijfers.
similar-too-large = We zoeken alleen bij gemeenten, wijken en buurten welke op elkaar lijken. Noem zo’n gebied, dan laten we zien welke er het meest op lijken.

# How many of what is counted.
counted-here = { $where } zijn er { $number } { $whom } ({ $year }).
counted-of-group = { $where } zijn er { $number } { $whom } van { $group } ({ $year }).
counted-from = Daarover gaat het cijfer ‘{ $short }’.
areas-counted = { $count ->
    [one] { $where } is het aantal { $levels } 1, in de indeling van { $year }.
   *[other] { $where } zijn er { $amount } { $levels }, in de indeling van { $year }.
}
areas-none = { $where } zijn er in deze monitor geen { $levels }.
counted-none = Hoeveel { $whom } er zijn { $where }{ $among }, staat niet in deze monitor.

# A subject of which there is no figure.
topic-none = Een cijfer over ‘{ $topic }’ heeft deze monitor niet.
topic-nearest = Het dichtstbij komt het cijfer ‘{ $short }’.

# What must be said beside an answer.
near-figure = Een cijfer over ‘{ $words }’ hebben we niet. Het dichtstbij komt ‘{ $short }’.
near-group = Een groep ‘{ $words }’ hebben we niet apart. Het dichtstbij komt ‘{ $group }’.
group-meant = Met ‘{ $words }’ bedoelen we hier { $group }.
which-numbered = Welk gebied bedoelt u met ‘{ $words }’? Er zijn er meer met dit nummer. Kies er een, of noem ook de gemeente.
which-named = Er is geen gebied dat precies ‘{ $words }’ heet. Welk gebied bedoelt u? Kies er een, of noem ook de gemeente.
which-named-there = Daar is geen gebied dat precies ‘{ $words }’ heet. Welk gebied bedoelt u? Kies er een.
read-as = We lezen ‘{ $words }’ als { $name }.
read-as-one = We lezen ‘{ $words }’ als { $name }. U kunt ook kiezen voor { $list }: dat kan bij ‘Zo begrepen we uw vraag’.
more-areas = Er zijn meer gebieden met de naam ‘{ $words }’ of een naam die zo begint. Dit antwoord gaat over { $name }. U kunt ook kiezen voor { $list }: dat kan bij ‘Zo begrepen we uw vraag’.
parts-of-a-word = Over ‘{ $words }’ is er hier niet één cijfer, maar zijn er meer: { $list }.
how-many-only = Hoe het met ‘{ $words }’ gaat, is hier niet apart te zien. Wel hoeveel het er zijn.
which-target-group = Welke groep uw doelgroep is, weten we niet. Noem een groep in uw vraag: dan ziet u hoe groot die is.
added-up = Samen is dat { $full }.
not-together = We kunnen deze gebieden hier niet bij elkaar optellen. U ziet ze naast elkaar.
nothing-beside = Of het ‘{ $words }’ is, is hier niet te zien: naast het cijfer voor het hele gebied van deze monitor staat niets om het mee te vergelijken. Noem een kleiner gebied of een groep.
left-out = Niet meegenomen in dit antwoord: { $words }.
no-total = Een totaalcijfer voor een gebied is er niet. Daarom noemen we geen gebied ‘{ $words }’. Noem een onderwerp: dan ziet u waar dat hoog of laag is.
no-best = Eén eindcijfer voor ‘{ $theme }’ is er niet. Daarom zeggen we niet wat hier het ‘{ $words }’ is. Kies een van de cijfers: dan ziet u per gebied hoe hoog het is.

# Help with the monitor itself.
help-heading = Uitleg over deze monitor
help-about = Deze pagina’s gaan over wat u vraagt:
help-databank = Hulp bij de databank: tabellen maken, en cijfers in Excel of een ander programma
help-charts = Alle cijfers: bij elk cijfer staan grafieken die u kunt opslaan
help-factsheet = Factsheet over { $name }, om af te drukken (pdf)
help-own-area = Wijken, buurten of gemeenten optellen tot een eigen gebied
