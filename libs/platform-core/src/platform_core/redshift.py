"""DuckDB's SQL as Redshift's. What Redshift does not have is refused here, not by the cluster at night.

sqlglot translates, but passes on what it does not know; the table below says what it must not pass on.
`python -m platform_core.redshift FILE.sql` prints the translation.
"""

import sys
from pathlib import Path

import sqlglot
from sqlglot import expressions as exp
from sqlglot.errors import ErrorLevel, SqlglotError

_UNKNOWN_TO_REDSHIFT: dict[type[exp.Expression], str] = {
    exp.ArgMax: "arg_max: number the rows in a subquery, row_number() over (… order by …), and take the first",
    exp.ArgMin: "arg_min: number the rows in a subquery, row_number() over (… order by …), and take the first",
    exp.Array: "lists",
    exp.ArrayAgg: "list or array_agg: listagg makes a text",
    exp.Explode: "unnest",
    exp.First: "first: use min, max or any_value",
    exp.Last: "last: use min, max or any_value",
    exp.Lambda: "lambda functions",
    exp.ReadCSV: "read_csv: name a table, such as one of an external schema",
    exp.ReadParquet: "read_parquet: name a table, such as one of an external schema",
    exp.Struct: "structs",
    exp.Unnest: "unnest",
}

# Aggregates of one argument: `filter` becomes a case within it.
_FILTERED = (exp.AnyValue, exp.Avg, exp.Count, exp.Max, exp.Min, exp.Stddev, exp.Sum, exp.Variance)
_UNKNOWN_TYPES = {
    getattr(exp.DataType.Type, name)
    for name in [
        "INT128",
        "UINT128",
        "UTINYINT",
        "USMALLINT",
        "UINT",
        "UBIGINT",
        "UUID",
        "ENUM",
        "LIST",
        "MAP",
        "STRUCT",
    ]
}


class RedshiftError(ValueError):
    """The query cannot be said in Redshift's SQL."""


def compile_query(sql: str) -> str:
    """Redshift's SQL for one statement of DuckDB's; all that it cannot translate is named at once."""
    try:
        statements = [statement for statement in sqlglot.parse(sql, read="duckdb") if statement is not None]
    except SqlglotError as error:
        raise RedshiftError(f"not a query in DuckDB's SQL: {_plain(error)}") from None
    if len(statements) != 1:
        raise RedshiftError(f"one statement is compiled at a time, not {len(statements)}")
    (statement,) = statements
    if faults := _faults(statement):
        raise RedshiftError("Redshift does not have " + "; ".join(faults))
    try:
        return statement.transform(_rewrite).sql(dialect="redshift", pretty=True, unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as error:
        raise RedshiftError(f"not to be said in Redshift's SQL: {_plain(error)}") from None


def _faults(statement: exp.Expr) -> list[str]:
    faults = []
    for node in statement.walk():
        if isinstance(node, exp.Anonymous):
            faults.append(f"a function {node.name}, as far as is known")
        elif isinstance(node, exp.Filter) and not isinstance(_aggregate(node), _FILTERED):
            faults.append(f"filter: write a case within {_aggregate(node).key}")
        elif isinstance(node, exp.DataType) and node.this in _UNKNOWN_TYPES:
            faults.append(f"the type {node.this.name.lower()}")
        elif isinstance(node, exp.Join) and node.args.get("method") == "ASOF":
            faults.append("asof joins")
        elif isinstance(node, exp.Group) and node.args.get("all"):
            faults.append("group by all: name the columns")
        elif isinstance(node, exp.Create) and node.args.get("replace") and node.kind == "TABLE":
            faults.append("create or replace table: drop it first")
        else:
            faults += [reason for kind, reason in _UNKNOWN_TO_REDSHIFT.items() if isinstance(node, kind)]
    return list(dict.fromkeys(faults))


def _rewrite(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.Filter):  # sum(x) filter (where p) is sum(case when p then x end)
        call = _aggregate(node)
        condition = node.expression.this
        inner = call.this.expressions[0] if isinstance(call.this, exp.Distinct) else call.this
        value = exp.Literal.number(1) if isinstance(inner, exp.Star) or inner is None else inner
        case = exp.Case().when(condition, value)
        call.set("this", exp.Distinct(expressions=[case]) if isinstance(call.this, exp.Distinct) else case)
        return call
    if isinstance(node, exp.IgnoreNulls) and isinstance(node.this, exp.AnyValue):
        inner_call: exp.Expr = node.this
        return inner_call  # Redshift's any_value does so, and has no words for it
    return node


def _aggregate(node: exp.Filter) -> exp.Expr:
    called: exp.Expr = node.this
    return called.this if isinstance(called, exp.IgnoreNulls) else called


def _plain(error: SqlglotError) -> str:
    """Without the terminal colours with which sqlglot underlines."""
    return str(error).replace("\x1b[4m", "").replace("\x1b[0m", "").splitlines()[0]


if __name__ == "__main__":
    try:
        for name in sys.argv[1:]:
            sys.stdout.write(compile_query(Path(name).read_text(encoding="utf-8")) + ";\n")
    except (RedshiftError, OSError, UnicodeDecodeError) as fault:
        sys.exit(f"error: {fault}")
