"""The schemas in tools/monoci/schema are schemas themselves, and name no place but that of JSON Schema."""

import json
from pathlib import Path

import pytest
from jsonschema.validators import validator_for

SCHEMAS = sorted((Path(__file__).parents[2] / "schema").glob("*.schema.json"))


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_a_schema_keeps_to_the_rules_of_schemas(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    schema = json.loads(text)
    validator_for(schema, default=None).check_schema(schema)
    assert text.count("://") == schema["$schema"].count("://")
