"""When the pipeline runs. Airflow alone reads this file; the pipeline needs none."""

from datetime import UTC, datetime, timedelta

from airflow.sdk import dag, task
from airflow.timetables.interval import CronDataIntervalTimetable

RETRIES = {"retries": 2, "retry_delay": timedelta(minutes=5)}


# The imports are not at the top: Airflow reads this file often, and only workers need the package.
@task(**RETRIES)
def check_raw_data(data_interval_start: datetime | None = None) -> int:
    """The gate for what has come; Airflow gives the argument, the day that has just ended."""
    from trade_aggregates import tasks

    if data_interval_start is None:
        raise ValueError("a run without an interval has no day")
    return tasks.check_raw_data(data_interval_start.date())


@task(**RETRIES)
def publish(data_interval_start: datetime | None = None) -> int:
    """Aggregate, check again, publish."""
    from trade_aggregates import tasks

    if data_interval_start is None:
        raise ValueError("a run without an interval has no day")
    return tasks.publish(data_interval_start.date())


@dag(
    dag_id="trade-aggregates",
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
)
def pipeline() -> None:
    check_raw_data() >> publish()


pipeline()
