from http import HTTPStatus
from pathlib import Path

import pytest
from data_api.api import Api

ROWS = "/datasets/trade_bars/rows"


def test_datasets_are_those_with_a_contract(api: Api) -> None:
    assert api.respond("/datasets") == (HTTPStatus.OK, ["trade_bars"])
    status, contract = api.respond("/datasets/trade_bars")
    assert (status, contract["key"]) == (HTTPStatus.OK, ["symbol", "minute"])


def test_rows_come_in_the_order_of_the_key(api: Api) -> None:
    status, rows = api.respond(ROWS)
    assert status == HTTPStatus.OK
    assert [(row["symbol"], row["minute"][-5:]) for row in rows] == [
        ("ACME", "09:30"),
        ("ACME", "09:31"),
        ("GLBX", "09:30"),
    ]


@pytest.mark.parametrize(
    ("query", "closes"),
    [
        ("?symbol=GLBX", [9]),
        ("?symbol=ACME&limit=1", [1]),
        ("?symbol=ACME%27+OR+%271%27%3D%271", []),
    ],
)
def test_rows_are_filtered_by_columns(api: Api, query: str, closes: list[int]) -> None:
    assert [row["close"] for row in api.respond(ROWS + query)[1]] == closes


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/", HTTPStatus.NOT_FOUND),
        ("/datasets/nothing", HTTPStatus.NOT_FOUND),
        ("/datasets/nothing/rows", HTTPStatus.NOT_FOUND),
        (ROWS + "?colour=red", HTTPStatus.BAD_REQUEST),
        (ROWS + "?limit=0", HTTPStatus.BAD_REQUEST),
        (ROWS + "?limit=all", HTTPStatus.BAD_REQUEST),
        ("/health", HTTPStatus.OK),
    ],
)
def test_status_of_a_request(api: Api, target: str, status: HTTPStatus) -> None:
    assert api.respond(target)[0] == status


def test_a_missing_database_is_not_created(tmp_path: Path) -> None:
    status, _ = Api(tmp_path / "none.db").respond(ROWS)
    assert status == HTTPStatus.SERVICE_UNAVAILABLE
    assert not (tmp_path / "none.db").exists()
