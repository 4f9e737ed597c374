import sys
from pathlib import Path

import pytest
from dbt.cli.main import dbtRunner

sys.path.insert(0, str(Path(__file__).parent))

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the `warehouse.duckdb` that everything was built into, and dbt's `manifest.json`."""
    place = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DBT_DUCKDB_PATH", str(place / "warehouse.duckdb"))
        places = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
        places += ["--target-path", str(place), "--log-path", str(place)]
        done = dbtRunner().invoke(["build", *places])
    assert done.success
    return place
