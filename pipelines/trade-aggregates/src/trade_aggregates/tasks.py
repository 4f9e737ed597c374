"""What a scheduler calls, a day at a time. Settings come from the environment: PIPELINE_INPUT and so on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from platform_core.settings import load_settings

from .pipeline import Pipeline, open_pipeline
from .settings import RunSettings


def check_raw_data(as_of: date) -> int:
    """How many parts of the raw data had to be checked. `RefusedError` says what is wrong with them."""
    with _pipeline(as_of) as pipeline:
        return pipeline.gate_day(as_of)


def publish(as_of: date) -> int:
    """How many rows are published of the day; nothing is done twice. `RefusedError` says what is wrong with them."""
    with _pipeline(as_of) as pipeline:
        return pipeline.run_day(as_of).rows


@contextmanager
def _pipeline(as_of: date) -> Iterator[Pipeline]:
    with open_pipeline(load_settings(RunSettings, as_of=as_of)) as pipeline:
        yield pipeline
