"""A session that is only looked at: read once, and never written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.documents import SCHEMA_VERSION
from scrutiny_tui.store.journal.reading import read_snapshot
from scrutiny_tui.store.parse import NewerSchemaError, parse_session, read_documents
from scrutiny_tui.store.references import check_references

REFUSED: Final = "This workshop is open to read only, so nothing in it can be changed here."
_UNKNOWN: Final = "that this program knows"
"""How every reason ends that is about something a newer program may have added."""


class ViewedFile:
    """A session that is only looked at; it has what a session file that is open for writing has, and changes nothing."""

    def __init__(self, path: Path, session: Session, notices: tuple[str, ...]) -> None:
        self.path = path
        self.session = session
        self.notices = notices
        self.read_only = True
        self.is_stuck = False
        self.lacks = ""

    def renew_mirror(self) -> bool:
        """Do nothing."""
        return False

    def save(self, after: Session) -> None:
        """Remember where the room is, on no disk. Raises `RuleError` for any other change."""
        others = (each.name for each in fields(Session) if each.name != "place")
        if any(getattr(after, name) is not getattr(self.session, name) for name in others):
            raise RuleError(REFUSED)
        self.session = after

    def carry_on(self, _path: Path, _after: Session, _mirror: Path, **_more: bool) -> None:
        """Raise `RuleError`: there is nothing to carry on."""
        raise RuleError(REFUSED)

    def copied_within(self, _time: timedelta, _now: datetime) -> bool:
        """Say that no dated copy is due."""
        return True

    def keep_copy(self, _now: datetime) -> str:
        """Do nothing."""
        return ""

    def drop_copies(self) -> str:
        """Do nothing."""
        return ""

    def erase_in_copies(self, _table: str, _number: int) -> str:
        """Do nothing."""
        return ""

    def close(self) -> None:
        """Do nothing."""


def view_session(path: Path, mirror: Path | None = None) -> ViewedFile:
    """Read a session to look at it, open elsewhere or not, also one that a newer program wrote. Changes nothing.

    What a newer program added is left out, and a notice names both versions. Raises `InputError` or `MachineError`
    where it cannot be read.
    """
    found = read_snapshot(path, mirror)
    try:
        return ViewedFile(path, parse_session(found.tables, path.name), found.notices)
    except NewerSchemaError as error:
        session = _parse_newer(found.tables, path.name, error)
        return ViewedFile(path, session, (*found.notices, str(error)))


def _parse_newer(documents: Mapping[str, Mapping[int, Any]], file: str, error: NewerSchemaError) -> Session:
    """Read as much of a newer file as this program knows; raises `error` where that does not fit together."""
    schema = {1: {**documents["schema"][1], "version": SCHEMA_VERSION}}
    session, problems = read_documents({**documents, "schema": schema}, file)
    left = [each for each in problems if not each.reason.endswith(_UNKNOWN)]
    if left or check_references(session, file):
        raise error
    return session
