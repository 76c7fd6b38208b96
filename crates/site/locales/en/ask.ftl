# Questions: what was understood, the answer, and what to do when it was not understood.

kind-answer = answer
ask-heading = Answer
ask-more = More about this
ask-page-similar = Areas like { $place }
ask-page-beside = Put { $first } and { $last } side by side
ask-page-area = Everything about { $place }
ask-page-theme = { $theme } in { $place }
ask-page-indicator = { $figure } in { $place }
ask-page-map = { $figure } on the map
ask-page-explanation = About ‘{ $figure }’
ask-figures = Figures with this answer
ask-understood = This is how we understood your question
ask-understood-kind = Question
ask-understood-place = Area
ask-understood-figure = Figure
ask-understood-theme = Theme
ask-understood-topic = Subject
ask-understood-group = Group
ask-understood-year = Year
ask-typed = you typed ‘{ $words }’
ask-not-said = not named
ask-or = Or did you mean
ask-lost-area = We know no area called ‘{ $words }’.
ask-postcode = ‘{ $words }’ looks like a postcode. This monitor does not know postcodes: name the district, neighbourhood or municipality.
ask-which-area = We do not know which area you mean. Give its name.
ask-lost-part = We know no part of { $place } with the name ‘{ $words }’. You can look at { $place } as a whole, or at a district or neighbourhood with that word in its name.
ask-no-area = We know no area called ‘{ $words }’. ‘{ $group }’ is a group of residents here.
ask-unknown = { $count ->
    [one] We did not understand this word: { $words }.
   *[other] We did not understand these words: { $words }.
}
ask-change = Meant something else? Change the question
ask-apply = Show
ask-newest = Newest
ask-no-figure = No figure chosen
ask-failed = We did not understand your question
ask-choose-area = Which area do you mean?
ask-failed-area = We do not know that area
ask-failed-area-about = Did you mean one of these questions?
ask-failed-about = Name a subject and an area. Below are the pages most like your words.
ask-names = Pages with this name
ask-nearest = Pages that are like it
ask-all-figures = All figures of this monitor
ask-try = You can also ask a question, such as:
ask-all-lines = All { $count } of them
ask-column-what = About

kind-of-cijfer = How many, how it is
kind-of-hoogste-groep = In which group it is highest
kind-of-laagste-groep = In which group it is lowest
kind-of-hoogste-gebied = In which area it is highest
kind-of-laagste-gebied = In which area it is lowest
kind-of-per-groep = How it is by group
kind-of-per-gebied = How it is by area
kind-of-uitleg = What the figure means
kind-of-ontwikkeling = How it develops
kind-of-vergelijking = How it differs
kind-of-bewoners = Who lives there
kind-of-opvallend = What stands out
kind-of-thema = All figures of a theme
kind-of-vergelijkbaar = Which areas are like it
kind-of-aantal = How many of these there are
kind-of-zonder-cijfer = A subject without a figure

ask-refused = We do not know ‘{ $value }’ here as { $key ->
    [soort] a kind of question
    [gebied] an area
    [cijfer] a figure
    [thema] a theme
    [groep] a group
   *[peiljaar] a year
}. Choose something else below, or ask again.

# Beside a sentence that a person wrote.
story-by-editor = (Written by { $name }, { $date }.)

# What is certain, on the page of an area.
expected-by-chance = { $count ->
    [one] One difference here is called certain.
   *[other] { $number } differences here are called certain.
} { $whole ->
    [0] Probably none of these is chance after all.
    [one] Perhaps one of these is chance after all.
   *[other] Perhaps { $expected } of these are chance after all.
} Of every 100 differences that we call certain, at most { $rate } are chance.

did-you-mean = Did you perhaps mean:
unknown-area-of-links = We do not know the area ‘{ $value }’. The figures below are not of one area.

legend-title = What do the colours mean?
