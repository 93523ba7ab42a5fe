"""Turns the bytes of a text file into text, whichever of the usual encodings it was saved in."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from scrutiny_tui.domain.errors import InputError

_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKED_UP = ("%PDF", "{\\rtf")


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file, and a notice where its encoding had to be guessed.

    Raises `InputError` if the bytes are not a table written as text, such as a picture or a web page.
    """
    text, notices = _decoded(data, name)
    if not text.strip():
        raise InputError(f"{name} is empty.")
    if text.lstrip().startswith("<"):
        raise InputError(
            f"{name} is a web page or another file with tags, not a table. Save it as CSV or .xlsx."
        )
    if _NOT_TEXT.search(text) or text.startswith(_MARKED_UP):
        raise not_a_table(name)
    return text, notices


def not_a_table(name: str) -> InputError:
    """Return the error for a file that is no table at all."""
    return InputError(f"{name} is neither a CSV file nor an Excel workbook. Save the table as CSV or .xlsx.")


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig"), ()
    except UnicodeDecodeError as error:
        if wide:
            raise not_a_table(name) from error
    return _as_windows(data, name)


def _as_windows(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise not_a_table(name) from error
    return text, (f"{name} is not UTF-8, so it was read as Windows-1252. Check letters with accents.",)
