"""Reads a damaged session file line by line: every document that can still be made out, and which lines cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from scrutiny_tui.domain.errors import Problem
from scrutiny_tui.store.documents import TABLES
from scrutiny_tui.store.journal.shapes import SEAL_TABLE, Tables, load
from scrutiny_tui.store.salvage.kinds import table_of

_HEADER: Final = re.compile(r'\{?"(\w+)":\s*\{(\s*\},?)?')
_ROW: Final = re.compile(r'"(-?\d{1,18})":\s*(\{.*\}),?')
_NUMBERED: Final = re.compile(r'"(-?\d{1,18})"')
_END: Final = re.compile(r"\}+,?")
_LONGEST_HEADING: Final = 30
"""Characters of the line that a table begins with, and some more."""


@dataclass(slots=True)
class Rows:
    """What a damaged file still holds."""

    file: str
    tables: Tables = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    """Tables of which every line could be read, from the first to the last."""
    faults: list[Problem] = field(default_factory=list)
    lost: set[tuple[str, int]] = field(default_factory=set)
    """Table and number of documents that are there and cannot be read."""
    astray: int = 0
    """How many documents there are of which it cannot be told what they are."""

    def fault(self, line: int, reason: str) -> None:
        """Note what is wrong with a line."""
        self.faults.append(Problem(self.file, f"line {line}", reason))


def read_rows(text: str, file: str) -> Rows:
    """Read what can be read; `file` is named in every problem."""
    rows = Rows(file)
    found = _as_json(text)
    if found is not None:
        _take_all(rows, found)
        return rows
    reader = _Reader(rows)
    for number, line in enumerate(text.split("\n"), start=1):
        reader.take(number, line.strip())
    return rows


def _as_json(text: str) -> dict[str, Any] | None:
    try:
        found = load(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _take_all(rows: Rows, found: dict[str, Any]) -> None:
    for name, table in found.items():
        if name == SEAL_TABLE or not isinstance(table, dict):
            continue
        if name in TABLES:
            rows.tables.setdefault(name, {})
        faults = len(rows.faults)
        for key, document in table.items():
            _take_one(rows, name, key, document)
        if name in TABLES and len(rows.faults) == faults:
            rows.whole.add(name)


def _take_one(rows: Rows, name: str, key: str, document: Any) -> None:
    number = int(key) if _NUMBERED.fullmatch(f'"{key}"') else None
    is_document = isinstance(document, dict)
    table = name if name in TABLES else table_of(document) if is_document else ""
    if table and number is not None and is_document:
        rows.tables.setdefault(table, {})[number] = document
        return
    rows.faults.append(Problem(rows.file, name, "holds something that is not a document"))
    if table and number is not None:
        rows.lost.add((table, number))
    else:
        rows.astray += 1


class _Reader:
    """Goes through the lines of a file that this program wrote."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._table = ""
        self._sound = False
        """Whether every line of the table so far could be read."""

    def take(self, number: int, line: str) -> None:
        """Read one line."""
        row = _ROW.fullmatch(line)
        header = _HEADER.fullmatch(line)
        if not line or line.startswith('{"seal"'):
            return
        if row is not None:
            self._row(number, int(row[1]), row[2])
        elif header is not None and header[1] in TABLES:
            self._begin(header[1], empty=bool(header[2]))
        elif _END.fullmatch(line):
            self._end()
        else:
            self._unread(number, line)

    def _begin(self, table: str, *, empty: bool) -> None:
        self._table, self._sound = table, True
        self._rows.tables.setdefault(table, {})
        if empty:
            self._end()

    def _end(self) -> None:
        if self._table and self._sound:
            self._rows.whole.add(self._table)
        self._table, self._sound = "", False

    def _row(self, number: int, key: int, text: str) -> None:
        try:
            document = load(text)
        except ValueError:
            document = None
        if not isinstance(document, dict):
            self._unread(number, f'"{key}"')
            return
        table = table_of(document) or self._table
        if not table:
            self._rows.astray += 1
            self._rows.fault(number, "it cannot be told what it belongs to")
            return
        self._rows.tables.setdefault(table, {})[key] = document

    def _unread(self, number: int, line: str) -> None:
        key = _NUMBERED.match(line)
        self._sound = False
        if key is not None and self._table:
            self._rows.lost.add((self._table, int(key[1])))
            self._rows.fault(number, f"document {key[1]} of {self._table} cannot be read")
            return
        # The first line is the seal.
        if key is not None or (number > 1 and _holds_something(line)):
            self._rows.astray += 1
        self._rows.fault(number, "it cannot be read")


def _holds_something(line: str) -> bool:
    """Say whether a line that cannot be read held more than the beginning or the end of a table."""
    return len(line) > _LONGEST_HEADING or line.count(":") > 1
