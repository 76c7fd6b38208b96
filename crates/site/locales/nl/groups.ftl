# Cijfers per groep bewoners.

groups-title = Per achtergrond
group-size-about = ongeveer { $shown } inwoners ({ $low } tot { $high })
groups-sizes = Wie wonen in { $name }?
groups-of = { $figure }, per groep
groups-elsewhere = dezelfde groep in { $name }
groups-intervals = Streep: de onzekerheid van het cijfer.
groups-below = Zo leest u de figuren per groep.
profile-to-table = Bekijk als tabel
theme-figures = De cijfers van dit thema

year-since = Sinds dit jaar
year-since-about = ‘Sinds dit jaar’ vergelijkt het nieuwste jaar met elk jaar ervoor. ‘Mogelijk’ betekent: dit kan toeval zijn. Jaren voor een breuk vergelijken we niet.
year-other-division = andere indeling
year-break = Hierboven is anders geteld dan hieronder. De cijfers zijn niet te vergelijken.

group-profiles = { $name } per achtergrond
group-profiles-lead = Elke groep is vergeleken met { $with }, in dezelfde kleuren als hierboven. Kies een groep om de hele pagina over die groep te laten gaan.
group-profile-certain = { $count ->
    [0] geen zeker verschil
    [one] 1 zeker verschil
   *[other] { $count } zekere verschillen
}{ $missing ->
    [0] {""}
   *[other] , { $missing } zonder cijfer
}
group-profile-few = te weinig cijfers voor een taart
contrasts-title = Grootste zekere verschillen tussen groepen
contrasts-lead = Een volle stip verschilt zeker van de andere bewoners van { $name }, een open stip niet. De streep is de onzekerheid van het cijfer. De groepen staan altijd in dezelfde volgorde.
contrasts-none = Geen enkel verschil tussen de groepen van { $name } is groot en zeker genoeg om hier te noemen. Alle cijfers staan hieronder.
group-elsewhere = Van { $levels } zijn er van deze groep geen cijfers, alleen hoeveel mensen het zijn. Zo is niemand te vinden en blijven de andere cijfers precies.
group-nowhere = Van { $levels } zijn er van deze groep geen cijfers, ook niet hoeveel mensen het zijn. Zo is niemand te vinden en blijven de andere cijfers precies.
group-wider = Bekijk deze groep in { $name }
contrasts-elsewhere = Van { $levels } zijn er geen cijfers per groep, alleen hoeveel mensen er van elke groep wonen. Zo is niemand te vinden en blijven de andere cijfers precies.
contrasts-wider = Bekijk de groepen in { $name }
contrasts-drawn = Voor elke groep een stip met een streep voor de onzekerheid. De cijfers staan in de tabel.
contrasts-caution = De groepen verschillen in leeftijd en grootte, en in hoe lang mensen in Nederland wonen. Dit zijn verschillen, geen oorzaken.
beside-others-lead = De grootste verschillen die zeker zijn, in vaste volgorde. Kijk eerst hoe groot deze groep is en hoe oud de mensen zijn: dat verklaart vaak een deel.
