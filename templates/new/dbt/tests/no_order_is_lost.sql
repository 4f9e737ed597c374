-- Fails with the rows that it returns.
with counted as (select sum(orders) as orders from {{ ref('daily_totals') }}),

expected as (select count(*) as orders from {{ ref('stg_orders') }})

select counted.orders
from counted
inner join expected on counted.orders <> expected.orders
