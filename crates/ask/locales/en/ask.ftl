# Questions as they were understood, and the sentences of an answer, in plain English. The first letter is made a capital.

people = people
and = and

ask-figure = How is ‘{ $short }’ { $where }{ $among }?
ask-share = How large is the share ‘{ $short }’ { $where }{ $among }?
ask-people = How many { $whom } live { $where }?
ask-largest-group = In which group is ‘{ $short }’ highest { $where }?
ask-smallest-group = In which group is ‘{ $short }’ lowest { $where }?
ask-largest-group-people = Which group is largest { $where }?
ask-smallest-group-people = Which group is smallest { $where }?
ask-largest-area = In which of the { $levels } { $where } is ‘{ $short }’ highest{ $among }?
ask-smallest-area = In which of the { $levels } { $where } is ‘{ $short }’ lowest{ $among }?
ask-largest-area-people = In which of the { $levels } { $where } do most { $whom } live?
ask-smallest-area-people = In which of the { $levels } { $where } do fewest { $whom } live?
ask-each-group = How is ‘{ $short }’ by group { $where }?
ask-each-group-of = How are { $list } by group { $where }?
ask-each-area = How is ‘{ $short }’{ $among } in each of the { $levels } { $where }?
ask-meaning = What is meant by ‘{ $short }’?
ask-above = In which of the { $levels } { $where } is ‘{ $short }’{ $among } higher than { $limit }?
ask-below = In which of the { $levels } { $where } is ‘{ $short }’{ $among } lower than { $limit }?
limit-percent = { $number } percent
limit-mean = average
ask-figures = How are { $list } { $where }{ $among }?
ask-gap = How do the differences in ‘{ $short }’ between groups change { $where }?
ask-gaps = How do the differences between groups change { $where }?
ask-change = How does ‘{ $short }’ develop { $where }{ $among }?
ask-changes = What changed { $where }{ $among }?
ask-compare-places = How does ‘{ $short }’{ $among } differ between { $sides }?
ask-compare-groups = How does ‘{ $short }’ differ { $where } between { $sides }?
ask-residents = Who lives { $where }?
ask-stands-out = What stands out { $where }{ $among }?
ask-theme = How is ‘{ $theme }’ { $where }{ $among }?
ask-similar = Which { $levels } are like { $name }?
ask-similar-which = Which areas are alike?
ask-topic = What about ‘{ $topic }’ { $where }{ $among }?
ask-areas = How many { $levels } are there { $where }?
ask-counted = How many { $counted } are there { $where }{ $among }?

share = { $number } of the { $of } { $whom } { $where } { $predicate }: that is { $figure } ({ $year }).
share-of-group = Among { $group } { $where }: { $number } of the { $of } { $whom } { $predicate }, that is { $figure } ({ $year }).
figure = { $label } { $where }{ $among }: { $full } ({ $year }).
left-open = That figure is not precise, because these are small, rounded numbers. All that is sure: { $interval }.
people-here = { $number } { $whom } live { $where } ({ $year }).
people-one = 1 of the { $whom } lives { $where } ({ $year }).
people-none = No { $whom } live { $where } ({ $year }).
people-few = Fewer than { $number } { $whom } live { $where } ({ $year }).
people-nobody = Nobody lives { $where } ({ $year }).
people-share = That is { $share } of all residents.
parts-together = Together that is { $number } of the { $of } { $whom }: { $share }.
whole = { $name } of { $whom } { $where }: { $list } ({ $year }).
opposite = For the other { $rest } that is not so.
opposite-unknown = Note: ‘{ $short }’ says for whom it is so, not for whom it is not.
not-apart = You also named ‘{ $other }’. ‘{ $short }’ is about { $whom }; there is no figure for a part of them.
not-among = You also named ‘{ $other }’. ‘{ $short }’ is about { $whom }: they are not among those.
not-both = You also named { $other }. We have no figure about people who belong to both groups.
about = about
about-small = about { $number }

reference-certain = That is { $verdict } { $than } ({ $beside }: { $other }).
reference-equal = That is about as high { $same } ({ $beside }: { $other }).
reference-chance = { $beside }: { $other }. The difference may be chance.
reference-source = { $beside }: { $other }. The source gives no counts or no spread, so we do not know how sure the difference is.

