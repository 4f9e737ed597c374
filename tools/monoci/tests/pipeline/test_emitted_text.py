"""The golden pipelines, as other programs than monoci read them."""

from pathlib import Path

import pytest
from child_checks import check_scripts, check_text

GOLDEN = Path(__file__).parents[1] / "golden"
CHILDREN = sorted(path for path in GOLDEN.glob("*/*.expected") if path.name.endswith(".yml.expected"))


def test_there_are_golden_pipelines() -> None:
    assert len(CHILDREN) > 1


@pytest.mark.parametrize("path", CHILDREN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_golden_pipeline_keeps_to_schema_and_shell(path: Path, tmp_path: Path) -> None:
    check_scripts(check_text(path.read_text(encoding="utf-8")), tmp_path)
