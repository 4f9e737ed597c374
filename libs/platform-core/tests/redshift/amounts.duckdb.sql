WITH priced AS (
  SELECT user_id, executed_at::DATE AS day, quantity * price AS amount, side
  FROM trades
  WHERE executed_at >= DATE '2026-01-31' - INTERVAL 3 YEARS
)
SELECT
  user_id,
  count(*) AS trades,
  sum(amount) FILTER (WHERE side = 'buy') AS bought,
  count(*) FILTER (WHERE side = 'sell') AS sales,
  count(DISTINCT day) FILTER (WHERE amount > 100) AS large_days,
  any_value(day) FILTER (WHERE amount > 0) AS a_day,
  rank() OVER (ORDER BY sum(amount) DESC) AS place
FROM priced
GROUP BY user_id
QUALIFY place <= 10
