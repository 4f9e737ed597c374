select
    trade_id,
    user_id,
    executed_at,
    quantity,
    price,
    cast(executed_at as date) as traded_on,
    cast(quantity * price as decimal(18, 4)) as amount,
    upper(symbol) as symbol,
    lower(side) as side,
    upper(currency) as currency
from {{ ref('raw_trades') }}
