"""The blocks of a document as paragraphs, tables and pictures of a Word file.

The pictures of a chart's marks are put together here, so that no library for pictures is needed.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from scrutiny_tui.view.blocks import (
    FILLS,
    Block,
    Chart,
    ChartLine,
    Heading,
    ItemList,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    column_widths,
    leads_on,
    stays_together,
)
from scrutiny_tui.view.word_looks import list_of

PIXELS: Final = 48
"""Of a square with the gap behind it: at 5 mm that is what a printer shows."""

SIGNS: Final = "123?·"
"""Every mark that a chart may have."""

MARKS_FILE: Final = Path(__file__).with_name("templates") / "marks.png"
"""The square of each sign, one beside the other. `scripts/make_marks.py` draws it."""

_HEAD: Final = 41
"""Bytes of such a file before its packed pixels."""


def marks_picture(marks: str) -> bytes:
    """Return a PNG file with a square for each mark, one beside the other; the squares of statements have their colours."""
    squares = [_squares()[each] for each in marks]
    return png_file([b"".join(rows) for rows in zip(*squares, strict=True)])


@cache
def _squares() -> Mapping[str, Sequence[bytes]]:
    """Return the rows of pixels of each sign's square."""
    pixels = zlib.decompressobj().decompress(MARKS_FILE.read_bytes()[_HEAD:])
    width = 3 * PIXELS
    # A byte before each row says how it is packed.
    rows = [pixels[at + 1 :] for at in range(0, len(pixels), 1 + len(SIGNS) * width)]
    return {
        sign: [row[place * width : (place + 1) * width] for row in rows] for place, sign in enumerate(SIGNS)
    }


def png_file(rows: Sequence[bytes]) -> bytes:
    """Return a PNG file of these rows of pixels, three bytes a pixel."""
    size = struct.pack(">IIBBBBB", len(rows[0]) // 3, len(rows), 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\x00" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", size), (b"IDAT", pixels), (b"IEND", b""))
    )


_BELOW_TABLE: Final = Pt(10)
"""The room between a table and what follows it."""

_BELOW_MARKS: Final = Pt(3)
"""The room between the lines of a chart."""

_MARK: Final = Mm(5)
"""How wide a mark of a chart is, if the longest line of the workshop has room for it."""

_NAMES: Final = {
    **{sign: f"statement {sign}" for sign in FILLS},
    "?": "don't know",
    "·": "no answer",
}


