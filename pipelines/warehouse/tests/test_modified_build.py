"""What the CI job builds for which change."""

from pathlib import Path

import pytest
from dbt_checkout import Checkout

ALL = {"raw_trades", "raw_users", "raw_symbols", "stg_trades", "stg_users", "stg_symbols", "int_trades_in_window"}
ALL |= {"dim_users", "dim_symbols", "fct_trades", "user_trade_amounts", "symbol_trade_amounts"}

twice = pytest.mark.server  # dbt starts as often, each time for seconds


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout.create(tmp_path / "checkout")


@twice
def test_a_mart_and_a_new_one_beside_what_base_has_of_the_others(checkout: Checkout) -> None:
    checkout.edit("models/marts/user_trade_amounts.sql", "asc) as rank", "asc) as rank -- by amount")
    new = "select distinct sector from {{ ref('dim_symbols') }}"
    (checkout.project / "models/marts/sectors.sql").write_text(new, encoding="utf-8")
    build = checkout.build()
    assert build.code == 0, build.log
    assert build.made == {"user_trade_amounts", "sectors"}
    assert f"Building what differs from base {checkout.base}" in build.log


@twice
def test_a_staging_model_and_a_linked_seed_with_all_that_is_made_of_them(checkout: Checkout) -> None:
    checkout.replace_by_link("seeds", "libs/samples")
    checkout.base = checkout.commit()
    checkout.edit("models/staging/stg_users.sql", "upper(country)", "upper(trim(country))")
    checkout.edit("seeds/raw_symbols.csv", "Dune Energy", "Dune Energy Group")
    build = checkout.build()
    assert build.code == 0, build.log
    of_users = {"stg_users", "dim_users", "user_trade_amounts"}
    of_symbols = {"raw_symbols", "stg_symbols", "dim_symbols"}
    assert build.made == of_users | of_symbols | {"fct_trades"}


@twice
def test_nothing_where_no_model_differs(checkout: Checkout) -> None:
    (checkout.project / "README.md").write_text("Other words.\n", encoding="utf-8")
    build = checkout.build()
    assert build.code == 0, build.log
    assert build.made == set()


@twice
def test_a_broken_model_fails_the_job(checkout: Checkout) -> None:
    checkout.edit("models/marts/dim_symbols.sql", "    sector", "    sectors")
    build = checkout.build()
    assert build.code == 1
    assert build.made == set()
    assert 'Referenced column "sectors" not found' in build.log


@twice
def test_everything_on_the_default_branch(checkout: Checkout) -> None:
    build = checkout.build(CI_COMMIT_BRANCH="main")
    assert build.code == 0, build.log
    assert build.made == ALL
    assert "Building everything: this is the default branch" in build.log


@twice
def test_everything_where_base_is_broken(checkout: Checkout) -> None:
    whole = checkout.project / "models/marts/dim_symbols.sql"
    text = whole.read_text(encoding="utf-8")
    whole.write_text("select nothing from {{ ref('nowhere') }}\n", encoding="utf-8")
    broken = checkout.commit()
    whole.write_text(text, encoding="utf-8")
    build = checkout.build(MONOCI_BASE=broken)
    assert build.code == 0, build.log
    assert build.made == ALL
    assert f"Building everything: base {broken} cannot be built" in build.log


@pytest.mark.parametrize(
    ("base", "because"),
    [
        ("", "there is no base to compare with"),
        ("1" * 40 + " " + "2" * 40, "there are several merge bases"),
        ("1" * 40, "is not in this clone and cannot be fetched"),
        ("without the project", "has no dbt project there"),
        ("other versions", "dependencies, profiles or dbt_project.yml differ from base"),
    ],
)
def test_everything_where_there_is_nothing_to_compare_with(checkout: Checkout, base: str, because: str) -> None:
    commits = {"without the project": checkout.commit_without_project(), "other versions": checkout.base}
    checkout.edit("pyproject.toml", "dbt-duckdb>=1.10", "dbt-duckdb>=1.11")
    build = checkout.build(MONOCI_BASE=commits.get(base, base), ONLY_SAY="yes")
    assert build.code == 0, build.log
    said, run = build.log.splitlines()[-2:]
    assert said.startswith("Building everything: ")
    assert because in said
    assert run == "would run: dbt build"


def test_base_is_fetched_into_a_shallow_clone(checkout: Checkout, tmp_path: Path) -> None:
    checkout.commit()
    build = checkout.shallow_clone(tmp_path / "shallow").build(ONLY_SAY="yes")
    assert f"Building base {checkout.base}" in build.log
