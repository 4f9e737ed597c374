/* Each symbol's trades in the three years up to and with $as_of. */
WITH aged AS (
  SELECT
    user_id,
    symbol,
    price,
    traded_on,
    amount,
    ROW_NUMBER() OVER (
      PARTITION BY symbol
      ORDER BY executed_at DESC NULLS LAST, trade_id DESC NULLS LAST
    ) AS age
  FROM settled_trades
)
SELECT
  CAST(%(as_of)s AS DATE) AS as_of,
  symbol,
  COUNT(*) AS trades,
  COUNT(DISTINCT user_id) AS users,
  SUM(amount) AS amount,
  SUM(CASE WHEN traded_on >= %(month_start)s THEN amount ELSE 0 END) AS amount_30d,
  MAX(CASE WHEN age = 1 THEN price END) AS last_price
FROM aged
GROUP BY
  symbol
