"""Random changes to files, links and submodules."""

from .dice import Dice
from .paths import ROOT, join, parent
from .world import FILE, LINK, PROGRAM, SUBMODULE, World, relative

CONTEXT = [
    "conftest.py",
    "pytest.ini",
    "ruff.toml",
    ".python-version",
    "uv.toml",
    "tox.ini",
    "mypy.ini",
    ".gitattributes",
]
ODD = [
    'q"uote.py',
    "sp ace.py",
    "tab\there.py",
    "new\nline.py",
    "umläut.py",
    "bad\udcff.py",
    "back\\slash.py",
    "-dash.py",
]


def edit_file(dice: Dice, world: World) -> None:
    path = dice.pick([path for path in _free_files(world) if world.files[path][0] in (FILE, PROGRAM)])
    world.files[path] = (world.files[path][0], f"changed {dice.random()}\n")


def edit_code(dice: Dice, world: World) -> None:
    """A change inside one project and nowhere else: whatever else is affected, is so through an edge or a link."""
    path = join(dice.pick(list(world.members)), "src/code.py")
    if world.files.get(path, (None, ""))[0] in (FILE, PROGRAM):
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
        world.files[path] = (
            LINK,
            relative(directory, dice.pick(["shared/run.sh", "shared/schema", "LICENSE", "gone"])),
        )
    else:
        world.files[path] = (FILE, f"context {dice.random()}\n")


def add_naming_file(dice: Dice, world: World) -> None:
    """A file that names others: settings, a container file, a compose file, a build script."""
    directory = dice.pick([ROOT, "libs", *world.members, *world.workspaces, *(f"{each}/sub" for each in world.members)])
    place = dice.pick(["shared/schema", "shared/run.sh", "docs/page.txt", "LICENSE", "conf/one.toml", *world.members])
    up, spot = relative(directory, place), dice.pick([place, relative(directory, place)])
    name, text = dice.pick(
        [
            ("ruff.toml", f'extend = "{up}"\n'),
            ("pytest.ini", f"[pytest]\npythonpath = src {up}\naddopts = -q -c {up}\n"),
            ("setup.cfg", f"[tool:pytest]\ntestpaths =\n  tests\n  {up}\n"),
            ("mypy.ini", f"[mypy]\nmypy_path = {spot}, $MYPY_CONFIG_FILE_DIR/{up}\n"),
            ("ty.toml", f'[environment]\nextra-paths = ["{up}"]\n'),
            ("pyrightconfig.json", f'{{"extends": "{up}", // words\n "include": ["{spot}"]}}\n'),
            ("setup.py", f"open('{up}')\n"),
            ("Cargo.toml", f'[dependencies]\nx = {{ path = "{up}" }}\n'),
            ("Dockerfile", f"FROM x\nARG A={spot}\nCOPY --chown=x src \\\n  $A uv.lock /app/\nCOPY . .\n"),
            ("dev.Dockerfile", f'COPY ["{spot}", "/x"]\nCOPY --from=b shared /x\nADD shared/*/a.json /y\n'),
            ("compose.yml", f"services: {{x: {{build: '{up}', env_file: ['{up}'], volumes: ['./{up}:/x:ro']}}}}\n"),
        ]
    )
    world.files[join(directory, name)] = (FILE, text)
    world.files["conf/one.toml"] = (FILE, f'extend = "{dice.pick(["two.toml", "../LICENSE"])}"\n')
    world.files.setdefault("conf/two.toml", (FILE, 'extend = "one.toml"\n'))


def bump_submodule(dice: Dice, world: World) -> None:
    places = ["vendor/sub", "packages/sub", "python/packages/sub", "shared/sub"]
    world.files[dice.pick(places)] = (SUBMODULE, f"{dice.getrandbits(160):040x}")


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


def link_through_others(dice: Dice, world: World) -> None:
    """A project's link whose way, or whose target, holds a link that no project owns; a second call moves that one."""
    target = dice.pick([*world.members, "shared/schema"])
    files = [path for path in world.files if path.startswith(target + "/")] or ["LICENSE"]
    world.files["shared/hop"] = (LINK, relative("shared", target))
    world.files["shared/box/inner"] = (LINK, relative("shared/box", dice.pick(files)))
    world.files.setdefault("shared/box/plain.txt", (FILE, "plain\n"))
    holder = join(dice.pick(list(world.members)), "far")
    end = dice.pick(["shared/box", "shared/hop/src/code.py", "shared/hop/deep", "shared/box/inner"])
    world.files[holder] = (LINK, relative(parent(holder), end))
