from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from quality_gate import Suite, load_suite
from quality_gate.frame import read_frame

SAMPLE = Path(__file__).parents[1] / "sample"


@pytest.fixture(scope="session")
def sample() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def clean() -> dict[str, Any]:
    """The frames of the sample, by name. A test that changes one copies it first."""
    return {name: read_frame(SAMPLE / f"{name}.csv") for name in ("trades", "users")}


@pytest.fixture
def make_suite(tmp_path: Path) -> Callable[..., Suite]:
    """A suite with the checks of a test, one a line."""

    def make(*checks: str, stage: str = "semantic", head: str = "") -> Suite:
        path = tmp_path / "suite.yaml"
        lines = "\n".join(f"  - {{ {check} }}" for check in checks)
        path.write_text(f"suite: test\nstage: {stage}\n{dedent(head)}\nchecks:\n{lines}\n", encoding="utf-8")
        return load_suite(path)

    return make
