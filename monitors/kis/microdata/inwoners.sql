-- One row per person of the population register: background, and where the person lived on the reference day.
SELECT
    b.rinpersoon,
    b.geboortedatum,
    b.leeftijd,
    b.herkomst,
    b.geboorteland,
    b.verblijf,
    a.rinobjectnummer,
    a.buurt,
    CASE
        WHEN b.leeftijd < 0 THEN 'geboren na de peildatum'
        WHEN b.herkomst IS NULL THEN 'herkomst onbekend'
        WHEN a.rinpersoon IS NULL THEN 'geen adres op de peildatum'
        WHEN a.buurt IS NULL THEN 'adres zonder buurt'
    END AS niet_geplaatst
FROM achtergrond b
LEFT JOIN adres a ON a.rinpersoon = b.rinpersoon
