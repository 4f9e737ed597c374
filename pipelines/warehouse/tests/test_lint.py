"""The report of the CI job on the SQL."""

import json
from pathlib import Path

import pytest
from dbt_checkout import HERE, JOBS, Checkout


@pytest.mark.slow
def test_nothing_is_found_but_what_was_planted_and_paths_begin_at_the_root(tmp_path: Path) -> None:
    checkout = Checkout.create(tmp_path / "checkout")
    checkout.edit("models/marts/dim_symbols.sql", "from ", "FROM ")
    lint = JOBS["lint"]
    code, log = checkout.run(lint["script"][:2], lint["variables"])
    assert code == 0, log
    assert "WARNING" not in log  # as where dbt's templater cannot be had
    report = checkout.root / lint["artifacts"]["reports"]["codequality"].replace("$MONOCI_SLUG", "pipelines-warehouse")
    findings = json.loads(report.read_text(encoding="utf-8"))
    found = [(finding["check_name"], finding["location"]["path"]) for finding in findings]
    assert found == [("CP01", f"{HERE}/models/marts/dim_symbols.sql")]
