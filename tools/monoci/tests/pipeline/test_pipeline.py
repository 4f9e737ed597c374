"""The main job on real input: commit a change to a clone, generate the child pipeline, run it with gitlab-ci-local."""

import re

import yaml
from child_checks import check_schema, job_names, needs
from platform_clone import PlatformClone
from programs import REPOSITORY, run

VERDICT = "libs/quality-gate/src/quality_gate/verdict.py"  # monoci: no input
CONTRACT = "libs/platform-core/src/platform_core/contracts/symbol_trade_amounts.json"  # monoci: no input
MART = "pipelines/warehouse/models/marts/dim_symbols.sql"  # monoci: no input

# Here it is about the pipeline: what takes long is run by the suites of the projects.
TESTS = "TESTS=not airflow and not server and not slow"
PYTHON = {"lint", "types", "test"}
DEPENDENT = {"types", "test"}  # lint looks at the project's own files alone
PIPELINE = {"dry-run", "dags"}


def jobs(**projects: set[str]) -> set[str]:
    """Of projects, by the last part of their path."""
    places = {"gate": "libs/quality-gate", "core": "libs/platform-core", "aggregates": "pipelines/trade-aggregates"}
    places |= {"warehouse": "pipelines/warehouse", "api": "services/data-api"}
    return {f"{places[project]}:{job}" for project, names in projects.items() for job in names}


def run_green(clone: PlatformClone, *projects: str) -> str:
    """Run the child of a branch, because on the default branch everything of dbt is built. With projects: theirs."""
    run(clone.root, "git", "switch", "-q", "-c", "change")
    child = clone.child_of(*projects) if projects else clone.child()
    result = clone.run_child("--variable", TESTS)
    assert result.code == 0, result.log
    assert result.jobs == dict.fromkeys(job_names(child), "PASS")
    return result.log


def test_a_change_in_a_library_reaches_what_uses_it(clone: PlatformClone) -> None:
    clone.replace(VERDICT, "neither a finding nor a pass", "neither findings nor passed")
    # That these jobs are green, and in this order, the run of the linked directory shows: it has them all but one.
    assert job_names(clone.child()) == jobs(gate=PYTHON, aggregates=DEPENDENT | PIPELINE)


def test_a_broken_library_is_red_and_stops_what_needs_it(clone: PlatformClone) -> None:
    clone.replace(VERDICT, "return 2 if self.errors else", "return 3 if self.errors else")
    clone.child()
    result = clone.run_child("--variable", TESTS)
    assert result.code != 0
    assert result.jobs["libs/quality-gate:test"] == "FAIL", result.log
    assert "pipelines/trade-aggregates:test" not in result.jobs


def test_a_change_in_one_pipeline_runs_the_jobs_of_that_pipeline_alone(clone: PlatformClone) -> None:
    clone.append(MART, "-- one row for each symbol that is traded\n")
    assert job_names(clone.child()) == jobs(warehouse=PYTHON)
    log = run_green(clone)
    # Of ten models and seeds the one that changed, and nothing else, because nothing is made of it.
    assert "Building what differs from base" in log
    assert re.search(r"OK created sql table model \S*dim_symbols", log)
    assert not re.search(r"OK created sql \S+ model \S*dim_users", log.split("Building what differs from base")[1])


def test_a_change_in_a_pipeline_does_not_reach_what_reads_its_tables(clone: PlatformClone) -> None:
    clone.append("pipelines/trade-aggregates/src/trade_aggregates/py.typed", "\n")  # monoci: no input
    assert job_names(clone.child()) == jobs(aggregates=PYTHON | PIPELINE)


def test_a_linked_directory_reaches_the_projects_that_ship_it(clone: PlatformClone) -> None:
    clone.replace(CONTRACT, '"x-key"', '"$comment": "read by services/data-api, too",\n  "x-key"')
    child = clone.child()
    linked = jobs(api=PYTHON | {"package"}, warehouse=PYTHON)
    assert job_names(child) == linked | jobs(core=PYTHON, gate=DEPENDENT, aggregates=DEPENDENT | PIPELINE)
    assert needs(child["services/data-api:package"]) == {"services/data-api:test"}
    # Those of the warehouse take minutes, and run in the test of that pipeline.
    aggregates, api = "pipelines/trade-aggregates", "services/data-api"
    run_green(clone, "libs/platform-core", "libs/quality-gate", aggregates, api)


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
