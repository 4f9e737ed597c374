SELECT
  DATE_TRUNC('MONTH', executed_at) AS month,
  DATEDIFF(DAY, registered_on, executed_at) AS age,
  TO_CHAR(executed_at, 'YYYY-MM') AS label,
  CAST(price AS DECIMAL(18, 4)) AS price,
  COALESCE(name, 'unknown') || '!' AS name
FROM trades
WHERE
  symbol ILIKE 'a%' AND executed_at < CAST('2026-02-01 00:00:00' AS TIMESTAMP)
ORDER BY
  month NULLS FIRST
LIMIT 10