class WordBlocks:
    """Writes blocks at the end of a Word file so that nothing stands alone where a page ends or begins."""

    def __init__(self, word: WordFile, width: int) -> None:
        """Take a file, whose one table is what every table begins as, and how wide its text is in twentieths of a point."""
        self._word = word
        self._body = word.element.body
        self._width = width
        self._table = self._body.find(qn("w:tbl"))
        self._body.remove(self._table)

    def write(self, blocks: Sequence[Block]) -> None:
        """Write all blocks."""
        for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            # The set-up of the page stands behind all blocks.
            place = len(self._body) - 1
            self._write(block)
            if len(self._body) == place + 1:
                continue
            first = WordParagraph(self._body[place], self._word)
            looks, above = first.paragraph_format, first.style and first.style.paragraph_format.space_before
            if isinstance(before, PageBreak):
                looks.page_break_before = True
            elif isinstance(before, Table) and (above or 0) < _BELOW_TABLE:
                looks.space_before = _BELOW_TABLE
            if isinstance(block, Paragraph) and leads_on(before, block, after):
                looks.keep_with_next = True

    def _write(self, block: Block) -> None:
        match block:
            case Heading(text, level):
                self._paragraph(text, f"Heading {level}" if level else "Title", stays=True)
            case Paragraph(text, lead):
                self._paragraph(text, lead=lead)
            case Quotation(text, credit):
                self._paragraph(f"“{text}”", "Quote", stays=True)
                self._paragraph(credit, "Quote")
            case ItemList():
                self._item_list(block)
            case Table():
                self._data_table(block)
            case Chart():
                self._chart(block)

    def _paragraph(
        self, text: str, style: Any = None, *, lead: str = "", stays: bool = False
    ) -> WordParagraph:
        """Write a paragraph, which stays on one page with what follows if it has to."""
        made = self._word.add_paragraph(style=style)
        if lead:
            made.add_run(f"{lead} ").bold = True
        made.add_run(text)
        if stays:
            made.paragraph_format.keep_with_next = True
        return made

    def _item_list(self, block: ItemList) -> None:
        style = self._word.styles["List Number" if block.is_numbered else "List Bullet"]
        number = self._new_list(list_of(style.element)) if block.is_numbered else None
        last = len(block.items) - 1
        for place, item in enumerate(block.items):
            made = self._paragraph(item, style, stays=place < last and place in {0, last - 1})
            if number is not None:
                made.paragraph_format.element.get_or_add_pPr()._insert_numPr(deepcopy(number))  # noqa: SLF001 - python-docx has no lists

    def _new_list(self, of_style: Any) -> Any:
        """Return what makes a paragraph an item of a list that looks like a style's own and is counted from 1."""
        lists = self._word.part.numbering_part.element
        level = of_style.ilvl.val if of_style.ilvl is not None else 0
        kind = lists.num_having_numId(of_style.numId.val).abstractNumId.val
        made = lists.add_num(kind)
        made.add_lvlOverride(level).add_startOverride(1)
        own = deepcopy(of_style)
        own.get_or_add_ilvl().val, own.get_or_add_numId().val = level, made.numId
        return own

    def _data_table(self, block: Table) -> None:
        self._paragraph(block.caption, "Caption", stays=True)
        columns = column_widths(block, self._width)
        made = deepcopy(self._table)
        self._body.sectPr.addprevious(made)
        for name, value in (
            ("w:tblCaption", block.caption),
            ("w:tblDescription", f"Columns: {', '.join(block.header)}. {len(block.rows)} rows."),
        ):
            made.tblPr.find(qn(name)).set(qn("w:val"), value)
        made.tblPr.find(qn("w:tblW")).set(qn("w:w"), str(sum(columns)))
        for line in (made.tblGrid, *made.tr_lst):
            line.extend(deepcopy(line[-1]) for _column in columns[1:])
        table = WordTable(made, self._word)
        for line in (table.columns, *(row.cells for row in table.rows)):
            for each, width in zip(line, columns, strict=True):
                each.width = Twips(width)
        _fill(table, block)

    def _chart(self, block: Chart) -> None:
        for part in block.parts:
            if part.heading:
                self._paragraph(part.heading, "Caption", stays=True)
            ends = part.lines[-1:] if part is not block.parts[-1] or not block.key else ()
            for line in part.lines:
                self._chart_line(line, block, stays=line not in ends)
        if block.key:
            self._paragraph(block.key)

    def _chart_line(self, line: ChartLine, chart: Chart, *, stays: bool) -> None:
        made = self._paragraph(line.told, lead=f"{line.label}:" if line.told else line.label, stays=stays)
        made.paragraph_format.keep_together = True
        made.paragraph_format.line_spacing, made.paragraph_format.space_after = 1.0, _BELOW_MARKS
        if line.marks:
            made.add_run().add_break()
            side = min(_MARK, Twips(self._width) // chart.most_marks)
            drawn = made.add_run().add_picture(BytesIO(marks_picture(line.marks)), side * len(line.marks))
            inline = drawn._inline  # noqa: SLF001 - python-docx has no text for those who do not see a picture
            inline.docPr.set("name", line.label)
            inline.docPr.set("descr", _told(line.marks))
            for side_of_it in "TBLR":
                # Programs differ in what they take if nothing is said.
                inline.set(f"dist{side_of_it}", "0")


def _told(marks: str) -> str:
    """Return in words what can be seen in the marks of a line."""
    counts = ((marks.count(sign), name) for sign, name in _NAMES.items())
    return f"Marks: {', '.join(f'{count} for {name}' for count, name in counts if count)}"


def _fill(table: WordTable, block: Table) -> None:
    """Put the texts into a table that has a row of heads and one of cells, which is copied for each row."""
    row: Any = table.rows[1]._tr  # noqa: SLF001 - a row that python-docx makes has no looks
    for _row in block.rows[1:]:
        row.addnext(deepcopy(row))
    if not block.rows:
        row.getparent().remove(row)
    last = len(block.rows)
    staying = range(last) if stays_together(block) else (0, 1, last - 1)
    for place, (line, texts) in enumerate(zip(table.rows, (block.header, *block.rows), strict=True)):
        for cell, text in zip(line.cells, texts, strict=True):
            [paragraph] = cell.paragraphs
            paragraph.runs[0].text = text
            if place in staying and place < last:
                paragraph.paragraph_format.keep_with_next = True
