"""Great Expectations: a context in memory, validations, Data Docs. Importing this takes seconds."""

from __future__ import annotations

import logging
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
from great_expectations.core import ExpectationSuite, ValidationDefinition
from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
from great_expectations.expectations.core.expect_column_quantile_values_to_be_between import (
    ExpectColumnQuantileValuesToBeBetween as Quantiles,
)

from .frame import frame_batch
from .gate import EXAMPLES, Planned
from .source import DataError, Source
from .suite import Suite
from .verdict import Finding, first_line

logging.getLogger("great_expectations").setLevel(logging.ERROR)  # what is raised is in the results


class ExpectColumnQuantileValuesToBeBetween(Quantiles):
    """Its success is NumPy's, which JSON cannot hold. The same name takes the original's place among expectations."""

    def _validate(self, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        result = super()._validate(*arguments, **named)
        return {**result, "success": bool(result["success"])}


_REPLACED: dict[str, Any] = {"ExpectColumnQuantileValuesToBeBetween": ExpectColumnQuantileValuesToBeBetween}


def new_context() -> EphemeralDataContext:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    return context


def validate(
    context: EphemeralDataContext, suite: Suite, source: Source, place: Literal["rows", "schema"], plans: list[Planned]
) -> tuple[list[Finding], list[str]]:
    """Findings and errors. `schema` is a frame of one row with the kind of each column."""
    derived = {f"check {number}": plan.derived for number, plan in enumerate(plans) if plan.derived is not None}
    expectations = []
    for number, plan in enumerate(plans):
        arguments = plan.arguments | ({"column": f"check {number}"} if plan.derived is not None else {})
        severity = "critical" if plan.finding.severity == "error" else "warning"
        notes = plan.finding.why or None
        kind = _REPLACED.get(plan.expectation) or getattr(gxe, plan.expectation)
        made = kind(**arguments, meta={"plan": number}, severity=severity, notes=notes)
        expectations.append(made)
    if place == "schema":
        definition, parameters = frame_batch(context, "schema", pd.DataFrame([source.columns]))
    else:
        definition, parameters = source.batch(context, derived)
    name = f"{suite.name} {place}"
    made_suite = context.suites.add(ExpectationSuite(name=name, expectations=expectations))
    validation = context.validation_definitions.add(ValidationDefinition(name=name, data=definition, suite=made_suite))
    key = [column for column in suite.key if column in source.columns] if place == "rows" else []
    shown: dict[str, Any] = {"result_format": "SUMMARY", "partial_unexpected_count": EXAMPLES}
    if key:
        shown["unexpected_index_column_names"] = key
    try:
        results = validation.run(batch_parameters=parameters, result_format=shown)
    except Exception as error:  # whatever a database raises while it is read
        return [], [f"all checks of the {place}: {first_line(error)}"]
    findings, errors = [], []
    for result in results.results:
        document: dict[str, Any] = result.to_json_dict()
        plan = plans[document["expectation_config"]["meta"]["plan"]]
        if raised := _raised(document["exception_info"]):
            errors.append(f"{plan.finding.check} {plan.finding.column}: {raised}")
        elif not document["success"]:
            findings.append(_finding(plan, document["result"], key))
    return findings, errors


def write_docs(context: EphemeralDataContext, directory: Path) -> None:
    """Data Docs appear at once, in the place of those that were there."""
    if directory.exists() and not (directory.is_dir() and _replaceable(directory)):
        raise DataError(f"{directory} holds something else than Data Docs: name another directory for them")
    directory.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent.resolve()))
    try:
        site = {
            "class_name": "SiteBuilder",
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(made)},
        }
        context.add_data_docs_site(site_name="gate", site_config=site)  # type: ignore[arg-type]
        context.build_data_docs(site_names=["gate"])
        made.chmod(0o755)
        if directory.exists():
            shutil.rmtree(directory)
        made.rename(directory)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _replaceable(directory: Path) -> bool:
    names = {entry.name for entry in directory.iterdir()}
    return names <= {"index.html", "static", "expectations", "validations"}


def _finding(plan: Planned, result: dict[str, Any], key: list[str]) -> Finding:
    finding = plan.finding
    count = result.get("unexpected_count")
    if finding.message:
        return finding
    if plan.place == "schema":
        return replace(finding, message=f"{_schema(result)}, not {plan.wanted}")
    if missing := result.get("partial_missing_list"):
        return replace(finding, message=f"{', '.join(map(str, missing))} missing, not {plan.wanted}")
    if count is None:
        return replace(finding, message=f"is {_observed(result)}, not {plan.wanted}")
    message = f"{count} of {result['element_count']} rows {'is' if count == 1 else 'are'} not {plan.wanted}"
    examples = _examples(result, key, derived=plan.derived is not None)
    return replace(finding, rows=count, message=f"{message}: {examples}" if examples else message)


def _schema(result: dict[str, Any]) -> str:
    mismatched = result.get("details", {}).get("mismatched")
    if isinstance(mismatched, dict):
        parts = [f"{', '.join(names)} {how}" for how, names in mismatched.items() if names]
        return "; ".join(parts)
    if "partial_unexpected_list" in result:
        return f"is {result['partial_unexpected_list'][0]}"
    return f"the columns are {', '.join(result['observed_value'])}"


def _observed(result: dict[str, Any]) -> str:
    observed = result.get("observed_value")
    if isinstance(observed, dict):  # of quantiles
        observed = observed["values"][0]
    return (
        "nothing" if observed in (None, "NaT") else f"{observed:.6g}" if isinstance(observed, float) else str(observed)
    )


def _examples(result: dict[str, Any], key: list[str], *, derived: bool) -> str:
    values = [] if derived else [_value(value) for value in result.get("partial_unexpected_list", [])]
    rows: list[Any] = result.get("partial_unexpected_index_list") or []
    if key:
        places = [", ".join(f"{name} {row[name]}" for name in key) for row in rows]
    else:
        places = [f"row {row}" for row in rows]
    if values and places:
        return "; ".join(f"{value} ({place})" for value, place in zip(values, places, strict=False))
    return "; ".join(places or values)


def _value(value: object) -> str:
    return "null" if value is None else str(value)


def _raised(info: dict[str, Any]) -> str | None:
    """Of one exception, or one for each metric that raised."""
    if "raised_exception" in info:
        return first_line(info["exception_message"]) if info["raised_exception"] else None
    messages = [first_line(entry["exception_message"]) for entry in info.values() if entry.get("raised_exception")]
    return "; ".join(dict.fromkeys(messages)) or None
