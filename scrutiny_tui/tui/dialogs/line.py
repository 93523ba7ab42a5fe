"""One line to write."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.field import Field

_LONGEST = 120


class LineDialog(Dialog[str]):
    """Answers with the line that was written; with nothing after Escape."""

    DEFAULT_CSS = """
    LineDialog {
        & Field {
            height: 1;
            margin-top: 1;

            & Label {
                width: 8;
            }
        }
    }
    """
    AUTO_FOCUS = "Input"
    hint = "Enter takes it · Esc leaves"

    def __init__(self, title: str, label: str, text: str, explanation: str) -> None:
        """Take the title, what stands before the line, what is in it at first, and a sentence about it."""
        super().__init__(title)
        self._label = label
        self._text = clean(text)
        self._explanation = explanation

    def inside(self) -> Iterable[Widget]:
        yield Static(clean(self._explanation), markup=False)
        yield Field(self._label, Input(self._text, id="line", max_length=max(_LONGEST, len(self._text))))

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        self.dismiss(clean(event.value).strip())
