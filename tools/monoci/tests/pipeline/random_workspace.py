"""Repositories by chance: uv workspaces with templates, limits and a change, each the same for the same seed."""

import json
import random
from pathlib import Path

from programs import commit_all, run

JOBS = ("lint", "build", "test", "deploy")
TIMES = ("", "", "allow_failure: true", "rules: [{if: $A}]", "rules: [{when: always}]", "when: manual")
EXTRAS = ("", "", "parallel: 2", "parallel: {matrix: [{A: [x, y]}]}", "environment: {name: review/$MONOCI_SLUG}")
HIDDEN = '.shared: {image: i, script: ["true"], cache: {key: $MONOCI_SLUG, paths: [x]}}\n'
LIMITS = ("", "", "limits: {jobs: 40}\n", "limits: {jobs: 44, needs: 6}\n", "limits: {needs: 5}\n")


class RandomWorkspace:
    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self._random = random.Random(seed)  # noqa: S311 (nothing is kept secret)
        self._projects = [f"p{number}" for number in range(self._random.randint(1, 10))]

    def commit(self) -> None:
        """All of it, then a change to some of its projects."""
        run(self.root, "git", "init", "-q", "-b", "main")
        self._write("pyproject.toml", '[tool.uv.workspace]\nmembers = ["*"]\n')
        self._write("monoci.yaml", self._configuration())
        for kind in ("even", "odd"):
            self._write(f"{kind}.yml", self._template())
        for project in self._projects:
            self._write(f"{project}/pyproject.toml", self._manifest(project))
        commit_all(self.root)
        for project in self._random.sample(self._projects, self._random.randint(0, len(self._projects))):
            self._write(f"{project}/file.py", "1\n")
        commit_all(self.root)

    def _write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def _configuration(self) -> str:
        even = json.dumps(self._projects[::2])
        odd = json.dumps(self._projects[1::2])
        kinds = f"kinds:\n  even: {{paths: {even}, jobs: even.yml}}\n  odd: {{paths: {odd}, jobs: odd.yml}}\n"
        return f"version: 1\n{kinds}{self._random.choice(LIMITS)}"

    def _template(self) -> str:
        jobs = [self._job(name, JOBS[:place]) for place, name in enumerate(JOBS)]
        return f"stages: [{', '.join(JOBS)}]\n{HIDDEN}{''.join(jobs)}"

    def _job(self, name: str, before: tuple[str, ...]) -> str:
        needs = self._random.sample(before, self._random.randint(0, min(2, len(before))))
        needs += [f"^{name}"] if self._random.random() < 0.7 else []
        body = self._random.choice(('script: ["true"]', "extends: .shared"))
        lines = (f"stage: {name}", f"needs: {json.dumps(needs)}", body)
        words = (*lines, self._random.choice(TIMES), self._random.choice(EXTRAS))
        return f"{name}:\n" + "".join(f"  {line}\n" for line in words if line)

    def _manifest(self, project: str) -> str:
        """Now and then a project depends on one of higher number, so that dependencies go round in a circle."""
        here = self._projects.index(project)
        known = self._projects[:here] if self._random.random() < 0.8 else self._projects
        others = [other for other in known if other != project]
        dependencies, extra, group = (self._random.sample(others, min(len(others), count)) for count in (2, 1, 1))
        return (
            f'[project]\nname = "{project}"\nversion = "1"\ndependencies = {json.dumps(dependencies)}\n'
            f"[project.optional-dependencies]\nx = {json.dumps(extra)}\n"
            f"[dependency-groups]\ndev = {json.dumps(group)}\n"
        )
