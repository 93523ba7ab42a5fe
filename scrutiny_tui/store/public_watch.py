"""The audience's side of the public file: looked at many times a second, read only when it changed, trusted in nothing."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from scrutiny_tui.domain.public_view import PublicView
from scrutiny_tui.store.public_file import LARGEST, read_view

STALE_SECONDS: Final = 3.0
"""A file that was not touched for so long has nobody behind it: three heartbeats."""

Seconds: TypeAlias = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is known of the facilitator's window."""

    view: PublicView | None = None
    """The page shown last; None before the first one and once the workshop was put away."""
    is_live: bool = False
    """Whether somebody is there."""


class PublicWatch:
    """Looks at one public file, which need not be there yet."""

    def __init__(
        self, path: Path, going_on: Seconds = time.monotonic, wall_clock: Seconds = time.time
    ) -> None:
        """Take the path, seconds that only go forward, and those since the epoch that files are dated with."""
        self._path = path
        self._going_on = going_on
        self._wall_clock = wall_clock
        self._mark: tuple[int, int, int] | None = None
        self._changed_at = float("-inf")
        self._is_readable = False
        self._view: PublicView | None = None

    def look(self) -> Sighting:
        """Return what is to be seen now. A file that holds anything but a page counts as one with nobody behind it."""
        found = self._found()
        if found is None:
            self._mark, self._view = None, None
            return Sighting()
        mark = (found.st_mtime_ns, found.st_size, found.st_ino)
        now = self._going_on()
        if mark != self._mark:
            is_left_over = self._mark is None and self._wall_clock() - found.st_mtime > STALE_SECONDS
            self._mark = mark
            self._changed_at = float("-inf") if is_left_over else now
            # What a run that was cut off showed last is not shown by a window that was opened later.
            self._read(found.st_size, keep=not is_left_over)
        return Sighting(self._view, self._is_readable and now - self._changed_at < STALE_SECONDS)

    def _found(self) -> os.stat_result | None:
        try:
            found = self._path.lstat()
        except OSError:
            return None
        return found if stat.S_ISREG(found.st_mode) else None

    def _read(self, size: int, *, keep: bool) -> None:
        self._is_readable = False
        if size > LARGEST or not keep:
            return
        try:
            with self._path.open("rb") as file:
                self._view = read_view(file.read(LARGEST + 1))
        except (OSError, ValueError):
            return
        self._is_readable = True
