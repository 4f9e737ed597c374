"""The command. Each option is an environment variable, too: --as-of is PIPELINE_AS_OF, the command PIPELINE_COMMAND."""

import argparse
import logging
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from platform_core.settings import SettingsError, load_settings
from pydantic_settings import BaseSettings

from .settings import RunSettings, SampleSettings
from .windows import DAY

if TYPE_CHECKING:
    from .pipeline import Outcome

ENVIRONMENT = "PIPELINE_"
DEMO_DAYS = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """0; 1 where a day could not be published; 2 for what the command cannot be told."""
    given = (
        list(sys.argv[1:] if arguments is None else arguments) or os.environ.get(f"{ENVIRONMENT}COMMAND", "").split()
    )
    options = _parser().parse_args(given)
    try:
        return _COMMANDS[options.command](options)
    except SettingsError as error:
        named = re.sub(r"(^|; )([a-z_]+):", lambda found: f"{found[1]}{_option(found[2])}:", str(error))
        return _complain(named, 2)


def run(options: argparse.Namespace) -> int:
    """publish days"""
    settings = load_settings(RunSettings, **_values(options, RunSettings))
    if not settings.input.is_dir() and not settings.warehouse_url.startswith("redshift"):
        raise SettingsError(f"input: {settings.input} is no directory")
    return _publish(settings)


def sample(options: argparse.Namespace) -> int:
    """write raw data to try it on"""
    from .sample import SampleError, write_sample

    settings = load_settings(SampleSettings, **_values(options, SampleSettings))
    try:
        trades = write_sample(options.directory, settings)
    except SampleError as error:
        return _complain(str(error), 2)
    except OSError as error:
        return _complain(str(error), 1)
    print(f"{trades} trades of {settings.users} users from {settings.first} to {settings.until}: {options.directory}")
    return 0


def demo(options: argparse.Namespace) -> int:
    """publish the last days of a sample, all in a temporary directory"""
    from .sample import write_sample

    settings = load_settings(SampleSettings, **_values(options, SampleSettings))
    with tempfile.TemporaryDirectory(prefix="trade-aggregates-") as place:
        raw, serving = Path(place, "raw"), f"sqlite:///{place}/serving.db"
        print(f"{write_sample(raw, settings)} trades of {settings.users} users, {settings.first} to {settings.until}")
        first = settings.until - (min(DEMO_DAYS, settings.days) - 1) * DAY
        status = _publish(RunSettings(input=raw, from_day=first, to_day=settings.until, serving_url=serving))
        if status == 0:
            _show(serving)
    return status


_COMMANDS = {"run": run, "sample": sample, "demo": demo}


def _publish(settings: RunSettings) -> int:
    # Not at the top: --help need not wait for SQLAlchemy, pandas and DuckDB.
    from platform_core.engines import EngineError
    from platform_core.logs import configure_logging
    from quality_gate import DataError
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError

    from .gate import RefusedError
    from .inputs import InputError
    from .pipeline import open_pipeline
    from .serving import BrokenContractError

    days = settings.days()
    configure_logging("trade-aggregates", level=settings.log_level, fmt=settings.log_format)
    for handler in logging.getLogger().handlers:
        handler.addFilter(_not_setting_up)
    try:
        with open_pipeline(settings) as pipeline:
            for day in days:
                print(_line(pipeline.run_day(day, force=settings.force), settings.sla_hours), flush=True)
    except EngineError as error:
        return _complain(str(error), 2)
    except DBAPIError as error:
        return _complain(f"the serving database: {error.orig}", 1)
    except (InputError, DataError, RefusedError, BrokenContractError, SQLAlchemyError, OSError) as error:
        return _complain(str(error), 1)
    return 0


def _not_setting_up(record: logging.LogRecord) -> bool:
    """Great Expectations tells how it does so, whatever its level is."""
    return record.levelno >= logging.WARNING or not record.name.startswith("great_expectations")


def _line(outcome: "Outcome", sla_hours: float) -> str:
    done = "was published from the same data" if outcome.skipped else "published"
    kept = "kept" if outcome.lag <= sla_hours * 3600 else "missed"
    hours = f"{outcome.lag / 3600:.1f} h after its end"
    return f"{outcome.as_of} {done}: {outcome.rows} rows, {hours} (SLA {sla_hours:g} h: {kept})"


def _show(serving: str) -> None:
    from sqlalchemy import create_engine, text

    query = "SELECT * FROM user_trade_amounts ORDER BY as_of DESC, rank LIMIT 3"
    with create_engine(serving).connect() as connection:
        for row in connection.execute(text(query)):
            amount = f"{row.trades} trades, {row.amount:,.2f} EUR"
            print(f"{row.as_of} #{row.rank}: user {row.user_id} ({row.country}), {amount}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="trade-aggregates", description="Users' trade amounts over three years.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, settings in (("run", RunSettings), ("sample", SampleSettings), ("demo", SampleSettings)):
        command = commands.add_parser(name, help=_COMMANDS[name].__doc__, description=_COMMANDS[name].__doc__)
        if name == "sample":
            command.add_argument("directory", type=Path, metavar="DIR", help="a new one")
        for field, info in settings.model_fields.items():
            if info.description:
                add = partial(command.add_argument, _option(field), dest=field)
                help_text = f"{info.description} [{_variable(field)}]"
                if info.annotation is bool:
                    add(action="store_const", const="true", help=help_text)
                else:
                    add(metavar="VALUE", help=help_text)
    return parser


def _values(options: argparse.Namespace, settings: type[BaseSettings]) -> dict[str, str | None]:
    """What is said, all of it still text: the settings tell what is wrong with it, all at once."""
    return {
        field: getattr(options, field, None) or os.environ.get(_variable(field)) or None
        for field in settings.model_fields
    }


def _option(field: str) -> str:
    return "--" + field.removesuffix("_day").replace("_", "-")


def _variable(field: str) -> str:
    return ENVIRONMENT + field.removesuffix("_day").upper()


def _complain(message: str, status: int) -> int:
    print(f"trade-aggregates: error: {message}", file=sys.stderr)
    return status
