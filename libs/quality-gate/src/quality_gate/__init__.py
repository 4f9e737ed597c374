"""Checks over the rows of a dataset, written as YAML suites."""

from quality_gate.checks import CHECKS, Row
from quality_gate.gate import Finding, GateReport, run_suite
from quality_gate.suite import Check, Suite, SuiteError, read_suite

__all__ = ["CHECKS", "Check", "Finding", "GateReport", "Row", "Suite", "SuiteError", "read_suite", "run_suite"]
