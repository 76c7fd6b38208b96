# Cijfers per groep bewoners.

groups-title = Per achtergrond
groups-sizes = Hoe groot zijn de groepen?
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
