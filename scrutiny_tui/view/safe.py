"""Makes text that somebody typed or imported harmless before it is printed."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.domain.printable import is_harmful, printable

_FIRST_ASTRAL: Final = 0x10000
"""From here on JSON writes a character as two halves."""


def safe(text: str) -> str:
    """Return the text as one line without anything a terminal would act on.

    White space, line breaks included, becomes single blanks, so that nobody can type a line of their own into a list.
    """
    return printable(" ".join(text.split()))


def safe_json(text: str) -> str:
    """Return JSON text with harmful characters written as escapes, so that it means the same and moves no cursor."""
    return "".join(
        _escaped(character) if character != "\n" and is_harmful(character) else character
        for character in text
    )


def _escaped(character: str) -> str:
    code = ord(character)
    if code < _FIRST_ASTRAL:
        return f"\\u{code:04x}"
    above = code - _FIRST_ASTRAL
    return f"\\u{0xD800 + (above >> 10):04x}\\u{0xDC00 + (above & 0x3FF):04x}"
