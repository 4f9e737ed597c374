import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from platform_core.logs import bind_run, configure_logging, get_logger

CLIENTS = ("httpx", "httpx2")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, loggers = root.handlers, [root, *map(logging.getLogger, CLIENTS)]
    levels = [logger.level for logger in loggers]
    yield
    root.handlers = handlers
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def test_logs_of_the_platform_and_its_libraries_have_one_form(capsys: pytest.CaptureFixture[str]) -> None:
    log = get_logger("early")  # as modules do, before anything is configured
    configure_logging("trades", fmt="json")
    with bind_run(run_id="r1", as_of="2026-01-31"):
        log.info("loaded", rows=3)
        logging.getLogger("sqlalchemy").warning("slow: %d s", 4)
    log.info("done")
    captured = capsys.readouterr()
    assert captured.out == ""
    lines = [json.loads(line) for line in captured.err.splitlines()]
    assert all(line.pop("timestamp").endswith("Z") for line in lines)
    run = {"service": "trades", "run_id": "r1", "as_of": "2026-01-31"}
    assert lines == [
        {"event": "loaded", "level": "info", "logger": "early", "rows": 3, **run},
        {"event": "slow: 4 s", "level": "warning", "logger": "sqlalchemy", **run},
        {"event": "done", "level": "info", "logger": "early", "service": "trades"},
    ]


def test_exceptions_are_logged_without_the_values_of_variables(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("trades", fmt="json")
    password = "hunter2"  # noqa: S105
    try:
        raise ValueError(f"no password of {len(password)} letters")
    except ValueError:
        get_logger("x").exception("failed")
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["exception"][0]["exc_value"] == "no password of 7 letters"
    assert "hunter2" not in line


def test_the_level_holds_and_the_console_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("trades", level="warning")
    bind_run(run_id="r1")  # until the end of the program
    get_logger("x").info("quiet")
    get_logger("x").warning("loud", rows=3)
    (line,) = capsys.readouterr().err.splitlines()
    assert "[warning  ] loud" in line
    assert "rows=3 run_id=r1 service=trades" in line


@pytest.mark.parametrize("client", CLIENTS)
def test_clients_do_not_log_each_request(client: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("trades", level="debug")
    logging.getLogger(client).info("HTTP Request: GET http://host/ 200 OK")
    logging.getLogger(client).warning("no answer")
    configure_logging("trades", level="error")
    logging.getLogger(client).warning("no answer again")
    (line,) = capsys.readouterr().err.splitlines()
    assert "no answer" in line
