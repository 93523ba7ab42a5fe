"""Writes a document as a Word file."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime, time
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Length

from scrutiny_tui.view.record.blocks import LANGUAGE, Document
from scrutiny_tui.view.record.word.base import empty_file
from scrutiny_tui.view.record.word.body import body_elements
from scrutiny_tui.view.record.word.pages import mark_pages
from scrutiny_tui.view.record.word.styles import prepared_styles
from scrutiny_tui.view.record.word.template import told_as_fault

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
