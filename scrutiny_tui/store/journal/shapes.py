"""What a session's files may hold, and the checks of values that anybody may have written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from scrutiny_tui.store.journal.errors import NewerFormatError

Document: TypeAlias = dict[str, Any]
Tables: TypeAlias = dict[str, dict[int, Document]]
Changes: TypeAlias = Mapping[str, Mapping[int, Mapping[str, Any] | None] | None]
"""By table and document id: what a document becomes, nothing if it is removed; nothing for a whole table drops it."""

FORMAT: Final = 1
"""The way of writing files that this program knows."""
SEAL_TABLE: Final = "seal"
"""The table of the session file that only the journal writes."""
_NUMBER: Final = re.compile(r"0|-?[1-9][0-9]{0,17}")
_SESSION: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Point(NamedTuple):
    """One state of a session, as a snapshot holds it."""

    sequence: int
    """How many changes have led to it."""
    sha256: str


def load(text: str) -> Any:
    """Read JSON that anybody may have written; raises `ValueError`, also for what is nested too deeply."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def read_tables(value: Any, *, removals: bool = False) -> dict[str, Any]:
    """Check tables of documents and make the ids numbers; raises `ValueError`."""
    if not isinstance(value, dict) or SEAL_TABLE in value:
        raise ValueError("it does not hold tables")
    return {name: _table(name, rows, removals=removals) for name, rows in value.items()}


def read_session(value: object) -> str:
    """Check a session's id, which becomes part of a file name; raises `ValueError`."""
    if not isinstance(value, str) or not _SESSION.fullmatch(value):
        raise ValueError("it does not name a session")
    return value


def read_point(sequence: object, sha256: object) -> Point:
    """Check what names a snapshot; raises `ValueError`."""
    if (
        type(sequence) is not int
        or sequence < 0
        or not isinstance(sha256, str)
        or not _SHA256.fullmatch(sha256)
    ):
        raise ValueError("it does not name a snapshot")
    return Point(sequence, sha256)


def refuse_newer(version: object) -> None:
    """Raise `NewerFormatError` for a later way of writing files, `ValueError` for what is no version at all."""
    if type(version) is not int or version < 1:
        raise ValueError("it does not say how it is written")
    if version > FORMAT:
        message = f"These files are written in format {version}; this program knows format {FORMAT}."
        raise NewerFormatError(f"{message} Open them with the newer program. Nothing has been changed.")


def _table(name: str, rows: Any, *, removals: bool) -> dict[int, Any] | None:
    if rows is None and removals:
        return None
    if not isinstance(rows, dict):
        raise ValueError(f"{name} is not a table")  # noqa: TRY004  one error for whatever is wrong with a file
    for number, document in rows.items():
        if not _NUMBER.fullmatch(number):
            raise ValueError(f"{name} has a document without a number")
        if not isinstance(document, dict) and not (document is None and removals):
            raise ValueError(f"document {number} of {name} has no fields")
    return {int(number): document for number, document in rows.items()}


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number that a session can hold")
