"""Keeps spreadsheets from taking text for a formula, and takes that protection off again."""

from __future__ import annotations

from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 - wide signs count too
"""A spreadsheet takes text that begins so for a formula, or may after it dropped the tab or the line break."""

_GUARD: Final = "'"


def guarded(text: str) -> str:
    """Return the text as a cell of a CSV file, with an apostrophe before it where it looks like a formula."""
    return f"{_GUARD}{text}" if _looks_like_formula(text) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given for this cell; other text as it is."""
    return cell.removeprefix(_GUARD) if _looks_like_formula(cell) else cell


def _looks_like_formula(text: str) -> bool:
    # Text with apostrophes of its own gets one more, so that taking one away always gives it back.
    return text.lstrip(_GUARD).startswith(_FORMULA)