missing = { $label } { $where }{ $among }: { $full } ({ $year }).
missing-year = { $label } { $where }{ $among }: no figure.
nearest = Known: { $full } { $where }{ $among } ({ $year }).

top-certain-highest = In the division ‘{ $division }’ the figure for ‘{ $short }’ { $where } is highest among { $group }: { $full } ({ $year }).
top-certain-lowest = In the division ‘{ $division }’ the figure for ‘{ $short }’ { $where } is lowest among { $group }: { $full } ({ $year }).
top-chance-highest = In the division ‘{ $division }’ the highest figure for ‘{ $short }’ { $where } is that of { $group }: { $full } ({ $year }). But { $others }: so it is not certain.
top-chance-lowest = In the division ‘{ $division }’ the lowest figure for ‘{ $short }’ { $where } is that of { $group }: { $full } ({ $year }). But { $others }: so it is not certain.
top-source-highest = According to the source, in the division ‘{ $division }’ the figure for ‘{ $short }’ { $where } is highest among { $group }: { $full } ({ $year }). How sure that is, we do not know.
top-source-lowest = According to the source, in the division ‘{ $division }’ the figure for ‘{ $short }’ { $where } is lowest among { $group }: { $full } ({ $year }). How sure that is, we do not know.
chance-with-named = the difference from { $group } may be chance
chance-with-groups = { $count ->
    [one] the difference from one other group may be chance
   *[other] the difference from { $number } other groups may be chance
}
largest-people = In the division ‘{ $division }’ the largest group { $where } is { $group }: { $full } ({ $year }).
smallest-people = In the division ‘{ $division }’ the smallest group with a figure { $where } is { $group }: { $full } ({ $year }).
largest-people-chance = In the division ‘{ $division }’ the largest group { $where } is probably { $group }: { $full } ({ $year }). Numbers are rounded, so it is not certain.
smallest-people-chance = In the division ‘{ $division }’ the smallest group with a figure { $where } is probably { $group }: { $full } ({ $year }). Numbers are rounded, so it is not certain.
all-together = All residents together: { $other }.
groups-without = { $count ->
    [one] Of one group there is no figure that we can show.
   *[other] Of { $number } groups there is no figure that we can show.
}
groups-without-lowest = { $count ->
    [one] For one group there is no figure that we can show. It may be lower there.
   *[other] For { $number } groups there is no figure that we can show. It may be lower there.
}
groups-too-small = { $count ->
    [one] Of one group the numbers are too small for a precise figure.
   *[other] Of { $number } groups the numbers are too small for a precise figure.
}
why = Figures cannot say why that is so.
most-do-not = In that group too, it does not apply to most { $whom }.
fixed-order = The groups below are in a fixed order: it is not a ranking.
not-why = That does not say why. Groups also differ in age and in how long people have lived here.
no-groups-so-small = Of { $levels } we do not show ‘{ $short }’ by group. So nobody can be found, and other figures stay precise.
no-groups-here = { $where } there is no figure for ‘{ $short }’ by group that we can show.
groups-in-larger = It is there by group { $where }.
no-groups = ‘{ $short }’ exists only for all residents of an area together, not by group.

