SELECT
    user_id,
    ['DE', 'FR', 'NL', 'ES', 'IT', 'AT'][1 + CAST(floor(6 * chance($seed, 'country', user_id)) AS INTEGER)] AS country,
    CASE WHEN chance($seed, 'segment', user_id) < 0.1 THEN 'professional' ELSE 'retail' END AS segment,
    DATE '2015-01-01' + CAST(floor(2000 * chance($seed, 'registered', user_id)) AS INTEGER) AS registered_on
FROM (SELECT CAST(unnest(range(1, $users + 1)) AS BIGINT) AS user_id)
