# De pagina van een gebied en van een thema; rijen met cijfers.

area-description = { $name }: { $kind }. Wie wonen er, hoe gaat het daar, en is dat anders dan elders?
place-until = { $name } bestaat in deze vorm sinds de indeling van { $year } niet meer. U ziet de cijfers tot en met dat jaar.
place-same-code = De code { $code } hoorde in een ander jaar bij een ander gebied. Dat is een andere plek, met eigen cijfers:
compared-with = Vergeleken met { $with }.
compared-with-nothing = Hier is niets om mee te vergelijken.
own-year = Elk cijfer heeft zijn eigen jaar.

profile-title = Hoe staat { $name } ervoor?
profile-description = Een ring met { $count } cijfers. { $certain ->
    [0] Geen enkel verschil is zeker.
    [one] Eén verschil is zeker.
   *[other] { $certain } verschillen zijn zeker.
} { $with } Alle cijfers staan in de tabel.
profile-how = Hoe verder een punt uitsteekt, hoe groter het verschil. Een verschil dat toeval kan zijn, steekt niet uit. De pijl zegt of het getal hoger of lager is, niet of het beter is.
everybody-lower = alle bewoners
standout = Wat opvalt
legend-judged = Gunstig of niet
legend-judged-note = bij cijfers met een oordeel
legend-neutral = Hoger of lager
legend-neutral-note = bij cijfers zonder oordeel
legend-uncertain = gestreept: kan toeval zijn
legend-unknown = streepjesrand: de bron geeft geen aantallen, dus niet te zeggen hoe zeker
legend-not-compared = wit: niet vergeleken
legend-not-shown = stippels: geen cijfer
symbol-up = hoger getal
symbol-down = lager getal
symbol-dot = ongeveer gelijk
why-judged = Waarom gunstig of ongunstig?
why-judged-1 = Bij sommige cijfers vinden de meeste mensen één kant beter, zoals minder bijstand of een betere gezondheid. Die kant noemen we gunstiger. Dat past niet bij iedereen: voor wie ziek is, is bijstand juist steun.
why-judged-2 = Andere cijfers zijn niet goed of slecht, zoals leeftijd of soort woning. Daar zeggen we alleen hoger of lager. Op de pagina van elk cijfer staat waarom. Liever geen oordeel? Zet het bovenaan uit.
as-table = Bekijk als tabel of download

story-title = Het verhaal
story-caution = Cijfers laten verschillen zien. Ze zeggen niet waardoor die komen.
who-lives-here = Wie wonen hier?
composition-of = { $name }, { $year }
composition-group = Groep
composition-number = Aantal
composition-share = Aandeel

all-figures = Alle cijfers per thema
to-theme = Naar een thema
theme-more = Meer over dit thema
column-figure = Cijfer
column-value = Waarde
column-count = Aantal
column-reading = Lezing
column-change = Verandering
of-universe = van { $universe }
some-of = { $some } van { $of }
some-per = { $some } op { $of }
why-missing = Waarom zie ik dit cijfer niet?
nearest = Het dichtstbijzijnde cijfer dat er wel is
nearest-inline = Wel:
absent = Hiervan is er geen cijfer voor dit gebied
summary-favourable = { $count } zeker gunstiger
summary-unfavourable = { $count } zeker ongunstiger
summary-higher = { $count } zeker hoger
summary-lower = { $count } zeker lager
summary-equal = { $count } ongeveer gelijk

map-title = Op de kaart
lies-in = { $name } ligt in
beside-of = Gemeenten naast { $name }
beside-over-water = { $name } (over water)
inside-of = De { $levels } van { $name }
beside-in = Alle { $levels } in { $name }
elsewhere = Meer over dit gebied op andere sites
elsewhere-about = Deze sites zijn niet van ons. Zij gebruiken soms andere jaren of grenzen.

theme-title = { $theme } in { $name }
theme-description = { $theme } in { $name }: alle cijfers met uitleg.
theme-back = Terug naar alle cijfers van { $name }
themes-other = Andere thema’s
read-definition = Lees wat er is gemeten

story-groups = Verschillen tussen groepen
story-change = Wat veranderde
story-limits = Wat we niet weten
composition-of-universe = Verdeling van { $universe }
composition-subtitle = Aandeel, { $year }. Bron: { $source }.
composition-description = Een gestapelde balk met het aandeel van elk deel. De cijfers staan in de tabel.
outline-description = Een kaart met de gebieden en hun namen. De gebieden staan ook als lijst op deze pagina.
outline-subtitle = De { $levels } van { $name }. Donkerder: meer inwoners.
