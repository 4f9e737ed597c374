"""Structured logs on stderr: one form for what the platform logs and for what its libraries do."""

import logging
import sys
from contextlib import ExitStack
from typing import Any, Literal

import structlog
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import EventDict, Processor, WrappedLogger

_TALKATIVE = ("httpx", "httpx2")  # a line at INFO for each request: give them a level afterwards to see it


def configure_logging(service: str, *, level: str = "INFO", fmt: Literal["json", "console"] = "console") -> None:
    """Call it once, at the start of a program; calling it again replaces what was set up."""

    def name_service(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return {**event, "service": service}

    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        name_service,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    rendered: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if fmt == "json":
        without_locals = ExceptionDictTransformer(show_locals=False)  # they may hold secrets
        rendered += [structlog.processors.ExceptionRenderer(without_locals)]
        rendered += [structlog.processors.JSONRenderer(default=str)]
    else:
        rendered += [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]

    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,  # loggers of modules are made before this is called
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=rendered))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(root.level, logging.WARNING))


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def bind_run(**values: Any) -> ExitStack:  # noqa: ANN401 (anything that can be logged)
    """Add `values`, such as `run_id=...`, to all that is logged from here on; as a context manager, until its end."""
    stack = ExitStack()
    stack.callback(structlog.contextvars.reset_contextvars, **structlog.contextvars.bind_contextvars(**values))
    return stack
