select
    trades.trade_id,
    trades.executed_at,
    trades.traded_on,
    trades.user_id,
    users.country,
    trades.symbol,
    symbols.sector,
    trades.side,
    trades.quantity,
    trades.price,
    trades.amount,
    trades.currency
from {{ ref('stg_trades') }} as trades
left join {{ ref('stg_users') }} as users on trades.user_id = users.user_id
left join {{ ref('stg_symbols') }} as symbols on trades.symbol = symbols.symbol
