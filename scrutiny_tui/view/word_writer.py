"""Writes a document as a Word file: its body, its tables and what stands on every page.

It is written as text from templates and parsed once: building 42 tables cell by cell takes python-docx many seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime, time
from io import BytesIO
from typing import Any, Final

import docx
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Length

from scrutiny_tui.store.archives import packed_anew
from scrutiny_tui.view.blocks import LANGUAGE, Chart, Document, Table, stays_together
from scrutiny_tui.view.markup import render
from scrutiny_tui.view.word_styles import empty_file, prepared_styles
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


def _mark_pages(word: WordFile, document: Document, styles: Mapping[str, str]) -> None:
    """Put the status and the page's number on every page, the first and the even ones too, beside what a template has."""
    section = word.sections[0]
    pages = [""]
    if section.different_first_page_header_footer:
        pages.append("first_page_")
    if word.settings.odd_and_even_pages_header_footer:
        pages.append("even_page_")
    for kind, text in (("header", " ".join(document.status)), ("footer", document.about)):
        for page in pages:
            place = getattr(section, f"{page}{kind}")
            fields = "".join(place._element.xpath(".//w:instrText/text() | .//w:fldSimple/@w:instr"))  # noqa: SLF001 - python-docx has no way to see and put XML
            numbered = kind == "footer" and "PAGE" not in fields
            _put(place, render("word/line.xml", style=styles[kind], text=text, numbered=numbered))


def _put(place: Any, line: str) -> None:
    """Add a line; an empty paragraph that a new header begins with makes room for it."""
    content = place.paragraphs
    if not content:
        place._element.append(parse_xml(line))  # noqa: SLF001
        return
    last = content[-1]._p  # noqa: SLF001
    last.addnext(parse_xml(line))
    is_new = len(content) == 1 and not place.tables and not content[0].runs
    if is_new and last.find(f".//{qn('w:drawing')}") is None:
        last.getparent().remove(last)


_LONGEST: Final = 255
"""Characters that Word takes of a title."""
_WIDTH: Final = 9638
"""Width of the text if a template does not tell it: A4 with margins of 2 cm, in twentieths of a point."""


def word_bytes(document: Document, template: bytes | None = None) -> bytes:
    """Return the document as a Word file, in a template's styles and on its page if one is given.

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
    body = render(
        "word/body.xml",
        # The table beside a chart says the same.
        blocks=[block for block in document.blocks if not isinstance(block, Chart)],
        styles=styles,
        width=_text_width(word),
        kind_of=lambda block: type(block).__name__,
        column_widths=column_widths,
        stays_together=stays_together,
    )
    for element in list(parse_xml(body.encode())):
        word.element.body.sectPr.addprevious(element)
    _mark_pages(word, document, styles)
    _set_properties(word, document)
    told = BytesIO()
    word.save(told)
    return packed_anew(told.getvalue())


def _clear(word: WordFile) -> None:
    """Take out what stands in a template, but for its first page set-up with header and footer."""
    body = word.element.body
    kept = deepcopy(body.xpath(".//w:sectPr")[:1])
    for element in list(body):
        body.remove(element)
    if kept:
        body.append(kept[0])
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
