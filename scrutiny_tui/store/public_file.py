"""The public file: what the room sees now, written for the audience window and watched by it.

It stands in this machine's own data folder and not beside the session: it is touched every second, which would keep a
synchronised folder busy and wear out a stick, and nobody copies it along with the session.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread
from typing import Any, Final, TypeAlias, TypeVar

from scrutiny_tui.domain.fields import Text
from scrutiny_tui.domain.printable import printable
from scrutiny_tui.domain.records import record
from scrutiny_tui.store.codec import Reading, plain, read
from scrutiny_tui.store.places import audience_folder
from scrutiny_tui.store.session_copies import session_path
from scrutiny_tui.store.system import DISK, is_there, read_plain, temporary_path, write_whole

LARGEST: Final = 512 * 1024
"""Bytes of a public file that are written or read; a page of the shipped pack takes two thousand."""

_FORMAT: Final = 3
HEARTBEAT_SECONDS: Final = 1.0
"""How often a file that does not change is touched, so that a follower knows that somebody is there."""

Page = TypeVar("Page")
"""A record that holds all that is seen at one moment."""
Making: TypeAlias = Callable[[], object]
"""Makes such a page from values that do not change."""

_HASH_LETTERS: Final = 16
_PATIENCE: Final = 2.0
"""Seconds that closing waits for a slow disk; the file is stale soon after in any case."""


def public_path(session: Path) -> Path:
    """Return where the public file of the session at this path is; links are followed.

    Raises `InputError` if that cannot be the path of a session.
    """
    path = os.path.normcase(session_path(session))
    name = hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:_HASH_LETTERS]
    return audience_folder() / f"{name}.json"


class PublicFile:
    """Keeps the file as the room is to see it, in a thread of its own: whoever shows a view never waits for it.

    A mistake in making a view ends that thread and nothing else; the file is stale from then on. What cannot be written is tried again with each heartbeat, and told nowhere but in `trouble`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.trouble = ""
        """Why the last writing failed; empty if it did not."""
        self._changed = Condition()
        self._make: Making | None = None
        self._due = False
        self._moves = False
        self._closed = False
        self._thread = Thread(target=self._keep, name="public file", daemon=True)
        self._thread.start()

    def show(self, make: Making, *, moves: bool = False) -> None:
        """Take what makes a view in place of the one before; of several at once only the last is made and written.

        With `moves` the view is made anew with each heartbeat, as that of a clock.
        """
        with self._changed:
            self._make, self._due, self._moves = make, True, moves
            self._changed.notify()

    def close(self) -> None:
        """Write nothing more and delete the file."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join(_PATIENCE)

    def _keep(self) -> None:
        while self._wait():
            try:
                self._write_or_touch()
                self.trouble = ""
            except OSError as error:
                self.trouble = error.strerror or str(error)
                self._due = True
        for path in (self.path, temporary_path(self.path)):
            with suppress(OSError):
                DISK.remove(path)

    def _wait(self) -> bool:
        """Return when a view is to be written, or a sign of life is due; say whether to go on."""
        with self._changed:
            if not self._closed and (self.trouble or not self._due):
                self._changed.wait(HEARTBEAT_SECONDS)
            return not self._closed

    def _write_or_touch(self) -> None:
        with self._changed:
            make, is_due = self._make, self._due or self._moves
            self._due = False
        if make is not None and is_due:
            self._write(make())
        elif make is not None:
            os.utime(self.path)

    def _write(self, view: object) -> None:
        """Put the view in place of the file. That it survives a power cut is not wanted."""
        data = write_view(view)
        if len(data) > LARGEST:
            raise OSError(errno.EFBIG, "the page is too long for it")
        DISK.make_folder(self.path.parent)
        write_whole(self.path, data, synced=False)


def left_over(session: Path) -> tuple[Path, ...]:
    """Return the files that a run which was cut off left for audience windows of this session."""
    path = public_path(session)
    return tuple(each for each in (path, temporary_path(path)) if is_there(each))


def remove_left_over(session: Path) -> None:
    """Remove those files, as far as the system allows; they hold nothing of an open vote but how many are in."""
    for path in left_over(session):
        with suppress(OSError):
            path.unlink()


class _PublicReading(Reading):
    """Leaves nothing in a text that a terminal would act on."""

    def text(self, value: str, key: str, bounds: Text) -> Any:
        """Return a text that is within its bounds, made harmless."""
        return printable(super().text(value, key, bounds))


def write_view(view: object) -> bytes:
    """Return a view as JSON in plain ASCII: the same bytes for the same view."""
    return json.dumps({"format": _FORMAT, "view": plain(view)}, indent=1, sort_keys=True).encode("ascii")


def read_view(kind: type[Page], data: bytes) -> Page:
    """Return the view of this kind that the bytes hold, without anything a terminal would act on.

    Raises `ValueError` if they hold anything else.
    """
    if len(data) > LARGEST:
        raise ValueError("it is too long")
    try:
        found = json.loads(data.decode("ascii"))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(found, dict) or found.keys() != {"format", "view"} or found["format"] != _FORMAT:
        raise ValueError("it is no public view")
    reading = _PublicReading("public view")
    view = read(kind, found["view"], reading)
    if view is None or reading.problems:
        raise ValueError(str(reading.problems[0]))
    return view


STALE_SECONDS: Final = 3.0
"""A file that was not touched for so long has nobody behind it: three heartbeats."""

Seconds: TypeAlias = Callable[[], float]


@record
class Sighting:
    """What is known of the facilitator's window."""

    view: Any = None
    """The page shown last; None before the first one and once the workshop was put away."""
    is_live: bool = False
    """Whether somebody is there."""


class PublicWatch:
    """Looks at one public file, which need not be there yet."""

    def __init__(
        self,
        kind: type,
        path: Path,
        going_on: Seconds = time.monotonic,
        wall_clock: Seconds = time.time,
    ) -> None:
        """Take the class of what it holds, the path, seconds that only go forward, and those since the epoch that files are dated with."""
        self._kind = kind
        self._path = path
        self._going_on = going_on
        self._wall_clock = wall_clock
        self._mark: tuple[int, int, int] | None = None
        self._changed_at = float("-inf")
        self._is_readable = False
        self._view: Any = None

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
            self._is_readable = not is_left_over and self._read()
        return Sighting(self._view, self._is_readable and now - self._changed_at < STALE_SECONDS)

    def _found(self) -> os.stat_result | None:
        try:
            found = self._path.lstat()
        except OSError:
            return None
        return found if stat.S_ISREG(found.st_mode) else None

    def _read(self) -> bool:
        """Take the view that the file holds; say whether it holds one."""
        with suppress(OSError, ValueError):
            self._view = read_view(self._kind, read_plain(self._path, LARGEST + 1))
            return True
        return False
