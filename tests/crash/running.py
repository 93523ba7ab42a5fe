"""A program under test in a process group of its own, and the lines it tells."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Final

from tests.crash.witness import DESCRIPTOR

_LINE: Final = re.compile(r"(READY|TRY|ACK)\b")
_LONGEST: Final = 60.0
"""Seconds after which a program is taken to hang."""
_CHUNK: Final = 1 << 16


@dataclass(slots=True)
class Running:
    """A program that was started."""

    pid: int
    reader: int
    """The end of the pipe on which it tells its lines."""
    wait: Callable[[], int]
    """Waits for its end and returns its exit status, negative for a signal."""
    terminal: int | None = None
    """Our end of its terminal, which has to be read for it to go on."""
    lines: list[str] = field(default_factory=list)
    """What it told so far."""
    _rest: bytes = b""

    def follow(self, delay: float | None) -> bool:
        """Listen until so many seconds after its first line, or until its end; return whether it still runs."""
        last = due = monotonic() + _LONGEST
        while (left := due - monotonic()) > 0:
            if not self._listen(left):
                return False
            if delay is not None and self.lines and due == last:
                due = monotonic() + delay
        return True

    def pause(self) -> None:
        """Stop it where it is, and hear what it has told until then."""
        self.signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        while select.select([self.reader], [], [], 0)[0] and self._listen(0):
            pass

    def kill(self) -> int:
        """End it at once, hear the rest of what it has told, and return its exit status."""
        self.signal(signal.SIGKILL)
        return self.end()

    def end(self) -> int:
        """Wait for its end, hearing what it tells, and return its exit status."""
        if self.follow(None):
            self.signal(signal.SIGKILL)
        status = self.wait()
        for descriptor in (self.reader, self.terminal):
            if descriptor is not None:
                os.close(descriptor)
        return status

    def signal(self, number: int) -> None:
        """Send a signal to the program and all that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def _listen(self, seconds: float) -> bool:
        """Take in what is there; return whether the program still holds the pipe."""
        ends = [self.reader] if self.terminal is None else [self.reader, self.terminal]
        ready, _, _ = select.select(ends, [], [], seconds)
        if self.terminal in ready:
            with suppress(OSError):
                os.read(self.terminal, _CHUNK)
        if self.reader not in ready:
            return True
        chunk = os.read(self.reader, _CHUNK)
        *whole, self._rest = (self._rest + chunk).split(b"\n")
        told = [line.decode("ascii", "replace") for line in whole]
        self.lines += [line for line in told if _LINE.match(line)]
        return bool(chunk)


def fork(act: Callable[[], int], errors: Path) -> Running:
    """Do something in a process of its own, forked off this one with all that it has loaded."""
    reader, writer = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        _be_forked(act, writer, errors)
    with suppress(PermissionError, ProcessLookupError):
        os.setpgid(pid, pid)
    os.close(writer)
    return Running(pid, reader, lambda: os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def _be_forked(act: Callable[[], int], writer: int, errors: Path) -> None:
    """Never returns: what the parent would do next is none of the child's business."""
    status = 70
    try:
        os.setpgid(0, 0)
        os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
        os.environ[DESCRIPTOR] = str(writer)
        status = act()
    finally:
        os._exit(status)


def execute(command: Sequence[str], errors: Path, *, screen: bool = False, prints: bool = False) -> Running:
    """Start a command, on a terminal of its own where it shows screens; it may tell its lines by printing them."""
    reader, writer = os.pipe()
    ours, theirs = pty.openpty() if screen else (None, subprocess.DEVNULL)
    with errors.open("ab") as file:
        process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=writer if prints else theirs,
            stderr=theirs if screen else writer if prints else file,
            start_new_session=True,
            pass_fds=(writer,),
            env={**os.environ, DESCRIPTOR: "1" if prints else str(writer), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    os.close(writer)
    if ours is not None:
        os.close(theirs)
    return Running(process.pid, reader, process.wait, ours)
