# The page of an indicator.

indicator-title = { $indicator }, { $name }
rarely = { $level } (hardly anywhere)
indicators-description = Everything this monitor measures, by theme, with the years and areas for which there are figures.
years = Years
areas = Areas
area = Area
rank = Position
rank-to = to
rank-near = ± { $rank }
rank-about = Position 1 has the highest number; that is not always the most favourable. Where it says ‘2 to 5’, the order is not certain. Where it says ‘± 3’, we do not know how certain it is.
the-country = the Netherlands
unknown-area = We do not know the area ‘{ $value }’. You now see { $name }.
sentence-predicate = { $some } of the { $of } { $universe } in { $name } { $predicate }.
sentence-full = { $name }: { $full }.
sentence-full-group = { $name }, { $whom }: { $full }.
sentence-often = That is { $often }.
sentence-reference = In { $head } it is { $value }.
sentence-reference-often = In { $head } it is { $value }, { $often }.
sentence-position = This number is { $position }.
rounded-between = due to rounding { $interval }
among-title = The { $count } { $levels } of { $name }, { $year }
all-years = All years
as-table-short = View as a table
what-and-why = What is measured, and is it favourable or not?

map-description = A map on which each area is coloured by what its figure means. The figures are in the table.
map-subtitle = { $label }. The colour is the reading: each area compared with the rest.
legend-no-figure = no figure
legend-white = not compared
legend-map-unknown = How certain the differences on this map are is not known.
possibly-unfavourable = possibly less favourable
possibly-favourable = possibly more favourable
possibly-lower = possibly lower
possibly-higher = possibly higher
ranking-description = Areas with their figure, from the highest number to the lowest. The figures are in the table.
ranking-intervals = Dot: the figure. Line: the uncertainty. Where lines overlap, the order is not certain.
ranking-cut = You see the highest, the lowest and the areas around yours; all are in the list below.
ranking-left-out = { $count ->
    [one] … 1 area in between
   *[other] … { $shown } areas in between
}
distribution-title = All { $count } { $levels } with a figure
distribution-subtitle = { $label }. The grey area is the middle half.
distribution-cut = The line ends where at most { $share }% of the areas lie further away; an arrow says how many.
distribution-median = middle { $level } { $value }
distribution-description = The figures of all areas on one line, with this area marked.
trend-title = Since { $from } { $said }
trend-title-plain = From { $from } to { $to }
trend-band = The band shows the uncertainty.
trend-break = counted differently
trend-description = The figure through the years. The figures are in the table.
groups-description = The figure of each group, always in the same order. The figures are in the table.
groups-care = Groups differ in age and in how long people have lived here. These are differences, not causes.
beside-title = Beside larger areas
beside-description = The figure of this area and of the areas it lies in.

sentence-everybody = Of all residents here it is { $value }.
