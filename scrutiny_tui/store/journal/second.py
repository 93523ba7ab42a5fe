"""The second copy of an open session: it may fail while the first goes on, and is made again whole when it is back."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from scrutiny_tui.store.journal.appending import LiveCopy
from scrutiny_tui.store.journal.errors import FULL, FullError, NotSavedError, explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrutiny_tui.store.journal.places import Place
    from scrutiny_tui.store.journal.system import System

NONE: Final = "there is no second folder"
MISSING: Final = "the second folder is missing"
IS_FULL: Final = "the second folder is full"
CHANGED: Final = "another program changed the second copy"
REFUSED: Final = "the second folder cannot be written"

_GONE: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO})


class SecondCopy:
    """Writes the second copy; a failure is kept in words and never stops the session."""

    def __init__(self, system: System, place: Place | None) -> None:
        """Nothing is written before the first act; without a place there is no second copy."""
        self._system = system
        self._place = place
        self._live = LiveCopy(system, place) if place else None
        self.trouble = "" if place else NONE
        """Why only one copy is kept, as the end of a sentence; empty while there are two."""

    def do(self, act: Callable[[LiveCopy], None]) -> str:
        """Do something to the second copy; return a sentence for the facilitator where it is lost with that."""
        if self._live is None:
            return ""
        try:
            act(self._live)
        except (OSError, NotSavedError) as error:
            self.trouble = why(error)
            # What a refusal says beyond its reason is meant for an answer that was not saved; this one is, in the first.
            reason = explain(error, self._live.place.snapshot) if isinstance(error, OSError) else error.reason
            self.close()
            return f"There is no second copy any more; answers are saved in one place only. {reason}"
        return ""

    def renew(self, main: Place) -> bool:
        """Make a lost copy again from the files at `main`, which must be well; return whether there is one again."""
        if self._live is not None or self._place is None:
            return False
        live = LiveCopy(self._system, self._place)
        try:
            snapshot, journal = self._system.read(main.snapshot), self._system.read(main.journal)
            if snapshot is None or journal is None:
                return False
            live.save(snapshot)
            live.begin(journal)
        except OSError as error:
            live.close()
            self.trouble = why(error)
            return False
        self._live, self.trouble = live, ""
        return True

    def close(self) -> None:
        """Close the files as they are."""
        live, self._live = self._live, None
        if live is not None:
            live.close()


def why(error: OSError | NotSavedError) -> str:
    """Say as the end of a sentence why there is no second copy."""
    cause = error.__cause__ if isinstance(error, NotSavedError) else error
    if isinstance(error, FullError) or (isinstance(cause, OSError) and cause.errno in FULL):
        return IS_FULL
    if isinstance(cause, OSError):
        return MISSING if cause.errno in _GONE else REFUSED
    return CHANGED
