-- A user trades none to three times a day: professionals on most days, others on one in six.
WITH days AS (
    SELECT CAST(unnest(range(CAST($first AS DATE), CAST($last AS DATE) + 1, INTERVAL 1 DAY)) AS DATE) AS day
),

intents AS (
    SELECT
        user_id,
        segment,
        day,
        day - DATE '2000-01-01' AS ordinal,
        chance($seed, 'trades', concat(user_id, '/', day)) AS urge
    FROM users CROSS JOIN days
),

orders AS (
    SELECT
        user_id,
        day,
        ordinal,
        unnest(range(CASE segment WHEN 'professional' THEN CAST(floor(4 * urge) AS INTEGER) ELSE CAST(urge < 0.16 AS INTEGER) END)) AS nth
    FROM intents
),

trades AS (
    SELECT
        CAST(ordinal AS BIGINT) * 100000000 + user_id * 10 + nth AS trade_id,
        user_id,
        day,
        ordinal,
        chance($seed, 'size', concat(user_id, '/', day, '/', nth)) AS size,
        chance($seed, 'side', concat(user_id, '/', day, '/', nth)) AS side,
        chance($seed, 'second', concat(user_id, '/', day, '/', nth)) AS second,
        1 + CAST(floor(12 * chance($seed, 'symbol', concat(user_id, '/', day, '/', nth))) AS INTEGER) AS listing
    FROM orders
),

listings AS (
    SELECT symbol, base, phase, ROW_NUMBER() OVER (ORDER BY symbol) AS listing FROM symbols
)

SELECT
    trades.trade_id,
    trades.user_id,
    listings.symbol,
    CASE WHEN trades.side < 0.55 THEN 'buy' ELSE 'sell' END AS side,
    CAST(round(0.01 + 40 * trades.size * trades.size * trades.size, 4) AS DECIMAL(18, 4)) AS quantity,
    CAST(round(
        listings.base * (1 + 0.3 * sin(trades.ordinal / 181.0 + listings.phase) + 0.05 * sin(trades.ordinal / 17.0 + 5 * listings.phase))
        * (0.99 + 0.02 * trades.second), 4
    ) AS DECIMAL(18, 4)) AS price,
    'EUR' AS currency,
    CAST(trades.day AS TIMESTAMP) + to_microseconds(CAST(floor(86400000 * trades.second) AS BIGINT) * 1000) AS executed_at
FROM trades
INNER JOIN listings USING (listing)
ORDER BY trades.trade_id
