"""Reads every file of a session that is there, whole or damaged: its own, the second copy and the dated copies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import Problem
from scrutiny_tui.store.backups import place_mark
from scrutiny_tui.store.journal.errors import NewerFormatError, explain
from scrutiny_tui.store.journal.lines import Record, read_entry, seed_of
from scrutiny_tui.store.journal.places import BACKUPS, main_place
from scrutiny_tui.store.journal.replay import Broken, Journal, read_journal
from scrutiny_tui.store.journal.shapes import Tables
from scrutiny_tui.store.journal.snapshot import read_snapshot_bytes
from scrutiny_tui.store.journal.system import FILE_LIMIT, System
from scrutiny_tui.store.salvage.rows import read_rows

DAMAGED: Final = "is damaged"
"""What is said of a file that cannot be read whole."""
_SESSION: Final = re.compile(rb'"session":\s?"([A-Za-z0-9_-]{1,64})"')
_SEQUENCE: Final = re.compile(rb'"sequence":\s?([0-9]{1,15})')
_MOST_LINES: Final = 20
"""How many unreadable lines of one file are told; more say no more."""
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Layer:
    """The documents of one file, at the change that it says it holds."""

    file: str
    sequence: int
    sealed: bool
    """Whether the file is exactly as the program wrote it."""
    tables: Tables
    whole: frozenset[str]
    """Tables of which nothing is missing."""
    lost: frozenset[tuple[str, int]] = frozenset()
    """Table and number of documents that are in the file and cannot be read."""
    astray: int = 0
    """How many documents are in the file of which it cannot be told what they are."""
    dated: bool = False
    """Whether it is a dated copy, which is never ahead of the session's own file."""


@dataclass(slots=True)
class Pieces:
    """All that can be read of a session."""

    session: str = ""
    """The session's id; empty where no file tells it."""
    layers: list[Layer] = field(default_factory=list)
    records: dict[int, Record] = field(default_factory=dict)
    """Changes by number, from the journals."""
    faults: list[Problem] = field(default_factory=list)
    """What is wrong, file by file."""


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    data: bytes
    is_first: bool
    """Whether it is the session's own file."""

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def is_dated(self) -> bool:
        return self.path.parent.name == BACKUPS

    @property
    def session(self) -> str:
        """The id that the file names; empty where none can be made out."""
        head = _SESSION.search(self.data)
        return head[1].decode("ascii") if head else ""


def read_pieces(path: Path, mirrors: tuple[Path, ...], system: System | None = None) -> Pieces:
    """Read all that there is of the session at `path` and of its copies in the folders `mirrors`; change nothing.

    Raises `InputError` where the name cannot be a session's, and `NewerFormatError` where a later version wrote it.
    """
    pieces = Pieces()
    found = tuple(_files(path, mirrors, system or System(), pieces.faults))
    pieces.session = next((each.session for each in found if each.session), "")
    for each in found:
        if each.session not in {"", pieces.session}:
            continue
        if each.path.suffix == ".journal":
            _take_journal(pieces, each)
        else:
            _take_snapshot(pieces, each)
    _settle(pieces)
    return pieces


def _settle(pieces: Pieces) -> None:
    """Keep a damaged number of a damaged file from putting that file after its journal, or before its older copies."""
    first = min(pieces.records, default=None)
    behind = max((layer.sequence for layer in pieces.layers if layer.sealed and layer.dated), default=-1)
    for place, layer in enumerate(pieces.layers):
        if layer.sealed or layer.dated:
            continue
        sequence = layer.sequence if layer.sequence >= behind else behind + 1
        if first is not None:
            sequence = min(sequence, first - 1)
        pieces.layers[place] = replace(layer, sequence=sequence)


def _files(path: Path, mirrors: tuple[Path, ...], system: System, faults: list[Problem]) -> Iterator[_Found]:
    """Yield the files that are there, the session's own first."""
    main = main_place(path)
    ours = re.compile(rf".+-{place_mark(path)}\.(json|journal)")
    paths = [main.snapshot, main.journal]
    for folder in (each for mirror in mirrors for each in (mirror, mirror / BACKUPS)):
        try:
            paths += [folder / name for name in reversed(system.names(folder)) if ours.fullmatch(name)]
        except OSError as error:
            faults.append(Problem(str(folder), "", explain(error, folder)))
    for each in paths:
        try:
            data = system.read(each)
        except OSError as error:
            faults.append(Problem(each.name, "", explain(error, each)))
            continue
        if data is None:
            continue
        if len(data) > FILE_LIMIT:
            faults.append(Problem(each.name, "", f"is larger than {FILE_LIMIT} bytes, so it is not read"))
            continue
        yield _Found(each, data, each == main.snapshot)


def _take_snapshot(pieces: Pieces, found: _Found) -> None:
    try:
        read = read_snapshot_bytes(found.data)
    except NewerFormatError as error:
        if found.is_first:
            raise
        pieces.faults.append(Problem(found.name, "", str(error)))
        return
    if isinstance(read, Broken):
        pieces.faults.append(Problem(found.name, "", f"{DAMAGED}: {read.reason}"))
        claimed = _SEQUENCE.search(found.data)
        _take_rows(pieces, found, int(claimed[1]) if claimed else max(read.reach, 0))
    elif not read.sealed:
        reason = "was changed outside the program: its checksum does not fit what it holds"
        pieces.faults.append(Problem(found.name, "", reason))
        _take_rows(pieces, found, read.point.sequence)
    else:
        tables = {name: dict(rows) for name, rows in read.tables.items()}
        layer = Layer(found.name, read.point.sequence, True, tables, frozenset(tables))
        pieces.layers.append(replace(layer, dated=found.is_dated))


def _take_rows(pieces: Pieces, found: _Found, sequence: int) -> None:
    """Take what can be made out of a file that is not as the program wrote it."""
    rows = read_rows(_decoded(found.data), found.name)
    pieces.faults.extend(rows.faults[:_MOST_LINES])
    left = Layer(found.name, sequence, False, rows.tables, frozenset(rows.whole))
    pieces.layers.append(replace(left, lost=frozenset(rows.lost), astray=rows.astray, dated=found.is_dated))


def _take_journal(pieces: Pieces, found: _Found) -> None:
    try:
        read = read_journal(found.data)
    except NewerFormatError as error:
        pieces.faults.append(Problem(found.name, "", str(error)))
        return
    if isinstance(read, Journal):
        records: Iterator[Record] = iter(read.records)
    else:
        pieces.faults.append(Problem(found.name, "", f"{DAMAGED}: {read.reason}"))
        records = _sound_lines(found.data, pieces.session)
    for record in records:
        pieces.records.setdefault(record.sequence, record)


def _sound_lines(data: bytes, session: str) -> Iterator[Record]:
    """Yield the changes of every line whose checksum is right, whatever is around it."""
    if not session:
        return
    seed = seed_of(session)
    for line in data.split(b"\n"):
        with suppress(ValueError):
            entry = read_entry(seed, line.removesuffix(b"\r"))
            if isinstance(entry, Record):
                yield entry


def _decoded(data: bytes) -> str:
    """Return the text, also of an editor that put marks before it or wrote it with two bytes a letter."""
    if data.startswith(_UTF16):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="replace")
