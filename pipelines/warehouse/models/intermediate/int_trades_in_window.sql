-- The three years up to and with `as_of`: a var, else the day of the last trade.
with days as (
    select coalesce(cast(nullif('{{ var("as_of") }}', '') as date), max(traded_on)) as as_of
    from {{ ref('stg_trades') }}
)

select
    days.as_of,
    trades.trade_id,
    trades.user_id,
    trades.symbol,
    trades.side,
    trades.price,
    trades.amount,
    trades.executed_at,
    trades.traded_on,
    trades.traded_on > days.as_of - interval 1 year as in_last_year,
    trades.traded_on > days.as_of - interval 30 day as in_last_30_days
from {{ ref('stg_trades') }} as trades
inner join days
    on
        trades.traded_on > days.as_of - interval 3 year
        and trades.traded_on <= days.as_of
