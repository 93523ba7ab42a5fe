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
    help_keys = (
        ("Enter", "takes the line as it is written."),
        ("Ctrl+U", "empties it up to the cursor."),
        ("Esc", "leaves it; nothing is changed."),
    )
    hint = "Enter takes it · Esc leaves"

    def __init__(self, title: str, label: str, text: str, explanation: str, *, about: str = "") -> None:
        """Take the title, what stands before the line, what is in it at first, and a sentence about it.

        `about` says for the help what becomes of the line.
        """
        super().__init__(title)
        self._label = label
        self._text = clean(text)
        self._explanation = explanation
        self._about = about

    def help_paragraphs(self) -> tuple[str, ...]:
        """Return the title, what is known about the line, and what becomes of it."""
        about = self._about or f"Write one line after {self._label}. Nothing happens before you press Enter."
        return self._title_text, self._explanation, about

    def inside(self) -> Iterable[Widget]:
        yield Static(clean(self._explanation), markup=False)
        yield Field(self._label, Input(self._text, id="line", max_length=max(_LONGEST, len(self._text))))

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        self.dismiss(clean(event.value).strip())
