"""What holds for every pipeline that monoci writes, whatever its jobs say."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from programs import run
from yamllint import linter
from yamllint.config import YamlLintConfig

# GitLab's own schema for .gitlab-ci.yml, of the version of check-jsonschema that uv.lock names.
SCHEMA = get_builtin_schema("vendor.gitlab-ci")
DUPLICATES = YamlLintConfig("{rules: {key-duplicates: {forbid-duplicated-merge-keys: true}}}")


def check_schema(pipeline: dict[str, Any]) -> None:
    jobs = {name: as_the_schema_has_it(job) if isinstance(job, dict) else job for name, job in pipeline.items()}
    jsonschema.Draft7Validator(SCHEMA).validate(jobs)


def as_the_schema_has_it(job: dict[str, Any]) -> dict[str, Any]:
    """GitLab's parser takes two things that its schema does not know: lists of rules in lists, as `!reference` makes
    them, and an empty `start_in`, which takes away what `extends` brings."""
    kept = {key: value for key, value in job.items() if key != "start_in" or value is not None}
    return kept | {"rules": list(flat(job["rules"]))} if isinstance(job.get("rules"), list) else kept


def flat(items: Iterable[object]) -> Iterable[object]:
    for item in items:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def check_text(text: str) -> dict[str, Any]:
    """The pipeline read back. A key given twice is no error to GitLab, nor to PyYAML: the last one wins."""
    problems = [f"{problem.line}: {problem.desc}" for problem in linter.run(text, DUPLICATES)]
    assert not problems, f"{problems}\n{text}"
    document: dict[str, Any] = yaml.safe_load(text)
    check_schema(document)
    return document


def job_names(child: dict[str, Any]) -> set[str]:
    """Trigger jobs are not among them; hidden jobs are no jobs."""
    keywords = {"default", "workflow", "variables", "stages", "include"}
    candidates = {name: value for name, value in child.items() if name not in keywords and not name.startswith(".")}
    return {name for name, value in candidates.items() if isinstance(value, dict) and "trigger" not in value}


def needs(job: dict[str, Any]) -> set[str]:
    return {need if isinstance(need, str) else need["job"] for need in job.get("needs", [])}


def scripts(child: dict[str, Any]) -> set[str]:
    """The lines of a job as its shell gets them: before_script and script are one."""
    jobs = [job for job in child.values() if isinstance(job, dict)]
    main = {"\n".join([*lines(job.get("before_script")), *lines(job.get("script"))]) for job in jobs}
    after = {"\n".join(lines(job.get("after_script"))) for job in jobs}
    return (main | after) - {""}


def lines(script: object) -> Iterable[str]:
    if isinstance(script, str):
        yield script
    elif isinstance(script, list):
        for part in script:
            yield from lines(part)


def check_scripts(child: dict[str, Any], directory: Path) -> None:
    """All at once, because a shellcheck for each costs more than all they find."""
    files = []
    for number, script in enumerate(sorted(scripts(child))):
        files.append(directory / f"script-{number}.bash")
        files[-1].write_text(f"set -eo pipefail\n{script}\n", encoding="utf-8")  # as the runner starts it
    if files:
        run(directory, "shellcheck", "-s", "bash", *files)
