# shellcheck shell=bash
# The Python side: one uv workspace, an environment of its own for the root's tools (.venv) and for each project
# (.venvs/PROJECT), so that nothing works only because another project has installed it. uv.lock is made here and never
# committed, because it would name the package index it was made with; `exclude-newer` in pyproject.toml makes
# everybody's the same.

make_environment() {
  install_uv
  quietly "locking the Python workspace, and installing its tools" uv sync --all-groups
}

uv_run() { uv run --no-sync -- "$@"; }

# environment_of PROJECT [OPTION_OF_UV_SYNC...]: a directory such as libs/io; ENVIRONMENT is another name for it.
environment_of() {
  local project=$1 place=".venvs/${ENVIRONMENT:-$(basename "$1")}"
  shift
  quietly "installing $place" env UV_PROJECT_ENVIRONMENT="$PWD/$place" uv sync --directory "$project" "$@"
}

# in_environment NAME COMMAND...
in_environment() {
  local place="$PWD/.venvs/$1"
  shift
  UV_PROJECT_ENVIRONMENT="$place" uv run --no-sync -- "$@"
}

# in_environment_at PROJECT COMMAND...: in the project's own directory.
in_environment_at() {
  local project=$1
  shift
  UV_PROJECT_ENVIRONMENT="$PWD/.venvs/$(basename "$project")" uv run --no-sync --directory "$project" -- "$@"
}

# The projects of the workspace, by directory.
python_projects() {
  local manifest
  for manifest in libs/*/pyproject.toml pipelines/*/pyproject.toml services/*/pyproject.toml; do
    dirname "$manifest"
  done
}
