"""What uv installs for each member of a workspace at one commit, by `uv export` on its manifests and its lock alone."""

import hashlib
import json
import os
import posixpath
import re
import subprocess
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

READ_BY_UV = {"pyproject.toml", "uv.toml"}
LOCAL_LINE = re.compile(r"^(?:-e )?(\.[^\s;]*)", re.MULTILINE)  # such as `-e ./packages/core`

Tree = dict[str, str]  # path -> mode, kind and object


class NoExportError(Exception):
    """uv does not answer for this commit: its lock is stale, or there is no workspace yet."""


@dataclass(frozen=True)
class State:
    tree: Tree
    manifest: dict  # of the root
    installed: dict[str, frozenset[str]]  # directory of each member -> lines of what uv installs for it
    reached: dict[str, set[str]]  # the same -> directories of the repository in that, and what builds them
    of_root_groups: dict[str, frozenset[str]]  # what uv installs for each group of the root


def git(directory: Path, *arguments: str, given: bytes = b"", variables: dict[str, str] | None = None) -> bytes:
    """Without the caller's GIT_DIR and the like, which would lead elsewhere."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    command = ["git", "-C", str(directory), *arguments]
    return subprocess.run(command, check=True, capture_output=True, env=kept | (variables or {}), input=given).stdout


def below(root: str, path: str) -> str:
    """A path from the top of the repository, which is "" itself."""
    joined = posixpath.normpath(posixpath.join(root, path))
    return "" if joined == "." else joined


class Exports:
    """Of one repository, whose workspace root is `root`. uv's answers are kept in `directory`, by what it read."""

    def __init__(self, repository: Path, root: str, uv: Path, directory: Path) -> None:
        self.repository, self.root, self.uv = repository, root, uv
        said = subprocess.run([str(uv), "--version"], check=True, capture_output=True, text=True).stdout
        self.directory = directory / said.split()[1]

    def read(self, commit: str) -> State:
        listed = git(self.repository, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")[:-1]
        tree = {os.fsdecode(name): facts.decode() for facts, _, name in (line.partition(b"\t") for line in listed)}
        texts = self._texts({path: facts.split()[2] for path, facts in tree.items() if self._is_read(path)})
        try:
            manifest, lock = (_document(texts[below(self.root, name)]) for name in ("pyproject.toml", "uv.lock"))
            members = {member: _document(texts[below(member, "pyproject.toml")]) for member in self._members(lock)}
            said = self._kept(texts, manifest, members)
        except (KeyError, ValueError) as fault:
            raise NoExportError(f"no workspace with a lock: {fault}") from fault
        manifests = {self.root: manifest} | members
        reached = {member: self._reached(member, said["members"][member], manifests) for member in members}
        installed, of_groups = (
            {key: _lines(text) for key, text in said[part].items()} for part in ("members", "groups")
        )
        return State(tree, manifest, installed, reached, of_groups)

    def _is_read(self, path: str) -> bool:
        is_inside = not self.root or path.startswith(self.root + "/")
        return (is_inside and posixpath.basename(path) in READ_BY_UV) or path == below(self.root, "uv.lock")

    def _texts(self, objects: dict[str, str]) -> dict[str, bytes]:
        """By path. git answers each object with a line that ends with the size, then the content and a line end."""
        said = git(
            self.repository, "cat-file", "--batch", given="".join(f"{each}\n" for each in objects.values()).encode()
        )
        texts = {}
        for path in objects:
            header, _, rest = said.partition(b"\n")
            size = int(header.split()[2])
            texts[path], said = rest[:size], rest[size + 1 :]
        return texts

    def _members(self, lock: dict) -> set[str]:
        names, found = set(lock.get("manifest", {}).get("members", [])), set()
        for package in lock.get("package", []):
            source = package.get("source", {})
            path = source.get("editable", source.get("virtual", source.get("directory")))
            if package["name"] in names and path is not None:
                found.add(below(self.root, path))
        return found

    def _kept(self, texts: dict[str, bytes], manifest: dict, members: dict[str, dict]) -> dict[str, dict[str, str]]:
        key = hashlib.sha256(b"\0".join(path.encode() + b"\0" + text for path, text in sorted(texts.items())))
        kept = self.directory / f"{key.hexdigest()}.json"
        if not kept.exists():
            with tempfile.TemporaryDirectory() as checkout:
                for path, text in texts.items():
                    file = Path(checkout, path)
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(text)
                said = self._export_all(Path(checkout, self.root), manifest, members)
            self.directory.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(said))
        return json.loads(kept.read_text())

    def _export_all(self, checkout: Path, manifest: dict, members: dict[str, dict]) -> dict[str, dict[str, str]]:
        """Not with `--all-groups`: that takes the root's groups along, whoever is asked for."""
        of_members = {}
        for member, document in members.items():
            groups = [f"--group={group}" for group in _groups(document)]
            name = document["project"]["name"]
            of_members[member] = self._export(checkout, f"--package={name}", "--all-extras", *groups)
        of_groups = {group: self._export(checkout, f"--only-group={group}") for group in _groups(manifest)}
        return {"members": of_members, "groups": of_groups}

    def _export(self, checkout: Path, *options: str) -> str:
        """Requirements with markers and hashes. The comments would say who asked for what."""
        command = [str(self.uv), "export", "--frozen", "--offline", "--quiet", "--no-header", "--no-annotate", *options]
        done = subprocess.run(command, cwd=checkout, capture_output=True, text=True)
        if done.returncode != 0:
            raise NoExportError(f"uv export {' '.join(options)}: {done.stderr.strip()}")
        return done.stdout

    def _reached(self, member: str, said: str, manifests: dict[str, dict]) -> set[str]:
        """uv locks nothing of what builds a package, so `build-system.requires` of each is read here."""
        found = {below(self.root, path) for path in LOCAL_LINE.findall(said)}
        for place in [member, *found]:
            found |= self._builders(place, manifests)
        return found - {member}

    def _builders(self, member: str, manifests: dict[str, dict]) -> set[str]:
        named = {normalise(each["project"]["name"]): place for place, each in manifests.items() if "project" in each}
        found = set()
        for requirement in manifests.get(member, {}).get("build-system", {}).get("requires", []):
            name = normalise(requirement)
            of_member, of_root = (_path_sources(manifests.get(place, {})) for place in (member, self.root))
            if name in of_member:
                found.add(below(member, of_member[name]))
            elif name in of_root:
                found.add(below(self.root, of_root[name]))
            elif name in named:
                found.add(named[name])
        return found


def normalise(requirement: str) -> str:
    """The name in it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", requirement.strip())[0]).lower()


def _path_sources(manifest: dict) -> dict[str, str]:
    sources = manifest.get("tool", {}).get("uv", {}).get("sources", {})
    return {
        normalise(name): each["path"] for name, each in sources.items() if isinstance(each, dict) and "path" in each
    }


def _lines(said: str) -> frozenset[str]:
    """A lock may list an archive twice, and uv prints it twice then."""
    return frozenset(line.strip(" \\") for line in said.splitlines())


def _document(text: bytes) -> dict:
    return tomllib.loads(text.decode())


def _groups(manifest: dict) -> list[str]:
    older = ["dev"] if manifest.get("tool", {}).get("uv", {}).get("dev-dependencies") else []
    return sorted({*manifest.get("dependency-groups", {}), *older})
