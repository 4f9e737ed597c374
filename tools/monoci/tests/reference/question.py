"""The whole question, for one pair of commits after another of the same repository."""

from functools import lru_cache

from .affected import Answer, Side, affected
from .config import Config, read_config
from .inputs import Inputs
from .repository import Repository
from .state import read_state
from .tree import Tree


class Reference:
    def __init__(self, directory: str) -> None:
        self.repository = Repository(directory)
        self._side = lru_cache(maxsize=4)(self._read_side)

    def answer(self, base: str, head: str) -> Answer:
        base_side = self._side(self.repository.commit(base), False)
        head_side = self._side(self.repository.commit(head), True)
        return affected(base_side, head_side)

    def _read_side(self, commit: str, is_head: bool) -> Side:
        tree = self.repository.tree(commit)
        state = read_state(tree, _config(tree, is_head), is_head)
        for submodule in Inputs(state).linked_submodules():
            state.projects.setdefault(submodule, None)
        return Side(state)


def _config(tree: Tree, is_head: bool) -> Config:
    """At base a configuration that cannot be read counts as absent; at head the caller hears of it."""
    try:
        return read_config(tree)
    except Exception:
        if is_head:
            raise
        return Config()
