# Factsheets en rapporten.

factsheet = Factsheet (pdf)
report-of-area = Rapport van dit gebied (pdf)
report-pdf = Rapport (pdf)
menu-report = { $name } in een rapport
report-previous = Vorige:
report-next = Volgende:
report-years = Ook van:
document-refused = Dit document kunnen we niet maken
document-comparison = Dit gebied is niet te vergelijken met wat in het adres staat. Kies een ander gebied.
document-failed = Er ging bij ons iets mis. De cijfers staan wel op de pagina van het gebied.
document-waiting = Het document is nog niet klaar
document-busy = We zijn het aan het maken. Vragen veel mensen nu een document, dan duurt dat langer. Probeer het over een paar tellen nog eens.
document-again = Probeer het nog eens
document-unknown-area = Het gebied ‘{ $asked }’ waarmee u wilt vergelijken, kennen we niet. Gebruik een code zoals GM0344.
document-back = Naar { $name }
