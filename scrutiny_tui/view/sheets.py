"""Tables for other programs: each column is declared once, for CSV, Excel and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, TypeAlias

from scrutiny_tui.store.tables import guarded
from scrutiny_tui.view.blocks import harmless_line

Value: TypeAlias = str | int | date | None
"""What a cell may hold; None if there is nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """What the cells of a column hold, and what it is called."""

    head: str
    """Its title in Excel; empty if Excel leaves it out."""
    width: int
    """In characters."""
    value: Callable[[Any], Value]
    """Returns the cell for a record."""
    name: str = ""
    """What CSV and JSON call it; empty if they leave it out."""
    number_format: str = ""
    """How Excel shows its numbers; empty for the usual way."""


def column(name: str, head: str, width: int, attribute: str = "") -> Column:
    """Return a column that holds an attribute of the records, usually the one it is named after."""
    return Column(head, width, attrgetter(attribute or name), name)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a record for each row."""

    title: str
    columns: tuple[Column, ...]
    records: tuple[Any, ...]

    def named(self) -> list[dict[str, Value]]:
        """Return each row by the names of its columns in CSV and JSON."""
        named = [each for each in self.columns if each.name]
        return [{each.name: each.value(record) for each in named} for record in self.records]


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a sheet as CSV, with the mark at its start by which spreadsheets recognise UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(each.name for each in sheet.columns if each.name)
    for row in sheet.named():
        # No spreadsheet is to take what somebody typed for a formula.
        writer.writerow(
            guarded(harmless_line(cell)) if isinstance(cell, str) else cell for cell in row.values()
        )
    return text.getvalue().encode("utf-8-sig")
