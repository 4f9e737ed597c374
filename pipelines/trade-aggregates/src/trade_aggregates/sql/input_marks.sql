-- Whether the raw data is that of last time, where there are no files to tell.
SELECT
    'trades' AS dataset,
    CAST(DATE_TRUNC('month', executed_at) AS DATE) AS month,
    COUNT(*) AS counted,
    SUM(trade_id) AS ids,
    SUM(quantity) AS quantities,
    SUM(price) AS prices,
    MAX(executed_at) AS last_one
FROM trades
WHERE executed_at >= $window_start AND executed_at < $window_end
GROUP BY CAST(DATE_TRUNC('month', executed_at) AS DATE)
UNION ALL
SELECT 'users', NULL, COUNT(*), SUM(user_id), 0, 0, NULL
FROM users
UNION ALL
SELECT 'symbols', NULL, COUNT(*), 0, 0, 0, NULL
FROM symbols
ORDER BY dataset, month
