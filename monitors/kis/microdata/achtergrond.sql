-- One row per person of the population register: age and background on the reference day.
SELECT
    p.rinpersoon,
    p.geboortedatum,
    age_on(p.geboortedatum, $day) AS leeftijd,
    l.herkomst,
    CASE WHEN p.geboorteland = 'NL' THEN 'nederland' ELSE 'buitenland' END AS geboorteland,
    CASE
        WHEN p.geboorteland = 'NL' OR p.vestigingsdatum IS NULL THEN NULL
        WHEN age_on(p.vestigingsdatum, $day) < 5 THEN 'korter-dan-5'
        ELSE 'vijf-of-langer'
    END AS verblijf
FROM gbapersoontab p
LEFT JOIN landen l ON l.land = p.herkomstland
