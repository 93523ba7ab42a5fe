"""What is read from a table file: a header, and lines of text that know where they stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

MOST_BYTES: Final = 5 * 1024 * 1024
"""How big a file may be."""

MOST_LINES: Final = 20_000
"""How many filled lines a file may have."""

MOST_COLUMNS: Final = 100
"""Columns further to the right are not looked at."""

LONGEST_CELL: Final = 2_000
"""Characters that a cell may have."""

HEADER_LINES: Final = 20
"""The header is looked for in this many lines; above it may be a title."""

IsHeader: TypeAlias = Callable[[tuple[str, ...]], bool]
"""Says whether the cells of a line are the header that is wanted."""


@dataclass(frozen=True, slots=True)
class Row:
    """One filled line of a table."""

    number: int
    """The line as an editor counts it, the row as Excel does: from 1."""
    cells: tuple[str, ...]
    """The cells' text, each on one line and without white space at its ends."""
    faults: Mapping[int, str] = field(default_factory=dict)
    """Column, from 0, to why its cell cannot be used, such as "is a date". The cell's text is empty then."""

    def cell(self, column: int) -> str:
        """Return the text in a column; empty if the line ends before it."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table file."""

    name: str
    """The file's name, without its folder."""
    header: Row | None
    """The header; None if none was found. Then `rows` is everything."""
    rows: tuple[Row, ...]
    """The filled lines after the header."""
    notices: tuple[str, ...] = ()
    """Sentences about how the file was understood."""


def filled_row(number: int, texts: list[str], faults: Mapping[int, str]) -> Row | None:
    """Return a line with its cells folded and the overlong ones marked; None if nothing is in it."""
    # An overlong text is not even folded: a workbook can refer to the same huge one from every cell.
    long = {
        column: f"is longer than {LONGEST_CELL:,} characters"
        for column, text in enumerate(texts)
        if len(text) > LONGEST_CELL
    }
    marked = {**faults, **long}
    cells = ["" if column in marked else " ".join(text.split()) for column, text in enumerate(texts)]
    if not marked and not any(cells):
        return None
    while cells and not cells[-1]:
        cells.pop()
    return Row(number, tuple(cells), marked)
