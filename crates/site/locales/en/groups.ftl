# Figures by group of residents.

groups-title = By background
groups-sizes = How large are the groups?
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
