# Areas that a visitor adds up.

own-title = An area of your own
own-about = Add up districts, neighbourhoods or municipalities to one area, whatever the borders between them. You see how it is doing, compared with the rest.
own-start = Does the area that you work in not coincide with one district or municipality? Choose the areas that it consists of. We add up the figures.
own-start-one = Choose at least one more area.
own-kept-here = Your choice is only in the address of this page. Keep or share that address to go on later.
own-parts = What this area consists of
own-add = Add an area
own-near = Municipalities beside it, added with one click
own-near-known = For example in { $name }, added with one click
own-nested-some = One of these areas lies in another. Whoever lives there would count twice. Remove one of the two.
own-near-in = { $levels } in { $name }, added with one click
own-not-of-level = There is no such figure for { $levels }, so there is none for the whole.
own-unknown = We do not know an area ‘{ $value }’. Find it by its name above.
own-too-many = No more than 20 areas fit in. The others were left out.
own-full = No more than 20 areas fit in.
own-areas = areas
own-short = this area
own-name = { $areas } together
own-profile = Profile of { $name }
own-within = { $areas } in { $name }
own-whole = This is all of { $name }. See the figures of { $name } itself: they are more precise.
own-nested = { $small } lies in { $large }. Whoever lives there would count twice. Remove one of the two.
own-regions = Regions can have the same municipalities. Whoever lives there would count twice. Choose the municipalities themselves.
own-brief = In brief
own-summary = Compared with { $with }: { $summary }.
own-how = These figures are added up from those of the areas themselves. Some of those are rounded, and then the sum is too.
own-hidden = { $count ->
    [one] One figure is missing for the whole, because it is not known for one of the areas.
   *[other] { $count } figures are missing for the whole, because they are not known for one of the areas.
}
own-weighted = Of some figures no counts are known. They are a mean in which a larger area counts for more.
own-apart = See the areas apart and together in the databank
own-map-title-none = Choose on the map
own-map-title = Where it lies
own-map-description = A map on which the chosen areas are dark and the areas around them light.
own-map-subtitle = Click on a light area to add it, or on a dark one to remove it.
own-map-subtitle-none = Click on an area to choose it.
own-map-chosen = chosen
own-map-around = around it
own-not-yet = Not all of these areas were there in { $year } yet.
own-not-added = This figure cannot be added up: there are no counts, and it is not known how much each area counts for.
own-lacking = { $count ->
    [one] There is no figure of { $areas }, so there is none of the whole.
   *[other] There are no figures of { $areas }, so there are none of the whole.
}
own-lacking-many = There is no figure of { $count } of the { $all } areas, so there is none of the whole.
own-offer = Put together an area of your own
own-offer-about = Does the area that you work in not coincide with this one? Add others to it.
