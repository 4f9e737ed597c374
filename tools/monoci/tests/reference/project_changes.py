"""Random changes to which projects and workspaces there are, and to monoci's own configuration."""

import json

from .dice import Dice
from .paths import ROOT, join, parent
from .world import FILE, LINK, Member, UvWorkspace, World, all_members, relative

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
EXCLUDES = [
    [],
    [],
    ["packages/seed-*"],
    ["packages/*x*"],
    ["libs/io2"],
    ["packages/gamma"],
    ["packages/g*"],
    ["**/one"],
    ["libs/?o"],
]


def random_workspace(dice: Dice, root: str) -> UvWorkspace:
    members = list(dice.pick(PATTERNS))
    if root != ROOT and dice.often(0.4):
        members.append("../ext-*")
    package = Member("root-" + ("top" if root == ROOT else root)) if dice.often(0.5) else None
    workspace = UvWorkspace(members, list(dice.pick(EXCLUDES)), {}, package)
    workspace.lock = None if dice.often(0.15) else 0
    return workspace


def link_a_member(dice: Dice, world: World) -> None:
    """A member directory that is itself a link to a directory with a manifest."""
    root = dice.pick(list(world.workspaces) or [ROOT])
    world.members["third/linked"] = Member("linked-" + dice.pick(NAMES))
    world.files["third/linked/src/code.py"] = (FILE, f"linked {dice.random()}\n")
    place = join(root, "packages/linked")
    world.files[place] = (LINK, relative(parent(place), "third/linked"))


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
    source, target = (
        dice.pick(list(world.members)),
        join(dice.pick(list(world.workspaces) or [ROOT]), dice.pick(PLACES)),
    )
    if target in world.members or target.startswith(source + "/"):
        return
    world.members[target] = world.members.pop(source)
    for path in [path for path in world.files if path.startswith(source + "/")]:
        world.files[target + path.removeprefix(source)] = world.files.pop(path)


def rename_project(dice: Dice, world: World) -> None:
    _, member = dice.pick(all_members(world))
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
        world.workspaces[root] = random_workspace(dice, root)
        world.workspaces[root].managed = dice.often(0.9)


def add_config(dice: Dice, world: World) -> None:
    world.files["ci/lib.yml"] = (FILE, json_job(dice, world, "lib"))
    world.files["ci/app.yml"] = (FILE, json_job(dice, world, "app"))
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
    if dice.often(0.5):
        world.config["discover"] = dice.pick(["all", "nearest", "nearest"])


SCRIPTS = [
    "true",
    "./shared/run.sh LICENSE docs uv.lock",
    "cat $CI_PROJECT_DIR/docs/page.txt",
    "bash shared/gone.sh; cp -r shared/schema .",
    'cat "$MONOCI_PROJECT/../notes.txt"',
]


def json_job(dice: Dice, world: World, name: str) -> str:
    installed = f'pip install -e "{dice.pick([*world.members, ROOT])}"'
    job = {"stage": "test", "script": [dice.pick(SCRIPTS), dice.pick([*SCRIPTS, installed, installed])]}
    include = {"include": ["/ci/inc/*.yml"]} if dice.often(0.5) else {}
    return json.dumps(include | {name: job}) + "\n"


def change_included(dice: Dice, world: World) -> None:
    """Files that wildcards include come, differ and go."""
    path = f"ci/inc/{dice.randrange(3)}.yml"
    if path in world.files and dice.often(0.5):
        del world.files[path]
    else:
        world.files[path] = (
            FILE,
            json.dumps({".hidden": {"script": [dice.pick(SCRIPTS)], "tags": [dice.random()]}}) + "\n",
        )


def change_config(dice: Dice, world: World) -> None:
    if world.config is None:
        return
    kinds = world.config["kinds"]
    if dice.often(0.3):
        world.config["inputs"]["private"] = dice.pick(["auto", "none", ["**/src"], ["**/tests/*.py"]])
    elif dice.often(0.4):
        which = dice.pick(["global", "ignore"])
        patterns = ["shared/run.sh", "**/*.txt", "**/docs", "nothing/*", "**/src/*.py", "LICENSE"]
        world.config["inputs"][which] = dice.sample(patterns, dice.randint(0, 3))
    elif dice.often(0.5):
        kinds["stone"]["paths"] = dice.pick([["libs/*"], ["**/packages/*"], ["**/io*", "**/alpha"]])
    else:
        path = dice.pick(["ci/lib.yml", "ci/app.yml"])
        world.files[path] = (FILE, json_job(dice, world, f"job{dice.randrange(100)}"))
