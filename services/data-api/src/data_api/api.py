"""From a request's target to a status and a document. Knows nothing of sockets."""

import sqlite3
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from data_api.catalog import Contract, load_catalog
from data_api.queries import BadQueryError, read_rows

Response = tuple[HTTPStatus, Any]


@dataclass(frozen=True)
class Api:
    database: Path
    catalog: dict[str, Contract] = field(default_factory=load_catalog)

    def respond(self, target: str) -> Response:
        url = urlsplit(target)
        match [unquote(part) for part in url.path.split("/") if part]:
            case ["health"]:
                return HTTPStatus.OK, {"status": "ok"}
            case ["datasets"]:
                return HTTPStatus.OK, sorted(self.catalog)
            case ["datasets", name] if name in self.catalog:
                return HTTPStatus.OK, self.catalog[name]
            case ["datasets", name, "rows"] if name in self.catalog:
                return self._rows(self.catalog[name], dict(parse_qsl(url.query)))
        return HTTPStatus.NOT_FOUND, {"error": f"nothing at {url.path}"}

    def _rows(self, contract: Contract, parameters: dict[str, str]) -> Response:
        try:
            return HTTPStatus.OK, read_rows(self.database, contract, parameters)
        except BadQueryError as error:
            return HTTPStatus.BAD_REQUEST, {"error": str(error)}
        except sqlite3.OperationalError as error:
            return HTTPStatus.SERVICE_UNAVAILABLE, {"error": f"the dataset cannot be read: {error}"}
