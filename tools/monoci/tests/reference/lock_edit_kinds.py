"""The kinds of edits that lock_edits.py makes, one table of them at the end.

Each function changes the work tree and says what it did; None where there is nothing to change in that way. It may ask
for what uv cannot resolve.
"""

import re
from collections.abc import Callable

from .dice import Dice
from .uv_workspace import DEFAULT, PROBE, UNASKED, VENDORED, Workspace

Kind = Callable[[Workspace, Dice], "str | None"]
Place = tuple[str, ...]  # the keys that lead to a list of requirements
DEPENDENCIES: Place = ("project", "dependencies")

VERSIONS = {
    "anyio": ["4.2.0", "4.3.0", "4.4.0", "4.9.0"],
    "certifi": ["2023.11.17", "2024.2.2", "2025.1.31"],
    "charset-normalizer": ["3.3.2", "3.4.0"],
    "click": ["8.0.1", "8.0.3", "8.0.4", "8.1.3", "8.1.7", "8.1.8"],
    "h11": ["0.14.0", "0.16.0"],
    "h2": ["4.1.0", "4.2.0"],
    "hpack": ["4.0.0", "4.1.0"],
    "httpcore": ["1.0.5", "1.0.9"],
    "httpx": ["0.27.0", "0.27.2", "0.28.1"],
    "idna": ["3.4", "3.6", "3.7", "3.10"],
    "iniconfig": ["2.0.0", "2.1.0"],
    "jinja2": ["3.1.3", "3.1.4", "3.1.6"],
    "markupsafe": ["2.1.5", "3.0.2"],
    "packaging": ["23.1", "23.2", "24.0", "24.1"],
    "pluggy": ["1.4.0", "1.5.0", "1.6.0"],
    "pytest": ["8.1.1", "8.2.0", "8.3.5"],
    "python-dateutil": ["2.8.2", "2.9.0.post0"],
    "requests": ["2.31.0", "2.32.3"],
    "six": ["1.16.0", "1.17.0"],
    "urllib3": ["1.26.18", "1.26.20", "2.2.1", "2.2.2"],
}
FORKS = {"click": "8.1", "packaging": "24", "urllib3": "2", "idna": "3.7", "markupsafe": "3"}
EXTRAS = {"httpx": ["http2", "socks"], "requests": ["socks"], "vendored": ["more"]}
SIBLINGS = ["core", "data", "bare", "glue"]
WANTED = ["six", "idna>=3", "anyio>=4", "certifi", "httpx>=0.25", "httpx[http2]", "click>=8", "jinja2>=3", "h11"]
WANTED += ["iniconfig", "python-dateutil>=2.8", "requests[socks]>=2.30", "tiny", "vendored", "vendored[more]"]


def pin(workspace: Workspace, dice: Dice) -> str | None:
    names = sorted({package["name"] for package in workspace.locked()} & set(VERSIONS))
    picked = dice.sample(names, dice.pick([1, 1, 2]))
    return workspace.uv("lock", *(word for name in picked for word in ("-P", f"{name}=={dice.pick(VERSIONS[name])}")))


def pin_in_fork(workspace: Workspace, dice: Dice) -> str | None:
    names = [package["name"] for package in workspace.locked()]
    forked = sorted({name for name in names if names.count(name) > 1} & set(VERSIONS))
    if not forked:
        return None
    name, sign = dice.pick(forked), dice.pick(["<", ">="])
    return workspace.uv("lock", "-P", f"{name}=={dice.pick(VERSIONS[name])}; python_version {sign} '3.12'")


def upgrade(workspace: Workspace, dice: Dice) -> str | None:
    return workspace.uv("lock", "--upgrade")


def add(workspace: Workspace, dice: Dice) -> str | None:
    name = _editable(workspace, dice)
    siblings = [each for each in SIBLINGS if each != name]
    asked = dice.pick(siblings) if dice.often(0.25) else dice.pick(WANTED)
    where = dice.pick([[], [], ["--dev"], ["--group", "lint"], ["--optional", "x"], ["--optional", "y"]])
    return workspace.uv("add", "--no-sync", "--package", name, *where, asked)