area-certain-highest = Of the { $number } { $levels } { $within } the figure for ‘{ $short }’{ $among } is highest { $where }: { $full } ({ $year }).
area-certain-lowest = Of the { $number } { $levels } { $within }{ $shown } the figure for ‘{ $short }’{ $among } is lowest { $where }: { $full } ({ $year }).
area-chance-highest = The highest figure for ‘{ $short }’{ $among } of the { $number } { $levels } { $within } is that { $where }: { $full } ({ $year }). { $others }
area-chance-lowest = The lowest figure for ‘{ $short }’{ $among } of the { $number } { $levels } { $within }{ $shown } is that { $where }: { $full } ({ $year }). { $others }
area-source-highest = According to the source, of the { $number } { $levels } { $within } the figure for ‘{ $short }’{ $among } is highest { $where }: { $full } ({ $year }). How sure that is, we do not know.
area-source-lowest = According to the source, of the { $number } { $levels } { $within }{ $shown } the figure for ‘{ $short }’{ $among } is lowest { $where }: { $full } ({ $year }). How sure that is, we do not know.
chance-with-areas = { $count ->
    [one] It is not certain: one other area may by chance be as high or higher.
   *[other] It is not certain: { $number } other areas may by chance be as high or higher.
}
chance-with-areas-lowest = { $count ->
    [one] It is not certain: one other area may by chance be as low or lower.
   *[other] It is not certain: { $number } other areas may by chance be as low or lower.
}
areas-too-small = { $count ->
    [one] One area does not count: its numbers are too small for a precise figure.
   *[other] { $number } areas do not count: their numbers are too small for a precise figure.
}
areas-without = { $count ->
    [one] Of one area there is no figure that we can show.
   *[other] Of { $number } areas there is no figure that we can show.
}
areas-without-lowest = { $count ->
    [one] For one area there is no figure that we can show. It may be lower there.
   *[other] For { $number } areas there is no figure that we can show. It may be lower there.
}
with-a-figure = with a figure
no-areas = There are no { $levels } { $within } with a figure for ‘{ $short }’{ $among }.
people-most = Of the { $number } { $levels } { $within } most { $whom } live { $where }: { $full } ({ $year }).
people-fewest = Of the { $number } { $levels } { $within }{ $shown } fewest { $whom } live { $where }: { $full } ({ $year }).
people-chance = Numbers are rounded: this may hold for more than one area.
areas-gone = { $count ->
    [one] One area does not count, because it no longer exists in this form.
   *[other] { $number } areas do not count, because they no longer exist in this form.
}
area-residents = { $number } residents
area-until = existed until { $year }
areas-old = Most of these areas no longer exist in this form: the figures are of { $year }.
lead-residents = { $number } people live there ({ $year }).
larger-highest = Of the areas with { $number } residents or more the figure is highest { $where }: { $full }.
larger-lowest = Of the areas with { $number } residents or more the figure is lowest { $where }: { $full }.
number-most = The largest number is { $where }: { $number } of the { $of } { $whom }{ $of-group } ({ $figure }).
number-most-chance = The largest number is probably { $where }: { $number } of the { $of } { $whom }{ $of-group } ({ $figure }). It is not certain: in another area the number may be as high or higher.
number-most-per = The largest number is { $where }: { $number } per { $of } { $whom }{ $of-group } ({ $figure }).
number-most-per-chance = The largest number is probably { $where }: { $number } per { $of } { $whom }{ $of-group } ({ $figure }). It is not certain: in another area the number may be as high or higher.
in-this-group = in this group
number-without = For numbers we do not look at areas of which no number is shown.

# Which part of those whom a figure counts are of a group.
share-of-counted = Of the { $all } that ‘{ $short }’ counts { $where }, { $some } are { $whom }: about { $share }%. Which part of that group it is, is something else:
share-of-counted-unknown = You ask which part of ‘{ $short }’ are { $whom }. That cannot be said here. Which part of that group it is, is something else:

each-group = ‘{ $short }’ { $where } in the division ‘{ $division }’: { $sides } ({ $year }).
each-group-of-several = The figures of { $list } by group { $where } stand below, in the division ‘{ $division }’.
each-group-below = ‘{ $short }’ { $where } in the division ‘{ $division }’ ({ $year }): the figure of each group stands below.
each-area = Of the { $number } { $levels } { $within }{ $shown } the lowest figure for ‘{ $short }’{ $among } is that { $where-low }: { $low }. The highest is that { $where-high }: { $high } ({ $year }).
each-area-one = There is only one area { $within } with a figure for ‘{ $short }’{ $among }: { $low } { $where-low } ({ $year }).
each-area-ends = The highest and the lowest stand below. The map has them all.

