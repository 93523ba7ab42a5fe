"""A line of a form, with room under it for what is to be said about it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.tui.text import words
from scrutiny_tui.tui.widgets.field import Field


class FormLine(VerticalGroup):
    """A label with a field; under them a sentence about what is written, or about why it cannot be taken."""

    DEFAULT_CSS = """
    FormLine {
        & > .note {
            height: auto;
            display: none;
        }

        &.-told > .note {
            display: block;
        }

        &.-wrong > .note {
            text-style: bold;
        }
    }
    """

    def __init__(self, label: str, field: Widget, told: str = "") -> None:
        super().__init__()
        self._label = label
        self.field = field
        """What the line is answered in; its id is the name of the line."""
        self._told = told

    def compose(self) -> ComposeResult:
        self.set_class(bool(self._told), "-told")
        yield Field(self._label, self.field)
        yield Static(words(self._told), id=f"{self.field.id}-note", classes="note")

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Say something about the line, or nothing if the text is empty."""
        self.set_class(wrong, "-wrong")
        if text != self._told:
            self._told = text
            self.set_class(bool(text), "-told")
            self.query_one(".note", Static).update(words(text))
