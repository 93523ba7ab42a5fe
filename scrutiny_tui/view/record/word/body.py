"""Blocks as the XML of a Word document's body.

It is written as text and parsed once: building 42 tables cell by cell takes python-docx many seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from scrutiny_tui.view.record.blocks import (
    Block,
    BulletList,
    Chart,
    Heading,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    stays_together,
)
from scrutiny_tui.view.record.word.styles import Styles
from scrutiny_tui.view.record.word.widths import column_widths

_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'


def body_elements(blocks: Sequence[Block], styles: Styles, width: int) -> list[BaseOxmlElement]:
    """Return the paragraphs and tables of the blocks; `width` is that of the text, in twentieths of a point."""
    content = "".join(_parts(blocks, styles, width))
    return list(parse_xml(f"<w:body {nsdecls('w')}>{content}</w:body>"))


def _parts(blocks: Sequence[Block], styles: Styles, width: int) -> Iterator[str]:
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Chart):
            # The table beside it says the same.
            continue
        yield from _part(block, styles, width, _distance(before))
        before = block


def _distance(before: Block | None) -> str:
    """Return what a paragraph has to say about the place that it stands in."""
    if isinstance(before, PageBreak):
        return "<w:pageBreakBefore/>"
    return '<w:spacing w:before="200"/>' if isinstance(before, Table) else ""


def _part(block: Block, styles: Styles, width: int, distance: str) -> Iterator[str]:
    match block:
        case Heading(text, level):
            new_page = distance if "Break" in distance else ""
            yield _paragraph(_run(text), styles.headings[level - 1], new_page)
        case Paragraph(text, lead):
            yield _paragraph((_run(f"{lead} ", bold=True) if lead else "") + _run(text), "", distance)
        case Quotation(text, credit):
            yield _paragraph(_run(f"“{text}”"), styles.quote, "<w:keepNext/>")
            yield _paragraph(_run(credit), styles.quote)
        case BulletList(items):
            for place, item in enumerate(items):
                yield _paragraph(_run(item), styles.bullet, "" if place else distance)
        case Table():
            yield from _table(block, styles, width, distance)


def _paragraph(runs: str, style: str = "", extra: str = "") -> str:
    shown = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{shown}{extra}</w:pPr>{runs}</w:p>"


def _run(text: str, *, bold: bool = False) -> str:
    shown = "<w:rPr><w:b/><w:bCs/></w:rPr>" if bold else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{escape(text).replace(chr(10), _BREAK)}</w:t></w:r>'


def _table(table: Table, styles: Styles, width: int, distance: str) -> Iterator[str]:
    widths = column_widths(table, width)
    yield _paragraph(_run(table.caption), styles.caption, f"<w:keepNext/>{distance}")
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles.table}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val={quoteattr(table.caption)}/>'
        f"<w:tblDescription w:val={quoteattr(_described(table))}/></w:tblPr><w:tblGrid>"
    )
    yield "".join(f'<w:gridCol w:w="{each}"/>' for each in widths) + "</w:tblGrid>"
    together = "<w:keepNext/>" if stays_together(table) else ""
    yield _row(table.header, widths, styles.table_text, "<w:keepNext/>", header=True)
    for place, row in enumerate(table.rows, start=1):
        yield _row(row, widths, styles.table_text, together if place < len(table.rows) else "")
    yield "</w:tbl>"


def _described(table: Table) -> str:
    return f"Columns: {', '.join(table.header)}. {len(table.rows)} rows."


def _row(
    cells: tuple[str, ...], widths: Sequence[int], style: str, together: str, *, header: bool = False
) -> str:
    mark = "<w:tblHeader/>" if header else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>' if header else ""
    told = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{_paragraph(_run(cell, bold=header), style, together)}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{told}</w:tr>"
