select
    symbol,
    name,
    sector
from {{ ref('stg_symbols') }}
