# What every page has.

skip = To the content
fictional-title = Invented figures.
fictional-text = These areas do not exist and the figures are made up. They show how the monitor works.
menu = Menu
menu-main = Main menu
menu-area = Area
menu-indicators = Indicators
menu-explain = Explanation
breadcrumb = Breadcrumb
published-by = Published by
edition = Release { $id } of { $date }, definition { $version }.
unknown = not stated
in = in

bar-label = Choose an area and what to compare
choice-area = Area
choice-comparison = Compare with
choice-year = Year
apply = Show
everybody = All residents
year-newest = newest
judgement-off = Show no judgement, only higher or lower
residents-count = { $count ->
    [one] { $shown } resident
   *[other] { $shown } residents
}
rest-of = the rest of { $name }
rest-of-country = the rest of the country
others-here = the other residents of this area

unknown-background = We do not know the group ‘{ $value }’. You now see all residents.
unknown-comparison = ‘{ $value }’ is not a comparison we know. Choose nederland, gemeente or alle. You now see the usual comparison.
unknown-year = There are no figures for the year ‘{ $value }’. There are figures from { $from } to { $to }. You now see the newest of each figure.
unknown-judgement = Only ‘uit’ or ‘aan’ can follow oordeel, not ‘{ $value }’. You now see the judgement.

level-country = country
level-municipality = municipality
level-district = district
level-neighbourhood = neighbourhood
levels-country = countries
levels-municipality = municipalities
levels-district = districts
levels-neighbourhood = neighbourhoods
kind-country = All municipalities together
kind-municipality = Municipality
kind-municipality-in = Municipality in the { $kind } of { $region }
kind-district = District in the municipality of { $municipality }
kind-neighbourhood = Neighbourhood in the municipality of { $municipality }
kind-indicator = figure
kind-until = { $kind } (until { $year })
place-label = { $name } ({ $level })
place-label-in = { $name } ({ $level } in { $municipality })
place-label-until = { $label }, until { $year }

find = Search
search-title = Search
search-title-for = Search for ‘{ $asked }’
search-description = Search for a municipality, district or neighbourhood, or a subject.
search-label = Search for an area or subject, or ask a question
search-placeholder = for example { $place }
search-button = Search
search-count = { $count ->
    [0] Nothing found.
    [one] One result.
   *[other] { $count } results, best first.
}
search-nothing = Check the spelling, or search for part of the name. A code such as { $code } works too.

not-found-title = This page does not exist
not-found-address = There is nothing at this address. It may have been mistyped, or the page has moved.
not-found-code = The code { $code } is not in this monitor. Codes of areas change when municipalities merge or districts are redrawn.
not-found-larger = This larger area does exist:
not-found-nearest = Did you mean this?
to-start = To the start

start-description = { $name }. { $tagline } Find your municipality, district or neighbourhood.
start-title = How is your neighbourhood doing?
start-explain = Search for a municipality, district or neighbourhood. See who lives there, how they are doing and whether that differs from elsewhere.
start-example = For example: { $name }
start-profile-of = All figures about { $name }
start-tour = New here?
start-tour-1-title = Find an area
start-tour-1 = Type the name of a municipality, district or neighbourhood. Typing errors are forgiven.
start-tour-2-title = Look at the profile ring
start-tour-2 = Every wedge of the ring is a figure. The further it sticks out, the larger the difference. Colour and words say whether it is favourable.
start-tour-3-title = Read what it means
start-tour-3 = Each figure says how many people it is about, which year and which source. An arrow up means a higher number, not a better one.
start-tour-4-title = Compare and share
start-tour-4 = Choose a year, or put areas side by side. Your choice is in the address: share it, and others see the same.
start-tour-more = More about how to read the figures
start-municipalities = All municipalities
start-municipalities-about = Choose a municipality. Its districts and neighbourhoods are listed there.
start-districts = Areas
start-themes = Subjects
start-letter = Municipalities starting with { $letter }

figures-of = Figures about { $name }

groups-within = { $group }, in more detail
