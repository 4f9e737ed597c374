"""When the pipeline runs. Airflow alone reads this file; the pipeline needs none."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from airflow.sdk import dag, task
from airflow.sdk.exceptions import AirflowFailException
from airflow.timetables.interval import CronDataIntervalTimetable

RETRIES = {"retries": 2, "retry_delay": timedelta(minutes=5)}


# The imports are not at the top: Airflow reads this file often, and only workers need the package.
@task(**RETRIES)
def check_raw_data(data_interval_start: datetime | None = None) -> int:
    """The gate for what has come; Airflow gives the argument, the day that has just ended."""
    from trade_aggregates import tasks

    return of_day(tasks.check_raw_data, data_interval_start)


@task(**RETRIES)
def publish(data_interval_start: datetime | None = None) -> int:
    """Aggregate, check again, publish."""
    from trade_aggregates import tasks

    return of_day(tasks.publish, data_interval_start)


def of_day(do: Callable[[date], int], start: datetime | None) -> int:
    from trade_aggregates.gate import RefusedError

    if start is None:
        raise ValueError("a run without an interval has no day")
    try:
        return do(start.date())
    except RefusedError as error:  # the same data again would be refused again
        raise AirflowFailException(str(error)) from error


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
