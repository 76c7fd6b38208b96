# The page of an area and of a theme; rows of figures.

area-description = { $name }: { $kind }. Who lives there, how are they doing, and does it differ from elsewhere?
place-until = { $name } no longer exists in this form after the division of { $year }. You see the figures up to that year.
place-name-since = There is now an area of the same name in this municipality, with another code or boundary and figures of its own:
place-name-before = There used to be an area of the same name in this municipality, with another code or boundary and figures of its own:
place-same-code = In another year the code { $code } belonged to another area. That is a different place with figures of its own:
compared-with = Compared with { $with }.
compared-with-nothing = There is nothing to compare with here.
own-year = Each figure has its own year.

profile-title = How is { $name } doing?
profile-description = A ring of { $count } figures. { $certain ->
    [0] No difference is certain.
    [one] One difference is certain.
   *[other] { $certain } differences are certain.
} Only certain differences stick out. { $with } All figures are in the table.
profile-how = What sticks out is a certain difference: the further, the larger. The rest does not stick out. The arrow says whether the number is higher or lower, not whether that is better.
size-how = A difference is ‘clear’ when it is large beside how areas usually differ. ‘Somewhat’ is a smaller difference.
standout-most = { $shown } of the { $all } certain differences.
standout-here = Compared with the other residents of { $name }
standout-figures = { $own }, all residents { $other }
left-out-of-ring = { $count ->
    [one] One figure is not in the ring, but it is in the tables below
   *[other] { $count } figures are not in the ring, but they are in the tables below
}
everybody-lower = all residents
standout = What stands out
legend-judged = Favourable or not
legend-judged-note = for figures that are judged
legend-neutral = Higher or lower
legend-neutral-note = for figures that are not judged
legend-uncertain = hatched: may be chance
legend-unknown = dashed outline: certainty unknown, for no counts or no spread are known
legend-not-compared = white: not compared
legend-not-shown = dots: no figure
symbol-up = higher number
symbol-down = lower number
symbol-dot = about the same
why-judged = Why favourable or not?
why-judged-1 = For some figures most people find one side better, such as fewer people on social assistance or better health. We call that side more favourable. It does not fit everybody: for someone who is ill, social assistance is support.
why-judged-2 = Other figures are not good or bad, such as age or kind of dwelling. There we only say higher or lower. The page of each figure says why. Rather no judgement? Switch it off at the top of the page of an area.
as-table = View as a table or download

story-title = The story
story-caution = Figures show differences. They do not say what causes them.
who-lives-here = Who lives here?
composition-of = { $name }, { $year }
composition-group = Group
composition-number = Number
composition-share = Share

all-figures = All figures by theme
to-theme = To a theme
theme-more = More about this theme
column-figure = Figure
column-value = Value
column-count = Number
column-reading = Reading
column-change = Change
of-universe = of { $universe }
some-of = { $some } of { $of }
some-per = { $some } per { $of }
why-missing = Why can I not see this figure?
why-missing-several = Why can I not see these figures?
nearest-of-several = Known for { $where }:
nearest = The nearest figure that does exist
absent = There is no figure of these for this area
summary-favourable = { $count } certainly more favourable
summary-unfavourable = { $count } certainly less favourable
summary-higher = { $count } certainly higher
summary-lower = { $count } certainly lower
summary-equal = { $count } about the same
summary-favourable-unknown = { $count } more favourable (certainty unknown)
summary-unfavourable-unknown = { $count } less favourable (certainty unknown)
summary-higher-unknown = { $count } higher (certainty unknown)
summary-lower-unknown = { $count } lower (certainty unknown)
summary-chance = { $count } may be chance
theme-old = Please note: { $some ->
    [all] all figures of this theme are
    [one] one of these figures is
   *[several] { $number } of these { $all } figures are
} from { $year } or earlier. The newest figure of this area is from { $newest }.
figures-old = Please note: { $some ->
    [all] all figures below are
    [one] one of the { $all } figures below is
   *[several] { $number } of the { $all } figures below are
} from { $year } or earlier. The newest is from { $newest }.
theme-all-old = All figures of this theme are from { $year } or earlier.
split-elsewhere = { $what }: there are no figures of that for this area. There are for { $name }:

map-title = On the map
lies-in = { $name } lies in
beside-of = Municipalities beside { $name }
beside-over-water = { $name } (over water)
inside-of = The { $levels } of { $name }
beside-in = All { $levels } in { $name }
elsewhere = More about this area on other sites
elsewhere-about = These sites are not ours. They may use other years or boundaries.

theme-title = { $theme } in { $name }
theme-description = { $theme } in { $name }: all figures, explained.
theme-back = Back to all figures of { $name }
themes-other = Other themes
theme-home = Theme
theme-gathers = These figures come from several themes and stand together here.
across-themes = Brought together from several themes:
read-definition = Read what was measured

story-groups = Differences between groups
story-change = What changed
story-limits = What we do not know
composition-of-universe = Distribution of { $universe }
composition-subtitle = Share, { $year }. Source: { $source }.
composition-rounded = Because of rounding the parts do not always add up exactly.
composition-description = A stacked bar with the share of each part. The figures are in the table.
outline-description = A map with the areas and their names. The areas are also listed on this page.
outline-subtitle = The { $levels } of { $name }.
outline-darker = Darker: more residents ({ $year }).
