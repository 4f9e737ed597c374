select
    day as ordered_on,
    quantity,
    lower(product) as product
from {{ ref('orders') }}
where quantity > 0
