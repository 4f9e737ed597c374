"""Errors as problem documents (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from .models import BadParameter, Problem
from .platform_core.logs import get_logger
from .store import NoData, Unavailable

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = "5"


def responses(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """For OpenAPI."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {int(status): {"description": status.phrase, "content": {MEDIA_TYPE: schema}} for status in statuses}


def problem(
    status: int, detail: str, errors: list[BadParameter] | None = None, headers: dict[str, str] | None = None
) -> Response:
    document = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors)
    body = document.model_dump_json(exclude_none=True)
    return Response(body, status, headers={**(headers or {}), "cache-control": "no-store"}, media_type=MEDIA_TYPE)


def add_problem_handlers(app: FastAPI) -> None:
    make_document = app.openapi

    def with_problem() -> dict[str, Any]:
        document = make_document()
        schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        document["components"]["schemas"] |= {**schema.pop("$defs"), "Problem": schema}
        return document

    app.openapi = with_problem  # type: ignore[method-assign]

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> Response:
        return problem(error.status_code, str(error.detail), headers=dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def bad_parameters(_: Request, error: RequestValidationError) -> Response:
        errors = [BadParameter(parameter=str(fault["loc"][-1]), message=fault["msg"]) for fault in error.errors()]
        detail = "; ".join(f"{fault.parameter}: {fault.message}" for fault in errors)
        return problem(422, detail, errors)

    @app.exception_handler(NoData)
    async def no_data(_: Request, error: NoData) -> Response:
        return problem(404, str(error))

    @app.exception_handler(Unavailable)
    async def unavailable(request: Request, error: Unavailable) -> Response:
        get_logger(__name__).error("serving database", path=request.url.path, reason=error.reason)
        return problem(503, str(error), headers={"retry-after": RETRY_AFTER_S})

    @app.exception_handler(Exception)
    async def failed(_: Request, error: Exception) -> Response:  # the server logs it
        return problem(500, "an error of the service: its log says more")
