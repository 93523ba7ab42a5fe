"""The sizes of a terminal that pages are laid out for, as classes on the screen."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Final

WIDTHS: Final[list[tuple[int, str]]] = [(0, "-tiny"), (60, "-narrow"), (80, "-normal"), (100, "-wide")]
"""From so many columns on."""

HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-flat"), (18, "-short"), (24, "-medium"), (28, "-tall")]
"""From so many rows on."""

SMALLEST: Final = (WIDTHS[1][0], HEIGHTS[1][0])
"""Columns and rows below which there is no room to show a page."""

USUAL: Final = (80, 24)
"""Columns and rows of a terminal that does not know its size."""

LARGEST: Final = (1000, 500)
"""Columns and rows beyond which nothing is drawn."""

SMALL_LETTERS: Final = 140
"""Columns from which on the letters of a projected window are too small for the back row."""

HUGE: Final = 38
"""Rows from which on a page has room for several lines of big letters beside everything else."""


def is_too_small(width: int, height: int) -> bool:
    """Say whether a terminal of this size has no room to show a page."""
    return width < SMALLEST[0] or height < SMALLEST[1]


def size_classes(width: int, height: int) -> tuple[str, str]:
    """Return the classes for a terminal of this size.

    Textual sets them when a screen is resized, which is after a new screen was first drawn; a page that adds them
    itself is drawn right the first time.
    """
    return _largest(width, WIDTHS), _largest(height, HEIGHTS)


def _largest(cells: int, steps: list[tuple[int, str]]) -> str:
    return next(name for least, name in reversed(steps) if cells >= least)


def window_size() -> tuple[int, int]:
    """Return the columns and rows of the terminal's window; COLUMNS and LINES in the environment do not count."""
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        with suppress(AttributeError, OSError, ValueError):
            return real_size(*os.get_terminal_size(stream.fileno()))  # type: ignore[union-attr]
    return USUAL


def real_size(columns: int, rows: int) -> tuple[int, int]:
    """Return a size that a terminal tells of itself, the usual one for what it does not know."""
    return min(columns or USUAL[0], LARGEST[0]), min(rows or USUAL[1], LARGEST[1])
