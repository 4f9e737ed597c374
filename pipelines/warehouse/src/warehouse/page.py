"""The page about the marts, in Markdown."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from warehouse.lineage import Lineage, Node

HEAD = """# Marts

Who owns each mart, where its columns come from, down to the seeds, and which tests hold them. Written by
`warehouse-lineage` from the dbt project; a test fails when it is not what the project says.
"""


def page(manifest: Mapping[str, Any]) -> str:
    nodes: list[Node] = list(manifest["nodes"].values())
    marts = sorted((node for node in nodes if is_mart(node)), key=lambda node: str(node["name"]))
    tests = _tests(nodes, manifest.get("unit_tests", {}).values())
    lineage = Lineage(manifest)
    return "\n".join([HEAD, *(line for mart in marts for line in _mart(mart, lineage, tests[mart["unique_id"]]))])


def is_mart(node: Node) -> bool:
    return node["resource_type"] == "model" and "marts" in node["fqn"]


def _mart(mart: Node, lineage: Lineage, tests: Mapping[str, list[str]]) -> Iterator[str]:
    yield f"## {mart['name']}\n"
    yield f"{mart['description']}.\n"
    yield f"Owner: {mart['config']['meta'].get('owner', 'nobody')}\n"
    yield "| column | type | comes from | tests |"
    yield "|---|---|---|---|"
    for name, origins in lineage.columns(mart).items():
        told = mart["columns"].get(name, {})
        note = f", {told['description']}" if told.get("description") else ""
        sources = ", ".join(f"`{origin}`" for origin in sorted(origins)) or "no column"
        yield f"| `{name}`{note} | {told.get('data_type') or ''} | {sources} | {', '.join(tests.get(name, []))} |"
    yield ""
    whole = ", ".join(f"`{name}`" for name in tests.get("", []))
    if whole:
        yield f"Tests of the whole: {whole}\n"


def _tests(nodes: Iterable[Node], unit_tests: Iterable[Node]) -> Mapping[str, dict[str, list[str]]]:
    """Of each model, the tests on its columns; those on all of it under the empty name."""
    found: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for node in sorted([*nodes, *unit_tests], key=lambda node: str(node["name"])):
        if node["resource_type"] == "test" and node.get("attached_node"):
            found[node["attached_node"]].setdefault(node["column_name"] or "", []).append(node["test_metadata"]["name"])
        elif node["resource_type"] in {"test", "unit_test"}:
            tested = node["depends_on"]["nodes"]
            for name in tested if node["resource_type"] == "test" else tested[:1]:
                found[name].setdefault("", []).append(node["name"])
    return found
