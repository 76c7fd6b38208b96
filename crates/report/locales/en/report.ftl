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
residents-about = about { $shown } residents

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
place-until = { $name } no longer exists in this form after the division of { $year }. You see the figures up to that year.
compared-with-short = compared with { $with }

count-about = about { $shown } ({ $low } to { $high })
count-roughly = about { $shown }
some-of = { $some } of { $of }
some-per = { $some } per { $of }
spark-words = From { $before } in { $first } to { $after } in { $last }
years-from-to = { $first } to { $last }

sheet-title = Factsheet { $name }
sheet-description = { $name } in two pages: who lives there, what stands out, and all figures with what they mean.
sheet-description-nothing = { $name }: why there are no figures, and for which area there are.
sheet-head = Factsheet, edition { $id }, figures of { $years }
sheet-head-no-years = Factsheet, edition { $id }
fictional-banner = Invented figures. These areas do not exist and the figures were made up.
published-by = Published by { $publisher }.
protected-rounded = Counts are rounded to a multiple of { $base }, and more coarsely where that is needed. A count below { $threshold } is not shown.
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
nothing-here = There are no figures about { $name }.
nothing-of-group = There are no figures about { $people } in { $name }.
nothing-by-plan = In areas this small we show nothing about this group. So nobody can be found, and other figures stay precise.
nothing-wider = There are some about { $name }, which this area lies in.
legend-judged = Favourable or not, for figures that are judged
legend-neutral = Higher or lower, for figures that are not judged
legend-uncertain = may be chance
legend-unknown = certainty unknown
legend-not-compared = not compared
legend-not-shown = not shown
legend-how = What sticks out is a certain difference. The further, the larger. ‘Somewhat’ and ‘clearly’ are measured against how much areas usually differ.
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
parts-rounded = Because of rounding the parts do not always add up exactly.
groups-lead = { $label }, { $year }. Source: { $source }. This does not say what causes the difference.

figures-title = { $name } in figures
figures-of-year = { $group }, { $year }.
figures-of-years = { $group }. Each figure has its own year.
figures-left-out = { $count ->
    [one] One more figure about this area is on the site.
   *[other] Another { $count } figures about this area are on the site.
}
figures-absent = There is no figure of these for this area and this group: { $list }.
figures-absent-many = Of { $count } more figures there is no value for this area and this group. The site says which they are.
no-counts = no counts
whom-people = residents aged
how-title = How do I read this?
how-count = ‘{ $count }’ means: { $some } of the { $of } { $whom }.
how-beside-rest = Under ‘{ $head }’ stands the figure of the whole. The reading compares with the rest of it, without this area itself.
how-beside-area = Under ‘{ $head }’ stands the figure of the other area, for the same group.
how-beside-all = Under ‘{ $head }’ stands the figure of all residents. The reading compares with the other residents, without this group.
how-possibly = ‘Possibly’ means: the difference may be chance.
how-unknown = A dashed outline means: nobody can say how certain the difference is. The source gives no counts, or of a mean no spread.
how-not-shown = { $words } { $count ->
    [one] means
   *[other] mean
}: it is about so few people that an exact figure could give somebody away.
how-roughly = ‘About’ with a count means: it is rounded more coarsely than the other counts.
how-rounded = The source rounds counts, so do not add them up.
how-neutral = Figures that are not judged only say ‘higher’ or ‘lower’.
sources-title = Sources
source-line = { $title } ({ $publisher }, { $licence })

# Reports of a municipality and of the country.

national-title = { $name } in figures, { $years }
municipal-title = { $name } in figures, { $years }
report-subtitle = Who lives there, how they are doing and where it differs
report-head = { $title }, edition { $id }
report-edition = Edition { $id } of { $date }, definition { $version }
contents-title = Contents
written-by = (Written by { $name }, { $date }.)
editor-label = From the editors
chapter-summary = Summary
chapter-changes = What changed
chapter-limits = What we know too little about
chapter-method = How the figures were made
chapter-annex = Annex: all figures
chapter-areas = Annex: the { $areas }

summary-lead = This report shows how { $name } is doing: { $figures } figures, and how { $count } { $areas } differ from each other.
summary-lead-alone = This report shows how { $name } is doing, in { $figures } figures.
summary-lead-groups-alone = This report shows how { $name } is doing: { $figures } figures, for { $groups } groups by origin.
summary-lead-groups = This report shows how { $name } is doing: { $figures } figures, for { $groups } groups by origin, and how { $count } { $areas } differ from each other.
summary-themes = By theme
summary-theme = { $theme }. { $label }: { $figure } in { $name } ({ $year }). Of the { $count } { $areas }: { $counts }.
summary-theme-whole = { $theme }. { $label }: { $figure } in { $name } ({ $year }). There is no figure of the { $areas } one by one.
summary-theme-none = { $theme }. There is no figure about this of { $name }.

counted-favourable = { $count } certainly more favourable
counted-unfavourable = { $count } certainly less favourable
counted-higher = { $count } certainly higher
counted-lower = { $count } certainly lower
counted-equal = { $count } about the same
counted-unsure = { $count } not certain
counted-unknown = { $count } of which it is not known how certain the difference is
counted-silent = { $count } without a figure

