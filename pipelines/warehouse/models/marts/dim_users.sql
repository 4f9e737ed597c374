with traded as (
    select
        user_id,
        min(traded_on) as first_trade,
        max(traded_on) as last_trade
    from {{ ref('stg_trades') }}
    group by user_id
)

select
    users.user_id,
    users.country,
    users.segment,
    users.registered_on,
    traded.first_trade,
    traded.last_trade
from {{ ref('stg_users') }} as users
left join traded on users.user_id = traded.user_id
