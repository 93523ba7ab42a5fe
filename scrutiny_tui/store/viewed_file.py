"""A session that is only looked at: read once, and never written."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.disk_errors import NewerFormatError
from scrutiny_tui.store.session_copies import session_path
from scrutiny_tui.store.session_file import chosen_state
from scrutiny_tui.store.session_tables import session_of

REFUSED: Final = "This workshop is open read-only, so nothing can be changed."


class ViewedFile:
    """A session that is only looked at; it has what a session file that is open for writing has, and changes nothing."""

    read_only: Final = True
    is_stuck: Final = False
    lacks: Final = ""
    copies: Final = None

    def __init__(self, path: Path, session: Session, notices: tuple[str, ...]) -> None:
        self.path = path
        self.session = session
        self.notices = notices

    def renew_mirror(self) -> bool:
        """Do nothing."""
        return False

    def save(self, after: Session) -> None:
        """Remember where the room is, on no disk. Raises `RuleError` for any other change."""
        others = (each.name for each in fields(Session) if each.name != "place")
        if any(getattr(after, name) is not getattr(self.session, name) for name in others):
            raise RuleError(REFUSED)
        self.session = after

    def carry_on(self, _path: Path, _after: Session, _folder: Path | None) -> None:
        """Raise `RuleError`: there is nothing to carry on."""
        raise RuleError(REFUSED)

    def keep_copy(self, _now: datetime) -> str:
        """Do nothing."""
        return ""

    def close(self) -> None:
        """Do nothing."""


def view_session(path: Path, folder: Path | None = None) -> ViewedFile:
    """Read a session to look at it, open elsewhere or not, also one that a newer program wrote. Changes nothing.

    What a newer program added is left out, and a notice names both versions. Raises `InputError` or `MachineError`
    if it cannot be read.
    """
    path = session_path(path)
    found = chosen_state(path, folder)
    notices = (*(each.told for each in found.set_aside), *found.notices)
    try:
        return ViewedFile(path, session_of(found.state, path.name), notices)
    except NewerFormatError as error:
        return ViewedFile(path, session_of(found.state, path.name, lenient=True), (*notices, str(error)))
