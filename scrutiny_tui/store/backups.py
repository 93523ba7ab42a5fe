"""Dated copies of a session: complete session files in a folder inside that of the second copy, the last ten of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.journal.errors import explain
from scrutiny_tui.store.journal.places import BACKUPS, main_place, mirror_place
from scrutiny_tui.store.journal.replay import Broken
from scrutiny_tui.store.journal.shapes import Document
from scrutiny_tui.store.journal.snapshot import read_snapshot_bytes, render
from scrutiny_tui.store.journal.system import System, write_whole

KEPT: Final = 10
"""How many dated copies there are of one session, the newest."""

_NAME: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2}-\d{4})(?:-(\d{1,4}))?-([A-Za-z0-9_-]{1,64})-([0-9a-f]{10})\.json"
)
_GONE: Final = "it is not there any more"
_WHEN: Final = "%Y-%m-%d-%H%M"


class DatedCopy(NamedTuple):
    """A dated copy as its name describes it."""

    path: Path
    made: datetime
    """To the minute; when the session was opened, or a result was shown."""
    number: int
    """Counts the copies of one minute, from 1."""
    session: str
    """The session's id."""
    place: str
    """Stands for the path of the session's file."""

    @property
    def age(self) -> tuple[datetime, int, str]:
        """Sorts copies, the oldest first."""
        return self.made, self.number, self.path.name


class Backups:
    """The dated copies of one session that is open."""

    def __init__(self, path: Path, session: str, mirror: Path, system: System | None = None) -> None:
        self._system = system or System()
        self.mirror = mirror
        """The folder that they are inside."""
        self._ending = mirror_place(mirror, main_place(path), session).snapshot.name

    def newest(self) -> datetime | None:
        """Return when the newest copy was made; None where there is none, or the folder cannot be read."""
        with suppress(OSError):
            return max((each.made for each in self._ours()), default=None)
        return None

    def is_recent(self, now: datetime, within: timedelta) -> bool:
        """Say whether a copy was made within this time of now, before or, by a clock set back, after it."""
        newest = self.newest()
        return newest is not None and abs(now - newest) < within

    def keep(self, data: bytes, now: datetime) -> None:
        """Write one more copy, whole or not at all, and let go of the oldest. Raises `MachineError`.

        The folder of the second copy is not made again: where a stick was pulled out, its path is another disk's.
        """
        folder = self.mirror / BACKUPS
        try:
            if not self.mirror.is_dir():
                raise FileNotFoundError(2, _GONE)
            self._system.make_folder(folder)
            path = self._free(folder, now)
            write_whole(self._system, path, data)
            self._let_go(path)
        except OSError as error:
            raise MachineError(explain(error, folder)) from error

    def drop(self) -> None:
        """Remove every copy. Raises `MachineError`."""
        self._on_each(self._system.remove)

    def put(self, table: str, number: int, document: Document | None) -> None:
        """Let every copy that holds a document hold it as it is now, or, where it was erased, not at all.

        A copy that cannot be read is removed, because it cannot be told what is in it. Raises `MachineError`.
        """
        self._on_each(lambda path: self._put(path, table, number, document))

    def _put(self, path: Path, table: str, number: int, document: Document | None) -> None:
        found = read_snapshot_bytes(self._system.read(path) or b"")
        if isinstance(found, Broken):
            self._system.remove(path)
        elif number in found.tables.get(table, {}):
            del found.tables[table][number]
            if document is not None:
                found.tables[table][number] = document
            write_whole(self._system, path, render(found.tables, found.session, found.point.sequence)[0])

    def _on_each(self, act: Callable[[Path], None]) -> None:
        folder = self.mirror / BACKUPS
        try:
            if not self.mirror.is_dir():
                raise FileNotFoundError(2, _GONE)
            for each in self._ours():
                act(each.path)
                self._system.sync_folder(folder)
        except OSError as error:
            raise MachineError(explain(error, folder)) from error

    def _ours(self) -> list[DatedCopy]:
        return [each for each in dated_copies(self.mirror, self._system) if self._is_ours(each.path.name)]

    def _is_ours(self, name: str) -> bool:
        return name.endswith(f"-{self._ending}")

    def _free(self, folder: Path, now: datetime) -> Path:
        """Return a name after all that this minute has, so that names stay in the order of the copies."""
        minute = f"{now:{_WHEN}}"
        number = max((each.number for each in self._ours() if f"{each.made:{_WHEN}}" == minute), default=0)
        return folder / f"{minute}{f'-{number + 1}' if number else ''}-{self._ending}"

    def _let_go(self, newest: Path) -> None:
        """Remove all but the last ten, and what a crash left half written; the newest stays whatever the clock says."""
        others = sorted((each for each in self._ours() if each.path != newest), key=lambda each: each.age)
        for each in others[: -(KEPT - 1)]:
            self._system.remove(each.path)
        for name in self._system.names(newest.parent):
            if name.endswith(".tmp") and self._is_ours(name.removesuffix(".tmp")):
                self._system.remove(newest.parent / name)


def dated_copies(mirror: Path, system: System | None = None) -> Iterator[DatedCopy]:
    """Yield every dated copy in the folder of second copies; raises `OSError` where it cannot be read."""
    folder = mirror / BACKUPS
    for name in (system or System()).names(folder):
        found = read_name(folder / name)
        if found is not None:
            yield found


def read_name(path: Path) -> DatedCopy | None:
    """Return what the name of a dated copy says; None where it is another file's."""
    found = _NAME.fullmatch(path.name)
    with suppress(ValueError):
        if found is not None:
            made = datetime.strptime(found[1], _WHEN)  # noqa: DTZ007 - wall-clock times of the room carry no zone
            return DatedCopy(path, made, int(found[2] or 1), found[3], found[4])
    return None


def place_mark(path: Path) -> str:
    """Return what stands for the path of a session's file in the names of its copies."""
    return mirror_place(Path(), main_place(path), "").snapshot.stem.removeprefix("-")
