-- Each user's trades in the three years up to and with $as_of.
WITH amounts AS (
    SELECT
        user_id,
        COUNT(*) AS trades,
        SUM(CASE WHEN side = 'buy' THEN amount ELSE 0 END) AS bought,
        SUM(CASE WHEN side = 'sell' THEN amount ELSE 0 END) AS sold,
        SUM(amount) AS amount,
        SUM(CASE WHEN traded_on >= $year_start THEN amount ELSE 0 END) AS amount_1y,
        SUM(CASE WHEN traded_on >= $month_start THEN amount ELSE 0 END) AS amount_30d,
        COUNT(DISTINCT traded_on) AS active_days,
        MIN(traded_on) AS first_trade,
        MAX(traded_on) AS last_trade
    FROM settled_trades
    GROUP BY user_id
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    amounts.user_id,
    users.country, -- NULL for a user that nobody knows: the gate finds those
    amounts.trades,
    amounts.bought,
    amounts.sold,
    amounts.amount,
    amounts.amount_1y,
    amounts.amount_30d,
    amounts.active_days,
    amounts.first_trade,
    amounts.last_trade,
    ROW_NUMBER() OVER (ORDER BY amounts.amount DESC, amounts.user_id) AS rank
FROM amounts
LEFT JOIN users ON amounts.user_id = users.user_id
