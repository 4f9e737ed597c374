-- What both aggregates must add up to. Two trades of one trade_id are two deliveries that contradict each other.
WITH totals AS (
    SELECT
        COUNT(*) AS trades,
        COUNT(DISTINCT trade_id) AS trade_ids,
        SUM(amount) AS amount,
        MAX(traded_on) AS last_trade
    FROM settled_trades
),

by_user AS (
    SELECT
        SUM(trades) AS trades,
        SUM(amount) AS amount
    FROM user_trade_amounts
),

by_symbol AS (
    SELECT
        SUM(trades) AS trades,
        SUM(amount) AS amount
    FROM symbol_trade_amounts
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    totals.last_trade,
    totals.trades,
    totals.trade_ids,
    CAST(by_user.trades AS BIGINT) AS users_trades,
    CAST(by_symbol.trades AS BIGINT) AS symbols_trades,
    totals.amount,
    by_user.amount AS users_amount,
    by_symbol.amount AS symbols_amount
FROM totals
CROSS JOIN by_user
CROSS JOIN by_symbol
