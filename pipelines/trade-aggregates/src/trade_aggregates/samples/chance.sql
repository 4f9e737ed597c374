-- Chance without a state: what a user does on a day depends on the seed, the user and the day alone, so that a longer
-- sample contains a shorter one. Of 0 up to, but not, 1.
CREATE TEMP MACRO chance(seed, what, which) AS
md5_number_upper(concat_ws('/', seed, what, which)) / 18446744073709551616
