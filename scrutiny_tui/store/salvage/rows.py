"""Reads a damaged session file line by line: every document that can still be made out, and which lines cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from scrutiny_tui.domain.errors import Problem
from scrutiny_tui.store.documents import TABLES
from scrutiny_tui.store.journal.shapes import Document, Tables, load

_HEADER: Final = re.compile(r'\{?"(\w+)":\s*\{(\s*\},?)?')
_ROW: Final = re.compile(r'"(-?\d{1,18})":\s*(\{.*\}),?')
_NUMBERED: Final = re.compile(r'"(-?\d{1,18})"')
_END: Final = re.compile(r"\}+,?")
_FIELDS: Final = {
    frozenset(fields.split()): table
    for table, fields in {
        "ballots": "item round voter answer",
        "voters": "label role casts size makeup",
        "rounds": "item number sitting state totals closed prepared absent base reason",
        "sittings": "started ended facilitator away promised handover finish labels_kept",
        "notes": "item kind text table round",
        "agreed_levels": "level how different_view",
        "actions": "item text kind owner due status evidence",
        "earlier_judgements": "level whose",
        "marks": "kind rounds",
        "trail": "text",
        "items": "id title short statement sentences prompts",
    }.items()
}
"""Which table a document belongs to, as its fields tell: a line can have come under the wrong heading."""


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
        if name not in TABLES or not isinstance(table, dict):
            continue
        rows.tables[name] = dict(_documents(table))
        if len(rows.tables[name]) == len(table):
            rows.whole.add(name)
        else:
            rows.faults.append(Problem(rows.file, name, "holds something that is not a document"))


def _documents(table: dict[str, Any]) -> Iterator[tuple[int, Document]]:
    for key, document in table.items():
        if _NUMBERED.fullmatch(f'"{key}"') and isinstance(document, dict):
            yield int(key), document


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
        table = _FIELDS.get(frozenset(document), self._table)
        if not table:
            self._rows.fault(number, "it cannot be told what it belongs to")
            return
        self._rows.tables.setdefault(table, {})[key] = document

    def _unread(self, number: int, line: str) -> None:
        key = _NUMBERED.match(line)
        self._sound = False
        if key is not None and self._table:
            self._rows.lost.add((self._table, int(key[1])))
            self._rows.fault(number, f"document {key[1]} of {self._table} cannot be read")
        else:
            self._rows.fault(number, "it cannot be read")
