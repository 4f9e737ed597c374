import pytest
from fastapi.testclient import TestClient

# isort: split
from $[[ name | snake ]].api import (
    make_app,
)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("SERVICE_GREETING", "Good morning")
    return TestClient(make_app())


def test_it_is_healthy(client: TestClient) -> None:
    response = client.get("/health")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_it_greets_as_the_environment_says(client: TestClient) -> None:
    assert client.get("/greetings/Ada").json() == {"text": "Good morning, Ada!"}


def test_answers_are_measured_by_route(client: TestClient) -> None:
    client.get("/greetings/Grace")
    client.get("/nothing/here")
    metrics = client.get("/metrics").text
    assert 'route="/greetings/{name}",status="200"' in metrics
    assert 'route="none",status="404"' in metrics
    assert "Grace" not in metrics
