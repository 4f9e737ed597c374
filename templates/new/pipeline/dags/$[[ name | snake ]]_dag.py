"""When the pipeline runs. Airflow alone reads this file; the pipeline needs none."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from airflow.sdk import dag, task
from airflow.timetables.interval import CronDataIntervalTimetable


@task(retries=2, retry_delay=timedelta(minutes=5))
def run_day(data_interval_start: datetime | None = None) -> int:
    """The day that has just ended; Airflow gives the argument."""
    # Not at the top: Airflow reads this file often, and only workers need the package.
    from $[[ name | snake ]] import (
        run,
    )

    if data_interval_start is None:
        raise ValueError("a run without an interval has no day")
    day = data_interval_start.date()
    source = Path(os.environ["PIPELINE_INPUT"])
    return run(source, os.environ["PIPELINE_DATABASE"], day, day)


@dag(
    dag_id="$[[ name ]]",
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
)
def pipeline() -> None:
    run_day()


pipeline()
