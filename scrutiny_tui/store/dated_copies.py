"""Dated copies of a session: complete session files in a folder inside that of the second copy, the last ten of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from scrutiny_tui.domain.deletion import holds_removed
from scrutiny_tui.domain.errors import MachineError, ScrutinyError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.disk_errors import explain
from scrutiny_tui.store.session_tables import DamageError, read_state, session_of
from scrutiny_tui.store.system import System, write_whole

FOLDER: Final = "backups"
"""The name of their folder."""
KEPT: Final = 10
"""How many dated copies there are of one session, the newest."""

_NAME: Final = re.compile(r"(\d{4}-\d{2}-\d{2}-\d{4})(?:-(\d{1,4}))?-([A-Za-z0-9_-]{1,64})\.json")
_GONE: Final = "it is no longer there"
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

    @property
    def age(self) -> tuple[datetime, int, str]:
        """Sorts copies, the oldest first."""
        return self.made, self.number, self.path.name


class DatedCopies:
    """The dated copies of one session, in a folder of second copies."""

    def __init__(self, folder: Path, session: str, system: System | None = None) -> None:
        self._system = system or System()
        self._session = session
        self.folder = folder
        """The folder of second copies that they are inside."""

    def is_recent(self, now: datetime, within: timedelta) -> bool:
        """Say whether a copy was made within this time of now, before or, by a clock set back, after it."""
        with suppress(OSError):
            return any(abs(now - each.made) < within for each in self._ours())
        return False

    def keep(self, data: bytes, now: datetime) -> None:
        """Write one more copy, whole or not at all, and let go of the oldest. Raises `MachineError`.

        The folder of second copies is not made again: if a stick was pulled out, its path is another disk's.
        """
        folder = self.folder / FOLDER
        try:
            self._require_folder()
            self._system.make_folder(folder)
            path = self._free(folder, now)
            write_whole(self._system, path, data)
            self._let_go(path)
        except OSError as error:
            raise MachineError(explain(error, folder)) from error

    def remove(self, *, but_for: Callable[[Path], bool] = lambda _path: False) -> None:
        """Remove every copy, but for those of which that is true. Raises `MachineError`."""
        folder = self.folder / FOLDER
        try:
            self._require_folder()
            gone = [each.path for each in self._ours() if not but_for(each.path)]
            for path in gone:
                self._system.remove(path)
            if gone:
                self._system.sync_folder(folder)
        except OSError as error:
            raise MachineError(explain(error, folder)) from error

    def is_harmless(self, path: Path, now: Session) -> bool:
        """Say whether a file holds nothing that was taken out of the session since; one that cannot be read may."""
        try:
            earlier = session_of(read_state(self._system.read(path) or b""), path.name, lenient=True)
        except (DamageError, OSError, ScrutinyError):
            return False
        return not holds_removed(earlier, now)

    def _require_folder(self) -> None:
        if not self._system.is_there(self.folder):
            raise FileNotFoundError(2, _GONE)

    def _ours(self) -> list[DatedCopy]:
        return [each for each in dated_copies(self.folder, self._system) if each.session == self._session]

    def _free(self, folder: Path, now: datetime) -> Path:
        """Return a name after all that this minute has, so that names stay in the order of the copies."""
        minute = f"{now:{_WHEN}}"
        number = max((each.number for each in self._ours() if f"{each.made:{_WHEN}}" == minute), default=0)
        return folder / f"{minute}{f'-{number + 1}' if number else ''}-{self._session}.json"

    def _let_go(self, newest: Path) -> None:
        """Remove all but the last ten, and what a crash left half written; the newest stays whatever the clock says."""
        others = sorted((each for each in self._ours() if each.path != newest), key=lambda each: each.age)
        for each in others[: -(KEPT - 1)]:
            self._system.remove(each.path)
        for name in self._system.names(newest.parent):
            if name.endswith(f"-{self._session}.json.tmp"):
                self._system.remove(newest.parent / name)


def dated_copies(folder: Path, system: System | None = None) -> Iterator[DatedCopy]:
    """Yield every dated copy in a folder of second copies; raises `OSError` if it cannot be read."""
    inside = folder / FOLDER
    for name in (system or System()).names(inside):
        found = read_name(inside / name)
        if found is not None:
            yield found


def read_name(path: Path) -> DatedCopy | None:
    """Return what the name of a dated copy says; None if it is another file's."""
    found = _NAME.fullmatch(path.name)
    with suppress(ValueError):
        if found is not None:
            made = datetime.strptime(found[1], _WHEN)  # noqa: DTZ007 - wall-clock times of the room carry no zone
            return DatedCopy(path, made, int(found[2] or 1), found[3])
    return None
