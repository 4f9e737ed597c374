-- Fails with the rows that it returns: what users and symbols add up to is one sum, that of their trades.
with sums as (
    select
        (select sum(amount) from {{ ref('int_trades_in_window') }}) as of_trades,
        (select sum(amount) from {{ ref('user_trade_amounts') }}) as of_users,
        (select sum(amount) from {{ ref('symbol_trade_amounts') }}) as of_symbols
)

select
    of_trades,
    of_users,
    of_symbols
from sums
where of_users <> of_trades or of_symbols <> of_trades
