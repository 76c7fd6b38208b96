# The map.

menu-map = Map
atlas-title = { $indicator } on the map, { $name }
atlas-heading = { $indicator }: the { $levels } of { $name }, { $year }
atlas-compared = The colour is the reading: each area compared with { $with }.
atlas-values = The colour is the number itself. The classes are chosen so that each holds about a fifth of all { $levels } of { $country }.
atlas-nothing = There is no figure of the { $levels } of { $name } for this choice. Choose another figure, group, year or kind of area.
atlas-nothing-beside = There is no figure for the second map. You see one map.
atlas-unknown = How certain the differences are cannot be said: the source gives no counts or no spread with this figure.
atlas-without-shape = { $count ->
    [one] One area has no boundary; it is in the table only.
   *[other] { $shown } areas have no boundary; they are in the table or the file only.
}
atlas-light = These are too many areas to point at one by one here. Choose a municipality, or open the movable map. All figures are in the CSV file.
atlas-table = All figures of this map
atlas-files = Download:
atlas-municipalities = Map of one municipality
atlas-to-indicator = All about this figure
atlas-whole = Map of all of { $name }
atlas-open = See it on the large map
rest-of-own-municipality = the rest of its own municipality
areas-count = { $count ->
    [one] { $shown } area
   *[other] { $shown } areas
}

class-up-to = up to { $to }
class-between = { $from } to { $to }
class-from = { $from } or more
class-all = all values
class-vague = too uncertain because of rounding
class-masked = figure not shown
class-missing = no figure

choice-figure = Figure
choice-level = Kind of area
choice-colour = Colour by
colour-reading = the meaning
colour-value = the number
choice-beside = Second map
beside-none = none
beside-year = Another year
beside-group = Other residents
beside-figure = Another figure: { $theme }

unknown-figure = We do not know the figure ‘{ $value }’. You see another one.
unknown-level = ‘{ $value }’ is no kind of area. Choose gemeenten (municipalities), wijken (districts) or buurten (neighbourhoods).
unknown-colour = After kleur only ‘lezing’ (reading) or ‘waarde’ (value) can stand, not ‘{ $value }’.
unknown-beside = We do not know the second map ‘{ $value }’. You see one map.

movable-open = Open the map to zoom and move
movable-close = Back to the plain map
movable-label = Map to zoom and move. Arrow keys move it, plus and minus zoom. Below the map is a list of the areas in view.
movable-level = Areas
movable-level-auto = as fits the zoom
movable-here = Show where I am
movable-here-failed = Your device does not tell where you are.
movable-here-outside = You are outside this map.
movable-here-found = You are in
movable-failed = The movable map cannot be loaded here. The plain map does work.
movable-list = Areas in view
movable-filter = Search the areas in view
movable-shown = in view
movable-beyond = Areas outside { $name } are faded: they are compared with their own municipality, so not to be read on the same scale.
movable-elsewhere = compared with its own municipality
class-unknown = { $words }, certainty unknown
atlas-few = Hatched are areas with very few people: there a difference is easily chance.
