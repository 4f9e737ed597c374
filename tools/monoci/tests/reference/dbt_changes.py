"""Random changes to dbt projects: alone, beside a uv project's manifest, and what they take from each other."""

from .dice import Dice
from .paths import join
from .world import FILE, Dbt, World, relative

PLACES = ["models/common", "models/finance", "models/deep/risk", "warehouse"]
PATH_KEYS = ["macro-paths", "model-paths", "seed-paths", "docs-paths", "target-path"]


def add_dbt(dice: Dice, world: World) -> None:
    directory = dice.pick([*PLACES, *PLACES, *world.members])
    world.dbt.setdefault(directory, Dbt(directory.rpartition("/")[2]))
    world.files.setdefault(join(directory, "macros/m.sql"), (FILE, "select 1\n"))


def remove_dbt(dice: Dice, world: World) -> None:
    if world.dbt:
        del world.dbt[dice.pick(sorted(world.dbt))]


def edit_model(dice: Dice, world: World) -> None:
    if world.dbt:
        world.files[join(dice.pick(sorted(world.dbt)), "macros/m.sql")] = (FILE, f"select {dice.random()}\n")


def change_local(dice: Dice, world: World) -> None:
    if not world.dbt:
        return
    directory = dice.pick(sorted(world.dbt))
    targets = [
        *world.dbt,
        *world.dbt,
        *world.members,
        "models/plain",
        "vendor/sub",
        "vendor/sub/inside",
        "LICENSE",
        "gone",
    ]
    world.files.setdefault("models/plain/macros/m.sql", (FILE, "select 1\n"))
    dbt = world.dbt[directory]
    dbt.local = [relative(directory, dice.pick(targets)) for _ in range(dice.randint(0, 2))]
    if dice.often(0.1):
        dbt.local.append(relative(directory, ".") + "/../out")
    dbt.packages_file = dice.pick(["packages.yml", "dependencies.yml"])


def change_paths(dice: Dice, world: World) -> None:
    if not world.dbt:
        return
    directory = dice.pick(sorted(world.dbt))
    outside = [relative(directory, each) for each in ("shared/schema", "shared/run.sh", "models/plain", "gone")]
    world.dbt[directory].paths = {dice.pick(PATH_KEYS): [dice.pick(["macros", *outside])]}
