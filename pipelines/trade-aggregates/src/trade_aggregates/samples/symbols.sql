SELECT
    symbol,
    name,
    sector,
    20 + 480 * chance($seed, 'price', symbol) AS base,
    6.283 * chance($seed, 'phase', symbol) AS phase
FROM (VALUES
    ('ACME', 'Acme Works', 'industry'), ('BLUE', 'Blue Harbour', 'transport'), ('CRUX', 'Crux Software', 'technology'),
    ('DELT', 'Delta Foods', 'consumer'), ('ELMS', 'Elms Timber', 'industry'), ('FJRD', 'Fjord Energy', 'energy'),
    ('GLBX', 'Globex', 'technology'), ('HALO', 'Halo Health', 'health'), ('IRIS', 'Iris Optics', 'health'),
    ('JUNO', 'Juno Air', 'transport'), ('KILN', 'Kiln Ceramics', 'consumer'), ('LUMN', 'Lumen Power', 'energy')
) AS listed (symbol, name, sector)
