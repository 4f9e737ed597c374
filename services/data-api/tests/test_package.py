"""What is deployed: the built package, with the code that it links."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
LINKED = ROOT / "libs/platform-core/src/platform_core"


@pytest.mark.server
@pytest.mark.skipif(shutil.which("uv") is None, reason="needs uv")
def test_the_wheel_holds_the_linked_code(tmp_path: Path) -> None:
    built = subprocess.run(
        ["uv", "build", "--wheel", "--package", "data-api", "--out-dir", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = {name: archive.read(name) for name in archive.namelist()}
    linked = [path for path in LINKED.rglob("*") if path.suffix in (".py", ".json", ".typed")]
    assert linked
    for path in linked:
        assert names[f"data_api/platform_core/{path.relative_to(LINKED).as_posix()}"] == path.read_bytes()


def test_the_package_never_imports_the_library_by_its_own_name() -> None:
    code = "import sys; sys.modules['platform_core'] = None; import data_api.api, data_api.sample, data_api.serving"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


@pytest.mark.slow
def test_the_sample_is_made_whole_or_refused(tmp_path: Path) -> None:
    def sample(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "data_api.sample", *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)

    made, again, nowhere = sample("serving.db", "--users", "3"), sample("serving.db"), sample("no/serving.db")
    assert (made.returncode, [path.name for path in tmp_path.iterdir()]) == (0, ["serving.db"])
    assert (again.returncode, "exists" in again.stderr) == (2, True)
    assert (nowhere.returncode, "is no directory" in nowhere.stderr) == (2, True)
