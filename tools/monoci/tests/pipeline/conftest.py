import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from platform_clone import PlatformClone


@pytest.fixture(scope="session", autouse=True)
def _place_for_inner_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The pytest of a job, when it ends, takes away what earlier runs have left where it works, which can be whole
    clones of ours and take minutes: give it a place of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_DEBUG_TEMPROOT", str(tmp_path_factory.mktemp("inner")))
        yield


@pytest.fixture
def clone(tmp_path: Path) -> PlatformClone:
    return PlatformClone(tmp_path / "platform")
