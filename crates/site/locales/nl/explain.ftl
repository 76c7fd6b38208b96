# Uitleg, begrippen, verantwoording.

explain-title = Uitleg
explain-description = Hoe u de cijfers leest, wat ze betekenen en waar ze vandaan komen.
explain-indicators = Uitleg per cijfer
explain-indicators-about = Wat is gemeten, van wie, en waarom noemen we het gunstig of niet?
explain-more = Meer uitleg

what-measured = Wat is gemeten?
of-whom = Van wie:
why-direction = Gunstig of niet?
direction-higher = Een hoger getal noemen we hier gunstiger.
direction-lower = Een lager getal noemen we hier gunstiger.
direction-neutral = Dit cijfer krijgt geen oordeel. We zeggen alleen of het hoger of lager is.
take-care = Let op
split-by = Naar groep
split-by-nothing = Dit cijfer is er alleen voor het hele gebied, niet voor groepen bewoners.
sources = Bronnen
source = Bron
publisher = Uitgever
licence = Licentie
published = Gepubliceerd
fetched = Opgehaald
rows = Rijen
also-called = Ook wel genoemd:
to-figures = Bekijk de cijfers

glossary-title = Begrippen
glossary-about = De woorden die u op deze site tegenkomt, kort uitgelegd.
account-title = Verantwoording
account-about = Waar de cijfers vandaan komen, hoeveel het er zijn en wat is weggelaten.
account-lead = Deze uitgave verandert niet meer. Zo kunt u later nazien op welke cijfers een uitspraak berust.
account-release = Uitgave
account-date = Datum
account-program = Gemaakt met
account-indicators = indicatoren
account-cells = cijfers
account-sources = Bronnen van deze uitgave
account-hashes = Controlegetallen van de bronnen
account-hashes-about = Met dit getal (SHA-256) kunt u nagaan of u hetzelfde bestand hebt als wij.
account-left-out = Wat is weggelaten
account-left-out-about = Soms klopt een regel in een bron niet, of hoort een code bij geen enkel gebied. Dan laten we die weg en vermelden we dat hier. We vullen niets zelf in.
account-nothing-left-out = Er is niets weggelaten.
account-problem = Wat er was
account-count = Aantal
account-examples = Voorbeelden
account-more = { $count ->
    [one] en nog één plek
   *[other] en nog { $shown } plekken
}

term-municipality = Gemeente
meaning-municipality = Een gebied met een eigen gemeentebestuur. De code begint met GM.
term-district = Wijk
meaning-district = Een deel van een gemeente, met een of meer buurten. De gemeente bepaalt de grenzen. De code begint met WK.
term-neighbourhood = Buurt
meaning-neighbourhood = Het kleinste gebied in deze monitor. De code begint met BU.
term-reading = Lezing
meaning-reading = Wat een cijfer betekent naast een ander cijfer: is het hoger of lager, hoe groot is het verschil, en is dat verschil zeker?
term-favourable = Gunstiger en ongunstiger
meaning-favourable = Bij sommige cijfers is duidelijk welke kant voor de meeste mensen beter is. Dan zeggen we gunstiger of ongunstiger. Bij andere zeggen we alleen hoger of lager. Waarom, staat bij elk cijfer.
term-certain = Zeker en mogelijk
meaning-certain = Kleine groepen verschillen van jaar tot jaar door toeval. Een verschil is zeker als het zelden door toeval zo groot zou zijn. Anders zeggen we mogelijk. Zonder aantallen van de bron weten we niet hoe zeker een verschil is.
term-clear = Iets en duidelijk
meaning-clear = Hoe groot een verschil is, meten we aan hoeveel gebieden van elkaar verschillen. Een klein verschil heet ongeveer gelijk, daarna komen iets en duidelijk.
term-rest = De rest van de gemeente of van Nederland
meaning-rest = Een gebied wordt vergeleken met alle andere mensen in het grotere gebied. Zo telt het zelf niet mee in waarmee het wordt vergeleken.
term-n-of-n = Zoveel van zoveel
meaning-n-of-n = Achter een percentage staat om hoeveel mensen het gaat, en van hoeveel. Soms geeft de bron alleen het percentage.
term-small = Te klein aantal
meaning-small = Het gaat om zo weinig mensen dat we het getal niet noemen. Zo kan niemand worden herkend.
term-withheld = Afgeschermd
meaning-withheld = We tonen dit cijfer niet, omdat een ander klein cijfer er anders uit te berekenen is.
term-not-available = Geen cijfer
meaning-not-available = De bron heeft voor dit gebied, deze groep of dit jaar geen cijfer.
term-not-applicable = Niet van toepassing
meaning-not-applicable = Het cijfer kan hier niet bestaan, bijvoorbeeld een percentage van nul mensen.
term-modelled = Geschat
meaning-modelled = Het cijfer is niet geteld maar met een model geschat, meestal omdat er te weinig mensen zijn ondervraagd.
term-rounded = Afgerond
meaning-rounded = De bron rondt kleine aantallen af, bijvoorbeeld op vijftallen. Daardoor kan een percentage iets afwijken en tellen aantallen niet altijd precies op.
term-release = Uitgave
meaning-release = Een vaste, gedateerde verzameling cijfers. Een uitgave verandert nooit. Bij nieuwe cijfers komt er een nieuwe uitgave.
