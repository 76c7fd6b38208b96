# Figures by group of residents.

groups-title = By background
group-size-about = about { $shown } residents ({ $low } to { $high })
groups-sizes = Who lives in { $name }?
groups-of = { $figure }, by group
groups-elsewhere = the same group in { $name }
groups-intervals = Line: the uncertainty of the figure.
groups-below = How to read the charts by group.
profile-to-table = View as a table
theme-figures = The figures of this theme

year-since = Since this year
year-since-about = ‘Since this year’ compares the newest year with each year before. ‘Possibly’ means: this may be chance. Years before a break are not compared.
year-other-division = other division
year-break = Above, the figures were counted in another way than below. They cannot be compared.

group-profiles = { $name } by background
group-profiles-lead = Each group is compared with { $with }, in the same colours as above. Choose a group to make the whole page about that group.
group-profile-certain = { $count ->
    [0] no certain difference
    [one] 1 certain difference
   *[other] { $count } certain differences
}{ $missing ->
    [0] {""}
   *[other] , { $missing } without a figure
}
group-profile-few = too few figures for a ring
contrasts-title = Largest certain differences between groups
contrasts-lead = A filled dot certainly differs from the other residents of { $name }, an open dot does not. The line is the uncertainty of the figure. The groups always stand in the same order.
contrasts-none = No difference between the groups of { $name } is large and certain enough to mention here. All figures are below.
group-elsewhere = Of { $levels } there are no figures of this group, only how many people they are. So nobody can be found, and the other figures stay precise.
group-nowhere = There are no figures of this group for { $levels }, not even how many people they are. So nobody can be found, and the other figures stay precise.
group-wider = See this group in { $name }
contrasts-elsewhere = Of { $levels } there are no figures by group, only how many people of each group live there. So nobody can be found, and the other figures stay precise.
contrasts-wider = See the groups in { $name }
contrasts-drawn = For each group a dot with a line for its uncertainty. The figures are in the table.
contrasts-caution = The groups differ in age and size, and in how long people have lived in the Netherlands. These are differences, not causes.
beside-others-lead = The largest differences that are certain, in a fixed order. First see how large this group is and how old its people are: that often explains part of it.
