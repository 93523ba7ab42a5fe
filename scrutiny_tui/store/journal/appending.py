"""One copy of an open session, whose journal has a line on the disk before `append` returns, or refuses it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from scrutiny_tui.store.journal.errors import DISK_FAILED, DISK_FULL, FULL, FullError, NotSavedError
from scrutiny_tui.store.journal.lines import LINE_LIMIT
from scrutiny_tui.store.journal.system import FILE_LIMIT, FileState, System, write_all, write_whole

if TYPE_CHECKING:
    from scrutiny_tui.store.journal.places import Place

_JOURNAL_LIMIT: Final = FILE_LIMIT - LINE_LIMIT
"""Longest journal in bytes; the rest leaves room for what recovery adds."""


class Stop(NamedTuple):
    """Why a journal takes nothing more, or not this."""

    reason: str
    """Why, as one sentence."""
    told: str = ""
    """What that means for whoever asked for the change."""

    def error(self) -> NotSavedError:
        """Return what to raise."""
        return NotSavedError(self.reason, self.told)


NOT_SAVED: Final = (
    DISK_FULL,
    "This answer was not saved; everything up to it is. Free some space and enter it again.",
)
"""What is said of a change that finds the disk full."""
_TOO_LONG: Final = Stop(
    "The journal has grown too long.",
    "This answer was not saved; everything up to it is. Close the session and open it again.",
)
IN_DOUBT: Final = (
    "It is not certain that the last answer was saved; everything before it is. "
    "Nothing more is taken in. Close the session, check the disk, and open it again."
)
"""What is said of a change that a failing disk may have kept or not."""
_IN_DOUBT: Final = Stop(DISK_FAILED, IN_DOUBT)
_CHANGED: Final = Stop(
    "Another program changed or replaced the journal.",
    "This answer was not saved; everything before it was. "
    "Nothing more is taken in. Close the session and open it again.",
)
INTERRUPTED: Final = Stop(
    "Saving was interrupted.",
    "It is not certain that the last answer was saved; everything before it is. "
    "Nothing more is taken in. Close the session and open it again.",
)
"""What is said after a change that was cut off in the middle."""
_AFTER_CLOSE: Final = Stop("The session is closed.", "This answer was not saved.")
_CLOSED: Final = -1
"""Stands for no descriptor."""


class LiveCopy:
    """One copy of an open session: its file, and its journal, which this process alone appends to."""

    def __init__(self, system: System, place: Place) -> None:
        """Nothing is written before `save` and `begin`."""
        self._system = system
        self.place = place
        self.trouble: Stop | None = None
        """Why nothing more is written to the journal; None while all is well."""
        self._descriptor = _CLOSED
        self._end = 0

    def state(self) -> FileState | None:
        """Return which session file is there; None where that cannot be told."""
        try:
            return self._system.state_at(self.place.snapshot)
        except OSError:
            return None

    def save(self, snapshot: bytes) -> None:
        """Put a new session file in place of the old one; raises `OSError`."""
        self._system.make_folder(self.place.snapshot.parent)
        write_whole(self._system, self.place.snapshot, snapshot)

    def begin(self, journal: bytes) -> None:
        """Put a new journal in place of the old one; raises `OSError`, after which the old one goes on if there is one."""
        self._release()
        try:
            write_whole(self._system, self.place.journal, journal)
            self._end = len(journal)
        finally:
            with suppress(OSError):
                self._descriptor = self._system.open_append(self.place.journal)

    def append(self, line: bytes) -> None:
        """Return when the line is on the disk.

        Raises `FullError` or `NotSavedError` if it is not. After a full disk the journal goes on; after any other error it does not,
        because a disk that failed once may report success for what it has lost.
        """
        if self.trouble:
            raise self.trouble.error()
        if self._end + len(line) > _JOURNAL_LIMIT:
            raise _TOO_LONG.error()
        self._refuse_strangers()
        self.trouble = _IN_DOUBT
        try:
            write_all(self._system, self._descriptor, line)
        except OSError as error:
            self._take_back(error)
        try:
            self._system.sync_data(self._descriptor)
        except OSError as error:
            raise _IN_DOUBT.error() from error
        self._end += len(line)
        self.trouble = None

    def end(self) -> None:
        """Close the journal and remove it, its changes being in the session file; raises `OSError`."""
        self.close()
        self._system.remove(self.place.journal)

    def close(self) -> None:
        """Close the journal and leave it where it is."""
        self._release()
        self.trouble = self.trouble or _AFTER_CLOSE

    def _release(self) -> None:
        if self._descriptor != _CLOSED:
            descriptor, self._descriptor = self._descriptor, _CLOSED
            with suppress(OSError):
                self._system.close(descriptor)

    def _refuse_strangers(self) -> None:
        try:
            ours = self._system.state_of(self._descriptor)
            there = self._system.state_at(self.place.journal)
        except OSError as error:
            self.trouble = _CHANGED
            raise _CHANGED.error() from error
        if ours != there or ours.size != self._end:
            self.trouble = _CHANGED
            raise _CHANGED.error()

    def _take_back(self, error: OSError) -> None:
        """Cut off half a line after a full disk, then refuse the change."""
        if error.errno not in FULL:
            raise _IN_DOUBT.error() from error
        try:
            self._system.truncate(self._descriptor, self._end)
            self._system.sync(self._descriptor)
        except OSError as second:
            raise _IN_DOUBT.error() from second
        self.trouble = None
        raise FullError(*NOT_SAVED) from error
