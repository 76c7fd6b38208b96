# How things are called for a group, and which years there are.

same-group-in = the same group in { $where }
residents-of-whom = of whom { $shown } in this group
residents-of-whom-about = of whom about { $shown } in this group ({ $between })
profile-title-of-group = In { $name }, how are { $people } doing?
no-figures-in-year = There are no figures about this area for { $year }. There are for other years.
few-in-year = { $count ->
    [0] There is no figure here for { $year }.
    [one] There is only one figure here for { $year }.
   *[other] There are only { $count } figures here for { $year }.
}
show-newest = Show the newest year of each figure
similar-of-group = The areas were found by all residents. The figures below are about { $people }.
similar-of-group-nothing = There are not enough figures here about { $people } to compare.
map-to-figure = All about this figure here
map-to-area = All figures of this area
kind-official = officially ‘{ $name }’
