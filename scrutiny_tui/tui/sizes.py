"""The sizes of a terminal that pages are laid out for, as classes on the screen."""

from __future__ import annotations

from typing import Final

WIDTHS: Final[list[tuple[int, str]]] = [(0, "-tiny"), (60, "-narrow"), (80, "-normal"), (100, "-wide")]
"""From so many columns on."""

HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-flat"), (18, "-short"), (24, "-medium"), (28, "-tall")]
"""From so many rows on."""
