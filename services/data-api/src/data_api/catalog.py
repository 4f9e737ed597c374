"""Which datasets there are: those with a contract."""

import json
from importlib.resources import files
from typing import Any

Contract = dict[str, Any]


def load_catalog() -> dict[str, Contract]:
    contracts = (
        json.loads(entry.read_text(encoding="utf-8"))
        for entry in files("data_api.contracts").iterdir()
        if entry.name.endswith(".json")
    )
    return {contract["name"]: contract for contract in contracts}


def column_names(contract: Contract) -> list[str]:
    return [column["name"] for column in contract["columns"]]
