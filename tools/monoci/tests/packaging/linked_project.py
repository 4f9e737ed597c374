"""A project that links to the code of another, built by uv with the back end that it names."""

import os
import re
import subprocess
import tarfile
import zipfile
from pathlib import Path

REPOSITORY = Path(__file__).parents[4]
MONOCI = os.environ.get("MONOCI_PROGRAM", str(REPOSITORY / "build/dev/monoci"))

LIBRARY = {
    "pyproject.toml": '[project]\nname = "core"\nversion = "1"\n',
    "src/core/__init__.py": "",
    "src/core/sub/__init__.py": "",
    "src/core/sub/deep.py": "ANSWER = 42\n",
    "src/core/schema.json": "{}",
    "src/core/py.typed": "",
}


class LinkedProject:
    def __init__(self, root: Path, requirement: str, backend: str, more: str = "") -> None:
        self.root = root
        self.app = root / "apps/app"
        self._write("pyproject.toml", '[tool.uv.workspace]\nmembers = ["libs/*", "apps/*"]\n')
        for path, text in LIBRARY.items():
            self._write(f"libs/core/{path}", text)
        self._write("apps/app/src/app/__init__.py", '"""An application."""\n')
        self._write(
            "apps/app/pyproject.toml",
            '[project]\nname = "app"\nversion = "1"\ndescription = "x"\nrequires-python = ">=3.11"\n\n'
            f'[build-system]\nrequires = ["{requirement}"]\nbuild-backend = "{backend}"\n{more}',
        )
        self._run("git", "init", "-q")
        self._run("git", "add", "--all")

    def _write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        kept = {key: value for key, value in os.environ.items() if not re.match(r"(CI|GITLAB|GIT|MONOCI)(_|$)", key)}
        return subprocess.run(command, cwd=self.root, env=kept, capture_output=True, text=True, check=False)

    def link_by_hand(self, name: str, target: str) -> None:
        (self.app / "src/app" / name).symlink_to(f"../../../../libs/core/src/core/{target}")

    def link_with_monoci(self, library: str) -> subprocess.CompletedProcess[str]:
        return self._run(MONOCI, "link", "app", library)

    def build(self, *kinds: str) -> dict[str, str] | None:
        """The files of the one archive of the last kind, "file" or "link" by path; nothing when the build failed."""
        out = self.root / "out"
        for old in out.glob("app-*"):
            old.unlink()
        done = self._run("uv", "build", "--quiet", "--out-dir", str(out), *kinds, str(self.app))
        if done.returncode != 0:
            return None
        wheels = list(out.glob("*.whl"))
        return _wheel(wheels[0]) if wheels else _sdist(next(out.glob("*.tar.gz")))

    def imports_from_wheel(self, statement: str) -> bool:
        wheel = next((self.root / "out").glob("*.whl"))
        done = self._run(
            "uv", "run", "--quiet", "--isolated", "--no-project", "--with", str(wheel), "python", "-c", statement
        )
        return done.returncode == 0


def _wheel(archive: Path) -> dict[str, str]:
    with zipfile.ZipFile(archive) as wheel:
        return {name: "file" for name in wheel.namelist() if ".dist-info/" not in name}


def _sdist(archive: Path) -> dict[str, str]:
    with tarfile.open(archive) as sdist:
        members = [member for member in sdist.getmembers() if not member.isdir()]
        return {member.name.partition("/src/")[2]: "link" if member.issym() else "file" for member in members}
