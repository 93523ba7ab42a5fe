"""The report as a PDF file that a screen reader can use: PDF/UA-1, and PDF/A-2a for keeping.

Typst sets the pages, from a template that reads the document as data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from scrutiny_tui.domain.printable import STAND_IN
from scrutiny_tui.view.blocks import (
    FILLS,
    LANGUAGE,
    TEXT_WIDTH,
    Block,
    Document,
    Paragraph,
    Table,
    column_widths,
    leads_on,
    stays_together,
)

_FOLDER: Final = Path(__file__).parent
_FONTS: Final = _FOLDER / "fonts"
_TEMPLATE: Final = _FOLDER / "templates" / "record.typ"
_FONT: Final = "Liberation Sans"
"""The fonts beside this module, so that a page does not differ by machine."""

_POINT: Final = 20
"""Widths of columns are in twentieths of one."""


class PdfFile:
    """A document as a PDF file."""

    missing: str
    """The characters in it that no font on this computer has."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._record = _record(document)
        self._fonts, self.missing = _fonts_for(self._record)

    def written(self) -> bytes:
        """Return the file, with a box for each character that is missing."""
        shown = self._record.translate(dict.fromkeys(map(ord, self.missing), STAND_IN))
        return _compiled(shown, self._document, self._fonts)


def _record(document: Document) -> str:
    """Return the document as the template reads it."""
    language, _, region = LANGUAGE.partition("-")
    made, blocks = document.made, document.blocks
    told = {
        "title": document.title,
        "status": " ".join(document.status),
        "about": document.about,
        "points": document.points,
        "close": document.most_sides > 0,
        "made": (made.year, made.month, made.day),
        "blocks": [*map(_block, (None, *blocks), blocks, (*blocks[1:], None))],
        "language": language,
        "region": region,
        "font": _FONT,
        "fills": {sign: f"#{colour}" for sign, colour in FILLS.items()},
    }
    return json.dumps(told, ensure_ascii=False)


def _block(before: Block | None, block: Block, after: Block | None) -> Mapping[str, Any]:
    told = {"kind": type(block).__name__, **asdict(block)}
    if isinstance(block, Table):
        widths = column_widths(block, TEXT_WIDTH)
        told |= {"widths": [width / _POINT for width in widths], "whole": stays_together(block)}
    elif isinstance(block, Paragraph):
        told["leads_on"] = leads_on(before, block, after)
    return told


@cache
def _own_fonts() -> typst.Fonts:
    """Return the fonts beside this module."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS])


@cache
def _every_font() -> typst.Fonts:
    """Return our fonts and, after them, those of this computer: of two fonts with one name Typst takes the first."""
    installed = typst.Fonts(include_embedded_fonts=False).fonts()
    folders = sorted({Path(font.path).parent for font in installed if font.path})
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS, *folders]
    )


def _fonts_for(record: str) -> tuple[typst.Fonts, str]:
    """Return the fonts that show the most of a text, and the characters that they lack.

    Fonts of this computer are used only if they have what ours lack.
    """
    ours, signs = _own_fonts(), {sign for sign in {*record} if not sign.isascii()}
    if _can_show(signs, ours):
        return ours, ""
    every = _every_font()
    missing = _missing("".join(sorted(signs)), every)
    return (ours if _can_show(signs - {*missing}, ours) else every), missing


def _missing(signs: str, fonts: typst.Fonts) -> str:
    """Return those of the characters that can't be shown in these fonts."""
    if not signs or _can_show(signs, fonts):
        return ""
    if len(signs) == 1:
        return signs
    half = len(signs) // 2
    return _missing(signs[:half], fonts) + _missing(signs[half:], fonts)


def _can_show(signs: Iterable[str], fonts: typst.Fonts) -> bool:
    shown = " ".join(sorted(signs))
    sample = Document("Sample", (), "", date.min, (Paragraph(shown, lead=shown),))
    try:
        _compiled(_record(sample), sample, fonts)
    except typst.TypstError:
        return False
    return True


def _compiled(record: str, document: Document, fonts: typst.Fonts) -> bytes:
    """Return the file; Typst refuses what a screen reader, or an archive, could not use."""
    made = typst.compile(
        _TEMPLATE,
        font_paths=fonts,
        format="pdf",
        sys_inputs={"record": record},
        pdf_standards=["ua-1", "a-2a"],
        timestamp=datetime.combine(document.made, time.min, UTC),
    )
    return _CELL.sub(_with_row_head, made)


_CELL: Final = re.compile(
    rb"(?m)^(<</Type/StructElem/S/T)D(/P \d+ 0 R/A\[<</O/Table)(/Headers\[\(U\d+x(\d+)y\d+\)\])"
)
"""A cell below the head of a table, with the number of its column."""


def _with_row_head(cell: re.Match[bytes]) -> bytes:
    """Return a cell as the head of its row if it is the first one, in as many bytes.

    Typst has this as pdf.header-cell, but only for those who can switch on its feature a11y-extras, which the Python package
    cannot. Where cells name their column's head they would have to name their row's too, so scopes alone say it.
    """
    start, table, heads, column = cell.groups()
    kind, scope = (b"H", b"/Scope/Row") if column == b"0" else (b"D", b"")
    return start + kind + table + scope.ljust(len(heads))
