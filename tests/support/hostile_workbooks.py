"""Excel workbooks that somebody made to do harm."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook


def workbook(parts: Mapping[str, str]) -> bytes:
    """Return a workbook of one sheet in which these parts are as given."""
    book, plain, packed = Workbook(), BytesIO(), BytesIO()
    book.worksheets[0].append(["voter", "item", "answer"])
    book.save(plain)
    with ZipFile(plain) as archive:
        files: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    files |= {name.replace("__", "/"): text for name, text in parts.items()}
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


_BOMB: Final = (
    '<!DOCTYPE x [<!ENTITY a "0123456789">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def _sheet(rows: str, before: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def _cell(text: str) -> str:
    return f'<row r="1"><c t="inlineStr"><is><t>{text}</t></is></c></row>'


_SHEET: Final = "xl__worksheets__sheet1.xml"
_LINKS: Final = "xl___rels__workbook.xml.rels"
_LEADING_OUT: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="../../../../etc/passwd"/></Relationships>'
)
_MERGED: Final = '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
_FROM_OUTSIDE: Final = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

WORKBOOKS: Final[Mapping[str, Mapping[str, str]]] = {
    "entities": {_SHEET: _sheet(_cell("&i;"), _BOMB)},
    "entities in another part": {"xl__workbook.xml": _sheet(_cell("&i;"), _BOMB)},
    "entities after a long comment": {_SHEET: _sheet(_cell("&i;"), f"<!--{'x' * 200_000}-->{_BOMB}")},
    "a file from outside": {_SHEET: _sheet(_cell("&x;"), _FROM_OUTSIDE)},
    "sixty megabytes of blanks": {_SHEET: _sheet(_cell(" " * 60_000_000))},
    "deep cells": {_SHEET: _sheet("<a>" * 50_000 + "</a>" * 50_000)},
    "a row beyond all": {_SHEET: _sheet('<row r="99999999999999999999"><c><v>1</v></c></row>')},
    "a row of many digits": {_SHEET: _sheet(f'<row r="{"9" * 6000}"><c><v>{"9" * 6000}</v></c></row>')},
    "a cell beyond all": {_SHEET: _sheet('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>')},
    "cells that are no numbers": {_SHEET: _sheet('<row r="1"><c><v>1e999</v></c><c><v>NaN</v></c></row>')},
    "all cells merged": {_SHEET: _sheet(_cell("x")).replace("</sheetData>", _MERGED)},
    "a sheet outside": {_LINKS: _LEADING_OUT},
    "no sheets": {"xl__workbook.xml": "<x/>"},
    "names that lead out": {"..__..__out.txt": "x"},
    "escapes in a cell": {_SHEET: _sheet(_cell("voter&#x9b;2J"))},
}
"""Parts of a workbook by what is wrong with them; a `__` in a name stands for a slash."""