beside-country = { $equal ->
    [yes] That is about the same as in the rest of { $country } (all of { $country }: { $reference }).
   *[no] That is { $verdict } than in the rest of { $country } (all of { $country }: { $reference }).
}
changed = From { $before } in { $first } to { $after } in { $last }: { $words }.
changed-equal = Between { $first } ({ $before }) and { $last } ({ $after }) it has { $words }.
groups-higher = It is certainly higher than among the other residents for { $list }.
groups-lower = It is certainly lower for { $list }.
groups-only-lower = It is certainly lower than among the other residents for { $list }.
groups-higher-many = For { $count } of the { $all } groups it is certainly higher than among the other residents.
groups-lower-many = For { $count } of the { $all } groups it is certainly lower.
groups-only-lower-many = For { $count } of the { $all } groups it is certainly lower than among the other residents.
groups-both-many = Of the { $all } groups the figure is certainly higher than among the other residents for { $higher }, and lower for { $lower }.
groups-which = The chart shows which they are.
no-cause = This does not say what causes it.
areas-counted = The { $count } { $areas }, each compared with the rest of { $name } ({ $year }): { $counts }.
map-alt = Map of the { $areas } of { $name }: { $label }, coloured by the comparison with the rest. { $counts }.
map-title = { $label } in the { $areas }
legend-counted = { $words } ({ $count })
legend-no-figure = white: no figure
bars-title = { $label }, { $name }, { $year }
bars-note = The dotted line is the figure of all residents. The thin line at the end of a bar shows how uncertain the figure is. { $source }
distribution-title = { $label }: all { $areas }, { $year }
distribution-half = In half of the { $areas } it is between { $lower } and { $upper }, the middle one is { $median }.
distribution-spread = In one in ten { $areas } it is below { $low }, the middle one is { $median }, in one in ten it is above { $high }.
median-label = middle { $figure }
extremes-title = Where groups differ most and least
extremes-lead = First the areas where this group certainly differs most from the other residents, then those where it is about the same. Other areas are left out.
extremes-caption = { $label }: { $group }, { $year }
column-of-group = This group
column-of-everybody = All residents

changes-years = Through the years
changes-years-lead = These are all figures of { $name } that certainly changed between the first and the last year.
changes-none = Of no figure can it be said with certainty that it changed.
changes-one-year = This report is about one year. The report of the newest year says what changed through the years.
changes-caption = Figures of { $name } that changed
changes-release = Since the previous edition
changes-first = This report was not compared with an earlier edition. What was different there is therefore not told here.
changes-release-lead = Compared with edition { $id } of { $date }:
changes-added = { $count ->
    [one] New figure
   *[other] New figures
}: { $list }.
changes-removed = { $count ->
    [one] Figure no longer there
   *[other] Figures no longer there
}: { $list }.
changes-years-added = New years for: { $list }.
changes-nothing-new = There are no new figures or years, and none were dropped.
and-more = and { $count } others
revised-caption = Figures of { $name } and the { $areas }, beside the previous edition
column-theme = Theme
column-same = The same
column-revised = Revised
column-new = New
column-gone = No longer shown
column-from = From
column-to = To

limits-lead = For small groups and small areas many figures are not shown, or not exactly. That way nobody can learn something about one person from them. What is not here, is not zero.
limits-lead-published = For small groups and small areas sources leave figures out. That way nobody can learn something about one person from them. What is not here, is not zero.
limits-nothing = This monitor has no figures about areas within { $name }.
limits-whole = Of the { $all } figures of the { $areas }, for all residents and for each group, { $shown } are shown.
limits-whole-all = There are { $all } figures of the { $areas }. None of them is withheld.
limits-whole-small = For { $small } the count is too small.
limits-whole-withheld = { $withheld-number ->
    [one] One figure is withheld, because another figure could be worked out with it.
   *[other] { $withheld } figures are withheld, because another figure could be worked out with them.
}
limits-groups = Groups
limits-groups-none = For every group more than half of the figures can be given in most areas.
limits-groups-caption = Groups of whom less than half of the figures in the { $areas } can be given
limits-areas = The { $areas }
limits-areas-count = { $count ->
    [0] In each of the { $all } { $areas } at least half of all figures can be given.
   *[other] In { $count } of the { $all } { $areas } less than half of all figures can be given.
}
limits-areas-caption = The { $areas } with the fewest figures
column-shown = Shown
column-small = Too small
column-withheld = Withheld

method-reading = How to read the comparisons
method-rest = An area is compared with the rest of the whole, a group with the other residents of the same area.
method-certain = ‘Certain’ means: a difference this large rarely comes from chance. Of all differences that we call so, at most { $rate } percent are expected to be wrong.
method-size = How large a difference is, is measured by the spread between areas: from { $some } times that spread it is called ‘somewhat’, from { $clear } times ‘clearly’.
method-judgement = Favourable and less favourable are only said where most people find one side better. Other figures only say higher or lower.
method-cause = Figures show differences. They do not say what causes them.
method-backgrounds = How residents are grouped
method-protection = How people are protected
method-protected-rounded = Counts are rounded to a multiple of { $base }, and more coarsely where that is needed. A count below { $numerators }, and a figure about fewer than { $denominators } people, is not shown exactly. Figures with which such a small count could be worked out are withheld as well. All percentages were worked out after that.
method-protected-exact = A count below { $numerators }, and a figure about fewer than { $denominators } people, is not shown exactly. Figures with which such a small count could be worked out are withheld as well.
method-published = All figures were published before by their source. The source rounds and leaves out what could give somebody away; we work with what was published.
sources-caption = Sources of this edition
column-source = Source
column-publisher = Publisher
column-date = Date
column-licence = Licence
method-colophon = Colophon
method-release = Edition { $id }, definition { $version }, made with Wijkmonitor { $program }.
annex-lead = All figures that this report rests on. Each stands there with its count, year and source.
annex-whole = { $theme }: figures of all residents of { $name }
annex-areas-lead = Every figure for each of the { $areas }, compared with the rest of { $name }.
column-beside-rest = Beside the rest of { $name }
