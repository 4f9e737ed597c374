"""Random worlds and random changes to them. Every kind of change is one function, weighted in one of two tables."""

import copy

from .dbt_changes import add_dbt, change_local, change_paths, edit_model, remove_dbt
from .dice import Dice
from .file_changes import (
    add_file,
    add_link,
    add_naming_file,
    bump_submodule,
    change_mode,
    change_type,
    edit_code,
    edit_context,
    edit_file,
    link_through_others,
    remove_file,
)
from .manifest_changes import (
    add_other_tool,
    add_parent_string,
    add_plugin,
    add_requirement,
    break_manifest,
    change_back_end,
    change_table,
    drop_plugin,
    edit_beside,
    forget_requirements,
    forward_extra,
    inherit_source,
    make_dynamic,
    mend_manifests,
    odd_requirement,
)
from .paths import ROOT, join
from .project_changes import (
    NAMES,
    PLACES,
    add_config,
    add_project,
    change_config,
    change_included,
    change_lock,
    change_members,
    change_workspaces,
    link_a_member,
    move_project,
    random_workspace,
    remove_project,
    rename_project,
)
from .world import FILE, Member, World


def first_world(dice: Dice) -> World:
    world = World()
    shape = dice.choices(["root", "sub", "two", "none"], [4, 3, 2, 1])[0]
    roots = {"root": [ROOT], "sub": ["python"], "two": ["python", "second"], "none": []}[shape]
    for root in roots:
        world.workspaces[root] = random_workspace(dice, root)
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
        add_config(dice, world)
    for _ in range(dice.randint(8, 20)):
        dice.choices([change for change, _ in BUILDING], [weight for _, weight in BUILDING])[0](dice, world)
    return world


def changed_world(dice: Dice, world: World) -> World:
    world = copy.deepcopy(world)
    if dice.often(0.6):
        mend_manifests(world)
    for _ in range(dice.choices([1, 2, 3], [6, 2, 1])[0]):
        dice.choices([change for change, _ in CHANGES], [weight for _, weight in CHANGES])[0](dice, world)
    return world


BUILDING = [
    (add_requirement, 12),
    (inherit_source, 3),
    (odd_requirement, 3),
    (add_link, 5),
    (add_naming_file, 4),
    (link_through_others, 2),
    (forward_extra, 2),
    (link_a_member, 1),
    (add_parent_string, 3),
    (add_plugin, 4),
    (change_table, 2),
    (change_back_end, 6),
    (add_other_tool, 4),
    (edit_context, 2),
    (bump_submodule, 2),
    (make_dynamic, 2),
    (add_file, 3),
    (add_dbt, 4),
    (change_local, 3),
    (change_paths, 2),
]
CHANGES = [
    (edit_code, 20),
    (edit_file, 14),
    (add_file, 6),
    (remove_file, 4),
    (change_mode, 2),
    (change_type, 2),
    (edit_context, 5),
    (bump_submodule, 4),
    (add_link, 5),
    (add_naming_file, 3),
    (link_through_others, 4),
    (link_a_member, 1),
    (add_requirement, 6),
    (inherit_source, 2),
    (forget_requirements, 2),
    (odd_requirement, 2),
    (make_dynamic, 2),
    (add_parent_string, 3),
    (add_plugin, 3),
    (add_other_tool, 3),
    (drop_plugin, 1),
    (break_manifest, 1),
    (change_table, 5),
    (change_back_end, 3),
    (edit_beside, 12),
    (add_project, 3),
    (remove_project, 3),
    (move_project, 3),
    (rename_project, 2),
    (change_lock, 2),
    (change_members, 1),
    (change_workspaces, 1),
    (change_config, 2),
    (add_dbt, 2),
    (remove_dbt, 1),
    (edit_model, 6),
    (change_local, 2),
    (change_paths, 2),
    (change_included, 3),
]
