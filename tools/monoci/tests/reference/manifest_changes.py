"""Random changes to manifests: requirements, sources, dynamic fields, packaging tables, syntax errors."""

from .dice import Dice
from .names import normalise
from .paths import ROOT, join, parent
from .world import FILE, Member, World, all_members, relative

# Tables of a root, each with a key of it and what differs there.
TABLES = [
    ("tool.ruff", "line-length", [80, 100]),
    ("tool.unheard-of.deep", "key", ["a", ["a", "b"]]),
    ("unheard-of", "key", [1, 2]),
    ("tool.uv", "constraint-dependencies", [["made<2"], ["made<3"]]),
    ("tool.uv", "package", [True, False]),
    ("tool.uv.sources", "made-up", [{"git": "https://git.example/made-up"}, {"url": "https://made.example/up-1.zip"}]),
    ("dependency-groups", "tools", [["made-up"], ["made-up", "made-down"]]),
    ("build-system", "build-backend", ["hatchling.build", "flit_core.buildapi"]),
    ("tool.monoci", "tags", [["one"], ["two"]]),
]
EXTRAS, GROUPS = ["excel", "all"], ["test", "docs"]


def add_requirement(dice: Dice, world: World) -> None:
    owner, member = dice.pick(all_members(world))
    target, wanted = dice.pick(all_members(world))
    if wanted.name is None or member.broken:
        return
    node = dice.pick(
        ["package"] * 4 + ["extra:" + each for each in EXTRAS] + ["group:" + each for each in GROUPS] + ["build", "dev"]
    )
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
    target, wanted = dice.pick(all_members(world))
    if wanted.name is not None:
        value = {"workspace": True} if dice.often(0.5) else {"path": relative(root, target)}
        world.workspaces[root].sources[wanted.name] = value


def change_back_end(dice: Dice, world: World) -> None:
    """With files beside the package that another does not see."""
    owner, member = dice.pick(all_members(world))
    member.back_end = dice.pick(["uv_build", "hatchling.build", "setuptools.build_meta", "pdm.backend", "made.up"])
    beside = dice.pick(["tests/test.py", "docs/page.md", "NOTES.md", "LICENSE.md", "setup.cfg", "src/own.py"])
    world.files[join(owner, beside)] = (FILE, "beside\n")
    if member.name and dice.often(0.5):
        world.files[join(owner, f"src/{normalise(member.name).replace('-', '_')}.py")] = (FILE, "")


def edit_beside(dice: Dice, world: World) -> None:
    beside = [path for path in world.files if path.endswith(("tests/test.py", "page.md", "NOTES.md", "LICENSE.md"))]
    if beside:
        world.files[dice.pick(beside)] = (FILE, f"edit {dice.randrange(1000)}\n")


def change_table(dice: Dice, world: World) -> None:
    """In a root, or in a member that others may be below."""
    name, key, values = dice.pick(TABLES)
    if world.workspaces and dice.often(0.6):
        dice.pick(list(world.workspaces.values())).tables[name] = {key: dice.pick(values)}
    elif name.startswith("tool.") and name not in ("tool.uv.sources", "tool.monoci"):
        _, member = dice.pick(all_members(world))
        member.tables[f"{name}.{key}"] = dice.pick(values)


def forget_requirements(dice: Dice, world: World) -> None:
    _, member = dice.pick(all_members(world))
    if member.requires:
        del member.requires[dice.pick(list(member.requires))]


def odd_requirement(dice: Dice, world: World) -> None:
    """Requirements on the project itself, groups that include groups, files and submodules as sources, dead ends."""
    owner, member = dice.pick(all_members(world))
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
    (owner, member), (target, wanted) = (dice.pick(all_members(world)) for _ in range(2))
    member.dynamic = dice.pick(["hatch", "setuptools", "lock", "lock"]) if member.dynamic is None else None
    if member.dynamic and None not in (member.name, wanted.name) and member.name != wanted.name:
        member.requires.setdefault("package", []).append(wanted.name)
        member.sources[wanted.name] = {"path": relative(owner, target)}


PLUGINS = ["plug-one", "plug-two", "plug-three"]


def add_plugin(dice: Dice, world: World) -> None:
    """A package of an index that requires a member again, or another such package, always or by an extra."""
    (_, user), (_, wanted) = (dice.pick(all_members(world)) for _ in range(2))
    name = dice.pick(PLUGINS)
    if None in (user.name, wanted.name):
        return
    target = dice.pick([normalise(wanted.name), normalise(wanted.name) + "[excel]", *PLUGINS, "plug-one[more]"])
    world.plugins.setdefault(name, []).append(dice.pick(["", "", "extra "]) + target)
    node = dice.pick(["package", "package", "extra:excel", "group:test"])
    user.requires.setdefault(node, []).append(name + dice.pick(["", "[more]"]))


