# Wat op elke pagina staat.

skip = Naar de inhoud
fictional-title = Verzonnen cijfers.
fictional-text = Deze gebieden bestaan niet en de cijfers zijn bedacht. Zo kunt u zien hoe de monitor werkt.
menu = Menu
menu-main = Hoofdmenu
menu-area = Gebied
menu-indicators = Indicatoren
menu-explain = Uitleg
breadcrumb = Kruimelpad
published-by = Uitgegeven door
edition = Uitgave { $id } van { $date }, definitie { $version }.
unknown = niet vermeld
in = in

bar-label = Kies een gebied en wat u wilt vergelijken
choice-area = Gebied
choice-comparison = Vergelijk met
choice-year = Jaar
apply = Toon
everybody = Alle bewoners
year-newest = nieuwste
judgement-off = Toon geen oordeel, alleen hoger of lager
residents-count = { $count ->
    [one] { $shown } inwoner
   *[other] { $shown } inwoners
}
rest-of = de rest van { $name }
rest-of-country = de rest van het land
others-here = de andere bewoners van dit gebied

unknown-background = De groep ‘{ $value }’ kennen we niet. U ziet nu alle bewoners.
unknown-comparison = ‘{ $value }’ is geen vergelijking die we kennen. Kies nederland, gemeente of alle. U ziet nu de gewone vergelijking.
unknown-year = Van het jaar ‘{ $value }’ zijn er geen cijfers. Er zijn cijfers van { $from } tot en met { $to }. U ziet nu van elk cijfer het nieuwste.
unknown-judgement = Achter oordeel kan alleen ‘uit’ of ‘aan’ staan, geen ‘{ $value }’. U ziet nu het oordeel.

level-country = land
level-municipality = gemeente
level-district = wijk
level-neighbourhood = buurt
levels-country = landen
levels-municipality = gemeenten
levels-district = wijken
levels-neighbourhood = buurten
kind-country = Alle gemeenten samen
kind-municipality = Gemeente
kind-municipality-in = Gemeente in { $article } { $kind } { $region }
kind-district = Wijk in de gemeente { $municipality }
kind-neighbourhood = Buurt in de gemeente { $municipality }
kind-indicator = cijfer
kind-until = { $kind } (tot en met { $year })
place-label = { $name } ({ $level })
place-label-in = { $name } ({ $level } in { $municipality })
place-label-until = { $label }, tot en met { $year }

find = Zoek
search-title = Zoeken
search-title-for = Zoeken naar ‘{ $asked }’
search-description = Zoek een gemeente, wijk of buurt, of een onderwerp.
search-label = Zoek een gebied of onderwerp, of stel een vraag
search-placeholder = bijvoorbeeld { $place }
search-button = Zoek
search-count = { $count ->
    [0] Niets gevonden.
    [one] Eén resultaat.
   *[other] { $count } resultaten, het beste eerst.
}
search-nothing = Controleer de spelling, of zoek op een deel van de naam. Een code zoals { $code } werkt ook.

not-found-title = Deze pagina is er niet
not-found-address = Op dit adres staat niets. Misschien is er een typefout gemaakt, of is de pagina verhuisd.
not-found-code = De code { $code } staat niet in deze monitor. Codes van gebieden veranderen als gemeenten samengaan of wijken anders worden ingedeeld.
not-found-larger = Dit grotere gebied is er wel:
not-found-nearest = Bedoelde u dit?
to-start = Naar het begin

start-description = { $name }. { $tagline } Zoek uw gemeente, wijk of buurt.
start-title = Hoe staat uw wijk ervoor?
start-explain = Zoek een gemeente, wijk of buurt. U ziet wie er wonen, hoe het daar gaat en of dat anders is dan elders.
start-example = Bijvoorbeeld: { $name }
start-profile-of = Alle cijfers over { $name }
start-tour = Nieuw hier?
start-tour-1-title = Zoek een gebied
start-tour-1 = Typ de naam van een gemeente, wijk of buurt. Een typefout is niet erg.
start-tour-2-title = Bekijk de profieltaart
start-tour-2 = Elke punt van de taart is een cijfer. Hoe verder een punt uitsteekt, hoe groter het verschil. Kleur en woorden zeggen of het gunstig is.
start-tour-3-title = Lees wat het betekent
start-tour-3 = Bij elk cijfer staat van hoeveel mensen het is, uit welk jaar en van welke bron. Een pijl omhoog betekent een hoger getal, niet dat het beter is.
start-tour-4-title = Vergelijk en deel
start-tour-4 = Kies een jaar, of zet gebieden naast elkaar. Uw keuze staat in het adres: deel het, en een ander ziet hetzelfde.
start-tour-more = Meer over hoe u de cijfers leest
start-municipalities = Alle gemeenten
start-municipalities-about = Kies een gemeente. Daar vindt u de wijken en buurten.
start-districts = Gebieden
start-themes = Onderwerpen
start-letter = Gemeenten met een { $letter }

figures-of = Cijfers over { $name }

groups-within = { $group }, verder uitgesplitst
