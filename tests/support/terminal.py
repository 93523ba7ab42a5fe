"""A real terminal for the program: a pseudo-terminal, read by a terminal emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any, Final

import pyte

ROOT: Final = Path(__file__).parents[2]

_PATIENCE: Final = 60.0
"""Seconds after which a program that shows nothing more is given up."""

_LEFT: Final = b"\x1b[?1049l"
_WRITTEN: Final = 65536
_MODE: Final = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")


class Terminal:
    """The program in a terminal of its own."""

    def __init__(
        self, process: subprocess.Popen[bytes], outer: int, inner: int, size: tuple[int, int]
    ) -> None:
        self.written = b""
        """Everything that the program has sent to the terminal."""
        self.settings_before = termios.tcgetattr(inner)
        self._process = process
        self._outer = outer
        self._inner = inner
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def shown(self) -> str:
        """What can be read now."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def left_behind(self) -> str:
        """What can be read below the shell's prompt once the screens have gone; the emulator knows one screen only."""
        screen = pyte.Screen(self._screen.columns, self._screen.lines)
        pyte.ByteStream(screen).feed(self.written.rpartition(_LEFT)[2])
        return "\n".join(line.rstrip() for line in screen.display).strip()

    @property
    def settings(self) -> list[Any]:
        """How the terminal is set now: echo, line by line and so on."""
        return termios.tcgetattr(self._inner)

    def mode(self, number: str) -> bool:
        """Say whether one of the terminal's own modes was switched on last, such as "1049"."""
        switched = [
            found[2] == b"h"
            for found in _MODE.finditer(self.written)
            if number.encode() in found[1].split(b";")
        ]
        return bool(switched) and switched[-1]

    def wait_for(self, text: str) -> None:
        """Return when the text can be read; fails where it never can."""
        self._read_until(lambda: text in self.shown or self._has_ended(), f"waited for {text!r}")
        assert text in self.shown, f"it ended before it showed {text!r}:\n{self.shown}"

    def wait_until_gone(self, text: str) -> None:
        """Return when the text can no longer be read."""
        self._read_until(lambda: text not in self.shown, f"waited for {text!r} to go")

    def press(self, keys: str | bytes) -> None:
        """Send keys as a keyboard does, or bytes as they are."""
        os.write(self._outer, keys.encode() if isinstance(keys, str) else keys)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        _set_size(self._inner, columns, rows)
        self._screen.resize(rows, columns)
        self._process.send_signal(signal.SIGWINCH)

    @property
    def process(self) -> int:
        """The number of the program's process."""
        return self._process.pid

    def kill(self) -> None:
        """End the program at once, as a power cut does for it."""
        self._process.kill()
        self._process.wait()

    def fileno(self) -> int:
        """Return what can be waited on until the program has written something."""
        return self._outer

    def look(self, seconds: float) -> None:
        """Draw what comes until nothing has come for so long."""
        self._read(seconds)

    def read_now(self) -> bytes:
        """Return what the program has just written, without drawing it yet."""
        return os.read(self._outer, _WRITTEN)

    def draw(self, data: bytes) -> None:
        """Draw what was read."""
        self.written += data
        self._stream.feed(data)

    def send(self, number: int) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def close(self) -> int:
        """Close the terminal's window under the program, and return its exit status when it has ended."""
        with Path(os.devnull).open("rb") as nowhere:
            os.dup2(nowhere.fileno(), self._outer)
        return self._process.wait(_PATIENCE)

    def end_unread(self) -> int:
        """Return the exit status when the program has ended, with the terminal taking nothing of what it says."""
        return self._process.wait(_PATIENCE)

    def end(self) -> int:
        """Return the exit status when the program has ended."""
        self._read_until(self._has_ended, "waited for the end")
        self._read()
        return self._process.returncode

    def _has_ended(self) -> bool:
        return self._process.poll() is not None

    def _read_until(self, reached: Callable[[], bool], waiting: str) -> None:
        until = monotonic() + _PATIENCE
        while not reached():
            assert monotonic() < until, f"{waiting}; shown:\n{self.shown}"
            self._read(0.05)

    def _read(self, patience: float = 0.0) -> None:
        while select.select([self._outer], [], [], patience)[0]:
            with suppress(OSError):  # Linux says so when the other end is closed
                self.draw(self.read_now())
                continue
            return


def _set_size(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


@contextmanager
def terminal(
    words: Sequence[str],
    environment: Mapping[str, str],
    size: tuple[int, int] = (100, 30),
    told: tuple[int, int] | None = None,
) -> Iterator[Terminal]:
    """Run Python with these words in a terminal, which may tell another size than it has; end it with the block."""
    outer, inner = pty.openpty()
    _set_size(inner, *(told or size))
    process = subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color", **environment},
        stdin=inner,
        stdout=inner,
        stderr=inner,
        start_new_session=True,
    )
    try:
        yield Terminal(process, outer, inner, size)
    finally:
        process.kill()
        process.wait()
        os.close(outer)
        os.close(inner)
