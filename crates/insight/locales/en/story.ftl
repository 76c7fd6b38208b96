# Sentences about an area, in plain English. See the Dutch file for the order of things.

where = { $level ->
    [country] in { $name }
    [region] in the { $kind } of { $name }
    [municipality] in the municipality of { $name }
    [district] in the district { $name }
   *[neighbourhood] in the neighbourhood { $name }
}

rest = { $reference ->
    [country] in the rest of { $country }
    [municipality] in the rest of the municipality
   *[everybody-here] among the other residents of this area
}

same-group = { $whom ->
    [group] for the same group { rest }
   *[everybody] { rest }
}

than = than { same-group }

same-as = as { same-group }

whole = { $reference ->
    [country] in { $country } as a whole
    [municipality] in the municipality as a whole
   *[everybody-here] among all residents of this area together
}

than-whole = than { $whom ->
    [group] for the same group { whole }
   *[everybody] { whole }
}

beside-everybody = { $reference ->
    [country] all of { $country }
    [municipality] the whole municipality
   *[everybody-here] all residents
}

beside = { $whom ->
    [group] the same group { whole }
   *[everybody] { beside-everybody }
}

in-brackets = { $whom ->
    [group] { whole }
   *[everybody] { beside-everybody }
}

about = about

residents = { $count ->
    [0] nobody lives
    [one] 1 person lives
   *[other] { $number } people live
} { $where } ({ $year }).

residents-group = { $count ->
    [0] no { $people } live
    [one] 1 of the { $people } lives
   *[other] { $number } { $people } live
} { $where } ({ $year }).

residents-few = fewer than { $number } people live { $where } ({ $year }).

residents-group-few = fewer than { $number } { $people } live { $where } ({ $year }).

share = { $number } of the { $of } { $whom } { $predicate } ({ $figure }, { $year }).

figure = the figure for ‘{ $label }’ is { $figure } ({ $year }).

figure-source = according to the source, the figure for ‘{ $label }’ is { $figure } ({ $year }).

# What stands out. With counts:
stands-share = { $number } of the { $of } { $whom } { $predicate } ({ $figure }, { $year }). That is { $verdict } { $than } ({ $beside }: { $other }).

# Without counts, or without words for the numerator:
stands-figure = { $label }: { $figure } ({ $year }). That is { $verdict } { $than } ({ $beside }: { $other }).

stands-figure-source = { $label }: { $figure } ({ $year }). That is { $verdict } { $than } ({ $other }); how certain, is not known.

none-favourable = None of these figures is certainly more favourable { $than }.

none-unfavourable = None of these figures is certainly less favourable { $than }.

nothing-stands-out = No figure here is certainly { $judged ->
    [yes] more or less favourable
   *[no] higher or lower
} { $than }.

about-equal = { $count ->
    [one] One figure is
   *[other] { $number } figures are
} about the same here { $same-as }.

# Differences between two groups, or between a group and everybody.
groups = Groups in this area clearly differ in ‘{ $short }’: { $figure } among { $people }, { $other } among { $others } ({ $year }).

groups-also = They also differ in ‘{ $short }’: { $figure } among { $people }, { $other } among { $others } ({ $year }).

# In the story of a group.
group-here = This group clearly differs from the other residents of this area in ‘{ $short }’: { $figure } among { $people }, { $other } among { $others } ({ $year }).

group-here-also = There is also a difference in ‘{ $short }’: { $figure } among { $people }, { $other } among { $others } ({ $year }).

groups-of-how-many = { $some } of { $of }

groups-why = That does not say why.

all-together = all residents together

older = Please note: { $count ->
    [one] one of the { $all } figures of this profile is
   *[other] { $number } of the { $all } figures of this profile are
} from { $year } or earlier; the newest figure is from { $newest }.

risen = { $label }: from { $before } in { $first } to { $after } in { $last }. That is an increase.

fallen = { $label }: from { $before } in { $first } to { $after } in { $last }. That is a decrease.

may-be-chance = For { $count ->
    [one] one figure
   *[other] { $number } figures
} the difference may be chance, so we say nothing about { $count ->
    [one] it
   *[other] them
} here.

certainty-unknown = For { $count ->
    [one] one figure
   *[other] { $number } figures
} we do not know how certain a difference is: the source gives too little to work that out.

too-little = There is little that can be said with certainty about this area yet.

too-little-group = There is little that can be said with certainty about this group here yet.

no-figures = There are no figures about this area.
no-figures-group = There are no figures about this group in this area that can be shown.
