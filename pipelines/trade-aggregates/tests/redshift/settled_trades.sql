/* The trades of the three years up to and with $as_of, as the other queries read them. DuckDB's SQL; Redshift gets it */
/* translated, so that all of them keep to what both have. */
WITH delivered AS (
  /* A trade that was delivered more than once counts once. */
  SELECT DISTINCT
    trade_id,
    user_id,
    symbol,
    side,
    quantity,
    price,
    currency,
    executed_at
  FROM trades
  WHERE
    executed_at >= %(window_start)s AND executed_at < %(window_end)s
)
SELECT
  trade_id,
  user_id,
  symbol,
  side,
  price,
  executed_at,
  CAST(executed_at AS DATE) AS traded_on,
  CAST(ROUND(quantity * price, 2) AS DECIMAL(18, 2)) AS amount /* Each trade is settled in cents, and cents are added up: sums are exact. */
FROM delivered
