"""What a report takes from a council's own Word file: looks, page set-up, and the text of its headers and footers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final, TypeAlias

import docx
from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.view.template_headings import Template
from scrutiny_tui.view.text_writers import render
from scrutiny_tui.view.word_looks import FONT, Looks, is_on, local_name, related
from scrutiny_tui.view.word_text import NUMBERS, VisibleText

WORD_FILE: Final = Path(__file__).with_name("templates") / "report.docx"
"""What every report begins as: an A4 page in a plain font at 12 points, with what `word_blocks` copies.

`scripts/make_word_file.py` makes it.
"""

Margins: TypeAlias = Mapping[tuple[str, str], list[Any]]
"""Paragraphs and tables of headers and footers, by the kind of page and by which of the two it is."""

_PAGE: Final = ("page_width", "page_height", "left_margin", "right_margin", "top_margin", "bottom_margin",
                "gutter", "orientation", "header_distance", "footer_distance")  # fmt: skip

_LEAST_ROOM: Final = 2_835
"""Five centimetres for text in both directions, in twentieths of a point."""

_COLOUR: Final = re.compile(r"[0-9A-Fa-f]{6}")
_COLOURS: Final = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
    "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip
"""The colours of a theme, and what they usually are."""


def template_of(data: bytes) -> Template:
    """Return a Word file as a template, with the headings that can be read in its text."""
    source = docx.Document(BytesIO(data))
    looks = Looks(docx.Document(str(WORD_FILE)), source)
    return Template(data, tuple(VisibleText(looks, {*NUMBERS}).headings(source.element.body)))


def take_in(word: WordFile, template: Template) -> Margins:
    """Give a report's own file, still empty, the looks and the page of a template, and return its headers and footers.

    Raises `InputError` if the template's page has no room for text.
    """
    source = docx.Document(BytesIO(template.data))
    source.element.body.get_or_add_sectPr()
    looks = Looks(word, source)
    looks.take_in(template.headings)
    _take_theme(word, source)
    _take_page(word, source)
    margins: dict[tuple[str, str], list[Any]] = {}
    for page in kinds_of_page(word):
        given: set[str] = set()
        for place in ("header", "footer"):
            found = getattr(source.sections[0], f"{page}{place}")._element  # noqa: SLF001 - python-docx has no way to see and put XML
            margins[page, place] = [*VisibleText(looks, given).blocks(found)]
    return margins


def kinds_of_page(word: WordFile) -> tuple[str, ...]:
    """Return what python-docx puts before "header" and "footer" for each kind of page that a file tells apart."""
    first = word.sections[0].different_first_page_header_footer
    even = word.settings.odd_and_even_pages_header_footer
    return ("", *(["first_page_"] if first else []), *(["even_page_"] if even else []))


def text_width(word: WordFile) -> int:
    """Return how wide the text of a file is, in twentieths of a point."""
    page = word.sections[0]
    room = _added(page, "page_width") - _added(page, "left_margin", "right_margin", "gutter")
    return int(Length(room).twips)


def _added(page: Section, *names: str) -> int:
    return sum(getattr(page, name) or 0 for name in names)


def _take_theme(word: WordFile, source: WordFile) -> None:
    """Take in the colours and the fonts of a theme; fillings and lines, which a report has none of, are plain."""
    theme = related(source, RELATIONSHIP_TYPE.THEME)
    if theme is None:
        return
    colours = {}
    for name, usual in _COLOURS.items():
        values = [
            value for each in theme.iterfind(f".//{qn(f'a:{name}')}/*") for value in each.attrib.values()
        ]
        colours[name] = next(filter(_COLOUR.fullmatch, values), usual)
    fonts = {}
    for use in ("major", "minor"):
        for script in ("latin", "ea", "cs"):
            found = theme.find(f".//{qn(f'a:{use}Font')}/{qn(f'a:{script}')}")
            name = "" if found is None else found.get("typeface", "")
            fonts[f"{use} {script}"] = name if FONT.fullmatch(name) else ""
    content = render("word/theme.xml", colours=colours, fonts=fonts).encode()
    part = Part(PackURI("/word/theme/theme1.xml"), CONTENT_TYPE.OFC_THEME, content, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.THEME)


def _take_page(word: WordFile, source: WordFile) -> None:
    """Take in the page that a template begins with, in one column, and which kinds of page it tells apart."""
    own, theirs = word.sections[0], source.sections[0]
    for name in _PAGE:
        if (value := getattr(theirs, name)) is not None:
            setattr(own, name, value)
    own.different_first_page_header_footer = theirs.different_first_page_header_footer
    switches = {local_name(each) for each in source.settings.element if is_on(each)}
    word.settings.odd_and_even_pages_header_footer = "evenAndOddHeaders" in switches
    if "gutterAtTop" in switches:
        own.top_margin, own.gutter = Length(_added(own, "top_margin", "gutter")), Length(0)
    if "mirrorMargins" in switches:
        word.settings.element.insert(0, OxmlElement("w:mirrorMargins"))
    # A margin below nought is one that the header may grow into.
    height = _added(own, "page_height") - abs(_added(own, "top_margin")) - abs(_added(own, "bottom_margin"))
    if min(text_width(word), Length(height).twips) < _LEAST_ROOM:
        raise InputError("The page of the template leaves no room for text. Make its margins smaller.")
