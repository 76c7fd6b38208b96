# The page of an indicator.

indicator-title = { $indicator }, { $name }
indicators-description = Everything this monitor measures, by theme, with the years and areas for which there are figures.
years = Years
areas = Areas
area = Area
rank = Position
rank-to = to
rank-about = Position 1 has the highest number; that is not always the most favourable. Where it says ‘2 to 5’, the order is not certain.
the-country = the Netherlands
unknown-area = We do not know the area ‘{ $value }’. You now see { $name }.
sentence-predicate = { $some } of the { $of } { $universe } in { $name } { $predicate }.
sentence-full = { $name }: { $full }.
sentence-full-group = { $name }, { $whom }: { $full }.
sentence-often = That is { $often }.
sentence-reference = { $head }: { $value }.
sentence-reference-often = { $head }: { $value }, { $often }.
sentence-position = This number is { $position }.
rounded-between = due to rounding { $interval }
among-title = The { $count } { $levels } of { $name }, { $year }
all-years = All years
as-table-short = View as a table
what-and-why = What is measured, and is it favourable or not?