def remove(workspace: Workspace, dice: Dice) -> str | None:
    name = _editable(workspace, dice)
    manifest = workspace.manifest(workspace.members[name])
    found = [(place, asked) for place in _places(manifest) for asked in _list(manifest, place)]
    if not found:
        return None
    place, asked = dice.pick(found)
    where = [] if place == DEPENDENCIES else [_option(place), place[-1]]
    return workspace.uv("remove", "--no-sync", "--package", name, *where, _parts(asked)[0])


def toggle_extra(workspace: Workspace, dice: Dice) -> str | None:
    """`httpx` to `httpx[http2]` and back, or `core` to `core[x]`."""
    directory = workspace.members[_editable(workspace, dice)]
    manifest = workspace.manifest(directory)
    found = []
    for place in _places(manifest):
        for at, asked in enumerate(_list(manifest, place)):
            found += [(place, at, extra) for extra in _extras_of(workspace, _parts(asked)[0])]
    if not found:
        return None
    place, at, extra = dice.pick(found)
    asked = _list(manifest, place)
    name, extras, rest = _parts(asked[at])
    extras = sorted(set(extras) ^ {extra})
    before, asked[at] = asked[at], name + (f"[{','.join(extras)}]" if extras else "") + rest
    return _lock(workspace, directory, manifest, f"{before!r} to {asked[at]!r}")


def toggle_fork(workspace: Workspace, dice: Dice) -> str | None:
    """Two requirements with markers that never hold at once, in place of one or of none, and back."""
    directory = workspace.members[_editable(workspace, dice)]
    manifest, name = workspace.manifest(directory), dice.pick(sorted(FORKS))
    asked = _list(manifest, dice.pick(_places(manifest)))
    mine = [each for each in asked if _parts(each)[0] == name]
    split = [
        f"{name}<{FORKS[name]}; python_version < '3.12'",
        f"{name}>={FORKS[name]}; python_version >= '3.12'",
    ]
    asked[:] = [each for each in asked if each not in mine] + ([name] if len(mine) == 2 else split)
    return _lock(workspace, directory, manifest, f"{mine} to {asked}")


def change_rev(workspace: Workspace, dice: Dice) -> str | None:
    """A source of the root, which each member inherits, or one of a member's own."""
    name, directory = dice.pick([("tiny", "."), ("speck", workspace.members["data"])])
    upstream, manifest = workspace.upstream, workspace.manifest(directory)
    last = len(upstream.commits) - 1
    at = last if dice.often(0.4) else dice.randint(0, last)  # the last: another name for where the branch is
    which = dice.pick([{"rev": upstream.commits[at]}, {"tag": f"v{at}"}, {"branch": "main"}, {"branch": "main"}])
    sources = manifest.setdefault("tool", {}).setdefault("uv", {}).setdefault("sources", {})
    sources[name] = upstream.source(name, **which)
    return _lock(workspace, directory, manifest, f"{name} at {which}")


def advance_branch(workspace: Workspace, dice: Dice) -> str | None:
    """Only the lock changes."""
    locked = {package["name"] for package in workspace.locked() if "branch=main" in package["source"].get("git", "")}
    if not locked:
        return None
    tip = workspace.upstream.advance()
    return f"upstream at {tip[:12]}; " + workspace.uv("lock", "-P", dice.pick(sorted(locked)))


def change_vendored(workspace: Workspace, dice: Dice) -> str | None:
    manifest = workspace.manifest(VENDORED)
    place = dice.pick([DEPENDENCIES, ("project", "optional-dependencies", "more")])
    return _lock(workspace, VENDORED, manifest, _toggle(manifest, place, dice.pick(sorted(VERSIONS))))


