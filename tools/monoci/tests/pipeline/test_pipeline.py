"""The main job on real input: commit a change to a clone, generate the child pipeline, run it with gitlab-ci-local."""

import yaml
from child_checks import check_schema, job_names, needs
from platform_clone import PlatformClone
from programs import REPOSITORY

GATE = "libs/quality-gate/src/quality_gate/gate.py"
CONTRACT = "libs/platform-core/src/platform_core/contracts/trade_bars.json"


def test_a_change_in_a_library_is_green_in_everything_it_reaches(clone: PlatformClone) -> None:
    clone.replace(GATE, "A check that rows break", "A check that some rows break")
    child = clone.child()
    assert job_names(child) == {
        "libs/quality-gate:lint",
        "libs/quality-gate:test",
        "pipelines/trade-aggregates:test",
        "pipelines/trade-aggregates:dry-run",
    }
    result = clone.run_child()
    assert result.code == 0, result.log
    assert result.jobs == dict.fromkeys(job_names(child), "PASS")


def test_a_broken_library_is_red_and_stops_what_needs_it(clone: PlatformClone) -> None:
    clone.replace(GATE, "len(broken) > check.tolerated", "len(broken) < check.tolerated")
    clone.child()
    result = clone.run_child()
    assert result.code != 0
    assert result.jobs["libs/quality-gate:test"] == "FAIL", result.log
    assert "pipelines/trade-aggregates:test" not in result.jobs


def test_a_linked_directory_reaches_the_service_that_ships_it(clone: PlatformClone) -> None:
    clone.replace(CONTRACT, "Trades of one symbol", "All trades of one symbol")
    child = clone.child()
    service = {name for name in job_names(child) if name.startswith("services/data-api:")}
    assert service >= {"services/data-api:test", "services/data-api:package"}
    assert needs(child["services/data-api:package"]) == {"services/data-api:test"}
    result = clone.run_child()
    assert result.code == 0, result.log
    assert result.jobs == dict.fromkeys(job_names(child), "PASS")


def test_a_change_in_gitview_builds_and_tests_monoci(clone: PlatformClone) -> None:
    clone.replace("libs/gitview/include/gitview/oid.hpp", "#pragma once", "#pragma once\n")
    child = clone.child()
    projects = ("libs/gitview", "tools/monoci")
    assert job_names(child) == {f"{project}:{job}" for project in projects for job in ("format", "test", "sanitize")}
    assert needs(child["tools/monoci:test"]) == {"tools/monoci:format", "libs/gitview:test"}


def test_a_change_that_reaches_nothing_is_green(clone: PlatformClone) -> None:
    clone.append("NOTES.txt", "nobody owns this\n")
    child = clone.child()
    assert len(job_names(child)) == 1
    result = clone.run_child()
    assert result.code == 0, result.log
    assert list(result.jobs.values()) == ["PASS"]


def test_the_parent_pipeline_uses_the_component() -> None:
    parent = yaml.safe_load((REPOSITORY / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    check_schema(parent)
    assert [include["local"] for include in parent["include"]] == ["/templates/monoci/template.yml"]
    assert (REPOSITORY / "templates/monoci/template.yml").is_file()
