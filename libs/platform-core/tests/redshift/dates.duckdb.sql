SELECT
  date_trunc('month', executed_at) AS month,
  date_diff('day', registered_on, executed_at) AS age,
  strftime(executed_at, '%Y-%m') AS label,
  price::DECIMAL(18, 4) AS price,
  coalesce(name, 'unknown') || '!' AS name
FROM trades
WHERE symbol ILIKE 'a%' AND executed_at < TIMESTAMP '2026-02-01 00:00:00'
ORDER BY month NULLS FIRST
LIMIT 10
