"""What can be asked for when paper is made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """How much paper, and for whom."""

    copies: int | None = None
    """How many sets of cards, and how many blank slips; None for as many as people answer."""
    blank: bool = False
    """Whether slips have a line to write on instead of a person's label."""
    replace: bool = False
    """Whether files of an earlier time are replaced."""
