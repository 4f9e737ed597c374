"""What the service answers."""

from fastapi import FastAPI, Response
from pydantic import BaseModel

from .metrics import CONTENT_TYPE, measure, report
from .settings import Settings


class Health(BaseModel):
    status: str


class Greeting(BaseModel):
    text: str


def make_app() -> FastAPI:
    settings = Settings()
    app = FastAPI(
        title="$[[ name ]]",
    )
    app.middleware("http")(measure)

    @app.get("/health")
    def health() -> Health:
        return Health(status="ok")

    @app.get("/metrics", include_in_schema=False)
    def metrics() -> Response:
        return Response(report(), media_type=CONTENT_TYPE)

    @app.get("/greetings/{name}")
    def greet(name: str) -> Greeting:
        return Greeting(text=f"{settings.greeting}, {name}!")

    return app
