"""One line to write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.text import clean, one_line
from scrutiny_tui.tui.widgets.bars import MessageLine
from scrutiny_tui.tui.widgets.forms import Field, LineInput

LONGEST_LINE: Final = 120
"""Characters of a line, unless it was longer before or holds a path."""

_NEARLY: Final = 20
"""With so many characters left it begins to say how many."""


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

        & #left {
            height: auto;
            display: none;
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

    def __init__(
        self,
        title: str,
        label: str,
        text: str,
        explanation: str,
        *,
        about: str = "",
        longest: int = LONGEST_LINE,
    ) -> None:
        """Take the title, what stands before the line, what is in it at first, and a sentence about it.

        `about` says for the help what becomes of the line; more than `longest` characters are not taken.
        """
        super().__init__(title)
        self._label = label
        self._text = one_line(text)
        self._explanation = explanation
        self._about = about
        self._longest = max(longest, len(self._text))

    def help_paragraphs(self) -> tuple[str, ...]:
        """Return the title, what is known about the line, and what becomes of it."""
        about = self._about or f"Write one line after {self._label}. Nothing happens before you press Enter."
        return self._title_text, self._explanation, about

    def inside(self) -> Iterable[Widget]:
        yield Static(clean(self._explanation), markup=False)
        yield Field(self._label, LineInput(self._text, id="line"))
        yield Static("", id="left")

    def unkept(self) -> str:
        written = self.query_one(Input).value != self._text
        return f"What was written after {self._label} is not taken yet." if written else ""

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        written = one_line(event.value).strip()
        if len(written) > self._longest:
            self.query_one(MessageLine).say(
                f"{self._too_long(len(written))} Nothing is cut off by itself.", stays=True
            )
            return
        self.dismiss(written)

    @on(Input.Changed)
    def _count(self, event: Input.Changed) -> None:
        """Say near the end how much room is left; nothing is cut off in silence."""
        length = len(event.value)
        left = self._longest - length
        near = f"{left} left of {self._longest} characters" if left <= _NEARLY else ""
        shown = self.query_one("#left", Static)
        shown.update(near if left >= 0 else self._too_long(length))
        shown.display = left <= _NEARLY

    def _too_long(self, length: int) -> str:
        return f"{length - self._longest} too many: at most {self._longest} characters."
