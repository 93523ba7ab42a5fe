"""Changing what a line says with every key, quickly."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from scrutiny_tui.tui.text import words


def retell(line: Static, text: str) -> None:
    """Let a line say something else; where that takes as many rows as before, the page is not laid out anew.

    A layout draws the whole page, which takes several times as long as the answer that was keyed.
    """
    now = words(text)
    before = line.content if isinstance(line.content, Content) else Content(str(line.content))
    if now == before:
        return
    one_row = max(now.cell_length, before.cell_length) <= line.content_size.width and "\n" not in text
    line.update(now, layout=not one_row)
