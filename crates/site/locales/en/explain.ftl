# Explanations, glossary, account.

explain-title = Explanation
explain-description = How to read the figures, what they mean and where they come from.
explain-indicators = Explanation of each figure
explain-indicators-about = What is measured, of whom, and why do we call it favourable or not?
explain-more = More explanation

what-measured = What is measured?
of-whom = Of whom:
why-direction = Favourable or not?
direction-higher = We call a higher number more favourable here.
direction-lower = We call a lower number more favourable here.
direction-neutral = This figure is not judged. We only say whether it is higher or lower.
take-care = Take care
split-by = By group
split-by-nothing = This figure exists for the whole area only, not for groups of residents.
sources = Sources
source = Source
publisher = Publisher
licence = Licence
published = Published
fetched = Fetched
rows = Rows
also-called = Also called:
to-figures = See the figures

glossary-title = Glossary
glossary-about = The words you meet on this site, explained briefly.
account-title = Account
account-about = Where the figures come from, how many there are and what was left out.
account-lead = This release never changes. So you can look up later which figures a statement rests on.
account-release = Release
account-date = Date
account-program = Made with
account-indicators = indicators
account-cells = figures
account-sources = Sources of this release
account-hashes = Check numbers of the sources
account-hashes-about = With this number (SHA-256) you can check whether you have the same file as we do.
account-left-out = What was left out
account-left-out-about = Sometimes a row of a source is wrong, or a code belongs to no area. We then leave it out and say so here. We never fill in figures ourselves.
account-nothing-left-out = Nothing was left out.
account-problem = What it was
account-count = Number
account-examples = Examples
account-more = { $count ->
    [one] and one more place
   *[other] and { $shown } more places
}

term-municipality = Municipality (gemeente)
meaning-municipality = An area with its own local government. Its code starts with GM.
term-district = District (wijk)
meaning-district = Part of a municipality, with one or more neighbourhoods. The municipality decides its boundaries. Its code starts with WK.
term-neighbourhood = Neighbourhood (buurt)
meaning-neighbourhood = The smallest area in this monitor. Its code starts with BU.
term-reading = Reading
meaning-reading = What a figure means beside another: is it higher or lower, how large is the difference, and is the difference certain?
term-favourable = More and less favourable
meaning-favourable = For some figures it is clear which side is better for most people. We then say more or less favourable. For others we only say higher or lower. Each figure explains why.
term-certain = Certain and possibly
meaning-certain = Small groups differ from year to year by chance. A difference is certain when chance would rarely make it this large. Otherwise we say possibly. Without numbers from the source we do not know how certain a difference is.
term-clear = Somewhat and clearly
meaning-clear = We measure the size of a difference by how much areas differ from each other. A small difference is called about the same; then come somewhat and clearly.
term-rest = The rest of the municipality or of the Netherlands
meaning-rest = An area is compared with all other people in the larger area. So it is not part of what it is compared with.
term-n-of-n = So many of so many
meaning-n-of-n = After a percentage we say how many people it is about, and out of how many. Sometimes the source gives the percentage only.
term-small = Too small a number
meaning-small = It is about so few people that we do not give the number. So nobody can be recognised.
term-withheld = Withheld
meaning-withheld = We do not show this figure, because another small figure could be worked out from it.
term-not-available = No figure
meaning-not-available = The source has no figure for this area, group or year.
term-not-applicable = Not applicable
meaning-not-applicable = The figure cannot exist here, for example a percentage of no people.
term-modelled = Estimated
meaning-modelled = The figure was not counted but estimated with a model, mostly because too few people were asked.
term-rounded = Rounded
meaning-rounded = The source rounds small numbers, for example to multiples of five. A percentage can therefore be slightly off, and numbers do not always add up exactly.
term-release = Release
meaning-release = A fixed, dated set of figures. A release never changes. New figures come in a new release.
