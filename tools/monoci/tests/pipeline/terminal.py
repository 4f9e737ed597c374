"""The real program at a real terminal, answered by a person who types."""

import os
import pty
import select
import signal
from dataclasses import dataclass
from pathlib import Path

from programs import environment


@dataclass(frozen=True)
class Session:
    screen: str
    exit_code: int


def at_terminal(directory: Path, command: list[str], typed: list[str]) -> Session:
    """Each entry of `typed` is sent once the program waits; "\\x04" is the end of the input, "\\x03" Ctrl-C."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(directory)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell that runs the tests with `&` ignores it
        os.execve(command[0], command, environment() | {"TERM": "dumb"})  # noqa: S606
    screen = b""
    answers = list(typed)
    while True:
        ready, _, _ = select.select([terminal], [], [], 1.0 if answers else 30.0)
        if not ready and not answers:
            os.kill(child, signal.SIGKILL)  # it waits for somebody who is not there
            break
        if not ready:
            os.write(terminal, answers.pop(0).encode())
            continue
        try:
            screen += os.read(terminal, 4096)
        except OSError:  # the child's end is closed
            break
    _, status = os.waitpid(child, 0)
    return Session(screen.decode(), os.waitstatus_to_exitcode(status))
