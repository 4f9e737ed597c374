"""What is read from git, all of it through the `git` program: commits, whole tree listings, blobs."""

import os
import subprocess
from functools import lru_cache

from .tree import Entry, Tree


class Repository:
    def __init__(self, directory: str) -> None:
        self.directory = directory
        self._batch = subprocess.Popen(
            ["git", "-C", directory, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.blob = lru_cache(maxsize=50_000)(self._read_blob)
        self.tree = lru_cache(maxsize=8)(self._read_tree)

    def git(self, *arguments: str) -> bytes:
        return subprocess.run(["git", "-C", self.directory, *arguments], check=True, stdout=subprocess.PIPE).stdout

    def commit(self, revision: str) -> str:
        return self.git("rev-parse", "--verify", "--quiet", revision + "^{commit}").decode().strip()

    def close(self) -> None:
        self._batch.stdin.close()
        self._batch.wait()
        self._batch.stdout.close()

    def _read_blob(self, oid: str) -> bytes:
        self._batch.stdin.write(oid.encode() + b"\n")
        self._batch.stdin.flush()
        header = self._batch.stdout.readline().split()
        if len(header) != 3:
            raise LookupError(f"object {oid} cannot be read")
        content = self._batch.stdout.read(int(header[2]))
        self._batch.stdout.read(1)
        return content

    def _read_tree(self, commit: str) -> Tree:
        entries = {}
        for line in self.git("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")[:-1]:
            facts, _, name = line.partition(b"\t")
            mode, _, oid = facts.decode().split(" ")
            entries[os.fsdecode(name)] = Entry(mode, oid)
        return Tree(entries, self.blob)
