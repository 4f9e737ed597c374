select
    trades.as_of,
    trades.user_id,
    users.country,
    count(*) as trades,
    coalesce(sum(trades.amount) filter (where trades.side = 'buy'), 0) as bought,
    coalesce(sum(trades.amount) filter (where trades.side = 'sell'), 0) as sold,
    sum(trades.amount) as amount,
    coalesce(sum(trades.amount) filter (where trades.in_last_year), 0) as amount_1y,
    coalesce(sum(trades.amount) filter (where trades.in_last_30_days), 0) as amount_30d,
    count(distinct trades.traded_on) as active_days,
    min(trades.traded_on) as first_trade,
    max(trades.traded_on) as last_trade,
    row_number() over (order by sum(trades.amount) desc, trades.user_id asc) as rank
from {{ ref('int_trades_in_window') }} as trades
inner join {{ ref('stg_users') }} as users on trades.user_id = users.user_id
group by trades.as_of, trades.user_id, users.country
