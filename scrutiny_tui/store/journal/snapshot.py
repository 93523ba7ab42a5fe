"""The session file: plain TinyDB JSON, one document a line in a fixed order, with a seal over all of it.

Nothing in it shows in which order documents were made or changed: tables and fields are sorted by name, documents by
number.
"""

from __future__ import annotations

import hashlib
import re
from json import JSONDecodeError, loads
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scrutiny_tui.store.journal.errors import NotSavedError
from scrutiny_tui.store.journal.lines import dump
from scrutiny_tui.store.journal.replay import Broken
from scrutiny_tui.store.journal.shapes import (
    FORMAT,
    SEAL_TABLE,
    Point,
    Tables,
    read_point,
    read_session,
    read_tables,
    refuse_newer,
)
from scrutiny_tui.store.journal.system import FILE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SEQUENCE: Final = re.compile(rb'"sequence":\s*([0-9]{1,15})')


class Snapshot(NamedTuple):
    """One state of a session."""

    tables: Tables
    session: str
    """The session's id."""
    point: Point
    """What the seal says: the number of the last change, and the SHA-256."""
    sealed: bool = True
    """Whether the contents are those that the seal was made for."""
    notices: tuple[str, ...] = ()
    """What was found in reading it, in plain sentences."""


def render(tables: Tables, session: str, sequence: int) -> tuple[bytes, Point]:
    """Return the bytes of a session file and what names them; raises `NotSavedError` if they are too many."""
    body = _body(tables)
    point = _point(body, session, sequence)
    seal = {"format": FORMAT, "session": session, "sequence": sequence, "sha256": point.sha256}
    head = f'{{"{SEAL_TABLE}": {{"1": {dump(seal)}}}'
    data = f"{head},\n{body}\n}}\n" if body else f"{head}}}\n"
    if len(data) > FILE_LIMIT:
        raise NotSavedError(
            "The session has grown too large for one file. This was not saved; everything before it is."
        )
    return data.encode("ascii"), point


def read_snapshot_bytes(data: bytes) -> Snapshot | Broken:
    """Read a session file that anybody may have written; raises `NewerFormatError` if a later version wrote it."""
    if not data:
        return Broken("it is empty")
    if len(data) > FILE_LIMIT:
        return Broken("it is too large")
    try:
        return _read(data)
    except (JSONDecodeError, UnicodeDecodeError):
        return Broken("it is not JSON text", _last_sequence(data))
    except RecursionError:
        return Broken("it is nested too deeply", _last_sequence(data))
    except ValueError as error:
        return Broken(str(error), _last_sequence(data))


def _read(data: bytes) -> Snapshot:
    found = loads(data.decode("utf-8"), object_pairs_hook=_without_twins)
    seal = found.pop(SEAL_TABLE, None) if isinstance(found, dict) else None
    seal = seal.get("1") if isinstance(seal, dict) else None
    if not isinstance(seal, dict):
        raise ValueError("it has no seal, so this program did not write it")  # noqa: TRY004  any fault of a file
    refuse_newer(seal.get("format"))
    session = read_session(seal.get("session"))
    claimed = read_point(seal.get("sequence"), seal.get("sha256"))
    tables = read_tables(found)
    return Snapshot(tables, session, claimed, _point(_body(tables), session, claimed.sequence) == claimed)


def _body(tables: Tables) -> str:
    return ",\n".join(f"{dump(name)}: {{{_rows(tables[name])}}}" for name in sorted(tables))


def _rows(table: Mapping[int, Mapping[str, Any]]) -> str:
    rows = ",".join(f'\n"{number}": {dump(table[number])}' for number in sorted(table))
    return f"{rows}\n" if rows else ""


def _point(body: str, session: str, sequence: int) -> Point:
    return Point(sequence, hashlib.sha256(f"{session}\n{sequence}\n{body}".encode("ascii")).hexdigest())


def _without_twins(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"it says {key!r} twice")
        found[key] = value
    return found


def _last_sequence(data: bytes) -> int:
    found = _SEQUENCE.search(data)
    return int(found.group(1)) if found else -1
