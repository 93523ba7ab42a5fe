"""Room held back on the disk: a file that is given up when the disk is full, so that the meeting can go on."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from scrutiny_tui.store.journal.errors import FULL

if TYPE_CHECKING:
    from pathlib import Path

    from scrutiny_tui.store.journal.system import System

BALLAST_SIZE: Final = 1024 * 1024
"""Bytes; answers of a whole day take less."""
NEARLY_FULL: Final = (
    "The disk is nearly full. The room that was held back for this is in use now; free some space soon."
)
NO_ROOM: Final = "The disk is nearly full. Free some space before the workshop goes on."


class Ballast:
    """The file beside a session that holds room back while the session is open."""

    def __init__(self, system: System, path: Path) -> None:
        """Nothing is written before `make`."""
        self._system = system
        self._path = path
        self._is_there = False

    def take_over(self) -> None:
        """Have the room at hand that a program which was killed still holds back."""
        with suppress(OSError):
            self._system.state_at(self._path)
            self._is_there = True

    def make(self) -> bool:
        """Hold room back; return False where the disk is too full for it."""
        self._is_there = False
        try:
            self._system.remove(self._path)
            self._system.reserve(self._path, _filling())
        except OSError as error:
            self._remove()
            return error.errno not in FULL
        self._is_there = True
        return True

    def give_up(self) -> bool:
        """Give the room back to the disk; return whether there was any."""
        was_there, self._is_there = self._is_there, False
        if was_there:
            self._remove()
        return was_there

    def _remove(self) -> None:
        with suppress(OSError):
            self._system.remove(self._path)


def _filling() -> bytes:
    """Return the same bytes each time, so that files tell nothing, and none that a file system could press together."""
    return hashlib.shake_128(b"ballast").digest(BALLAST_SIZE)
