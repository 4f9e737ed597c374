"""`warehouse-lineage`: the page about the marts, from the manifest that dbt wrote last."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from warehouse.lineage import LineageError
from warehouse.page import page


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write who owns each mart, and where its columns come from.")
    parser.add_argument("--manifest", type=Path, default=Path("target/manifest.json"), help="default: %(default)s")
    parser.add_argument("--output", type=Path, default=Path("docs/lineage.md"), help="default: %(default)s")
    parser.add_argument("--check", action="store_true", help="write nothing, and fail where the page is another")
    options = parser.parse_args(arguments)
    try:
        text = page(_manifest(options.manifest))
        if options.check:
            return _compare(options.output, text)
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(text, encoding="utf-8")
    except (LineageError, OSError) as error:
        print(f"warehouse-lineage: {error}", file=sys.stderr)
        return 2
    print(f"wrote {options.output}")
    return 0


def _manifest(file: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LineageError(f"there is no {file}: run dbt build first, or name another with --manifest") from error
    except ValueError as error:
        raise LineageError(f"{file} is no JSON: {error}") from error
    if "nodes" not in manifest:
        raise LineageError(f"{file} is no manifest of dbt")
    return manifest


def _compare(file: Path, text: str) -> int:
    if file.is_file() and file.read_text(encoding="utf-8") == text:
        return 0
    print(f"{file} is not what the project says: run warehouse-lineage and commit it", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
