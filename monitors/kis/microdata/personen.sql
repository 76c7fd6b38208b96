-- One row per person: what the indicators about residents ask.
--
-- States (work, benefit, debt restructuring) are those of the reference day; events (suspect, conviction, Halt, costs of
-- care) are those of the year. Whose education is not known counts as without a qualification: the texts say so.
SELECT
    p.rinpersoon,
    p.buurt,
    p.niet_geplaatst,
    p.leeftijd,
    p.herkomst,
    p.geboorteland,
    p.verblijf,
    vve.rinpersoon IS NOT NULL AS vve_doelgroep,
    COALESCE(vve.deelname, FALSE) AS vve_deelname,
    o.opleiding,
    COALESCE(o.opleiding IN ('havo-vwo', 'mbo2-4', 'hbo', 'wo'), FALSE) AS startkwalificatie,
    (baan.rinpersoon IS NOT NULL OR COALESCE(z.winst > 0, FALSE)) AS werk,
    u.rinpersoon IS NOT NULL AS bijstand,
    nww.rinpersoon IS NOT NULL AS niet_werkend_werkzoekend,
    wan.rinpersoon IS NOT NULL AS wanbetaler_zorgpremie,
    s.rinpersoon IS NOT NULL AS schuldsanering,
    verd.rinpersoon IS NOT NULL AS verdachte,
    veroord.rinpersoon IS NOT NULL AS veroordeelde,
    h.rinpersoon IS NOT NULL AS halt,
    COALESCE(zorg.ggzbasis > 0, FALSE) AS ggz_basis,
    COALESCE(zorg.ggzspecialistisch > 0, FALSE) AS ggz_gespecialiseerd
FROM inwoners p
LEFT JOIN vvetab vve ON vve.rinpersoon = p.rinpersoon
LEFT JOIN hoogsteopltab o ON o.rinpersoon = p.rinpersoon
LEFT JOIN (
    SELECT DISTINCT rinpersoon FROM spolisbus
    WHERE datumaanvang <= $day AND datumeinde >= $day AND basisloon > 0
) baan ON baan.rinpersoon = p.rinpersoon
LEFT JOIN zelfstandigentab z ON z.rinpersoon = p.rinpersoon
LEFT JOIN (
    SELECT DISTINCT rinpersoon FROM bijstanduitkeringtab
    WHERE datumaanvang <= $day AND (datumeinde IS NULL OR datumeinde >= $day)
) u ON u.rinpersoon = p.rinpersoon
LEFT JOIN nwwtab nww ON nww.rinpersoon = p.rinpersoon
LEFT JOIN wanbetalerszvwtab wan ON wan.rinpersoon = p.rinpersoon
LEFT JOIN (
    SELECT DISTINCT rinpersoon FROM wsnptab
    WHERE datumaanvang <= $day AND (datumeinde IS NULL OR datumeinde >= $day)
) s ON s.rinpersoon = p.rinpersoon
LEFT JOIN (
    SELECT DISTINCT rinpersoon FROM verdtab WHERE date_part('year', datum) = $year
) verd ON verd.rinpersoon = p.rinpersoon
LEFT JOIN (
    SELECT DISTINCT rinpersoon FROM veroordtab WHERE date_part('year', datum) = $year
) veroord ON veroord.rinpersoon = p.rinpersoon
LEFT JOIN (
    SELECT DISTINCT rinpersoon FROM halttab WHERE date_part('year', datum) = $year
) h ON h.rinpersoon = p.rinpersoon
LEFT JOIN zvwzorgkostentab zorg ON zorg.rinpersoon = p.rinpersoon
