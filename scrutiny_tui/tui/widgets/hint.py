"""The line of a dialog that names its keys; each of them can be clicked."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.style import Style
from textual.visual import VisualType
from textual.widgets import Static

_BETWEEN: Final = " · "

_KEYS: Final = {
    "Enter": "enter",
    "Esc": "escape",
    "Ctrl+S": "ctrl+s",
    "Tab": "tab",
    "Del": "delete",
    "↓": "down",
}
"""Textual's names of the keys that a hint may begin with, single letters apart."""


class Hint(Static):
    """Parts such as "Enter takes it", each of which does what its key does when it is clicked."""

    auto_links = False

    def __init__(self, text: str) -> None:
        super().__init__(_clickable(text), id="hint", markup=False)

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show another text."""
        super().update(_clickable(str(content)), layout=layout)


def _clickable(text: str) -> Content:
    return Content(_BETWEEN).join(_part(part) for part in text.split(_BETWEEN))


def _part(text: str) -> Content:
    """Return one part of a hint; digits stay plain, because the pointer would show the room what is chosen."""
    first = text.split(" ", 1)[0].rstrip(":")
    key = first if len(first) == 1 and first.isalpha() else _KEYS.get(first)
    if key is None:
        return Content(text)
    return Content.styled(text, Style.from_meta({"@click": f"app.simulate_key('{key}')"}))
