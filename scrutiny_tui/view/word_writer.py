"""The report as a Word file, in the styles of a council's own template if one is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import docx
from docx.document import Document as WordFile
from docx.exceptions import PythonDocxError
from docx.oxml.exceptions import InvalidXmlError
from docx.shared import Mm, Pt

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.pack import PartHeadings
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.store.archives import (
    UNREADABLE,
    defines_words,
    has_too_many_tags,
    is_plainly_packed,
    is_too_much,
    packed,
    packed_anew,
)
from scrutiny_tui.store.system import PathKind, kind_at, read_plain
from scrutiny_tui.view.blocks import LANGUAGE, Document
from scrutiny_tui.view.template_headings import Template, under_headings
from scrutiny_tui.view.word_blocks import WordBlocks
from scrutiny_tui.view.word_template import (
    WORD_FILE,
    Margins,
    kinds_of_page,
    take_in,
    template_of,
    text_width,
)

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
    *UNREADABLE,
    *(AttributeError, LookupError, SyntaxError, TypeError, InvalidXmlError, PythonDocxError),
)
"""What python-docx and the XML library raise over a file that only looks like a Word file."""


def read_template(path: Path) -> Template:
    """Return a council's own Word file as a template.

    Raises `InputError` with one sentence if there is no such file or it is not a Word file that can be used, and
    `MachineError` if it cannot be read from the disk.
    """
    data, name = _bytes(path), safe(path.name)
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


def _bytes(path: Path) -> bytes:
    shown = safe(str(path))
    try:
        data = read_plain(path, MOST_BYTES + 1) if kind_at(path) is PathKind.FILE else None
    except (OSError, ValueError) as error:
        raise MachineError(f"{shown} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if data is None:
        raise InputError(f"There is no template {shown}.")
    if len(data) > MOST_BYTES:
        raise InputError(f"{shown} is bigger than {MOST_BYTES // 1024**2} MB, too big for a template.")
    return data


def _checked(data: bytes, name: str) -> bytes:
    """Return the list of contents of an archive that is no danger to unpack."""
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if is_too_much(archive, MOST_PARTS, MOST_UNPACKED) or has_too_many_tags(archive):
            raise InputError(f"{name} unpacks to more than this program opens. Use a smaller template.")
        if any(part.filename.lower().endswith(_MACROS) for part in parts):
            raise InputError(f"{name} holds macros. Save it from Word as .docx, without them.")
        if not all(map(is_plainly_packed, parts)) or defines_words(archive):
            raise InputError(
                f"{name} is packed, or defines words of its own, in a way that Word never does. Save it from Word again."
            )
        return archive.read(_CONTENTS)


def _as_document(data: bytes) -> bytes:
    """Return a .dotx file as the document that Word would make of it."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    return packed({**parts, _CONTENTS: parts[_CONTENTS].replace(_AS_TEMPLATE, _AS_DOCUMENT)})


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
    return packed_anew(told.getvalue())


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
