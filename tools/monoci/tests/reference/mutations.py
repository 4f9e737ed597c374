"""Random worlds and random changes to them. Every kind of change is one function in CHANGES."""

import copy
import random

from .paths import ROOT, join, parent
from .world import FILE, LINK, PROGRAM, SUBMODULE, Member, UvWorkspace, World, relative

NAMES = ["alpha", "beta", "Gamma.Lib", "delta_x", "eps", "zeta", "eta", "theta"]
PLACES = [
    "packages/alpha",
    "packages/beta",
    "packages/gamma",
    "packages/gamma/plugins/one",
    "packages/gamma-extra",
    "packages/seed-a",
    "packages/.hidden",
    "libs/io",
    "libs/io2",
    "libs/old/deep",
    "apps/web/svc",
    "apps/sp ace/svc",
    "loose/tool",
    "loose/tool/inner",
]
PATTERNS = [
    ["packages/*", "libs/*"],
    ["./packages/*/", "libs//io", "apps/*/svc"],
    ["packages/[!g]*", "libs/io?", "packages/gamma"],
    ["packages/*", "packages/gamma/plugins/*", "libs/../libs/*"],
    ["**/io", "packages/[a-g]*", "missing/*"],
    ["packages/**", "libs/old/*"],
]
EXCLUDES = [[], [], ["packages/seed-*"], ["packages/*x*"], ["libs/io2"], ["packages/gamma"], ["**/one"], ["libs/?o"]]
CONTEXT = ["conftest.py", "pytest.ini", "ruff.toml", ".python-version", "uv.toml", "tox.ini", "mypy.ini"]
ODD = ['q"uote.py', "sp ace.py", "tab\there.py", "new\nline.py", "umläut.py", "bad\udcff.py", "back\\slash.py", "-dash.py"]
EXTRAS, GROUPS = ["excel", "all"], ["test", "docs"]


class Dice(random.Random):
    def often(self, share: float) -> bool:
        return self.random() < share

    def pick(self, values):
        return self.choice(sorted(values, key=str)) if not isinstance(values, list) else self.choice(values)


def first_world(dice: Dice) -> World:
    world = World()
    shape = dice.choices(["root", "sub", "two", "none"], [4, 3, 2, 1])[0]
    roots = {"root": [ROOT], "sub": ["python"], "two": ["python", "second"], "none": []}[shape]
    for root in roots:
        world.workspaces[root] = _workspace(dice, root)
    base = roots or [ROOT]
    for place in dice.sample(PLACES, dice.randint(4, 9)):
        world.members[join(dice.pick(base), place)] = Member(dice.pick(NAMES) + dice.pick(["", "", "-b", "-c"]))
    for outside in dice.sample(["ext-one", "ext-two", "third/leaf"], dice.randint(0, 3)):
        world.members[outside] = Member("outside-" + outside.replace("/", "-"))
    for path in ("shared/schema/a.json", "shared/schema/deep/b.json", "shared/run.sh", "LICENSE", "docs/page.txt"):
        world.files[path] = (FILE, path + "\n")
    for directory in [*world.members, *base]:
        world.files[join(directory, "src/code.py")] = (FILE, "code\n")
    if dice.often(0.3):
        _add_config(dice, world)
    for _ in range(dice.randint(8, 20)):
        dice.choices([change for change, _ in BUILDING], [weight for _, weight in BUILDING])[0](dice, world)
    return world


def _workspace(dice: Dice, root: str) -> UvWorkspace:
    members = list(dice.pick(PATTERNS))
    if root != ROOT and dice.often(0.4):
        members.append("../ext-*")
    package = Member("root-" + ("top" if root == ROOT else root)) if dice.often(0.5) else None
    workspace = UvWorkspace(members, list(dice.pick(EXCLUDES)), {}, package)
    workspace.lock = None if dice.often(0.15) else 0
    return workspace


def changed_world(dice: Dice, world: World) -> World:
    world = copy.deepcopy(world)
    if dice.often(0.6):
        mend_manifests(world)
    for _ in range(dice.choices([1, 2, 3], [6, 2, 1])[0]):
        dice.choices([change for change, _ in CHANGES], [weight for _, weight in CHANGES])[0](dice, world)
    return world


# Files


def edit_file(dice: Dice, world: World) -> None:
    path = dice.pick([path for path in _free_files(world) if world.files[path][0] in (FILE, PROGRAM)])
    world.files[path] = (world.files[path][0], f"changed {dice.random()}\n")


