import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from data_api.models import SymbolTradeAmounts, UserTradeAmounts
from data_api.platform_core.contracts import contract_names, load_contract
from data_api.sample import AS_OF, symbol_rows, user_rows
from fastapi.testclient import TestClient
from pydantic import BaseModel

DAY, DAY_BEFORE = str(AS_OF), str(AS_OF - timedelta(days=1))


def as_json(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    decoded: list[dict[str, Any]] = json.loads(json.dumps(list(rows), default=str))
    return decoded


@pytest.mark.parametrize(
    ("model", "name"), [(UserTradeAmounts, "user_trade_amounts"), (SymbolTradeAmounts, "symbol_trade_amounts")]
)
def test_the_rows_are_those_of_the_contract(model: type[BaseModel], name: str) -> None:
    def columns(schema: dict[str, Any]) -> dict[str, tuple[str, str | None]]:
        return {column: (kind["type"], kind.get("format")) for column, kind in schema["properties"].items()}

    contract, answered = load_contract(name).schema, model.model_json_schema()
    assert columns(answered) == columns(contract)
    assert sorted(answered["required"]) == sorted(contract["required"])


@pytest.mark.parametrize(
    ("path", "name"), [("user-trade-amounts", "user_trade_amounts"), ("symbol-trade-amounts", "symbol_trade_amounts")]
)
def test_answers_keep_the_contract(client: TestClient, path: str, name: str) -> None:
    items = client.get(f"/v1/{path}").json()["items"]
    assert items
    assert load_contract(name).violations(items) == []


def test_users_are_listed_by_rank_in_pages(client: TestClient) -> None:
    expected = as_json(user_rows(AS_OF, 40))
    pages = [client.get("/v1/user-trade-amounts", params={"limit": 15, "offset": n}).json() for n in (0, 15, 30, 45)]
    assert [row for page in pages for row in page["items"]] == expected
    assert {(page["as_of"], page["total"], page["limit"]) for page in pages} == {(DAY, 40, 15)}


def test_users_of_a_country_and_a_day(client: TestClient) -> None:
    expected = [row for row in as_json(user_rows(AS_OF - timedelta(days=1), 40)) if row["country"] == "CH"]
    page = client.get("/v1/user-trade-amounts", params={"as_of": DAY_BEFORE, "country": "CH"}).json()
    assert expected
    assert (page["items"], page["total"], page["as_of"]) == (expected, len(expected), DAY_BEFORE)
    nobody = client.get("/v1/user-trade-amounts", params={"country": "NZ"})
    assert (nobody.status_code, nobody.json()["items"], nobody.json()["total"]) == (200, [], 0)


def test_symbols_are_listed_by_amount(client: TestClient) -> None:
    expected = sorted(as_json(symbol_rows(AS_OF, 5)), key=lambda row: -row["amount"])
    assert client.get("/v1/symbol-trade-amounts?limit=3").json()["items"] == expected[:3]


def test_a_user_on_the_latest_and_on_a_given_day(client: TestClient) -> None:
    latest = client.get("/v1/users/7/trade-amounts").json()
    before = client.get("/v1/users/7/trade-amounts", params={"as_of": DAY_BEFORE}).json()
    assert latest == next(row for row in as_json(user_rows(AS_OF, 40)) if row["user_id"] == 7)
    assert (before["user_id"], before["as_of"]) == (7, DAY_BEFORE)


def test_datasets_and_their_contracts(client: TestClient) -> None:
    assert [dataset["name"] for dataset in client.get("/v1/datasets").json()] == contract_names()
    dataset = client.get("/v1/datasets/user_trade_amounts").json()
    assert dataset["key"] == ["as_of", "user_id"]
    assert dataset["contract"] == load_contract("user_trade_amounts").schema


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/v1/users/4711/trade-amounts", 404, "user 4711"),
        ("/v1/users/7/trade-amounts?as_of=2020-01-01", 404, "2020-01-01"),
        ("/v1/user-trade-amounts?as_of=2020-01-01", 404, "nothing of as_of 2020-01-01"),
        ("/v1/datasets/user_trade_amount", 404, "did you mean 'user_trade_amounts'?"),
        ("/v1/nothing", 404, "Not Found"),
        ("/v1/users/seven/trade-amounts", 422, "user_id"),
        (f"/v1/users/{2**63}/trade-amounts", 422, "user_id"),
        ("/v1/user-trade-amounts?as_of=yesterday&limit=1001", 422, "limit"),
        ("/v1/user-trade-amounts?limit=0", 422, "limit"),
        ("/v1/symbol-trade-amounts?offset=-1", 422, "offset"),
        ("/v1/user-trade-amounts?country=CH' OR '1'='1", 422, "country"),
    ],
)
def test_errors_are_problem_documents(client: TestClient, path: str, status: int, said: str) -> None:
    response = client.get(path)
    problem = response.json()
    assert (response.status_code, problem["status"]) == (status, status)
    assert response.headers["content-type"] == "application/problem+json"
    assert said in problem["detail"]


def test_all_bad_parameters_are_named_at_once(client: TestClient) -> None:
    problem = client.get("/v1/user-trade-amounts?as_of=yesterday&limit=1001&country=x").json()
    assert [fault["parameter"] for fault in problem["errors"]] == ["as_of", "country", "limit"]


def test_nothing_is_written(client: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.request(method, "/v1/users/7/trade-amounts").status_code == 405


def test_answers_are_validated_by_their_tag(client: TestClient) -> None:
    first = client.get("/v1/users/7/trade-amounts")
    assert 0 < int(first.headers["cache-control"].removeprefix("max-age=")) <= 30
    for tag in (first.headers["etag"], f'"other", W/{first.headers["etag"]}'):
        again = client.get("/v1/users/7/trade-amounts", headers={"if-none-match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    other = client.get("/v1/users/8/trade-amounts", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_requests_and_the_cache_are_counted(client: TestClient) -> None:
    def counted(name: str) -> float:
        lines = client.get("/metrics").text.splitlines()
        return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(name))

    hit, miss = 'data_api_cache_requests_total{result="hit"}', 'data_api_cache_requests_total{result="miss"}'
    requests = 'http_request_seconds_count{method="GET",route="/v1/users/{user_id}/trade-amounts",status="200"}'
    before = {name: counted(name) for name in (hit, miss, requests)}
    for user in (1, 2, 1, 1):
        client.get(f"/v1/users/{user}/trade-amounts")
    client.get("/no/such/path")
    assert {name: counted(name) - value for name, value in before.items()} == {hit: 2, miss: 2, requests: 4}
    assert counted('http_request_seconds_count{method="GET",route="none",status="404"}') >= 1


def test_the_document_names_every_endpoint_and_its_errors(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    statuses = {path: sorted(operations["get"]["responses"]) for path, operations in document["paths"].items()}
    reads = ["200", "304", "404", "422", "503"]
    assert statuses == {
        "/v1/users/{user_id}/trade-amounts": reads,
        "/v1/user-trade-amounts": reads,
        "/v1/symbol-trade-amounts": reads,
        "/v1/datasets": ["200"],
        "/v1/datasets/{name}": ["200", "404", "422"],
        "/health": ["200"],
        "/ready": ["200", "503"],
    }
    references = set(find_references(document))
    assert references == {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}


def find_references(node: object) -> Iterable[str]:
    if isinstance(node, dict):
        yield from ([node["$ref"]] if isinstance(node.get("$ref"), str) else [])
        node = list(node.values())
    for child in node if isinstance(node, list) else []:
        yield from find_references(child)
