"""A repository whose directories, package, branch and commit have names that YAML, GitLab, its runner or a shell would
read as something else than a name."""

import os
from pathlib import Path

from programs import commit_all, run

# What each would become where it is written unquoted or expanded once too often.
DIRECTORIES = (
    # words of a shell
    *("a b", " starts", "ends ", "$HOME", "${CI_JOB_TOKEN}", "$$", "`id`", "$(id)", "'single'", '"double"', "a'b"),
    *("a;b", "a|b", "a&&b", "~root", "-rf", "--", "[x]", "*", "?", "{a,b}", "# comment", "back\\slash", ">out"),
    # words of YAML 1.1
    *("true", "no", "null", "~", "123", "0755", "1_000", "1e3", "12:30:45", "2024-01-01", ":sym", "!x", "<<"),
    *("&anchor", "*alias", "a: b", "a:b", "- x", "---", "!reference [.x, script]"),
    # words of GitLab
    *("cache", "variables", "image", "services", "include", "stages", "default", "workflow", "spec", "pages"),
    *("before_script", "after_script", "%PATH%", "%2F", "$[[ inputs.x ]]", ".hidden", "..dots", "name 1"),
    # characters that are easily changed on the way: composed and not, wide, outside the first plane, unseen
    *("caf\u00e9", "cafe\u0301", "\u65e5\u672c", "\U0001f600", "\u00a0nbsp", "\ufeffmark", "\u202ertl"),
)
REFUSED = (b"new\nline", b"tab\there", b"bell\x07", b"delete\x7f", "line\u2028separator".encode(), b"latin\xe9")
PACKAGE = "$(id) `id` %path%"
BRANCH = "$(id>/tmp/x)-`id`-'q'-\U0001f600-%PATH%"

# Says where it is in hexadecimal, which every log writes as it is.
TEMPLATE = r"""
where:
  script:
    - root=$PWD
    - cd -- "$MONOCI_PROJECT"
    - echo "into $(printf %s "${PWD#"$root/"}" | od -An -v -tx1 | tr -d ' \n')"
"""
CONFIGURATION = """
version: 1
projects: { include: ["*"] }
kinds:
  any: { paths: ["*"], jobs: template.yml }
"""


class HostileRepository:
    """Every directory of its root is a project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        run(root, "git", "init", "-q", "-b", BRANCH)
        run(root, "git", "remote", "add", "origin", "https://gitlab.example/data/platform.git")
        (root / "template.yml").write_text(TEMPLATE, encoding="utf-8")
        (root / "monoci.yaml").write_text(CONFIGURATION, encoding="utf-8")

    def add_project(self, name: str | bytes, manifest: str = "") -> None:
        """Names that are not UTF-8 come as bytes."""
        directory = self.root / os.fsdecode(name)
        directory.mkdir()
        (directory / ("pyproject.toml" if manifest else "file.txt")).write_text(manifest or "text\n", encoding="utf-8")

    def commit(self) -> None:
        commit_all(self.root, BRANCH)
