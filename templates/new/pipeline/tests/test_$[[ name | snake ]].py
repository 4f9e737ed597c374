import sqlite3
from contextlib import closing, redirect_stderr
from datetime import date
from io import StringIO
from pathlib import Path

from $[[ name | snake ]] import (
    main,
    run,
)

MONDAY, TUESDAY = "2026-03-02", "2026-03-03"


def write_orders(directory: Path, *lines: str) -> Path:
    file = directory / "orders.csv"
    text = "\n".join(["day,product,quantity", *lines])
    file.write_text(text, encoding="utf-8")
    return file


def totals(database: Path) -> list[tuple[str, str, int, int]]:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT * FROM totals ORDER BY day, product")
        return rows.fetchall()


def test_orders_are_added_up_by_day_and_product(tmp_path: Path) -> None:
    orders = write_orders(
        tmp_path,
        f"{TUESDAY},pears,5",
        f"{MONDAY},apples,2",
        f"{MONDAY},apples,3",
    )
    database = tmp_path / "totals.db"
    first, last = date.fromisoformat(MONDAY), date.fromisoformat(TUESDAY)
    assert run(orders, str(database), first, last) == 2
    assert totals(database) == [(MONDAY, "apples", 5, 2), (TUESDAY, "pears", 5, 1)]


def test_a_run_replaces_its_own_days_and_no_others(tmp_path: Path) -> None:
    database = tmp_path / "totals.db"
    orders = write_orders(tmp_path, f"{MONDAY},apples,1", f"{TUESDAY},apples,1")
    given = ["--input", str(orders), "--database", str(database)]
    assert main([*given, "--from", MONDAY, "--to", TUESDAY]) == 0
    write_orders(tmp_path, f"{TUESDAY},pears,9")
    assert main([*given, "--as-of", TUESDAY]) == 0
    assert totals(database) == [(MONDAY, "apples", 1, 1), (TUESDAY, "pears", 9, 1)]


def test_a_line_that_is_no_order_is_named(tmp_path: Path) -> None:
    database = tmp_path / "totals.db"
    orders = write_orders(tmp_path, f"{MONDAY},apples,many")
    with redirect_stderr(StringIO()) as errors:
        code = main(["--input", str(orders), "--database", str(database)])
    assert code == 1
    assert "orders.csv:2: no order" in errors.getvalue()
    assert not database.exists()
