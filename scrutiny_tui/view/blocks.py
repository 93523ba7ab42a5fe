"""What a document is made of, whatever its format, and how all of its text is made harmless.

Text is plain text throughout: writers show it as it is and read nothing in it as markup. A line break is kept in
paragraphs and in the items of lists; everywhere else it is a blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, Final, TypeAlias

from scrutiny_tui.domain.printable import STAND_IN, levelled, safe
from scrutiny_tui.domain.records import record

NOTHING: Final = "–"
"""Stands in a cell that would be empty: a screen reader says nothing of an empty one."""

_FEW_LINES: Final = 12

LANGUAGE: Final = "en-GB"
"""The language of every document."""


@record
class Heading:
    """A heading."""

    text: str
    level: int
    """1 for the title, 2 for a part, 3 and 4 below; no level is ever skipped. Under a template's headings see there."""
    part: str = ""
    """What the part is by the pack's list of headings, such as "recommendations"; empty if that knows no such part."""


@record
class Paragraph:
    """Some sentences."""

    text: str
    lead: str = ""
    """Words before it that stand out; empty if there are none."""


@record
class Quotation:
    """Somebody else's words, and where they are from."""

    text: str
    credit: str


@record
class ItemList:
    """Items of equal rank."""

    items: tuple[str, ...]
    is_numbered: bool = False
    """Whether they are counted from 1, so that minutes can name one; if not, they have bullets."""

    def signed(self, bullet: str) -> Iterator[tuple[str, str]]:
        """Yield what stands before each item, and the item."""
        for number, item in enumerate(self.items, start=1):
            yield f"{number}." if self.is_numbered else bullet, item


@record
class Table:
    """Cells under a header row; the first cell of each row heads the row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


FILLS: Final = {"1": "AF005F", "2": "005F5F", "3": "5F00FF"}
"""Behind the white digit of each statement: three hues of equal weight on white."""


@record
class ChartLine:
    """A line of a chart."""

    label: str
    marks: str
    """A character a mark: the digit of the statement, "?" for a don't know, "·" for no answer."""
    told: str = ""
    """What stands beside it in words."""


@record
class ChartPart:
    """Lines of a chart that belong together."""

    heading: str
    """What they have in common; empty if all lines of the chart belong together."""
    lines: tuple[ChartLine, ...]


@record
class Chart:
    """Answers with one mark a person. A table, or the sentences beside its lines, tell the same numbers."""

    title: str
    description: str
    """Everything that the drawing shows, in words."""
    parts: tuple[ChartPart, ...]
    most_marks: int
    """How many marks the longest line of the workshop can have: every chart is drawn on this scale."""
    key: str = ""
    """What the marks stand for."""


@record
class PageBreak:
    """What follows begins on a new page, where the format has pages."""


Block: TypeAlias = Heading | Paragraph | Quotation | ItemList | Table | Chart | PageBreak


@record
class Document:
    """A whole document."""

    title: str
    status: tuple[str, ...]
    """Short sentences that stand on every page."""
    about: str
    """Whose it is, for the foot of each page."""
    made: date
    """The day it is made on."""
    blocks: tuple[Block, ...]
    """Everything, the title as the first heading among them."""
    most_sides: int = 0
    """How many sides of A4 it has to fit, if what people typed is no longer than usual; 0 if it may be any length.

    Pages are set closely then; for a single side, in smaller letters too.
    """

    @property
    def points(self) -> int:
        """How big its letters are on paper."""
        return 11 if self.most_sides == 1 else 12


