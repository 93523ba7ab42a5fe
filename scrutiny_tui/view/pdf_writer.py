"""The report as a PDF file that a screen reader can use: PDF/UA-1, and PDF/A-2a for keeping.

Typst sets the pages, from a template that reads the document as data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final
from unicodedata import category

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

_FONTS: Final = Path(__file__).with_name("fonts")
_TEMPLATE: Final = Path(__file__).with_name("templates") / "record.typ"
_FONT: Final = "Liberation Sans"
"""The fonts beside this module, so that a page does not differ by machine."""

_POINT: Final = 20
"""Widths of columns are in twentieths of one."""


def pdf_file(document: Document) -> tuple[bytes, str]:
    """Return the document as a PDF file, and the characters that no font on this computer has: a box stands for each."""
    return _set(_record(document), document.made)


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
def _fonts(*, every: bool) -> typst.Fonts:
    """Return the fonts beside this module, and if asked for those of this computer after them.

    Of two fonts with one name Typst takes the first.
    """
    installed = typst.Fonts(include_embedded_fonts=False).fonts() if every else ()
    folders = sorted({Path(font.path).parent for font in installed if font.path})
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS, *folders]
    )


@lru_cache(maxsize=8)
def _set(record: str, made: date) -> tuple[bytes, str]:
    """Return what `pdf_file` does. A few are kept for who asks only afterwards what is missing.

    Fonts of this computer are used only if they have what ours lack.
    """
    ours = _fonts(every=False)
    rare = _missing("".join(sorted(sign for sign in {*record} if not sign.isascii())), ours)
    lacking = _missing(rare, _fonts(every=True)) if rare else ""
    # A mark above a letter may be in no font that has the letter too, which is seen only when both are set.
    marks = "".join(sign for sign in rare if category(sign).startswith("M") or sign in lacking)
    for missing in (lacking, marks):
        if missing != rare:
            with suppress(typst.TypstError):
                return _compiled(_boxed(record, missing), made, _fonts(every=True)), missing
    return _compiled(_boxed(record, rare), made, ours), rare


def _boxed(record: str, missing: str) -> str:
    return record.translate(dict.fromkeys(map(ord, missing), STAND_IN))


def _missing(signs: str, fonts: typst.Fonts) -> str:
    """Return those of the characters that can't be shown in these fonts."""
    if not signs or _can_show(signs, fonts):
        return ""
    if len(signs) == 1:
        return signs
    half = len(signs) // 2
    return _missing(signs[:half], fonts) + _missing(signs[half:], fonts)


def _can_show(signs: str, fonts: typst.Fonts) -> bool:
    # Each begins a line: behind a blank a mark counts as shown even if there is nothing to be seen.
    blocks = (block for sign in signs for block in (Paragraph(sign), Paragraph("", lead=sign)))
    sample = Document("Sample", (), "", date.min, (*blocks,))
    try:
        _compiled(_record(sample), sample.made, fonts)
    except typst.TypstError:
        return False
    return True


def _compiled(record: str, made: date, fonts: typst.Fonts) -> bytes:
    """Return the file; Typst refuses what a screen reader, or an archive, could not use."""
    written = typst.compile(
        _TEMPLATE,
        font_paths=fonts,
        format="pdf",
        sys_inputs={"record": record},
        pdf_standards=["ua-1", "a-2a"],
        timestamp=datetime.combine(made, time.min, UTC),
    )
    return _CELL.sub(_with_row_head, written)


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
