"""python3 -m reference REPO BASE HEAD: the affected project directories, one a line, sorted."""

import argparse
import sys

from .discovery import RefusedError
from .question import Reference


def main() -> int:
    parser = argparse.ArgumentParser(prog="reference", description=__doc__)
    parser.add_argument("repository")
    parser.add_argument("base")
    parser.add_argument("head")
    parser.add_argument("--explain", action="store_true", help="print the reasons of each project too")
    parser.add_argument("--deleted", action="store_true", help="list the projects that only base has instead")
    arguments = parser.parse_args()
    sys.stdout.reconfigure(errors="surrogateescape")
    try:
        answer = Reference(arguments.repository).answer(arguments.base, arguments.head)
    except RefusedError as fault:
        print(f"error: {fault}", file=sys.stderr)
        return 1
    if arguments.deleted:
        print(*answer.deleted, sep="\n", end="\n" if answer.deleted else "")
        return 0
    for project, reasons in answer.affected.items():
        print(project)
        if arguments.explain:
            print(*(f"    {reason}" for reason in reasons), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
