SELECT symbol, price AS last_price
FROM (
  SELECT *, row_number() OVER (PARTITION BY symbol ORDER BY executed_at DESC, trade_id DESC) AS place
  FROM trades
) AS ordered
WHERE place = 1
