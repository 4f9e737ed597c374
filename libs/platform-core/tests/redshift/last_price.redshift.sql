SELECT
  symbol,
  price AS last_price
FROM (
  SELECT
    *,
    ROW_NUMBER() OVER (
      PARTITION BY symbol
      ORDER BY executed_at DESC NULLS LAST, trade_id DESC NULLS LAST
    ) AS place
  FROM trades
) AS ordered
WHERE
  place = 1
