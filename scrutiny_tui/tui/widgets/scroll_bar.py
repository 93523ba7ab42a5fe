"""Scroll bars of characters that every terminal font has."""

from __future__ import annotations

from textual.scrollbar import ScrollBar, ScrollBarRender


class HalfBlocks(ScrollBarRender):
    """Draws the ends of a scroll bar to half a cell; Textual's eighths are in few fonts."""

    VERTICAL_BARS = ["▄", " "]
    HORIZONTAL_BARS = ["▌", " "]


def use_half_blocks() -> None:
    """Let every scroll bar of the program be drawn so; Textual keeps the way of drawing with the class."""
    ScrollBar.renderer = HalfBlocks
