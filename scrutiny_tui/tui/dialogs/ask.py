"""A question with a few answers to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.text import clean


class AskDialog(Dialog[str]):
    """Asks a question; answers with the value of what was chosen, or with nothing after Escape."""

    AUTO_FOCUS = "OptionList"
    hint = "↑ ↓ choose · Enter takes it · Esc leaves"

    def __init__(self, question: str, choices: Iterable[tuple[str, str]], explanation: str = "") -> None:
        """Take the question and its choices as pairs of value and words; the first one is the safe one."""
        super().__init__(question)
        self._choices = tuple(choices)
        self._explanation = explanation

    def inside(self) -> Iterable[Widget]:
        if self._explanation:
            yield Static(clean(self._explanation), markup=False, classes="explanation")
        yield OptionList(*(Option(clean(text), id=value) for value, text in self._choices), markup=False)

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)
