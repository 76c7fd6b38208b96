# The areas most like an area.

similar-title = Areas like { $name }
similar-short = Similar areas
similar-description = Which areas are most like { $name }, and how does { $name } do among them?
similar-lead = How does { $name } do, compared with areas where about the same people live?
similar-open = Similar areas
similar-compare = Put side by side
similar-areas = These areas are most like it
similar-how = How do we find these areas?
similar-and = and
similar-residents = the number of residents
similar-groups = the background of the residents
similar-method-1 = Among all { $levels } we look for those most alike in: { $kinds }. Each of these counts the same.
similar-method-2 = For each of them we look at how much areas usually differ. A difference of that much counts as one step. The area with the fewest steps over all is most alike. For the number of residents it is the ratio that counts: 2,000 and 4,000 are as far apart as 20,000 and 40,000.
similar-method-3 = How people fare, such as work or health, is not used in the search. Otherwise the areas would have been chosen by what you want to compare.
similar-among = How does this area do among them?
similar-among-about = The middle one is the figure that half of these areas are above and half below. Being alike is not being the same: differences can have many causes.
similar-here = Here
similar-middle = Middle one
similar-range = Lowest to highest
similar-place = Position (1 = highest figure)
similar-rank = { $rank } of { $of }
similar-nothing = There are not enough figures of this area to find areas like it. That happens for very small areas, and for the country and regions.
