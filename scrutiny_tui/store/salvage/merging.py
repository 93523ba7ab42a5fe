"""Lays the pieces of a session over one another, the later over the earlier, and remembers what each document was before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from scrutiny_tui.store.documents import TABLES
from scrutiny_tui.store.journal.lines import Record
from scrutiny_tui.store.journal.shapes import Document, Tables
from scrutiny_tui.store.salvage.pieces import Layer, Pieces

Key: TypeAlias = tuple[str, int]
"""A table and a document's number."""

_DEEPEST: Final = 10
"""More levels than any document has."""
SPARE: Final = -1
"""The sequence of documents that no file of the session holds."""


@dataclass(frozen=True, slots=True)
class Version:
    """A document as it was after a change."""

    document: Document
    sequence: int


@dataclass(slots=True)
class Merged:
    """The documents of a session, each with what it was before."""

    versions: dict[Key, list[Version]] = field(default_factory=dict)
    """Every version that is still valid, the newest last; none is empty."""
    doubtful: dict[Key, int] = field(default_factory=dict)
    """Documents that could not be read, with the change after which that was found; later ones make up for it."""
    gaps: tuple[int, ...] = ()
    """Numbers of changes that no journal holds."""

    def tables(self) -> Tables:
        """Return the newest version of every document."""
        found: Tables = {name: {} for name in TABLES}
        for (table, number), versions in self.versions.items():
            found[table][number] = versions[-1].document
        return found

    def drop(self, key: Key) -> bool:
        """Let go of the newest version of a document; return whether there is an earlier one."""
        versions = self.versions[key]
        versions.pop()
        if not versions:
            del self.versions[key]
        return bool(versions)

    def put(self, key: Key, document: Document, sequence: int) -> None:
        """Lay a version over those before it; one that is nested absurdly deep counts as not readable."""
        if not _is_shallow(document, _DEEPEST):
            self.doubtful[key] = sequence
            return
        versions = self.versions.setdefault(key, [])
        if versions and versions[-1].document == document:
            versions.pop()
        versions.append(Version(document, sequence))
        self.doubtful.pop(key, None)

    def remove(self, key: Key) -> None:
        """Take a document away that was removed."""
        self.versions.pop(key, None)
        self.doubtful.pop(key, None)


def merge(pieces: Pieces, spare: Tables) -> Merged:
    """Return all documents; `spare` are stand-ins for documents that no file holds."""
    merged = Merged()
    for table, rows in spare.items():
        for number, document in rows.items():
            merged.put((table, number), document, SPARE)
    for event in _events(pieces):
        if isinstance(event, Record):
            _carry_out(merged, event)
        else:
            _lay_over(merged, event)
    merged.gaps = tuple(_gaps(pieces))
    return merged


def _is_shallow(value: Any, levels: int) -> bool:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_is_shallow(each, levels - 1) for each in inside)


def _events(pieces: Pieces) -> Iterator[Layer | Record]:
    """Yield files and changes in the order in which they came about, of two files with one number the sealed one last."""
    layers = sorted(pieces.layers, key=lambda layer: (layer.sequence, layer.sealed))
    records = sorted(pieces.records)
    at = 0
    for layer in layers:
        while at < len(records) and records[at] <= layer.sequence:
            yield pieces.records[records[at]]
            at += 1
        yield layer
    yield from (pieces.records[number] for number in records[at:])


def _carry_out(merged: Merged, record: Record) -> None:
    for table, rows in record.changes.items():
        if table not in TABLES:
            continue
        if rows is None:
            _clear(merged, table)
        for number, document in (rows or {}).items():
            if document is None:
                merged.remove((table, number))
            else:
                merged.put((table, number), document, record.sequence)


def _lay_over(merged: Merged, layer: Layer) -> None:
    for table, rows in layer.tables.items():
        if table not in TABLES:
            continue
        if table in layer.whole and not layer.lost:
            for key in [key for key in merged.versions if key[0] == table and key[1] not in rows]:
                merged.remove(key)
        for number, document in rows.items():
            merged.put((table, number), document, layer.sequence)
    for key in layer.lost:
        merged.doubtful[key] = layer.sequence


def _clear(merged: Merged, table: str) -> None:
    for key in [key for key in merged.versions if key[0] == table]:
        merged.remove(key)


def _gaps(pieces: Pieces) -> Iterator[int]:
    known = max((layer.sequence for layer in pieces.layers), default=0)
    reach = max(pieces.records, default=0)
    # A damaged number can be absurdly high; there are never more changes missing than a journal holds lines.
    for number in range(known + 1, min(reach, known + 100_000)):
        if number not in pieces.records:
            yield number