some-above = { $count ->
    [one] Of the { $all } { $levels } { $within } with a figure there is one where ‘{ $short }’{ $among } is higher than { $limit }{ $list } ({ $year }).
   *[other] Of the { $all } { $levels } { $within } with a figure there are { $number } where ‘{ $short }’{ $among } is higher than { $limit }{ $list } ({ $year }).
}
some-below = { $count ->
    [one] Of the { $all } { $levels } { $within } with a figure there is one where ‘{ $short }’{ $among } is lower than { $limit }{ $list } ({ $year }).
   *[other] Of the { $all } { $levels } { $within } with a figure there are { $number } where ‘{ $short }’{ $among } is lower than { $limit }{ $list } ({ $year }).
}
none-above = Of the { $all } { $levels } { $within } with a figure there is none where ‘{ $short }’{ $among } is higher than { $limit } ({ $year }).
none-below = Of the { $all } { $levels } { $within } with a figure there is none where ‘{ $short }’{ $among } is lower than { $limit } ({ $year }).
# A figure with where it is of: "3.4% (the figure in the municipality of Zomerdam)".
limit-of = { $figure } (the figure { $where })
limit-none = There is no figure { $where } to compare with ({ $year }). These are all { $levels }.
limit-unknown = How certain these differences are, is not known: there are no counts.
# How many of the areas that were found certainly differ from the rest.
limit-certain = { $count ->
    [0] For none of these the difference with the rest is certain.
    [one] For one of these the difference with the rest is certain.
   *[other] For { $number } of these the difference with the rest is certain.
}
near-threshold = A figure close to that limit may be above or below it by chance.
threshold-hidden = For { $names } there is no figure that we can use. { $count ->
    [one] So we do not know whether it is so there.
   *[other] So we do not know whether it is so in those areas.
}
threshold-hidden-many = For { $number } other areas there is no figure that we can use. So we do not know whether it is so there.
threshold-first = No more than 24 of them stand below. The map has them all.

meaning = ‘{ $short }’ is here: { $label }.
counts-higher-better = A higher figure for ‘{ $short }’ counts as favourable here, a lower one as unfavourable.
counts-lower-better = A lower figure for ‘{ $short }’ counts as favourable here, a higher one as unfavourable.
counts-neutral = A higher or lower figure for ‘{ $short }’ counts neither as favourable nor as unfavourable here.

changed = { $label } { $where }{ $among }: from { $before } in { $first } to { $after } in { $last }.
is-rise = That is a rise.
is-fall = That is a fall.
is-equal = That stayed about the same.
is-chance = That difference may be chance.
is-source = The source gives no counts or no spread, so we do not know how sure that difference is.
one-year-only = Only one year has a figure that can be compared, so there is no development.
not-in-year = There is no figure for { $year }.
broken = Before { $year } it was measured differently; earlier years cannot be compared.
changes-some = { $count ->
    [one] { $where }{ $among } one figure has certainly changed.
   *[other] { $where }{ $among } { $number } figures have certainly changed.
}
changed-one = ‘{ $short }’: from { $before } in { $first } to { $after } in { $last }.
changes-more = { $count ->
    [one] The other figure stands below.
   *[other] The other { $number } stand below.
}
changes-none = { $where }{ $among } no figure has certainly changed.
changes-no-years = { $where }{ $among } there are no figures of several years that can be compared.

gap-groups = In the division ‘{ $division }’, over { $first } and { $last } together, the highest and the lowest figure for ‘{ $short }’ { $where } are those of { $high } and of { $low }.
gap-years = In { $first } it was { $high-before } and { $low-before }: a difference of { $before }. In { $last } it was { $high-after } and { $low-after }: a difference of { $after }.
gap-grew = The difference between these two groups has certainly grown.
gap-shrank = The difference between these two groups has certainly become smaller.
gap-chance = Whether these two groups are further apart than before, or less far, we do not know: that difference may be chance.
gap-source = The source gives too little to know whether the difference between these two groups has certainly become larger or smaller.
gap-points = { $number } percentage points
gap-below = Below stands the figure of each group in { $last }, with that in { $first } beside it.
gap-before = in { $year }: { $figure }
gap-without = { $count ->
    [one] For one group there is no figure in both years that we can show.
   *[other] For { $number } groups there is no figure in both years that we can show.
}
gap-which = Whether the differences between groups become larger or smaller is another answer for each figure. Name one in your question. You can ask this, for instance, about { $list } { $where }.
gap-none = There are no figures of groups { $where } over several years that can be compared.

beside-each-other = { $label }: { $sides } ({ $year }).
side = { $figure } { $where }
side-group = { $figure } among { $group }
pair-higher = The difference is certain: it is higher { $a } than { $b }.
pair-lower = The difference is certain: it is lower { $a } than { $b }.
pair-equal = That is about the same.
pair-chance = The difference may be chance.
pair-source = The source gives no counts or no spread, so we do not know how sure the difference is.
pair-unknown = We cannot compare these two with each other.
pair-people = A number is higher where more people live.
inside = One of these areas lies in the other. We compare it with the rest of that.
at-group = among { $group }

