-- One row per household on the reference day, with the background and the address of its reference person.
SELECT
    h.huishoudnr,
    p.buurt,
    CASE
        WHEN p.rinpersoon IS NULL THEN 'referentiepersoon niet in het bevolkingsregister'
        ELSE p.niet_geplaatst
    END AS niet_geplaatst,
    p.herkomst,
    p.geboorteland,
    p.verblijf,
    h.typehuishouden,
    COALESCE(i.laaginkomen, FALSE) AS laag_inkomen,
    COALESCE(e.eigendom = 'C', FALSE) AS corporatiewoning
FROM gbahuishoudensbus h
LEFT JOIN inwoners p ON p.rinpersoon = h.rinpersoon
LEFT JOIN inhatab i ON i.huishoudnr = h.huishoudnr
LEFT JOIN eigendomtab e ON e.rinobjectnummer = p.rinobjectnummer
WHERE h.referentiepersoon
    AND h.datumaanvang <= $day AND (h.datumeinde IS NULL OR h.datumeinde >= $day)
