-- Persons with more than one address on the reference day. Nobody is counted twice: they are listed as not placed.
SELECT rinpersoon
FROM gbaadresobjectbus
WHERE datumaanvang <= $day AND (datumeinde IS NULL OR datumeinde >= $day)
GROUP BY rinpersoon
HAVING COUNT(*) > 1