theme-lead = ‘{ $theme }’ { $where }{ $among }: { $count ->
    [one] one figure
   *[other] { $number } figures
}.
theme-favourable = { $count ->
    [one] One is certainly more favourable { $than }.
   *[other] { $number } are certainly more favourable { $than }.
}
theme-unfavourable = { $count ->
    [one] One is certainly less favourable { $than }.
   *[other] { $number } are certainly less favourable { $than }.
}
theme-higher = { $count ->
    [one] One is certainly higher { $than }.
   *[other] { $number } are certainly higher { $than }.
}
theme-lower = { $count ->
    [one] One is certainly lower { $than }.
   *[other] { $number } are certainly lower { $than }.
}
theme-equal = { $count ->
    [one] One is about the same.
   *[other] { $number } are about the same.
}
theme-chance = { $count ->
    [one] One differs in a way that may be chance.
   *[other] { $number } differ in a way that may be chance.
}
theme-source = { $count ->
    [one] For one the source gives too little to know how certain the difference is.
   *[other] For { $number } the source gives too little to know how certain the difference is.
}
theme-none = There are no figures about ‘{ $theme }’ here.

# Which areas are alike.
similar = Most like { $name } are { $list }.
similar-about = For that we look at how many people live there and who they are, not at how they are doing.
similar-none = We cannot say which areas are like { $name }: there are too few figures for that.
similar-too-large = We only look for likeness between municipalities, districts and neighbourhoods. Name one of those, and we show which are most like it.

# How many of what is counted.
counted-here = There are { $number } { $whom } { $where } ({ $year }).
counted-of-group = There are { $number } { $whom } of { $group } { $where } ({ $year }).
counted-from = The figure ‘{ $short }’ is about those.
areas-counted = { $count ->
    [one] The number of { $levels } { $where } is 1, in the division of { $year }.
   *[other] There are { $amount } { $levels } { $where }, in the division of { $year }.
}
areas-none = There are no { $levels } { $where } in this monitor.
counted-none = How many { $whom } there are { $where }{ $among } is not in this monitor.

# A subject of which there is no figure.
topic-none = This monitor has no figure about ‘{ $topic }’.
topic-nearest = The figure that comes nearest is ‘{ $short }’.

# What must be said beside an answer.
near-figure = We have no figure about ‘{ $words }’. What comes nearest is ‘{ $short }’.
near-group = We have no separate group ‘{ $words }’. What comes nearest is ‘{ $group }’.
group-meant = By ‘{ $words }’ we mean { $group } here.
which-numbered = Which area do you mean by ‘{ $words }’? Several have this number. Choose one, or name the municipality as well.
which-named = There is no area that is called exactly ‘{ $words }’. Which area do you mean? Choose one, or name the municipality as well.
which-named-there = There is no area there that is called exactly ‘{ $words }’. Which area do you mean? Choose one.
read-as = We read ‘{ $words }’ as { $name }.
read-as-one = We read ‘{ $words }’ as { $name }. You can also choose { $list }: see ‘This is how we understood your question’.
more-areas = There are more areas called ‘{ $words }’ or with a name that begins so. This answer is about { $name }. You can also choose { $list }: see ‘This is how we understood your question’.
parts-of-a-word = About ‘{ $words }’ there is not one figure here but several: { $list }.
how-many-only = How ‘{ $words }’ are doing cannot be seen here separately. How many there are can.
which-target-group = Which group is your target group, we do not know. Name a group in your question to see how large it is.
added-up = Together that is { $full }.
not-together = We cannot add these areas up here: they stand beside each other.
nothing-beside = Whether it is ‘{ $words }’ cannot be seen here: beside the figure for the whole area of this monitor there is nothing to compare it with. Name a smaller area or a group.
left-out = Not taken along in this answer: { $words }.
no-total = There is no overall figure for an area. So we call no area ‘{ $words }’. Name a subject to see where that is high or low.
no-best = There is no overall score for ‘{ $theme }’. That is why we do not say what is ‘{ $words }’ here. Choose one of the figures: it shows how high it is in each area.

help-heading = About this monitor
help-about = These pages are about what you ask:
help-databank = Help with the databank: making tables, and figures in Excel or another program
help-charts = All figures: each has charts that you can save
help-factsheet = Factsheet about { $name }, to print (pdf)
help-own-area = Add up districts, neighbourhoods or municipalities to an area of your own
