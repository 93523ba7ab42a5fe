"""What a sheet's own XML says of its cells and openpyxl does not tell of a sheet that it only reads."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Final
from xml.etree.ElementTree import Element

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries
from openpyxl.xml.functions import iterparse

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store.tabular.table import MOST_COLUMNS

LAST_ROW: Final = 1_048_576
"""Excel's last row."""

_MOST_MERGED: Final = 200_000
"""Lines of merged ranges, counted range by range: far more than anybody merges, soon gone through."""


@dataclass(frozen=True, slots=True)
class Range:
    """Merged cells; rows and columns count from 1 and include both ends."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The cells of a sheet that need care."""

    formulas: frozenset[tuple[int, int]]
    """Row and column of each formula whose value was not stored."""
    merged: tuple[Range, ...]


def read_marks(sheet: IO[bytes]) -> Marks:
    """Return the marks of a sheet's XML. Raises `ValueError` if its rows do not follow one another."""
    formulas: set[tuple[int, int]] = set()
    merged: list[Range] = []
    number = 0
    for _event, element in iterparse(sheet):
        tag = _name(element)
        if tag == "row":
            number = _next_row(element, number)
            formulas.update((number, column) for column in _unstored(element))
            element.clear()
        elif tag == "mergeCell":
            merged.append(_range(element.get("ref", "")))
    return Marks(frozenset(formulas), tuple(merged))


def merged_rests(merged: Iterable[Range], rows: Iterable[int], name: str) -> Mapping[tuple[int, int], str]:
    """Return, for these rows, each merged cell that is not the first of its range, and which cell is.

    Raises `InputError` if more is merged than anybody does by hand.
    """
    ordered = sorted(rows)
    rests: dict[tuple[int, int], str] = {}
    seen = 0
    for each in merged:
        inside = ordered[bisect_left(ordered, each.top) : bisect_right(ordered, each.bottom)]
        seen += 1 + len(inside) * (each.right - each.left + 1)
        if seen > _MOST_MERGED:
            raise InputError(f"{name} has too many merged cells. Save the one sheet as CSV.")
        first = coordinate(each.top, each.left)
        cells = ((row, column) for row in inside for column in range(each.left, each.right + 1))
        rests.update((cell, first) for cell in cells if cell != (each.top, each.left))
    return rests


def coordinate(row: int, column: int) -> str:
    """Return how Excel calls a cell, such as "B7"."""
    return f"{get_column_letter(column)}{row}"


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _next_row(row: Element, before: int) -> int:
    number = int(row.get("r", before + 1))
    if not before < number <= LAST_ROW:
        raise ValueError(f"row {number} after row {before}")
    return number


def _unstored(row: Element) -> Iterable[int]:
    """Yield the columns of a row's formulas whose value was not stored."""
    column = 0
    for cell in row:
        place = cell.get("r")
        column = coordinate_to_tuple(place)[1] if place else column + 1
        inside = {_name(part): part for part in cell}
        if "f" in inside and not _stores(cell, inside.get("v")):
            yield column


def _stores(cell: Element, value: Element | None) -> bool:
    """Whether a formula's value is there; an empty text is a value too."""
    return value is not None and (bool(value.text) or cell.get("t") == "str")


def _range(reference: str) -> Range:
    left, top, right, bottom = range_boundaries(reference)
    return Range(left or 1, top or 1, min(right or MOST_COLUMNS, MOST_COLUMNS), bottom or LAST_ROW)
