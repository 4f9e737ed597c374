select
    name,
    sector,
    upper(symbol) as symbol
from {{ ref('raw_symbols') }}
