-- One row per person with an address on the reference day: where that is.
SELECT a.rinpersoon, a.rinobjectnummer, g.buurt
FROM gbaadresobjectbus a
LEFT JOIN vslgwbtab g ON g.rinobjectnummer = a.rinobjectnummer
WHERE a.datumaanvang <= $day AND (a.datumeinde IS NULL OR a.datumeinde >= $day)
