"""The report as a Word file, in the styles of a council's own template if one is given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any, Final, TypeAlias
from zipfile import ZipFile

import docx
from docx.document import Document as WordFile
from docx.exceptions import PythonDocxError
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.pack import PartHeadings
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.store import archives
from scrutiny_tui.store.places import read_named
from scrutiny_tui.view.blocks import LANGUAGE, Document
from scrutiny_tui.view.template_headings import Template, under_headings
from scrutiny_tui.view.text_writers import render
from scrutiny_tui.view.word_blocks import WordBlocks
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


MOST_BYTES: Final = 20 * 1024 * 1024
"""A template may be so big as a file."""

MOST_UNPACKED: Final = 100 * 1024 * 1024
"""Bytes that everything in a template may come to once unpacked."""

MOST_PARTS: Final = 1_000
"""How many files a template may consist of."""

_CONTENTS: Final = "[Content_Types].xml"
_MACROS: Final = "vbaproject.bin"
_AS_TEMPLATE: Final = b"wordprocessingml.template.main+xml"
_AS_DOCUMENT: Final = b"wordprocessingml.document.main+xml"

_FAULTS: Final = (
    *archives.UNREADABLE,
    *(AttributeError, LookupError, SyntaxError, TypeError, InvalidXmlError, PythonDocxError),
)
"""What python-docx and the XML library raise over a file that only looks like a Word file."""


def read_template(path: Path) -> Template:
    """Return a council's own Word file as a template.

    Raises `InputError` with one sentence if there is no such file or it is not a Word file that can be used, and
    `MachineError` if it cannot be read from the disk.
    """
    shown, name = safe(str(path)), safe(path.name)
    too_large = f"{shown} is bigger than {MOST_BYTES // 1024**2} MB, too big for a template."
    data = read_named(path, MOST_BYTES, f"There is no template {shown}.", too_large)
    with told_as_fault(name):
        parts = _checked(data, name)
        return template_of(_as_document(data) if _AS_TEMPLATE in parts else data)


@contextmanager
def told_as_fault(name: str) -> Iterator[None]:
    """Turn whatever a damaged template raises into an `InputError` with a sentence."""
    try:
        yield
    except _FAULTS as error:
        raise InputError(
            f"{name} cannot be used as a template: it is damaged or no Word file. Save it from Word as .docx."
        ) from error


def _checked(data: bytes, name: str) -> bytes:
    """Return the list of contents of an archive that is no danger to unpack."""
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if archives.is_too_much(archive, MOST_PARTS, MOST_UNPACKED) or archives.has_too_many_tags(archive):
            raise InputError(f"{name} unpacks to more than this program opens. Use a smaller template.")
        if any(part.filename.lower().endswith(_MACROS) for part in parts):
            raise InputError(f"{name} holds macros. Save it from Word as .docx, without them.")
        if not all(map(archives.is_plainly_packed, parts)) or archives.defines_words(archive):
            raise InputError(
                f"{name} is packed, or defines words of its own, in a way that Word never does. Save it from Word again."
            )
        return archive.read(_CONTENTS)


def _as_document(data: bytes) -> bytes:
    """Return a .dotx file as the document that Word would make of it."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    return archives.packed({**parts, _CONTENTS: parts[_CONTENTS].replace(_AS_TEMPLATE, _AS_DOCUMENT)})


def _mark_pages(word: WordFile, document: Document, taken: Margins) -> None:
    """Put the status and the page's number on every page, the first and the even ones too, below what a template has."""
    texts = {"header": " ".join(document.status), "footer": document.about}
    section = word.sections[0]
    lines = {place: getattr(section, place).paragraphs[0] for place in texts}
    for place, text in texts.items():
        lines[place].runs[0].text = text
    for page in kinds_of_page(word):
        above = [each for place in texts for each in taken.get((page, place), ())]
        numbered = any(each.xpath(".//w:fldSimple[contains(@w:instr, ' PAGE ')]") for each in above)
        for place, line in lines.items():
            own = deepcopy(line._p)  # noqa: SLF001 - python-docx has no way to copy a paragraph, or to put XML into a margin
            if numbered:
                own[:] = own[:2]
            margin = getattr(section, f"{page}{place}")._element  # noqa: SLF001
            margin[:] = [*taken.get((page, place), ()), own]


_LONGEST: Final = 255
"""Characters that Word takes of a title."""


def word_bytes(
    document: Document, template: Template | None = None, names: Iterable[PartHeadings] = ()
) -> bytes:
    """Return the document as a Word file, in a template's styles and on its page if one is given.

    If these names say what headings of the template mean, it has them too.

    Raises `InputError` if the template cannot be used.
    """
    word = docx.Document(str(WORD_FILE))
    taken: Margins = {}
    if template:
        with told_as_fault("The template"):
            taken = take_in(word, template)
    elif document.most_sides:
        _set_closely(word, document.points)
    arranged = under_headings(document, template, names) if template else document
    WordBlocks(word, text_width(word)).write(arranged.blocks)
    _mark_pages(word, document, taken)
    _set_properties(word, document)
    told = BytesIO()
    word.save(told)
    return archives.packed_anew(told.getvalue())


_CLOSE: Final = {
    "Normal": (None, 4),
    "Heading 1": (0, 4),
    "Heading 2": (10, 3),
    "Heading 3": (6, 2),
    "Caption": (6, 2),
    "List Bullet": (None, 2),
    "List Number": (None, 2),
    "Quote": (None, 5),
}
"""The room above and below in points, if a document has to fit few pages."""


def _set_closely(word: WordFile, points: int) -> None:
    """Leave no more room between lines than they need, and less at the edges of the page."""
    for name, (before, after) in _CLOSE.items():
        style = word.styles[name]
        looks = style.paragraph_format
        looks.line_spacing, looks.space_after = 1.0, Pt(after)
        if before is not None:
            looks.space_before = Pt(before)
    for name, more in {"Normal": 0, "Caption": 0, "Heading 1": 4, "Heading 2": 2, "Heading 3": 0}.items():
        word.styles[name].font.size = Pt(points + more)
    page = word.sections[0]
    page.top_margin, page.bottom_margin = Mm(18), Mm(16)
    page.header_distance = page.footer_distance = Mm(8)


def _set_properties(word: WordFile, document: Document) -> None:
    """Set title, language and day, and take out what python-docx says of its own accord."""
    properties = word.core_properties
    made = datetime.combine(document.made, time.min)
    properties.title, properties.subject = document.title[:_LONGEST], document.about[:_LONGEST]
    properties.language = LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = made
    properties.revision = 1