def drop_plugin(dice: Dice, world: World) -> None:
    if world.plugins:
        del world.plugins[dice.pick(list(world.plugins))]


def add_parent_string(dice: Dice, world: World) -> None:
    owner, member = dice.pick(all_members(world))
    target = dice.pick(["LICENSE", "shared/schema", "shared/schema/deep/b.json", "shared", "gone.txt", *world.files])
    path = relative(owner, target)
    if not path.startswith("../") or "*" in path or "[" in path or "\\" in path:
        return
    if any(0xDC80 <= ord(character) <= 0xDCFF or character < " " for character in path):
        return
    pattern = relative(
        owner, dice.pick(["shared/schema/*.json", "shared/**/b.json", "shared/schema/[ab].json", "docs/*"])
    )
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


def add_other_tool(dice: Dice, world: World) -> None:
    """A path in a table or a file of another tool than uv: of a project, a directory that is none, or nothing."""
    owner, member = dice.pick(all_members(world))
    target = dice.pick([dice.pick(all_members(world))[0], "shared/schema", "LICENSE", "gone/away"])
    path = relative(owner, target)
    if any(0xDC80 <= ord(character) <= 0xDCFF or character < "!" or character in "[*?#" for character in path):
        return
    if dice.often(0.5):
        choices = {
            "tool.poetry.dependencies.a": {"path": path, "develop": True},
            "tool.poetry.group.test.dependencies.b": {"path": path},
            "tool.pdm.dev-dependencies.test": ["-e file:///${PROJECT_ROOT}/" + path],
            "tool.hatch.envs.test.dependencies": ["c @ {root:uri}/" + path],
            "tool.pixi.feature.test.pypi-dependencies.d": {"path": path},
            "tool.uv.extra-build-dependencies.alpha": [dice.pick(["beta", "eps", "zeta"])],
            "tool.uv.dependency-metadata": [
                {"name": dice.pick(["requests", "numpy", "x"]), "requires-dist": [dice.pick(["beta", "eps"]), "x"]}
            ],
            "tool.uv.find-links": ["shared/schema", path],
        }
        name = dice.pick(list(choices))
        member.tables[name] = choices[name]
        return
    files = {
        "requirements.txt": f"-e {path}\n",
        "requirements-dev.txt": f"--constraint {path}\nnumpy\n",
        "requirements/test.txt": f"{path}  # so\n",
        "deploy/requirements-x.txt": f"-e ../{path}[x]\n{path}\n",
        "setup.py": f"open('{path}')\n",
        "noxfile.py": f'run("..", "{path}")\ninstall("{path}")\n',
        "tox.ini": f"[tox]\n[testenv]\ndeps =\n  -e {path}[x]\n  -r ../{path}.txt\n",
        "Makefile": f"all:\n\tpip install -e {path}\n\tmake -C ../{path}\n",
        "hatch.toml": f'[envs.x]\nscripts.t = ["pip install {path}"]\n',
        "run.py": f'# /// script\n# dependencies = ["x", "beta"]\n# tool.uv.sources.x.path = "{path}"\n# ///\n',
        "scripts/run.py": f'# /// script\n# dependencies = ["x @ file:{path}"]\n# ///\n',
        "setup.cfg": f"where = {path}\n",
    }
    name = dice.pick(list(files))
    text = files[name]
    if name.startswith("requirements") and dice.often(0.4):  # said by files that lie elsewhere, in a chain or a circle
        for place in ("shared/lists/all.txt", "shared/all.txt"):
            world.files[place] = (FILE, text)
            text = f"-r {relative(parent(join(owner, name)), place)}\n"
            if dice.often(0.5):
                break
            world.files[place] = (FILE, "-r lists/all.txt\n-r all.txt\n")
    world.files[join(owner, name)] = (FILE, text)


def break_manifest(dice: Dice, world: World) -> None:
    _, member = dice.pick(all_members(world))
    member.broken = True


def mend_manifests(world: World) -> None:
    for _, member in all_members(world):
        member.broken = False


def forward_extra(dice: Dice, world: World) -> None:
    """An extra that reaches a sibling only through another extra of its own project, and somebody who asks for it."""
    (_, user), (owner, member), (target, wanted) = (dice.pick(all_members(world)) for _ in range(3))
    if None in (user.name, member.name, wanted.name) or len({user.name, member.name, wanted.name}) < 3:
        return
    member.requires.setdefault("extra:all", []).append(f"{member.name}[excel]")
    member.requires.setdefault("extra:excel", []).append(wanted.name)
    member.sources[wanted.name] = {"path": relative(owner, target)}
    user.requires.setdefault("package", []).append(f"{member.name}[all]")
