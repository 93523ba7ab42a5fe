"""Writes a document as a Word file: its body, its tables and what stands on every page.

It is written as text and parsed once: building 42 tables cell by cell takes python-docx many seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import datetime, time
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _BaseHeaderFooter
from docx.shared import Length

from scrutiny_tui.view.blocks import (
    LANGUAGE,
    Block,
    BulletList,
    Chart,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    stays_together,
)
from scrutiny_tui.view.word_styles import Styles, empty_file, prepared_styles
from scrutiny_tui.view.word_template import told_as_fault

_LINE: Final = 70
"""A cell longer than so many characters is broken into lines."""

_EDGE: Final = 2.5
"""Characters that the margins of a cell take."""

_SHORT: Final = 7
"""A cell of so many characters stays on one line."""

_BOLD: Final = 1.2
"""How much wider bold characters are."""

_CHARACTER: Final = 118
"""How wide a character of 12 points is, in twentieths of a point; the mean of ordinary text."""


def column_widths(table: Table, width: int) -> tuple[int, ...]:
    """Return a width for each column, together as wide as the text, in twentieths of a point.

    No word is broken as long as the longest words of all columns fit beside each other; what is left over is shared
    out by how much the columns would like to have.
    """
    columns = [*zip(table.header, *table.rows, strict=True)]
    least = [_EDGE + _longest(column) for column in columns]
    liked = [_EDGE + min(max(len(cell) for cell in column), _LINE) for column in columns]
    room = max(width / _CHARACTER - sum(least), 0)
    more = [like - need for like, need in zip(liked, least, strict=True)]
    wanted = sum(more) or 1
    shares = [need + room * extra / wanted for need, extra in zip(least, more, strict=True)]
    widths = [int(width * share / sum(shares)) for share in shares]
    widths[-1] += width - sum(widths)
    return tuple(widths)


def _longest(column: tuple[str, ...]) -> float:
    """Return how many characters may not be broken up: the longest word, or a short cell such as "Step 5"."""
    header, *cells = column
    heads = [_BOLD * len(word) for word in header.split()]
    return max(
        [*heads, *(len(cell) if len(cell) <= _SHORT else max(map(len, cell.split())) for cell in cells)]
    )


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


def mark_pages(word: WordFile, document: Document, styles: Styles) -> None:
    """Put the status and the page's number on every page, the first and the even ones too, beside what a template has."""
    section = word.sections[0]
    for header in _places(word, section, "header"):
        _put(header, _line(" ".join(document.status), styles.header))
    for footer in _places(word, section, "footer"):
        _put(footer, _line(document.about, styles.footer, _numbers(footer)))


def _places(word: WordFile, section: Section, kind: str) -> list[_BaseHeaderFooter]:
    """Return the header or footer, and those of the first and of even pages where they have their own."""
    names = [kind]
    if section.different_first_page_header_footer:
        names.append(f"first_page_{kind}")
    if word.settings.odd_and_even_pages_header_footer:
        names.append(f"even_page_{kind}")
    return [getattr(section, name) for name in names]


def _put(place: _BaseHeaderFooter, line: str) -> None:
    """Add a line; an empty paragraph that a new header begins with makes room for it."""
    content = place.paragraphs
    empty = len(content) == 1 and not place.tables and not len(content[0].runs)
    element = parse_xml(line)
    last = content[-1]._p if content else None  # noqa: SLF001 - python-docx has no way to put ready XML in
    if last is None:
        place._element.append(element)  # noqa: SLF001
        return
    last.addnext(element)
    if empty and last.find(f".//{qn('w:drawing')}") is None:
        last.getparent().remove(last)


def _numbers(footer: _BaseHeaderFooter) -> str:
    """Return the page's number; nothing if a template's footer has it already."""
    fields = "".join(footer._element.xpath(".//w:instrText/text() | .//w:fldSimple/@w:instr"))  # noqa: SLF001
    if "PAGE" in fields:
        return ""
    return f"{_text(' · Page ')}{_field('PAGE')}{_text(' of ')}{_field('NUMPAGES')}"


def _line(text: str, style: str, further: str = "") -> str:
    return f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_text(text)}{further}</w:p>'


def _text(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold: the same document is then the same bytes, whenever it is written."""

_LONGEST: Final = 255
"""Characters that Word takes of a title."""
_WIDTH: Final = 9638
"""Width of the text where a template does not tell it: A4 with margins of 2 cm, in twentieths of a point."""


def word_bytes(document: Document, template: bytes | None = None) -> bytes:
    """Return the document as a Word file, in a template's styles and on its page where one is given.

    Raises `InputError` if the template cannot be used.
    """
    if template is None:
        return _written(document, empty_file())
    with told_as_fault("The template"):
        return _written(document, template)


def _written(document: Document, file: bytes) -> bytes:
    word = docx.Document(BytesIO(file))
    if word.styles.element.tag != qn("w:styles"):
        raise ValueError("the part for styles holds something else")
    _clear(word)
    styles = prepared_styles(word)
    for element in body_elements(document.blocks, styles, _text_width(word)):
        word.element.body.sectPr.addprevious(element)
    mark_pages(word, document, styles)
    _set_properties(word, document)
    told = BytesIO()
    word.save(told)
    return _without_times(told.getvalue())


def _clear(word: WordFile) -> None:
    """Take out what stands in a template, but for its first page set-up with header and footer."""
    body = word.element.body
    sections = body.xpath(".//w:sectPr")
    kept = deepcopy(sections[0]) if sections else None
    for element in list(body):
        body.remove(element)
    if kept is not None:
        body.append(kept)
    else:
        word.add_section()


def _text_width(word: WordFile) -> int:
    section = word.sections[0]
    if section.page_width and section.left_margin is not None and section.right_margin is not None:
        width: int = Length(section.page_width - section.left_margin - section.right_margin).twips
        return width
    return _WIDTH


def _set_properties(word: WordFile, document: Document) -> None:
    """Set title and language, and take out who wrote the template and when."""
    properties = word.core_properties
    made = datetime.combine(document.made, time.min)
    properties.title, properties.subject = document.title[:_LONGEST], document.about[:_LONGEST]
    properties.language = LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = made
    properties.revision = 1


def _without_times(data: bytes) -> bytes:
    """Return a zip file with the same files and no trace of when it was written."""
    told = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(told, "w") as after:
        for name in sorted(before.namelist()):
            part = ZipInfo(name, _EPOCH)
            part.compress_type = ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return told.getvalue()