def add_file(dice: Dice, world: World) -> None:
    directory = dice.pick([*world.members, *world.workspaces, "shared", "docs", ROOT])
    name = dice.pick([*ODD, "src/more.py", "notes.txt", "uv.lock", "data/x.json"])
    if not (name == "uv.lock" and directory in world.workspaces):
        world.files[join(directory, name)] = (FILE, f"new {dice.random()}\n")


def remove_file(dice: Dice, world: World) -> None:
    if len(world.files) > 5:
        del world.files[dice.pick(_free_files(world))]


def _free_files(world: World) -> list[str]:
    """All but the files that monoci.yaml names: monoci rightly refuses a configuration whose files are gone."""
    return [path for path in world.files if not path.startswith("ci/") and path != "shared/run.sh"]


def change_mode(dice: Dice, world: World) -> None:
    path = dice.pick([path for path, (mode, _) in world.files.items() if mode in (FILE, PROGRAM)])
    mode, text = world.files[path]
    world.files[path] = (PROGRAM if mode == FILE else FILE, text)


def change_type(dice: Dice, world: World) -> None:
    path = dice.pick(_free_files(world))
    if world.files[path][0] == LINK:
        world.files[path] = (FILE, "no longer a link\n")
    else:
        world.files[path] = (LINK, relative(parent(path), dice.pick(list(world.files))))


def edit_context(dice: Dice, world: World) -> None:
    directory = dice.pick([ROOT, "packages", "libs", "python", "python/packages", *world.members, *world.workspaces])
    path = join(directory, dice.pick(CONTEXT))
    if dice.often(0.3):
        world.files[path] = (LINK, relative(directory, dice.pick(["shared/run.sh", "shared/schema", "LICENSE", "gone"])))
    else:
        world.files[path] = (FILE, f"context {dice.random()}\n")


def bump_submodule(dice: Dice, world: World) -> None:
    places = ["vendor/sub", "packages/sub", "python/packages/sub", "shared/sub"]
    world.files[dice.pick(places)] = (SUBMODULE, f"{dice.getrandbits(160):040x}")


# Links


def add_link(dice: Dice, world: World) -> None:
    directory = dice.pick([*world.members, *world.workspaces, "shared"])
    path = join(directory, "link" + dice.pick(["1", "2", "3", "/four"]))
    world.files[path] = (LINK, _link_text(dice, world, path))


def _link_text(dice: Dice, world: World, path: str) -> str:
    here, kind = parent(path), dice.randrange(12)
    links = [each for each, (mode, _) in world.files.items() if mode == LINK]
    if kind < 3:
        return relative(here, dice.pick(list(world.files)))
    if kind < 5:
        return relative(here, parent(dice.pick(list(world.files))))
    if kind < 7 and links:
        return relative(here, dice.pick(links)) + dice.pick(["", "", "/src", "/code.py", "/../x", "/deep"])
    special = ["gone/nowhere", path.rpartition("/")[2], "/etc/hostname", "../../../../../../x", "..", "../..", "."]
    special += [relative(here, each) for each in ("vendor/sub/inside", "shared/schema", "shared/schema/deep", "shared")]
    return dice.pick(special)


def link_a_member(dice: Dice, world: World) -> None:
    """A member directory that is itself a link to a directory with a manifest."""
    root = dice.pick(list(world.workspaces) or [ROOT])
    world.members["third/linked"] = Member("linked-" + dice.pick(NAMES))
    world.files["third/linked/src/code.py"] = (FILE, f"linked {dice.random()}\n")
    place = join(root, "packages/linked")
    world.files[place] = (LINK, relative(parent(place), "third/linked"))


# Manifests


def add_requirement(dice: Dice, world: World) -> None:
    owner, member = dice.pick(_all_members(world))
    target, wanted = dice.pick(_all_members(world))
    if wanted.name is None or member.broken:
        return
    node = dice.pick(["package"] * 4 + ["extra:" + each for each in EXTRAS] + ["group:" + each for each in GROUPS] + ["build", "dev"])
    name = wanted.name if dice.often(0.7) else wanted.name.upper().replace("-", "_.")
    extra = dice.pick(["", "", f"[{dice.pick(EXTRAS)}]"])
    url = ""
    if wanted is not member and wanted.name == member.name:
        return  # two projects of one name: what a source for one's own name means is nowhere said
    if dice.often(0.1) and node != "group:docs":
        url = " @ file:///${PROJECT_ROOT}/" + relative(owner, target).replace(" ", "%20")
    elif wanted is not member and not url:
        _add_source(dice, world, owner, member, target, wanted, node)
    member.requires.setdefault(node, []).append(name + extra + url)


