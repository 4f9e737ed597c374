"""What the service answers."""

from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Request, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from .cache import AnswerCache
from .metrics import CONTENT_TYPE, Measured, report
from .models import Dataset, DatasetSummary, Health, Page, SymbolTradeAmounts, UserTradeAmounts
from .platform_core.contracts import Contract, ContractError, contract_names, load_contract
from .platform_core.logs import configure_logging
from .platform_core.settings import load_settings
from .problems import add_problem_handlers, problem, responses
from .settings import Settings
from .store import CONNECTIONS, NoData, Store, Unavailable

BIGINT = 2**63
AsOf = Annotated[date | None, Query(description="The last day that is counted; without it the latest there is")]
Country = Annotated[str | None, Query(pattern="^[A-Z]{2}$", description="ISO 3166 alpha-2")]
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
UserId = Annotated[int, Path(ge=-BIGINT, lt=BIGINT)]
READS: dict[int | str, dict[str, Any]] = {
    304: {"description": "Not modified, as `If-None-Match` says"},
    **responses(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE),
}


def make_app(settings: Settings | None = None) -> FastAPI:
    settings = settings or load_settings(Settings)
    configure_logging("data-api", level=settings.log_level, fmt=settings.log_format)
    store = Store(settings.serving_url, query_seconds=settings.query_seconds)
    cache = AnswerCache(seconds=settings.cache_seconds, megabytes=settings.cache_megabytes, threads=CONNECTIONS)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        cache.close()
        store.close()

    app = FastAPI(title="data-api", description="Users' trade amounts: reads only", version="1", lifespan=lifespan)
    app.add_middleware(Measured)
    add_problem_handlers(app)

    async def cached(request: Request, key: Hashable, read: Callable[[], BaseModel]) -> Response:
        answer = await cache.get(key, lambda: read().model_dump_json().encode())
        fresh = max(0, int(answer.expires - cache.clock()))
        headers = {"etag": answer.etag, "cache-control": f"max-age={fresh}"}
        if answer.etag in _etags(request):
            return Response(status_code=304, headers=headers)
        return Response(answer.body, headers=headers, media_type="application/json")

    @app.get("/v1/users/{user_id}/trade-amounts", response_model=UserTradeAmounts, responses=READS)
    async def user_trade_amounts(request: Request, user_id: UserId, as_of: AsOf = None) -> Response:
        return await cached(request, ("user", user_id, as_of), lambda: store.user(user_id, as_of))

    @app.get("/v1/user-trade-amounts", response_model=Page[UserTradeAmounts], responses=READS)
    async def users_by_rank(
        request: Request, as_of: AsOf = None, country: Country = None, limit: Limit = 100, offset: Offset = 0
    ) -> Response:
        """Users by rank."""
        key = ("users", as_of, country, limit, offset)
        return await cached(request, key, lambda: store.users(as_of, country, limit, offset))

    @app.get("/v1/symbol-trade-amounts", response_model=Page[SymbolTradeAmounts], responses=READS)
    async def symbols_by_amount(
        request: Request, as_of: AsOf = None, limit: Limit = 100, offset: Offset = 0
    ) -> Response:
        """Symbols by amount, the largest first."""
        return await cached(request, ("symbols", as_of, limit, offset), lambda: store.symbols(as_of, limit, offset))

    @app.get("/v1/datasets")
    async def datasets() -> list[DatasetSummary]:
        return [DatasetSummary(**_summary(load_contract(name))) for name in contract_names()]

    @app.get("/v1/datasets/{name}", responses=responses(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY))
    async def dataset(name: str) -> Dataset:
        """A dataset with its contract."""
        try:
            contract = load_contract(name)
        except ContractError as error:
            raise NoData(str(error)) from None
        return Dataset(**_summary(contract), contract=contract.schema)

    @app.get("/health")
    async def health() -> Health:
        """Whether the process answers."""
        return Health(status="ok")

    @app.get("/ready", response_model=Health, responses=responses(HTTPStatus.SERVICE_UNAVAILABLE))
    async def ready() -> Response:
        """Whether the database does, with the tables that the contracts say."""
        try:
            await run_in_threadpool(store.check)
        except Unavailable as error:
            return problem(503, error.reason)
        return Response(Health(status="ok").model_dump_json(), media_type="application/json")

    @app.get("/metrics", include_in_schema=False)
    def metrics() -> Response:
        return Response(report(), media_type=CONTENT_TYPE)

    return app


def _etags(request: Request) -> set[str]:
    """Proxies that compress make tags weak."""
    return {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}


def _summary(contract: Contract) -> dict[str, Any]:
    return {"name": contract.name, "description": contract.schema["description"], "key": list(contract.key)}
