# De pagina van een gebied en van een thema; rijen met cijfers.

area-description = { $name }: { $kind }. Wie wonen er, hoe gaat het daar, en is dat anders dan elders?
place-until = { $name } bestaat in deze vorm na de indeling van { $year } niet meer. U ziet de cijfers tot en met dat jaar.
place-name-since = Nu is er in deze gemeente een gebied met dezelfde naam, met een andere code of grens en eigen cijfers:
place-name-before = Vroeger was er in deze gemeente een gebied met dezelfde naam, met een andere code of grens en eigen cijfers:
place-same-code = De code { $code } hoorde in een ander jaar bij een ander gebied. Dat is een andere plek, met eigen cijfers:
compared-with = Vergeleken met { $with }.
compared-with-nothing = Hier is niets om mee te vergelijken.
own-year = Elk cijfer heeft zijn eigen jaar.

profile-title = Hoe staat { $name } ervoor?
profile-description = Een ring met { $count } cijfers. { $certain ->
    [0] Geen enkel verschil is zeker.
    [one] Eén verschil is zeker.
   *[other] { $certain } verschillen zijn zeker.
} Alleen zekere verschillen steken uit. { $with } Alle cijfers staan in de tabel.
profile-how = Wat uitsteekt, is een zeker verschil: hoe verder, hoe groter. De rest steekt niet uit. De pijl zegt of het getal hoger of lager is, niet of het beter is.
size-how = ‘Duidelijk’ is een verschil dat groot is naast hoe gebieden gewoonlijk van elkaar verschillen. ‘Iets’ is een kleiner verschil.
standout-most = { $shown } van de { $all } zekere verschillen.
standout-here = Vergeleken met de andere bewoners van { $name }
standout-figures = { $own }, alle bewoners { $other }
left-out-of-ring = { $count ->
    [one] Eén cijfer staat niet in de taart, wel in de tabellen hieronder
   *[other] { $count } cijfers staan niet in de taart, wel in de tabellen hieronder
}
everybody-lower = alle bewoners
standout = Wat opvalt
legend-judged = Gunstig of niet
legend-judged-note = bij cijfers met een oordeel
legend-neutral = Hoger of lager
legend-neutral-note = bij cijfers zonder oordeel
legend-uncertain = gestreept: kan toeval zijn
legend-unknown = streepjesrand: niet te zeggen hoe zeker, want er zijn geen aantallen of geen spreiding bekend
legend-not-compared = wit: niet vergeleken
legend-not-shown = stippels: geen cijfer
symbol-up = hoger getal
symbol-down = lager getal
symbol-dot = ongeveer gelijk
why-judged = Waarom gunstig of ongunstig?
why-judged-1 = Bij sommige cijfers vinden de meeste mensen één kant beter, zoals minder bijstand of een betere gezondheid. Die kant noemen we gunstiger. Dat past niet bij iedereen: voor wie ziek is, is bijstand juist steun.
why-judged-2 = Andere cijfers zijn niet goed of slecht, zoals leeftijd of soort woning. Daar zeggen we alleen hoger of lager. Op de pagina van elk cijfer staat waarom. Liever geen oordeel? Kies bovenaan de pagina van een gebied ‘Toon geen oordeel’.
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
why-missing-several = Waarom zie ik deze cijfers niet?
nearest-of-several = Wel bekend voor { $where }:
nearest = Het dichtstbijzijnde cijfer dat er wel is
absent = Hiervan is er geen cijfer voor dit gebied
summary-favourable = { $count } zeker gunstiger
summary-unfavourable = { $count } zeker ongunstiger
summary-higher = { $count } zeker hoger
summary-lower = { $count } zeker lager
summary-equal = { $count } ongeveer gelijk
summary-favourable-unknown = { $count } gunstiger (zekerheid onbekend)
summary-unfavourable-unknown = { $count } ongunstiger (zekerheid onbekend)
summary-higher-unknown = { $count } hoger (zekerheid onbekend)
summary-lower-unknown = { $count } lager (zekerheid onbekend)
summary-chance = bij { $count } kan het verschil toeval zijn
theme-old = Let op: { $some ->
    [all] alle cijfers van dit thema zijn
    [one] één van deze cijfers is
   *[several] { $number } van deze { $all } cijfers zijn
} van { $year } of eerder. Het nieuwste cijfer van dit gebied is van { $newest }.
figures-old = Let op: { $some ->
    [all] alle cijfers hieronder zijn
    [one] één van de { $all } cijfers hieronder is
   *[several] { $number } van de { $all } cijfers hieronder zijn
} van { $year } of eerder. Het nieuwste is van { $newest }.
theme-all-old = Alle cijfers van dit thema zijn van { $year } of eerder.
split-elsewhere = { $what }: daarvan zijn er geen cijfers voor dit gebied. Wel voor { $name }:

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
theme-home = Thema
theme-gathers = Deze cijfers komen uit verschillende thema’s en staan hier bij elkaar.
across-themes = Bij elkaar uit verschillende thema’s:
read-definition = Lees wat er is gemeten

story-groups = Verschillen tussen groepen
story-change = Wat veranderde
story-limits = Wat we niet weten
composition-of-universe = Verdeling van { $universe }
composition-subtitle = Aandeel, { $year }. Bron: { $source }.
composition-rounded = Door het afronden tellen de delen niet altijd precies op.
composition-description = Een gestapelde balk met het aandeel van elk deel. De cijfers staan in de tabel.
outline-description = Een kaart met de gebieden en hun namen. De gebieden staan ook als lijst op deze pagina.
outline-subtitle = De { $levels } van { $name }.
outline-darker = Donkerder: meer inwoners ({ $year }).
