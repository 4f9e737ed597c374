ruff
