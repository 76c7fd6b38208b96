-- One row per pupil or student: enrolment, and what became of it.
SELECT
    s.rinpersoon,
    p.buurt,
    CASE
        WHEN p.rinpersoon IS NULL THEN 'niet in het bevolkingsregister'
        ELSE p.niet_geplaatst
    END AS niet_geplaatst,
    p.leeftijd,
    p.herkomst,
    p.geboorteland,
    p.verblijf,
    s.onderwijssoort,
    s.leerjaar,
    v.rinpersoon IS NOT NULL AS voortijdig_schoolverlater,
    c.score AS eindtoets_score
FROM onderwijsdeelnemerstab s
LEFT JOIN inwoners p ON p.rinpersoon = s.rinpersoon
LEFT JOIN vsvtab v ON v.rinpersoon = s.rinpersoon
LEFT JOIN citotab c ON c.rinpersoon = s.rinpersoon
