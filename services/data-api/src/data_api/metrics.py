"""Requests, how long answers take, and what the cache does, for Prometheus."""

import os
from collections.abc import Callable
from time import perf_counter

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_TYPE = CONTENT_TYPE_LATEST
DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
SECONDS = Histogram(  # its _count is the number of requests
    "http_request_seconds", "How long an answer took", ["method", "route", "status"], buckets=BUCKETS
)
CACHE = Counter("data_api_cache_requests", "Requests that the cache answered (hit), or the database (miss)", ["result"])


class Measured:
    """By route, not by path: there is no end to paths."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        start, status = perf_counter(), 500

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, note)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            SECONDS.labels(scope["method"], route, str(status)).observe(perf_counter() - start)


def report() -> bytes:
    """Of every process of the service, where gunicorn runs it."""
    if DIRECTORY not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    add_up: Callable[[CollectorRegistry], object] = MultiProcessCollector
    add_up(registry)
    return generate_latest(registry)