def stays_together(found: Table) -> bool:
    """Say whether a table is so small that it is not broken between pages: a third of one at most."""
    widths = [width - _EDGES for width in column_widths(found, TEXT_WIDTH)]
    lines = (
        max(_text_size(cell) // width for cell, width in zip(row, widths, strict=True)) for row in found.rows
    )
    return sum(lines) + len(found.rows) <= _FEW_LINES


_SHORT_LINE: Final = 80
"""So many characters are on one line of a page."""


def leads_on(before: Block | None, block: Paragraph, after: Block | None) -> bool:
    """Say whether a paragraph belongs to what follows: a lead, or the only line between that and a heading."""
    if block.text.endswith(":") or isinstance(after, Quotation):
        return True
    is_line = isinstance(before, Heading) and len(block.text) <= _SHORT_LINE
    return is_line and not isinstance(after, Heading | PageBreak | None)


def table(caption: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    """Return a table without empty cells."""
    return Table(caption, header, tuple(tuple(cell or NOTHING for cell in row) for row in rows))


TEXT_WIDTH: Final = 9_638
"""How wide the text is on an A4 page with margins of 2 cm; this and every width below in twentieths of a point."""

_NARROWEST: Final = 1_134
"""Two centimetres."""

_EDGES: Final = 200
"""What the margins of a cell take."""

_LINE: Final = 8_000
"""In a column that is wider a line is hard to read."""

_LONGEST_WORD: Final = 2_400
"""A column with a longer word, such as a link, is no wider for it: the word is broken."""

_SHORT: Final = 12
"""A cell of so many characters stays on one line."""

_BOLD: Final = 1.04
"""How much wider bold characters are."""

_NARROW: Final = frozenset("fijltrI.,:;'!|/()[]- ")
_BROAD: Final = frozenset("mwMW@%–")


def column_widths(table: Table, width: int) -> tuple[int, ...]:
    """Return a width for each column, together as wide as the text.

    What a column gets, in this order, as far as there is room: its longest word, unless that is far too long, as a
    link is; two centimetres, or its longest line if that is shorter; its longest line. The rest is shared out in proportion.
    """
    columns = [*zip(table.header, *table.rows, strict=True)]
    words = [_EDGES + _longest(*column) for column in columns]
    lines = [_EDGES + max(_BOLD * _text_size(head), *map(_text_size, cells), 0) for head, *cells in columns]
    widths = levelled([min(word, _LONGEST_WORD) for word in words], width)
    for wanted in (
        [min(line, _NARROWEST) for line in lines],
        [min(line, _LINE) for line in lines],
        lines,
    ):
        more = [max(want - given, 0) for want, given in zip(wanted, widths, strict=True)]
        share = min((width - sum(widths)) / (sum(more) or 1), 1)
        widths = [given + share * extra for given, extra in zip(widths, more, strict=True)]
    whole = [int(each * width / sum(widths)) for each in widths]
    return (*whole[:-1], width - sum(whole[:-1]))


def _longest(head: str, *cells: str) -> float:
    """Return how wide the longest text is that may not be broken up: a word, or a short cell such as "5 Influence"."""
    parts = [part for cell in cells for part in ((cell,) if len(cell) <= _SHORT else cell.split())]
    sizes = [*(_BOLD * _text_size(word) for word in head.split()), *map(_text_size, parts), 0]
    return max(sizes)


def _text_size(text: str) -> float:
    """Return about how wide a text is in 12 points, in a font such as Arial."""
    return sum(
        80 if each in _NARROW else 210 if each in _BROAD else 175 if each.isupper() else 137 for each in text
    )


_NOT_XML: Final = {0xFFFE: STAND_IN, 0xFFFF: STAND_IN}
"""Characters that no XML file may hold and that nothing else would stop."""


def harmless(document: Document) -> Document:
    """Return the document without control characters, and with line breaks only where a block may hold them.

    What says nothing then gets a dash where it is a cell or an item, and is left out where it is a paragraph.
    """
    cleaned: Document = _cleaned(document, harmless_line)
    kept = tuple(each for each in cleaned.blocks if not isinstance(each, Paragraph) or each.text or each.lead)
    return replace(cleaned, blocks=kept)


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(each, clean) or (NOTHING if isinstance(each, str) else each) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    clean = _lines if isinstance(value, Paragraph | ItemList) else harmless_line
    return replace(value, **{each.name: _cleaned(getattr(value, each.name), clean) for each in fields(value)})


def harmless_line(text: str) -> str:
    """Return the text as one line without control characters and what no XML file may hold."""
    return safe(text).translate(_NOT_XML)


def _lines(text: str) -> str:
    """Return the text with its line breaks; empty lines are left out."""
    return "\n".join(line for each in text.splitlines() if (line := harmless_line(each)))
