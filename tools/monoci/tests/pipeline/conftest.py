import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from platform_clone import PlatformClone


@pytest.fixture
def clone(tmp_path: Path) -> PlatformClone:
    return PlatformClone(tmp_path / "platform")
