"""A data quality gate in two stages, configured by YAML, on Great Expectations.

Great Expectations, which takes seconds to import, is imported by the first run.
"""

from .alert import WebhookError
from .gate import Judged, judge, run_suite
from .source import DataError
from .suite import Suite, SuiteError, load_suite
from .task import GateFailed, gate_task
from .verdict import Finding, Verdict

__all__ = [
    "DataError",
    "Finding",
    "GateFailed",
    "Judged",
    "Suite",
    "SuiteError",
    "Verdict",
    "WebhookError",
    "gate_task",
    "judge",
    "load_suite",
    "run_suite",
]