def _add_source(dice: Dice, world: World, owner: str, member: Member, target: str, wanted: Member, node: str) -> None:
    path = {"path": relative(owner, target), "editable": True}
    kind = dice.randrange(12)
    if kind < 3:
        return
    if kind < 6:
        member.sources[wanted.name] = {"workspace": True}
    elif kind < 9:
        member.sources[wanted.name] = path
    elif kind == 9:
        member.sources[wanted.name] = [
            {"workspace": True, "marker": "sys_platform == 'linux'"},
            path | {"marker": "sys_platform != 'linux'"},
        ]
    elif kind == 10:
        _add_other_workspace(dice, world, owner, member, wanted)
    else:
        filters = {"extra": "excel"} if node.startswith("extra:") else {"group": "test"} if node == "group:test" else {}
        member.sources[wanted.name] = [path | filters]


def _add_other_workspace(dice: Dice, world: World, owner: str, member: Member, wanted: Member) -> None:
    others = [root for root in world.workspaces if root != ROOT]
    if others:
        member.sources[wanted.name] = {"workspace": relative(owner, dice.pick(others))}


def inherit_source(dice: Dice, world: World) -> None:
    if not world.workspaces:
        return
    root = dice.pick(list(world.workspaces))
    target, wanted = dice.pick(_all_members(world))
    if wanted.name is not None:
        value = {"workspace": True} if dice.often(0.5) else {"path": relative(root, target)}
        world.workspaces[root].sources[wanted.name] = value


def forget_requirements(dice: Dice, world: World) -> None:
    _, member = dice.pick(_all_members(world))
    if member.requires:
        del member.requires[dice.pick(list(member.requires))]


def odd_requirement(dice: Dice, world: World) -> None:
    """Requirements on the project itself, groups that include groups, files and submodules as sources, dead ends."""
    owner, member = dice.pick(_all_members(world))
    if member.name is None:
        return
    kind = dice.randrange(6)
    if kind == 0:
        member.requires.setdefault("extra:all", []).append(f"{member.name}[excel]")
    elif kind == 1:
        member.requires.setdefault("group:test", []).append({"include-group": "docs"})
        member.requires.setdefault("group:docs", [])
    else:
        paths = ["shared/run.sh", "vendor/sub/python", "nowhere/at/all", "shared/schema"]
        name = f"odd-{kind}"
        member.requires.setdefault("package", []).append(name)
        member.sources[name] = {"path": relative(owner, paths[kind - 2])}


def make_dynamic(dice: Dice, world: World) -> None:
    _, member = dice.pick(_all_members(world))
    member.dynamic = dice.pick(["hatch", "setuptools", "lock"]) if member.dynamic is None else None


def add_parent_string(dice: Dice, world: World) -> None:
    owner, member = dice.pick(_all_members(world))
    target = dice.pick(["LICENSE", "shared/schema", "shared/schema/deep/b.json", "shared", "gone.txt", *world.files])
    path = relative(owner, target)
    if not path.startswith("../") or "*" in path or "[" in path or "\\" in path:
        return
    if any(0xDC80 <= ord(character) <= 0xDCFF or character < " " for character in path):
        return
    pattern = relative(owner, dice.pick(["shared/schema/*.json", "shared/**/b.json", "shared/schema/[ab].json", "docs/*"]))
    choices = {
        "project.readme": path,
        "project.license": {"file": path},
        "project.license-files": [path],
        "tool.hatch.build.force-include": {path: "inside"},
        "tool.setuptools.package-dir": {"": path},
        "tool.uv.cache-keys": [{"file": pattern}],
        "tool.poetry.include": [pattern],
        "tool.unrelated.file": path,
    }
    name = dice.pick(list(choices))
    member.tables[name] = choices[name]


def break_manifest(dice: Dice, world: World) -> None:
    _, member = dice.pick(_all_members(world))
    member.broken = True


def mend_manifests(world: World) -> None:
    for _, member in _all_members(world):
        member.broken = False


# Projects and workspaces


def add_project(dice: Dice, world: World) -> None:
    base = dice.pick(list(world.workspaces) or [ROOT])
    directory = join(base, dice.pick(PLACES))
    if directory not in world.members:
        world.members[directory] = Member(dice.pick(NAMES) + dice.pick(["", "-n"]))
        world.files[join(directory, "src/code.py")] = (FILE, "code\n")


