"""How long answers take, for Prometheus."""

import os
from collections.abc import Awaitable, Callable
from time import perf_counter

from fastapi import Request, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

CONTENT_TYPE = CONTENT_TYPE_LATEST
DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = Histogram(
    "http_request_seconds",
    "How long an answer took",
    ["method", "route", "status"],
)


async def measure(
    request: Request,
    answer: Callable[[Request], Awaitable[Response]],
) -> Response:
    """By route, not by path: there is no end to paths."""
    start, status = perf_counter(), 500
    try:
        response = await answer(request)
        status = response.status_code
        return response
    finally:
        route = getattr(request.scope.get("route"), "path", "none")
        labels = SECONDS.labels(request.method, route, str(status))
        labels.observe(perf_counter() - start)


def report() -> bytes:
    """Of every process of the service, where gunicorn runs it."""
    if DIRECTORY not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    add_up: Callable[[CollectorRegistry], object] = MultiProcessCollector
    add_up(registry)
    return generate_latest(registry)
