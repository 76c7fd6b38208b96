-- One row per person who died in the year, with the address on the reference day.
SELECT
    d.rinpersoon,
    p.buurt,
    CASE
        WHEN date_part('year', d.overlijdensdatum) <> $year THEN 'niet in dit jaar overleden'
        WHEN p.rinpersoon IS NULL THEN 'niet in het bevolkingsregister'
        ELSE p.niet_geplaatst
    END AS niet_geplaatst,
    p.herkomst,
    p.geboorteland,
    p.verblijf,
    age_on(p.geboortedatum, d.overlijdensdatum) AS leeftijd_overlijden
FROM gbaoverlijdentab d
LEFT JOIN inwoners p ON p.rinpersoon = d.rinpersoon
