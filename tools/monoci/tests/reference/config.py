"""monoci's own configuration, as far as it decides what is affected (DESIGN section 6)."""

from dataclasses import dataclass, field

from .links import follow
from .tree import Tree

CONFIG_FILE = "monoci.yaml"
SETTINGS_FILE = "monoci.project.yaml"


@dataclass
class Kind:
    name: str
    paths: list[str]
    jobs: list[str]


@dataclass
class Config:
    discover: str = "all"
    roots: list[str] = field(default_factory=list)
    include: list[str] = field(default_factory=list)
    exclude: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    global_inputs: list[str] = field(default_factory=list)
    ignore: list[str] = field(default_factory=list)
    unowned: str = "none"
    extra_wheels: str = "affect"
    private: str | list[str] = "auto"


@dataclass(frozen=True)
class Settings:
    """A project's own words: `[tool.monoci]`, or monoci.project.yaml where there is no manifest."""

    kind: str | None = None
    name: str | None = None
    depends_on: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    private: tuple[str, ...] = ()


def read_config(tree: Tree) -> Config:
    data = _yaml(tree, CONFIG_FILE)
    projects, inputs = _map(data.get("projects")), _map(data.get("inputs"))
    kinds = [
        Kind(name, _texts(_map(value).get("paths")), _texts(_map(value).get("jobs")))
        for name, value in _map(data.get("kinds")).items()
    ]
    return Config(
        discover=data.get("discover", "all"),
        roots=_texts(data.get("roots")),
        include=_texts(projects.get("include")),
        exclude=_texts(projects.get("exclude")),
        kinds=kinds,
        global_inputs=_texts(inputs.get("global")),
        ignore=_texts(inputs.get("ignore")),
        unowned=data.get("unowned", "none"),
        private=inputs.get("private", "auto"),
        extra_wheels=_map(data.get("lock")).get("extra_wheels", "affect"),
    )


def read_settings(tree: Tree, path: str) -> Settings:
    return settings_of(_yaml(tree, path))


def settings_of(data: dict) -> Settings:
    return Settings(
        kind=data.get("kind"),
        name=data.get("name"),
        depends_on=tuple(_texts(data.get("depends_on"))),
        inputs=tuple(_texts(data.get("inputs"))),
        ignore=tuple(_texts(data.get("ignore"))),
        private=tuple(_texts(data.get("private"))),
    )


def _yaml(tree: Tree, path: str) -> dict:
    walk = follow(tree, path)
    if walk.kind != "file":
        return {}
    import yaml  # only repositories that configure monoci need it

    return _map(yaml.load(tree.read(walk.path), yaml.BaseLoader))  # noqa: S506 (makes plain values only)


def _map(value: object) -> dict:
    return value if isinstance(value, dict) else {}


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])
