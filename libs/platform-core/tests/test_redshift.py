from pathlib import Path

import pytest
from platform_core.redshift import RedshiftError, compile_query

GOLDEN = Path(__file__).parent / "redshift"


@pytest.mark.parametrize("query", sorted(GOLDEN.glob("*.duckdb.sql")), ids=lambda path: path.name.partition(".")[0])
def test_queries_are_compiled(query: Path) -> None:
    expected = query.with_name(query.name.replace(".duckdb.", ".redshift."))
    assert compile_query(query.read_text(encoding="utf-8")) + "\n" == expected.read_text(encoding="utf-8")


def test_all_that_redshift_does_not_have_is_named_at_once() -> None:
    with pytest.raises(RedshiftError) as caught:
        compile_query("SELECT list(a), first(b), arg_max(c, d), made_up(e) FROM read_parquet('x.parquet') GROUP BY ALL")
    for word in ("listagg", "first:", "row_number()", "made_up", "read_parquet:", "group by all"):
        assert word.casefold() in str(caught.value).casefold()


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELECT a FROM t ASOF JOIN u ON t.d >= u.d", "asof joins"),
        ("SELECT quantile_cont(a, 0.5) FILTER (WHERE b) FROM t", "filter: write a case within"),
        ("SELECT a::HUGEINT FROM t", "the type int128"),
        ("CREATE OR REPLACE TABLE t AS SELECT 1 AS a", "drop it first"),
        ("SELECT list_transform(a, x -> x + 1) FROM t", "lambda functions"),
        ("SELECT {'a': 1}", "structs"),
        ("SELECT [1, 2]", "lists"),
        ("SELECT unnest(a) FROM t", "unnest"),
        ("SELECT 1; SELECT 2", "one statement is compiled at a time, not 2"),
        ("", "one statement is compiled at a time, not 0"),
        ("SELEC 1", "not a query in DuckDB's SQL"),
    ],
)
def test_what_cannot_be_translated_is_refused(sql: str, message: str) -> None:
    with pytest.raises(RedshiftError, match=message) as caught:
        compile_query(sql)
    assert "\x1b" not in str(caught.value)
