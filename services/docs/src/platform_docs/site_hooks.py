"""What mkdocs calls while it builds the site: the pages draw with npm's Mermaid, so that they need no other server, and
one of them shows the project graph as monoci reads it from the repository."""

import subprocess
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from platform_docs.monoci_program import NoMonociError, monoci_program

MERMAID = "node_modules/mermaid/dist/mermaid.min.js"
GRAPH = "<!-- monoci graph -->"


def place_of(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def on_files(files: Files, config: MkDocsConfig) -> Files:
    source = place_of(config) / MERMAID
    if not source.is_file():
        raise PluginError(f"{source} is missing: run `npm ci` in {place_of(config)}")
    files.append(File.generated(config, "assets/mermaid.min.js", abs_src_path=str(source)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if GRAPH not in markdown:
        return markdown
    return markdown.replace(GRAPH, f"```mermaid\n{project_graph(place_of(config).parents[1])}```")


def project_graph(repository: Path) -> str:
    try:
        command = [monoci_program(repository), "-C", str(repository), "graph", "--format", "mermaid"]
    except NoMonociError as error:
        raise PluginError(str(error)) from error
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise PluginError(f"{' '.join(command)} ends with {done.returncode}:\n{done.stderr}")
    return done.stdout
