# Words of factsheets and reports, in plain English.

everybody-lower = all residents
the-whole = the whole
rest-of = the rest of { $name }
others-here = the other residents of this area
all-here = All residents here
and-word = and
month = { $number ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
residents-count = { $count ->
    [one] { $shown } resident
   *[other] { $shown } residents
}

kind-country = The whole country
kind-municipality = Municipality
kind-district = District in the municipality of { $municipality }
kind-neighbourhood = Neighbourhood in the municipality of { $municipality }
kind-with-residents = { $kind }, { $count ->
    [one] { $shown } resident
   *[other] { $shown } residents
} ({ $year })
whom-compared = { $group }, compared with { $with }.
whom-alone = { $group }.
place-until = Since the division of { $year } { $name } no longer exists in this form. You see the figures up to that year.
compared-with-short = compared with { $with }

some-of = { $some } of { $of }
some-per = { $some } per { $of }
spark-words = { $first }: { $before }, { $last }: { $after }
years-from-to = { $first } to { $last }
no-years = no year at all

sheet-title = Factsheet { $name }
sheet-description = { $name } in two pages: who lives there, what stands out, and all figures with what they mean.
sheet-head = Factsheet, edition { $id }, figures of { $years }
fictional-banner = Invented figures. These areas do not exist and the figures were made up.
published-by = Published by { $publisher }.
protected-rounded = Counts are rounded to a multiple of { $base }. A count below { $threshold } is not shown.
protected-exact = A count below { $threshold } is not shown.
more-at = All figures, explanations and downloads: { $address }
page-word = Page
of-word = of

locator-alt = Map: where { $name } lies in { $within }.
ring-alt = Profile ring of { $name } with { $count } figures, compared with { $with }. { $certain ->
    [0] No difference is certain.
    [one] One difference is certain.
   *[other] { $certain } differences are certain.
} The same figures are in the table on page 2.
no-ring-country = This is the whole itself: there is nothing to compare it with. All figures are on the next page.
no-ring-level = There are no figures to compare for this kind of area. What there is stands on the next page.
no-ring-nothing = There are no figures about this area and this group. Choose a larger area or a broader group.
legend-judged = Favourable or not, for figures that are judged
legend-neutral = Higher or lower, for figures that are not judged
legend-uncertain = may be chance
legend-unknown = source gives no counts
legend-not-compared = not compared
legend-not-shown = not shown
legend-how = The further a wedge sticks out, the larger the difference. What may be chance does not stick out.
symbol-up = higher number
symbol-down = lower number
symbol-dot = about the same

story-title = The story
topic-residents = Who lives here
topic-stands-out = What stands out
topic-groups = Differences between groups
topic-change = What changed
topic-limits = What we do not know
stands-beside = { $label }: { $figure }, { $year }. That is { $verdict } than in { $with } ({ $reference }).
nothing-beside = No figure is different from { $with } with certainty.
may-be-chance = For { $count ->
    [one] one figure
   *[other] { $count } figures
} the difference may be chance; that is why { $count ->
    [one] it is
   *[other] they are
} not mentioned here.
caution = Figures show differences. They do not say what causes them.

who-lives-here = Who lives here?
column-background = Background
column-residents = Residents
column-share = Share
column-part = Part
column-count = Number
column-value = Value
column-figure = Figure
column-reading = Reading
column-year = Year
column-trend = Trend
column-beside-others = Beside the other residents
column-area = Area
column-group = Group
column-change = Change
year-and-source = { $year }. Source: { $source }.
groups-lead = { $label }, { $year }. Source: { $source }. This does not say what causes the difference.

figures-title = { $name } in figures
figures-of-year = { $group }, { $year }.
figures-of-years = { $group }. Each figure has its own year.
figures-absent = There is no figure of these for this area and this group: { $list }.
how-title = How do I read this?
how-count = ‘{ $count }’ means: { $some } of the { $of } { $whom }.
how-beside-rest = Under ‘{ $head }’ stands the figure of the whole. The reading compares with the rest of it, without this area itself.
how-beside-area = Under ‘{ $head }’ stands the figure of the other area, for the same group.
how-beside-all = Under ‘{ $head }’ stands the figure of all residents. The reading compares with the other residents, without this group.
how-possibly = ‘Possibly’ means: the difference may be chance.
how-unknown = A dashed outline means: the source gives no counts, so that nobody can say how certain the difference is.
how-not-shown = ‘Fewer than’ and ‘not shown’ mean: it is about so few people that an exact figure could give somebody away.
how-rounded = The source rounds counts, so do not add them up.
how-neutral = Figures that are not judged only say ‘higher’ or ‘lower’.
sources-title = Sources
source-line = { $title } ({ $publisher }, { $licence })
