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
from scrutiny_tui.tui.widgets.texts import Hanging, Paragraph


class TellingDialog(Dialog[None]):
    """A title and a text that scrolls where it is longer than the box."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,question_mark,f1,h,H", "leave", "Leave", show=False),
    ]
    AUTO_FOCUS = "VerticalScroll"
    hint = "Esc or Enter leaves · ↑ ↓ move"

    def __init__(self, title: str, text: str | Content | Iterable[Paragraph]) -> None:
        super().__init__(title)
        self._text = text

    def inside(self) -> Iterable[Widget]:
        if isinstance(self._text, str):
            shown: Widget = Static(words(self._text))
        elif isinstance(self._text, Content):
            shown = Static(self._text)
        else:
            shown = Hanging(self._text)
        yield VerticalScroll(shown)
