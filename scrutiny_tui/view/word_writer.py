"""The report as a Word file, in the styles of a council's own template if one is given.

It is written as text from templates and parsed once: building 42 tables cell by cell takes python-docx many seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import docx
from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.shared import Length

from scrutiny_tui.domain.errors import InputError, MachineError
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
from scrutiny_tui.store.system import read_plain
from scrutiny_tui.view.blocks import FILLS, LANGUAGE, TEXT_WIDTH, Document, column_widths, stays_together
from scrutiny_tui.view.text_writers import render

_PARTS: Final = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package.rels",
    "word/_rels/document.xml.rels": "document.rels",
    "word/document.xml": "document.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
"""The parts of an empty Word file, and their templates."""

_VALUE: Final = qn("w:val")
_ID: Final = qn("w:styleId")
_KIND: Final = qn("w:type")


def empty_file() -> bytes:
    """Return a Word file with an A4 page, a plain font at 12 points, and nothing on it."""
    return packed({name: _template(template) for name, template in _PARTS.items()})


def _template(name: str) -> bytes:
    return render(f"word/{name}").encode()


def prepared_styles(word: WordFile) -> Mapping[str, str]:
    """Return the ids of the styles that a report uses, by name, and set the file's language.

    A style that the file lacks is added as it is in the empty file.
    """
    _set_language(word)
    own = parse_xml(_template("styles.xml")).findall(qn("w:style"))
    return {_name(style): _found(word, style) or _added(word, style) for style in own}


def _styles(word: WordFile) -> list[Any]:
    return list(word.styles.element.findall(qn("w:style")))


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(_VALUE))


def _found(word: WordFile, wanted: Any) -> str:
    """Return the id of the style of the same kind and name, in any capitals; empty if there is none."""
    for style in _styles(word):
        if _name(style).lower() == _name(wanted).lower() and style.get(_KIND) == wanted.get(_KIND):
            return str(style.get(_ID) or "")
    return ""


def _added(word: WordFile, wanted: Any) -> str:
    """Add a style on the file's own usual style, with a list of its own if it has one, and return its id."""
    style = deepcopy(wanted)
    if style.get(_ID) in {each.get(_ID) for each in _styles(word)}:
        style.set(_ID, f"Scrutiny{style.get(_ID)}")
    normal = next(
        (
            each.get(_ID)
            for each in _styles(word)
            if each.get(_KIND) == "paragraph" and each.get(qn("w:default")) in {"1", "true"}
        ),
        None,
    )
    for name in ("w:basedOn", "w:next"):
        for reference in style.findall(qn(name)):
            reference.set(_VALUE, normal or "Normal")
            if normal is None and name == "w:basedOn":
                style.remove(reference)
    for number in style.iter(qn("w:numId")):
        number.set(_VALUE, _bullet_number(word))
    word.styles.element.append(style)
    return str(style.get(_ID))


def _bullet_number(word: WordFile) -> str:
    own = parse_xml(_template("numbering.xml"))
    lists = [each for each in word.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.NUMBERING]
    if not lists:
        name = PackURI("/word/numbering.xml")
        part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, own, word.part.package)
        word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return "1"
    there, (kind, number) = lists[0].target_part.element, own
    kinds, numbers = there.findall(kind.tag), there.findall(number.tag)
    kind.set(qn("w:abstractNumId"), _next(kinds, "w:abstractNumId", 0))
    number.set(qn("w:numId"), _next(numbers, "w:numId", 1))
    number[0].set(_VALUE, kind.get(qn("w:abstractNumId")))
    # Every list comes before the first number that refers to one.
    there.insert(len(kinds), kind)
    there.append(number)
    return str(number.get(qn("w:numId")))


def _next(elements: list[Any], attribute: str, least: int) -> str:
    return str(max((1 + int(each.get(qn(attribute)) or 0) for each in elements), default=least))


def _set_language(word: WordFile) -> None:
    holder = word.styles.element
    for name in ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"):
        found = holder.find(qn(name))
        if found is None:
            found = parse_xml(f"<{name} {nsdecls('w')}/>")
            holder.insert(len(holder) if name == "w:lang" else 0, found)
        holder = found
    holder.set(_VALUE, LANGUAGE)


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

_FAULTS: Final = (*UNREADABLE, AttributeError, LookupError, SyntaxError, TypeError)
"""What python-docx and the XML library raise over a file that only looks like a Word file."""


def read_template(path: Path) -> bytes:
    """Return a template as a Word file that is ready to be written into.

    Raises `InputError` with one sentence if there is no such file or it is not a Word file that can be used, and
    `MachineError` if it cannot be read from the disk.
    """
    data, name = _bytes(path), safe(path.name)
    with told_as_fault(name):
        parts = _checked(data, name)
        return _as_document(data) if _AS_TEMPLATE in parts else data


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
        data = read_plain(path, MOST_BYTES + 1) if path.is_file() else None
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
        blocks=document.blocks,
        fills=FILLS,
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
    return TEXT_WIDTH


def _set_properties(word: WordFile, document: Document) -> None:
    """Set title and language, and take out who wrote the template and when."""
    properties = word.core_properties
    made = datetime.combine(document.made, time.min)
    properties.title, properties.subject = document.title[:_LONGEST], document.about[:_LONGEST]
    properties.language = LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = made
    properties.revision = 1
