select
    ordered_on,
    product,
    sum(quantity) as quantity,
    count(*) as orders
from {{ ref('stg_orders') }}
group by ordered_on, product
