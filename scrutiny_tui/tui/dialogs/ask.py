"""A question with a few answers to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual import on
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.act import Act, Question
from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.dialogs.reading import Reading
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.forms import Rows

_READS_ON: Final = "↑ ↓ choose · Enter · Tab reads on · Esc goes back"

FEW: Final = 3
"""Up to so many choices leave room for a longer text, where there are few rows."""


class AskDialog(Dialog[str]):
    """Asks a question; answers with the value of what was chosen, or with nothing after Escape."""

    AUTO_FOCUS = "OptionList"
    hint = "↑ ↓ choose · Enter takes it · Esc goes back"
    help_text = "Choose a line. Nothing is done before you press Enter, and the first line is the one marked."
    help_keys = (
        ("↑ ↓", "move to another line."),
        ("Enter", "takes the line that is marked; a click on a line does too."),
        ("Tab", "goes to a text that is longer than its room; ↑ ↓ then move it."),
        ("Esc", "leaves the question without an answer."),
    )

    def __init__(
        self, question: str, choices: Iterable[tuple[str, str]], explanation: str = "", *, about: str
    ) -> None:
        """Take the question and its choices as pairs of value and words; the first one is the safe one.

        `about` says for the help what becomes of each choice.
        """
        super().__init__(question)
        self._choices = tuple(choices)
        self._explanation = explanation
        self._about = about

    def inside(self) -> Iterable[Widget]:
        self.set_class(bool(self._explanation), "-explained")
        self.set_class(len(self._choices) <= FEW, "-few")
        if self._explanation:
            yield Reading(self._explanation)
        yield Rows(*(Option(clean(text), id=value) for value, text in self._choices), markup=False)

    def help_paragraphs(self) -> tuple[str, ...]:
        """Return the question, what is known about it, what becomes of the choices, and how one is taken."""
        told = (self._title_text, self._explanation, self._about, self.help_text)
        return tuple(part for part in told if part)

    def on_resize(self) -> None:
        """Say how to read on where the text is longer than its room."""
        self.call_after_refresh(self._say_keys)

    def _say_keys(self) -> None:
        longer = any(reading.is_longer for reading in self.query(Reading))
        self.query_one("#hint", Static).update(_READS_ON if longer else self.hint)

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


class BeforeAct(AskDialog):
    """Asks what is asked before an act; answers with "yes" if it is to be done."""

    def __init__(self, question: Question, act: Act) -> None:
        """Take the question, and the act for which it is asked."""
        choices = (("no", question.no), ("yes", question.yes))
        about = f"{question.no} changes nothing. {act.help}"
        super().__init__(question.text, choices, question.told, about=about)