def change_root_group(workspace: Workspace, dice: Dice) -> str | None:
    manifest, group = workspace.manifest("."), dice.pick([DEFAULT, UNASKED])
    name = dice.pick([*sorted(VERSIONS), "bare"])
    return _lock(workspace, ".", manifest, _toggle(manifest, ("dependency-groups", group), name))


def make_noise(workspace: Workspace, dice: Dice) -> str | None:
    """What says nothing of what is installed."""
    text = workspace.lock.read_text()
    changes = [
        (r"^revision = \d+", f"revision = {dice.randint(1, 3)}"),
        (r'upload-time = "20\d\d', f'upload-time = "20{dice.randint(10, 26)}'),
        (r"size = \d+", f"size = {dice.randint(1000, 9000)}"),
    ]
    for pattern, text_after in dice.sample(changes, dice.randint(1, 3)):
        text = re.sub(pattern, text_after, text, flags=re.MULTILINE)
    workspace.lock.write_text(text)
    return "revision, times or sizes by hand"


def drop_wheel(workspace: Workspace, dice: Dice) -> str | None:
    """The lock of a day on which the index had one archive less."""
    lines = workspace.lock.read_text().splitlines(keepends=True)
    name = dice.pick(["charset_normalizer", "markupsafe"])
    wheels = [at for at, line in enumerate(lines) if line.startswith("    { url") and f"/{name}-" in line.lower()]
    if len(wheels) < 2:
        return None
    dropped = lines.pop(dice.pick(wheels))
    workspace.lock.write_text("".join(lines))
    return "without " + dropped.split('"')[1].rpartition("/")[2]


def _editable(workspace: Workspace, dice: Dice) -> str:
    return dice.pick([name for name in workspace.members if name != PROBE])


def _lock(workspace: Workspace, directory: str, manifest: dict, said: str) -> str:
    workspace.write_manifest(directory, manifest)
    workspace.uv("lock")
    return f"{directory}: {said}; uv lock"


def _toggle(manifest: dict, place: Place, name: str) -> str:
    asked = _list(manifest, place)
    if name in asked:
        asked.remove(name)
        return f"{place[-1]} without {name}"
    asked.append(name)
    return f"{place[-1]} with {name}"


def _places(manifest: dict) -> list[Place]:
    places = [DEPENDENCIES]
    for table in (("project", "optional-dependencies"), ("dependency-groups",)):
        places += [(*table, key) for key in _at(manifest, table)]
    return places


def _option(place: Place) -> str:
    return "--optional" if place[0] == "project" else "--group"


def _list(manifest: dict, place: Place) -> list[str]:
    """The list itself, to be changed in place."""
    return _at(manifest, place[:-1])[place[-1]]


def _at(manifest: dict, keys: Place) -> dict:
    for key in keys:
        manifest = manifest.get(key, {})
    return manifest


def _parts(asked: str) -> tuple[str, list[str], str]:
    """Name, extras and the rest of a requirement."""
    name, extras, rest = re.fullmatch(r"([\w.-]+)(?:\[([^\]]*)\])?(.*)", asked).groups()
    return name, (extras or "").replace(" ", "").split(",") if extras else [], rest


def _extras_of(workspace: Workspace, name: str) -> list[str]:
    if name in workspace.members:
        manifest = workspace.manifest(workspace.members[name])
        return [*_at(manifest, ("project", "optional-dependencies"))]
    return EXTRAS.get(name, [])


KINDS: dict[str, Kind] = {
    "uv lock -P": pin,
    "uv lock -P in a fork": pin_in_fork,
    "uv lock --upgrade": upgrade,
    "uv add": add,
    "uv remove": remove,
    "extra of a requirement": toggle_extra,
    "fork made or joined": toggle_fork,
    "rev of a git source": change_rev,
    "new commit of a branch": advance_branch,
    "path source": change_vendored,
    "group of the virtual root": change_root_group,
    "noise by hand": make_noise,
    "archive taken away": drop_wheel,
}
