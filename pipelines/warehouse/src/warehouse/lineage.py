"""Column lineage, from the manifest that dbt writes with the SQL it has compiled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.lineage import Node as Step
from sqlglot.lineage import lineage

Node = Mapping[str, Any]  # of the manifest
TABLES = {"model", "seed", "snapshot", "source"}
DIALECT = "duckdb"


class LineageError(Exception):
    """What keeps the lineage from being told."""


@dataclass(frozen=True, order=True)
class Origin:
    """A column of a seed, or of a source."""

    relation: str
    column: str

    def __str__(self) -> str:
        return f"{self.relation}.{self.column}"


class Lineage:
    """Of every model, each column's origins: model by model, in the order in which they are made of each other."""

    def __init__(self, manifest: Mapping[str, Any]) -> None:
        nodes: list[Node] = [*manifest["nodes"].values(), *manifest.get("sources", {}).values()]
        self._relations = {relation(node): node for node in nodes if node["resource_type"] in TABLES}
        self._columns: dict[str, dict[str, frozenset[Origin]]] = {}

    def columns(self, node: Node) -> Mapping[str, frozenset[Origin]]:
        name = relation(node)
        if name not in self._columns:
            self._columns[name] = self._of_model(node) if node["resource_type"] == "model" else _own(node)
        return self._columns[name]

    def _of_model(self, node: Node) -> dict[str, frozenset[Origin]]:
        if not node.get("compiled_code"):
            raise LineageError(f"{node['name']} is not compiled in this manifest: run dbt compile, or dbt build")
        try:
            query = parse_one(node["compiled_code"], dialect=DIALECT)
            found = lineage(None, query, self._schema(query), dialect=DIALECT, validate_qualify_columns=True)
        except SqlglotError as error:
            raise LineageError(f"{node['name']}: {error}") from error
        return {name: frozenset(self._origins(step)) for name, step in found.items()}

    def _schema(self, query: exp.Expr) -> dict[str, Any]:
        """The columns of the tables in a query, as sqlglot wants them; their types do not matter."""
        schema: dict[str, Any] = {}
        for name in map(_name, query.find_all(exp.Table)):
            if parent := self._relations.get(name):
                columns = dict.fromkeys(self.columns(parent), "unknown")
                schema.setdefault(parent["database"], {}).setdefault(parent["schema"], {})[alias(parent)] = columns
        return schema

    def _origins(self, column: Step) -> Iterator[Origin]:
        for step in column.walk():
            if isinstance(step.expression, exp.Table):
                table, name = _name(step.expression), exp.to_column(step.name).name
                known = self.columns(self._relations[table]) if table in self._relations else {}
                yield from known.get(name, {Origin(table, name)})


def alias(node: Node) -> str:
    return str(node.get("alias") or node["identifier"])


def relation(node: Node) -> str:
    return ".".join((node["database"], node["schema"], alias(node)))


def _name(table: exp.Table) -> str:
    return ".".join(part.name for part in table.parts)


def _own(node: Node) -> dict[str, frozenset[Origin]]:
    """A seed's columns stand in its `column_types`, a source's in its `columns`."""
    names = node["columns"] or node["config"].get("column_types") or {}
    if not names:
        raise LineageError(f"{node['name']}: neither columns nor column_types say what it holds")
    return {name: frozenset({Origin(node["name"], name)}) for name in names}
