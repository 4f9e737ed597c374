WITH priced AS (
  SELECT
    user_id,
    CAST(executed_at AS DATE) AS day,
    quantity * price AS amount,
    side
  FROM trades
  WHERE
    executed_at >= CAST('2026-01-31' AS DATE) - INTERVAL '3 YEARS'
)
SELECT
  user_id,
  COUNT(*) AS trades,
  SUM(CASE WHEN side = 'buy' THEN amount END) AS bought,
  COUNT(CASE WHEN side = 'sell' THEN 1 END) AS sales,
  COUNT(DISTINCT CASE WHEN amount > 100 THEN day END) AS large_days,
  ANY_VALUE(CASE WHEN amount > 0 THEN day END) AS a_day,
  RANK() OVER (ORDER BY SUM(amount) DESC NULLS LAST) AS place
FROM priced
GROUP BY
  user_id
QUALIFY
  place <= 10
