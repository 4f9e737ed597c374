from collections.abc import Iterator
from pathlib import Path

import pytest
from data_api.api import make_app
from data_api.platform_core.engines import make_engine
from data_api.sample import fill
from data_api.settings import Settings
from fastapi.testclient import TestClient


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Two days of 40 users and 5 symbols."""
    file = tmp_path / "serving.db"
    engine = make_engine(f"sqlite:///{file}")
    fill(engine, users=40, symbols=5)
    engine.dispose()
    return file


@pytest.fixture
def client(database: Path) -> Iterator[TestClient]:
    settings = Settings(serving_url=f"sqlite:///{database}")
    with TestClient(make_app(settings), raise_server_exceptions=False) as client:
        yield client
