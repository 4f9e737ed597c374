# shellcheck shell=bash
# The Python side: one uv workspace, one environment in .venv. uv.lock is made here and never committed, because it
# would name the package index it was made with; `exclude-newer` in pyproject.toml makes everybody's the same.

make_environment() {
  install_uv
  quietly "locking and installing the Python workspace" uv sync --all-packages --all-groups
}

uv_run() { uv run --no-sync -- "$@"; }
