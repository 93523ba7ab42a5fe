"""The sizes of a terminal that pages are laid out for, as classes on the screen."""

from __future__ import annotations

from typing import Final

WIDTHS: Final[list[tuple[int, str]]] = [(0, "-tiny"), (60, "-narrow"), (80, "-normal"), (100, "-wide")]
"""From so many columns on."""

HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-flat"), (18, "-short"), (24, "-medium"), (28, "-tall")]
"""From so many rows on."""

SMALLEST: Final = (WIDTHS[1][0], HEIGHTS[1][0])
"""Columns and rows below which there is no room to show a page."""

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
