select
    as_of,
    symbol,
    count(*) as trades,
    count(distinct user_id) as users,
    sum(amount) as amount,
    coalesce(sum(amount) filter (where in_last_30_days), 0) as amount_30d,
    arg_max(price, (executed_at, trade_id)) as last_price
from {{ ref('int_trades_in_window') }}
group by as_of, symbol
