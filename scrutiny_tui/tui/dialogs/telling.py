"""A text to read, then leave."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.text import words


class TellingDialog(Dialog[None]):
    """A title and a text that scrolls where it is longer than the box."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,question_mark,f1,h,H", "leave", "Leave", show=False),
    ]
    AUTO_FOCUS = "VerticalScroll"
    hint = "Esc or Enter leaves · ↑ ↓ move"

    def __init__(self, title: str, text: str | Content) -> None:
        super().__init__(title)
        self._text = words(text) if isinstance(text, str) else text

    def inside(self) -> Iterable[Widget]:
        yield VerticalScroll(Static(self._text))
