"""This repository's own parent pipeline with the child that it generates and triggers."""

from collections.abc import Callable

import pytest
from child_checks import job_names
from platform_clone import PlatformClone

GATE = "libs/quality-gate/src/quality_gate/verdict.py"  # monoci: no input


def one_library(clone: PlatformClone) -> None:
    clone.append(GATE, "# a word more\n")


def nothing(clone: PlatformClone) -> None:
    clone.append("NOTES.txt", "nobody owns this\n")


def a_template(clone: PlatformClone) -> None:
    clone.append("templates/ci/python-service.yml", "# a word more\n")  # monoci: no input


def everything(clone: PlatformClone) -> None:
    clone.append("monoci.yaml", "unowned: all\n")
    clone.append("NOTES.txt", "nobody owns this\n")


@pytest.mark.parametrize("change", [one_library, nothing, a_template, everything])
def test_the_child_of_a_push_is_found_and_run(clone: PlatformClone, change: Callable[[PlatformClone], None]) -> None:
    clone.stand_in()
    change(clone)
    result = clone.run_parent()
    jobs = {f"[monoci-affected] -> {name}" for name in job_names(clone.child())}
    assert result.jobs == dict.fromkeys({"monoci-generate", "monoci-affected", "docs-drift"} | jobs, "PASS"), result.log
    assert result.code == 0