def remove_project(dice: Dice, world: World) -> None:
    if len(world.members) > 2:
        directory = dice.pick(list(world.members))
        del world.members[directory]
        if dice.often(0.6):
            for path in [path for path in world.files if path.startswith(directory + "/")]:
                del world.files[path]


def move_project(dice: Dice, world: World) -> None:
    source, target = dice.pick(list(world.members)), join(dice.pick(list(world.workspaces) or [ROOT]), dice.pick(PLACES))
    if target in world.members or target.startswith(source + "/"):
        return
    world.members[target] = world.members.pop(source)
    for path in [path for path in world.files if path.startswith(source + "/")]:
        world.files[target + path.removeprefix(source)] = world.files.pop(path)


def rename_project(dice: Dice, world: World) -> None:
    _, member = dice.pick(_all_members(world))
    member.name = dice.pick([*NAMES, None]) if dice.often(0.8) else "no name!"


def change_lock(dice: Dice, world: World) -> None:
    for workspace in world.workspaces.values():
        if workspace.lock is not None and dice.often(0.7):
            workspace.lock += 1
            workspace.lock_broken = dice.often(0.1)


def change_members(dice: Dice, world: World) -> None:
    if world.workspaces:
        workspace = world.workspaces[dice.pick(list(world.workspaces))]
        workspace.members, workspace.exclude = list(dice.pick(PATTERNS)), list(dice.pick(EXCLUDES))


def change_workspaces(dice: Dice, world: World) -> None:
    root = dice.pick([ROOT, "python", "second", "packages/gamma", "loose/tool", "deep/er/ws"])
    if root in world.workspaces:
        del world.workspaces[root]
    else:
        world.members.pop(root, None)
        world.workspaces[root] = _workspace(dice, root)
        world.workspaces[root].managed = dice.often(0.9)


# monoci's own configuration


def _add_config(dice: Dice, world: World) -> None:
    world.files["ci/lib.yml"] = (FILE, json_job("lib"))
    world.files["ci/app.yml"] = (FILE, json_job("app"))
    world.config = {
        "version": 1,
        "kinds": {
            "stone": {"paths": ["libs/*", "**/packages/*"], "jobs": "ci/lib.yml"},
            "wood": {"paths": ["**/svc", "loose/*"], "jobs": "ci/app.yml"},
        },
        "inputs": {"global": ["shared/run.sh"], "ignore": ["**/*.txt"]},
        "unowned": "all" if dice.often(0.1) else "none",
    }
    if dice.often(0.3):
        world.config["projects"] = {"include": ["loose/*"], "exclude": ["**/packages/seed-*"]}
    if dice.often(0.2):
        world.config["discover"] = "all"


def json_job(name: str) -> str:
    return f'{{"{name}": {{"stage": "test", "script": ["true"]}}}}\n'


def change_config(dice: Dice, world: World) -> None:
    if world.config is None:
        return
    kinds = world.config["kinds"]
    if dice.often(0.5):
        kinds["stone"]["paths"] = dice.pick([["libs/*"], ["**/packages/*"], ["**/io*", "**/alpha"]])
    else:
        path = dice.pick(["ci/lib.yml", "ci/app.yml"])
        world.files[path] = (FILE, json_job(f"job{dice.randrange(100)}"))


def _all_members(world: World) -> list[tuple[str, Member]]:
    roots = [(root, workspace.package) for root, workspace in world.workspaces.items() if workspace.package]
    return sorted([*world.members.items(), *roots], key=lambda pair: pair[0])


BUILDING = [
    (add_requirement, 12),
    (inherit_source, 3),
    (odd_requirement, 3),
    (add_link, 5),
    (link_a_member, 1),
    (add_parent_string, 3),
    (edit_context, 2),
    (bump_submodule, 2),
    (make_dynamic, 1),
    (add_file, 3),
]
CHANGES = [
    (edit_file, 24),
    (add_file, 6),
    (remove_file, 4),
    (change_mode, 2),
    (change_type, 2),
    (edit_context, 5),
    (bump_submodule, 4),
    (add_link, 5),
    (link_a_member, 1),
    (add_requirement, 6),
    (inherit_source, 2),
    (forget_requirements, 2),
    (odd_requirement, 2),
    (make_dynamic, 2),
    (add_parent_string, 3),
    (break_manifest, 1),
    (add_project, 3),
    (remove_project, 3),
    (move_project, 3),
    (rename_project, 2),
    (change_lock, 2),
    (change_members, 1),
    (change_workspaces, 1),
    (change_config, 2),
]
