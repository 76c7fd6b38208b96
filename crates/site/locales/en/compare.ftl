# The page on which areas and groups stand side by side.

compare-open = Compare
compare-title = Compare
compare-description = Areas and groups side by side: { $names }.
compare-lead = { $count ->
    [one] One column: { $base }. Add an area or a group to compare it with.
    [2] Two columns side by side, the second compared with the first: { $base }.
    [3] Three columns side by side, compared with the first: { $base }.
    [4] Four columns side by side, compared with the first: { $base }.
    [5] Five columns side by side, compared with the first: { $base }.
   *[other] { $count } columns side by side, compared with the first: { $base }.
}
compare-bar = Choose a year
compare-add-title = Add a column
compare-add-do = Add
compare-change-title = Choose another column in the place of { $column }
compare-change-do = Replace
compare-cancel = Leave as it is
compare-group = Group of residents
compare-quick = Add at once
compare-full = There are five columns. Remove one to add another.
compare-show = What you see
compare-is-on = is on
compare-certain-only = Certain differences only
compare-intervals = Show uncertainty
compare-profiles = Two profiles side by side
compare-profiles-with = Both compared with { $with }.
compare-base = base
compare-make-base = Make base
compare-change = Change
compare-remove = Remove
compare-left = Move forward
compare-right = Move back
compare-mean-of = mean of { $count }
compare-year-of-all = { $year }: the newest year of which all columns have a figure.
compare-year-of-most = { $year }: the newest year of which most columns have a figure.
compare-why = why?
compare-interval = uncertainty
compare-absent = There is no figure of these for any of the columns
compare-nothing = No difference between these columns is certain. Switch off ‘Certain differences only’ to see all figures.
compare-how = Each column is compared with the first. Where one is part of the other, such as a district of a municipality or a group of all residents, we compare that part with the rest. The figure you see is that of the whole column, of the last year in which most columns have it. That may be another year than on the page of an area.
compare-chance = Of the { $tested } differences we tested, { $certain } are certain. { $certain ->
    [0] The more you put side by side, the stricter the test.
   *[other] Of those, at most { $chance } can be expected to be chance after all. The more you put side by side, the stricter the test.
}
compare-ring = { $count ->
    [0] No difference from { $base } is certain.
    [one] One difference from { $base } is certain.
   *[other] { $count } differences from { $base } are certain.
} All figures are in the table.
compare-unknown = We do not know ‘{ $value }’, or there is no room for it. Look for the area below by its name.
compare-no-area = There is no area to compare yet.
compare-residents = Who lives here?
compare-residents-about = Groups differ in size and in age. Look at that first: it often explains part of the differences below.
compare-residents-more = More about who live here
compare-figures = All figures
compare-fold = Another year, or no judgement
compare-ring-base = The first column: the others are compared with it.
