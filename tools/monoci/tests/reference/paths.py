"""Repository paths: text relative to the root, '/' between components, "." for the root itself.

Bytes that are no UTF-8 are kept as surrogates (as `os.fsdecode` does), so any name that git can hold is a `str`.
"""

ROOT = "."


def parts(path: str) -> list[str]:
    """The components of a path; none for the root."""
    return [part for part in path.split("/") if part not in ("", ".")]


def join(directory: str, relative: str) -> str | None:
    """`relative` as seen from `directory`, `..` taken lexically; None when it is absolute or leaves the repository."""
    if relative.startswith("/"):
        return None
    here = parts(directory)
    for part in parts(relative):
        if part != "..":
            here.append(part)
        elif here:
            here.pop()
        else:
            return None
    return "/".join(here) or ROOT


def parent(path: str) -> str:
    return path.rpartition("/")[0] or ROOT


def contains(directory: str, path: str) -> bool:
    """Whether `path` is `directory` or lies below it, by component."""
    return directory in (ROOT, path) or path.startswith(directory + "/")


def at_and_above(path: str) -> list[str]:
    """The path and every directory that contains it, nearest first; the root comes last."""
    here = parts(path)
    return ["/".join(here[:length]) or ROOT for length in range(len(here), -1, -1)]
