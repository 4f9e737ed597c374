"""From raw data to what a client of the service is told: the real command, database and service."""

import json
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from data_api.testing import running_service
from platform_core.contracts import load_contract
from trade_aggregates import main

pytestmark = pytest.mark.server
Dump = dict[str, list[tuple[Any, ...]]]


def test_the_service_tells_what_was_published(
    sample: Path, new_database: Callable[[], str], dump: Callable[[str], Dump]
) -> None:
    url = new_database()
    command = ["run", "--input", str(sample), "--serving-url", url]
    assert main([*command, "--from", "2026-10-30", "--to", "2026-10-31"]) == 0
    published = dump(url)
    with running_service(url) as service:
        for day in ("2026-10-30", "2026-10-31"):
            for name in ("user_trade_amounts", "symbol_trade_amounts"):
                status, page = get(service.url, f"/v1/{name.replace('_', '-')}?as_of={day}&limit=1000")
                columns = load_contract(name).columns
                told = [tuple(str(item[column]) for column in columns) for item in page["items"]]
                assert status == 200
                assert page["total"] == len(told)
                assert sorted(told) == sorted(tuple(map(str, row)) for row in published[name] if str(row[0]) == day)
        best = min(
            (row for row in published["user_trade_amounts"] if str(row[0]) == "2026-10-31"), key=lambda row: row[-1]
        )
        status, user = get(service.url, f"/v1/users/{best[1]}/trade-amounts")  # of the latest day
        assert (status, user["as_of"], user["rank"], user["amount"]) == (200, "2026-10-31", 1, best[6])
        assert get(service.url, "/v1/user-trade-amounts?as_of=2026-10-29")[0] == 404


def get(address: str, path: str) -> tuple[int, dict[str, Any]]:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, json.load(answer)
    finally:
        connection.close()
