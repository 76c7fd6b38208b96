# Tour, my areas, embedding, catalogue.

tour-open = New here?
tour-title = New here? How to read this page
tour-1-title = Choose an area
tour-1 = Type a name here. A typing error does not matter. You stay with the same subject, but of the other area.
tour-2-title = Choose who it is about
tour-3-title = See it at a glance
tour-3 = Each wedge of this ring is one figure. If a wedge sticks out, the difference is certain. The further, the larger. Point at a wedge to see its figure. Press it to go to the explanation.
tour-4-title = Read the colours
tour-4 = Colour and words say whether something is favourable. The arrow only says whether the number is higher or lower. Hatched means: this may be chance.
tour-5-title = Read the story
tour-5 = Here plain sentences say who lives here, what stands out and what changed. Each figure is a link to more.
tour-6-title = See all figures
tour-6 = In the tables each figure says of how many people it is, what it is compared with, of which year and from which source.
tour-7-title = Compare, keep and share
tour-7 = Put areas and groups side by side, or keep this area on your own device. Your choices are in the address: share it, and somebody else sees the same.
tour-to-real = Take the tour on the page of { $name }

kept-title = My areas
kept-about = Areas you kept yourself. The list is on this device only. We do not know what you keep.
kept-no-script = This list works with JavaScript. Without it you can bookmark an address: your choices are in it.
kept-list = Kept on this device
kept-empty = You have not kept anything yet. The page of an area has the button ‘Keep this area’.
kept-compare = Put them side by side
kept-together = Add them up as one area

near-button = Near me
near-about = Only when you press it. Your position does not come to us.

embed-open = Embed
embed-title-of = { $figure } in { $name }: { $title }
embed-title-in = { $title }, in { $name }
embed-gone = There is no such drawing
embed-gone-about = The address is wrong, or this figure is no longer shown in this way.
embed-more = More about this
embed-source = { $name }, { $publisher }. Release of { $date }.
embed-title = On your own site
embed-description = Put a profile, chart or map of this monitor on your own site.
embed-about-1 = You may put every drawing of this monitor on your own site. Source and date are with it, and a link to the whole explanation. Please leave them there.
embed-about-2 = The drawing adapts to the width, uses no cookies and follows nobody. When there is a new release, your visitors see the new figures.
embed-code = Paste this into your page
embed-copy = Copy
embed-preview = This is what it looks like
embed-files = Or use the drawing as a file
embed-nothing = Choose ‘Embed’ under a chart, a map or a profile.

catalogue-title = Catalogue
catalogue-about = All data of this monitor, for who wants to reuse it. Machines can read it too.
catalogue-files = Files:

start-title-municipality = How is your municipality doing?
start-explain-municipality = Look for a municipality. You see who lives there, how they are doing and whether that differs from elsewhere.
start-description-municipality = { $name }. { $tagline } Find your municipality.
start-tour-1-municipality = Type the name of a municipality. A typing error does not matter.
start-municipalities-about-plain = Choose a municipality.
search-label-municipality = Search for a municipality or subject, or ask a question

start-groups = Whose figures do you want to see?
start-explain-groups = Search for a municipality, district or neighbourhood. You see who live there and how they are doing, for all residents together and for each background apart.
start-explain-groups-municipality = Search for a municipality. You see who live there and how they are doing, for all residents together and for each background apart.
start-tour-4-groups = Choose a background and a year, or put areas and groups side by side. Your choice is in the address: share it, and somebody else sees the same.
near-button-municipality = In my municipality
tour-2-title-plain = Choose what you see
tour-2-whom = of which residents you see the figures
tour-2-with = what you compare with
tour-2-year = of which year the figures are
tour-2-here = Here you choose { $what }.
tour-2-sizes = Each group says how many people it is.
and = and
start-groups-more = More groups
