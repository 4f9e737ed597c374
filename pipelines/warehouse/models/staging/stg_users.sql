select
    user_id,
    registered_on,
    upper(country) as country,
    lower(segment) as segment
from {{ ref('raw_users') }}
