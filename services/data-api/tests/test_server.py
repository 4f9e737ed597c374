import json
import threading
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from data_api.api import Api
from data_api.server import make_server


@pytest.fixture
def address(api: Api) -> Iterator[str]:
    with make_server(api, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_documents_are_json(address: str) -> None:
    with urlopen(f"{address}/datasets/trade_bars/rows?limit=1", timeout=5) as response:  # noqa: S310
        assert response.headers["Content-Type"] == "application/json"
        assert json.load(response)[0]["symbol"] == "ACME"


def test_errors_have_their_status(address: str) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(f"{address}/nothing", timeout=5)  # noqa: S310
    assert caught.value.code == 404
