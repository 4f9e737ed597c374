"""Where the columns of the marts come from: as committed, and where SQL makes it hard to see."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from warehouse.lineage import Lineage
from warehouse.main import main

PAGE = Path(__file__).parents[1] / "docs/lineage.md"


def test_the_committed_page_is_what_the_project_says(built: Path) -> None:
    assert main(["--manifest", str(built / "manifest.json"), "--output", str(PAGE), "--check"]) == 0


def test_another_page_fails_the_check(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = Path(shutil.copy(PAGE, tmp_path))
    page.write_text(page.read_text(encoding="utf-8").replace("trading-analytics", "somebody"), encoding="utf-8")
    assert main(["--manifest", str(built / "manifest.json"), "--output", str(page), "--check"]) == 1
    assert "run warehouse-lineage" in capsys.readouterr().err


def manifest(sql: str) -> dict[str, Any]:
    """A mart over two seeds, `orders` and `people`."""
    place = {"database": "db", "schema": "main", "columns": {}}
    seeds = {
        "orders": {"order_id": "int", "person_id": "int", "amount": "int"},
        "people": {"person_id": "int", "name": "varchar"},
    }
    nodes: dict[str, Any] = {
        name: place | {"name": name, "alias": name, "resource_type": "seed", "config": {"column_types": types}}
        for name, types in seeds.items()
    }
    mart = {"name": "mart", "alias": "mart", "resource_type": "model", "compiled_code": sql}
    told = {"unique_id": "mart", "fqn": ["project", "marts", "mart"], "description": "A mart", "config": {"meta": {}}}
    nodes["mart"] = place | mart | told
    return {"nodes": nodes}


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT * FROM db.main.people", {"person_id": "people.person_id", "name": "people.name"}),
        ("SELECT upper(name) AS n FROM db.main.people", {"n": "people.name"}),
        (
            "SELECT name, sum(amount) AS total FROM db.main.orders JOIN db.main.people USING (person_id) GROUP BY name",
            {"name": "people.name", "total": "orders.amount"},
        ),
        (
            "WITH o AS (SELECT person_id AS id FROM db.main.orders) SELECT id FROM o "
            "UNION ALL SELECT person_id FROM db.main.people",
            {"id": "orders.person_id, people.person_id"},
        ),
        ("SELECT count(*) AS n, 1 AS one FROM db.main.orders", {"n": "", "one": ""}),
        (
            "SELECT row_number() OVER (PARTITION BY person_id ORDER BY amount) AS n FROM db.main.orders",
            {"n": "orders.amount, orders.person_id"},
        ),
        ("SELECT e.x FROM db.other.elsewhere AS e", {"x": "db.other.elsewhere.x"}),
    ],
)
def test_columns_come_from(sql: str, expected: dict[str, str]) -> None:
    document = manifest(sql)
    columns = Lineage(document).columns(document["nodes"]["mart"])
    assert {name: ", ".join(map(str, sorted(origins))) for name, origins in columns.items()} == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "run dbt build first"),
        ("{", "is no JSON"),
        ("{}", "is no manifest of dbt"),
        (json.dumps(manifest("")), "mart is not compiled"),
        (json.dumps(manifest("SELECT FROM WHERE")), "mart: "),
    ],
    ids=["none", "no JSON", "something else", "not compiled", "no SQL"],
)
def test_a_bad_manifest_is_said(
    text: str | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "manifest.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    assert main(["--manifest", str(file), "--output", str(tmp_path / "page.md")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "page.md").exists()
