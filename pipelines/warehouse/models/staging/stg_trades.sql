select
    trade_id,
    user_id,
    executed_at,
    quantity,
    price,
    cast(executed_at as date) as traded_on,
    cast(round(quantity * price, 2) as decimal(18, 2)) as amount,
    upper(symbol) as symbol,
    lower(side) as side,
    upper(currency) as currency
from {{ ref('raw_trades') }}
