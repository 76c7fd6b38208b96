# Rondleiding, mijn gebieden, insluiten, catalogus.

tour-open = Nieuw hier?
tour-title = Nieuw hier? Zo leest u deze pagina
tour-1-title = Kies een gebied
tour-1 = Typ hier een naam. Een typefout is niet erg. U blijft bij hetzelfde onderwerp, maar dan van het andere gebied.
tour-2-title = Kies om wie het gaat
tour-3-title = Zie het in één oogopslag
tour-3 = Elke punt van deze taart is één cijfer. Steekt een punt uit, dan is het verschil zeker. Hoe verder, hoe groter. Wijs een punt aan en u ziet het cijfer. Druk erop en u gaat naar de uitleg.
tour-4-title = Lees de kleuren
tour-4 = Kleur en woorden zeggen of iets gunstig is. De pijl zegt alleen of het getal hoger of lager is. Gestreept betekent: dit kan toeval zijn.
tour-5-title = Lees het verhaal
tour-5 = Hier staat in gewone zinnen wie hier wonen, wat opvalt en wat is veranderd. Elk cijfer is een link naar meer.
tour-6-title = Bekijk alle cijfers
tour-6 = In de tabellen staat bij elk cijfer van hoeveel mensen het is, waarmee het is vergeleken, uit welk jaar en van welke bron.
tour-7-title = Vergelijk, bewaar en deel
tour-7 = Zet gebieden en groepen naast elkaar, of bewaar dit gebied op uw eigen apparaat. Uw keuzes staan in het adres: deel het, en een ander ziet hetzelfde.
tour-to-real = Bekijk de rondleiding op de pagina van { $name }

kept-title = Mijn gebieden
kept-about = Gebieden die u zelf hebt bewaard. De lijst staat alleen op dit apparaat. Wij weten niet wat u bewaart.
kept-no-script = Deze lijst werkt met JavaScript. Zonder kunt u een adres bewaren als bladwijzer: uw keuzes staan erin.
kept-list = Bewaard op dit apparaat
kept-empty = U hebt nog niets bewaard. Op de pagina van een gebied staat de knop ‘Bewaar dit gebied’.
kept-compare = Zet ze naast elkaar
kept-together = Tel ze op tot één gebied

near-button = In mijn buurt
near-about = Alleen als u erop drukt. Uw plek gaat niet naar ons toe.

embed-open = Sluit in
embed-title-of = { $figure } in { $name }: { $title }
embed-title-in = { $title }, in { $name }
embed-gone = Deze tekening is er niet
embed-gone-about = Het adres klopt niet, of dit cijfer wordt niet meer zo getoond.
embed-more = Meer hierover
embed-source = { $name }, { $publisher }. Uitgave van { $date }.
embed-title = Op uw eigen site
embed-description = Zet een profiel, grafiek of kaart van deze monitor op uw eigen site.
embed-about-1 = U mag elke tekening van deze monitor op uw eigen site zetten. Bron en datum staan erbij, met een link naar de hele uitleg. Laat die staan.
embed-about-2 = De tekening past zich aan de breedte aan, gebruikt geen cookies en volgt niemand. Komt er een nieuwe uitgave, dan ziet uw bezoeker de nieuwe cijfers.
embed-code = Plak dit in uw pagina
embed-copy = Kopieer
embed-preview = Zo ziet het eruit
embed-files = Of gebruik de tekening als bestand
embed-nothing = Kies ‘Sluit in’ onder een grafiek, een kaart of een profiel.

catalogue-title = Catalogus
catalogue-about = Alle gegevens van deze monitor, voor wie ze wil hergebruiken. Ook voor machines te lezen.
catalogue-files = Bestanden:

start-title-municipality = Hoe staat uw gemeente ervoor?
start-explain-municipality = Zoek een gemeente. U ziet wie er wonen, hoe het daar gaat en of dat anders is dan elders.
start-description-municipality = { $name }. { $tagline } Zoek uw gemeente.
start-tour-1-municipality = Typ de naam van een gemeente. Een typefout is niet erg.
start-municipalities-about-plain = Kies een gemeente.
search-label-municipality = Zoek een gemeente of onderwerp, of stel een vraag

start-groups = Van wie wilt u de cijfers zien?
start-explain-groups = Zoek een gemeente, wijk of buurt. U ziet wie er wonen en hoe het daar gaat, voor alle bewoners samen en voor elke achtergrond apart.
start-explain-groups-municipality = Zoek een gemeente. U ziet wie er wonen en hoe het daar gaat, voor alle bewoners samen en voor elke achtergrond apart.
start-tour-4-groups = Kies een achtergrond en een jaar, of zet gebieden en groepen naast elkaar. Uw keuze staat in het adres: deel het, en een ander ziet hetzelfde.
near-button-municipality = In mijn gemeente
tour-2-title-plain = Kies wat u ziet
tour-2-whom = van welke bewoners u de cijfers ziet
tour-2-with = waarmee u vergelijkt
tour-2-year = uit welk jaar de cijfers zijn
tour-2-here = Hier kiest u { $what }.
tour-2-sizes = Bij elke groep staat hoeveel mensen het zijn.
and = en
start-groups-more = Meer groepen
