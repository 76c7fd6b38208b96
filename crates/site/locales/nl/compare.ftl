# De pagina waarop gebieden en groepen naast elkaar staan.

compare-open = Vergelijk
compare-title = Vergelijk
compare-description = Gebieden en groepen naast elkaar: { $names }.
compare-lead = { $count ->
    [one] Eén kolom: { $base }. Voeg een gebied of een groep toe om te vergelijken.
    [2] Twee kolommen naast elkaar, de tweede vergeleken met de eerste: { $base }.
    [3] Drie kolommen naast elkaar, vergeleken met de eerste: { $base }.
    [4] Vier kolommen naast elkaar, vergeleken met de eerste: { $base }.
    [5] Vijf kolommen naast elkaar, vergeleken met de eerste: { $base }.
   *[other] { $count } kolommen naast elkaar, vergeleken met de eerste: { $base }.
}
compare-bar = Kies een jaar
compare-add-title = Voeg een kolom toe
compare-add-do = Voeg toe
compare-change-title = Kies een andere kolom in plaats van { $column }
compare-change-do = Vervang
compare-cancel = Laat zoals het is
compare-group = Groep bewoners
compare-quick = Snel toevoegen
compare-full = Er staan vijf kolommen. Verwijder er een om een andere toe te voegen.
compare-show = Wat u ziet
compare-is-on = staat aan
compare-certain-only = Alleen zekere verschillen
compare-intervals = Toon onzekerheid
compare-profiles = Twee profielen naast elkaar
compare-profiles-with = Beide vergeleken met { $with }.
compare-base = basis
compare-make-base = Maak basis
compare-change = Wijzig
compare-remove = Verwijder
compare-left = Zet naar voren
compare-right = Zet naar achteren
compare-mean-of = gemiddelde van { $count }
compare-year-of-all = { $year }: het nieuwste jaar waarvan alle kolommen een cijfer hebben.
compare-year-of-most = { $year }: het nieuwste jaar waarvan de meeste kolommen een cijfer hebben.
compare-why = waarom?
compare-interval = onzekerheid
compare-absent = Hiervan is er geen cijfer voor een van deze kolommen
compare-nothing = Geen enkel verschil tussen deze kolommen is zeker. Zet ‘Alleen zekere verschillen’ uit om alle cijfers te zien.
compare-how = Elke kolom is vergeleken met de eerste. Is de ene een deel van de andere, zoals een wijk van een gemeente of een groep van alle bewoners, dan vergelijken we dat deel met de rest. Het cijfer dat u ziet, is dat van de hele kolom, van het laatste jaar waarin de meeste kolommen het hebben. Dat kan een ander jaar zijn dan op de pagina van een gebied.
compare-chance = Van de { $tested } verschillen die we hebben getoetst, zijn er { $certain } zeker. { $certain ->
    [0] Hoe meer u naast elkaar zet, hoe strenger we toetsen.
   *[other] Daarvan kan naar verwachting hooguit { $chance } toch toeval zijn. Hoe meer u naast elkaar zet, hoe strenger we toetsen.
}
compare-ring = { $count ->
    [0] Geen enkel verschil met { $base } is zeker.
    [one] Eén verschil met { $base } is zeker.
   *[other] { $count } verschillen met { $base } zijn zeker.
} Alle cijfers staan in de tabel.
compare-unknown = ‘{ $value }’ kennen we niet, of er is geen plaats meer voor. Zoek het gebied hieronder op naam.
compare-no-area = Er is nog geen gebied om te vergelijken.
compare-residents = Wie wonen hier?
compare-residents-about = Groepen verschillen in grootte en in leeftijd. Kijk daar eerst naar: het verklaart vaak een deel van de verschillen hieronder.
compare-residents-more = Meer over wie hier wonen
compare-figures = Alle cijfers
compare-fold = Ander jaar, of zonder oordeel
compare-ring-base = De eerste kolom: daarmee zijn de andere vergeleken.
