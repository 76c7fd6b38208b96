-- Households on the reference day in which nobody is the reference person. Such a household is not counted.
SELECT huishoudnr
FROM gbahuishoudensbus
WHERE datumaanvang <= $day AND (datumeinde IS NULL OR datumeinde >= $day)
GROUP BY huishoudnr
HAVING NOT bool_or(referentiepersoon)
