"""The journal's lines: a checksum, a space, compact JSON, a line feed.

The first line is the header: it names the session and the snapshot that the journal continues. Each further line is
one transaction, or announces a snapshot that is about to be written. The checksum is CRC-32 seeded with the session.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scrutiny_tui.store.journal.shapes import (
    FORMAT,
    Changes,
    Document,
    Point,
    Tables,
    load,
    read_point,
    read_session,
    read_tables,
    refuse_newer,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

LINE_LIMIT: Final = 64 * 1024
"""Longest line in bytes, and so the longest unfinished end that a crash can leave."""
_MAGIC: Final = "scrutiny-tui journal"
_CHECKSUM_LENGTH: Final = 9
# Made once: a session file of thousands of ballots would spend half its time on making one for each.
_IN_ONE_WAY: Final = json.JSONEncoder(separators=(",", ":"), sort_keys=True, allow_nan=False)


class Header(NamedTuple):
    """What a journal continues."""

    session: str
    base: Point


class Record(NamedTuple):
    """One transaction."""

    sequence: int
    changes: dict[str, dict[int, Document | None] | None]


def seed_of(session: str) -> int:
    """Return the checksum that every line of a session starts from."""
    return zlib.crc32(session.encode("ascii"))


def dump(value: object) -> str:
    """Write JSON in the one way that a value can be written; raises `TypeError` or `ValueError` if it is not JSON."""
    return _IN_ONE_WAY.encode(value)


def encode(seed: int, payload: object) -> bytes:
    """Return a line with its checksum."""
    text = dump(payload).encode("ascii")
    return b"%08x %s\n" % (zlib.crc32(text, seed), text)


def encode_header(session: str, base: Point) -> bytes:
    """Return the first line of a journal."""
    payload = {
        "magic": _MAGIC,
        "format": FORMAT,
        "session": session,
        "n": base.sequence,
        "sha256": base.sha256,
    }
    return encode(seed_of(session), payload)


def encode_record(seed: int, sequence: int, changes: Changes) -> bytes:
    """Return the line of a transaction; raises `TypeError` or `ValueError` if something in it is not JSON."""
    tables = {name: None if rows is None else _rows(rows) for name, rows in changes.items()}
    return encode(seed, {"n": sequence, "t": tables})


def encode_seal(seed: int, point: Point) -> bytes:
    """Return the line that announces a snapshot before it is written."""
    return encode(seed, {"n": point.sequence, "seal": point.sha256})


def payload_of(line: bytes) -> Any:
    """Return the JSON of a line, without its line feed, whatever its checksum; raises `ValueError` if it has none."""
    return load(line[_CHECKSUM_LENGTH:].decode("ascii"))


def check_sum(seed: int, line: bytes) -> None:
    """Raise `ValueError` unless the line begins with its checksum."""
    if line[:_CHECKSUM_LENGTH] != b"%08x " % zlib.crc32(line[_CHECKSUM_LENGTH:], seed):
        raise ValueError("its checksum is wrong")


def read_header(line: bytes) -> Header:
    """Read a first line; raises `ValueError`, or `NewerFormatError` if a later version wrote it."""
    payload = payload_of(line)
    if not isinstance(payload, dict) or payload.get("magic") != _MAGIC:
        raise ValueError("it is not the beginning of a journal")
    refuse_newer(payload.get("format"))
    session = read_session(payload.get("session"))
    check_sum(seed_of(session), line)
    return Header(session, read_point(payload.get("n"), payload.get("sha256")))


def read_entry(seed: int, line: bytes) -> Record | Point:
    """Read a further line; raises `ValueError` if it is not whole and right."""
    check_sum(seed, line)
    payload = payload_of(line)
    if not isinstance(payload, dict):
        raise ValueError("it is not a transaction")  # noqa: TRY004  one error for whatever is wrong with a file
    if payload.keys() == {"n", "seal"}:
        return read_point(payload["n"], payload["seal"])
    if payload.keys() != {"n", "t"} or type(payload["n"]) is not int:
        raise ValueError("it is not a transaction")
    return Record(payload["n"], read_tables(payload["t"], removals=True))


def apply(tables: Tables, changes: Changes) -> None:
    """Carry out a transaction; documents are put in place of others, never altered."""
    for name, rows in changes.items():
        if rows is None:
            tables.pop(name, None)
            continue
        table = tables.setdefault(name, {})
        for number, document in rows.items():
            if document is None:
                table.pop(number, None)
            else:
                table[number] = dict(document)


def _rows(rows: Mapping[int, Mapping[str, Any] | None]) -> dict[str, Document | None]:
    return {str(int(number)): None if row is None else dict(row) for number, row in rows.items()}
