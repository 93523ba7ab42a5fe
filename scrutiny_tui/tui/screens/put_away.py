"""What can be done to a workshop that is put away, as the acts of the shelf describe it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.line import LineDialog
from scrutiny_tui.tui.dialogs.telling import TellingDialog

if TYPE_CHECKING:
    from scrutiny_tui.acts.act import Act, Question
    from scrutiny_tui.acts.shelf_acts import Shelved
    from scrutiny_tui.tui.screens.page import Page

Result = TypeVar("Result")


def run_shelf_act(page: Page, act: Act, shelved: Shelved, done: Callable[[], None]) -> None:
    """Ask for what an act of the shelf asks for, one line after another, then whether, and do it.

    `done` brings the page up to date.
    """
    _ShelfAct(page, act, shelved, done).begin({})


class _ShelfAct:
    """One act of the shelf on its way."""

    def __init__(self, page: Page, act: Act, shelved: Shelved, done: Callable[[], None]) -> None:
        self._page = page
        self._act = act
        self._shelved = shelved
        self._done = done

    def begin(self, typed: Mapping[str, str]) -> None:
        """Ask for the next parameter; after the last one go on to the questions."""
        asked = next((each for each in self._act.parameters if each.name not in typed), None)
        if asked is None:
            self._confirm(typed)
            return
        start = self._attempt(lambda: asked.ask.start(self._shelved, typed))
        if start is None:
            return

        def take(written: str | None) -> None:
            if written is not None:
                self.begin({**typed, asked.name: written})

        dialog = LineDialog(self._act.title, asked.ask.label, start, asked.ask.help, about=self._act.help)
        self._page.app.push_screen(dialog, take)

    def _confirm(self, typed: Mapping[str, str]) -> None:
        values = self._attempt(lambda: self._act.read(self._shelved, typed, {}))
        if values is None:
            return
        questions = self._attempt(lambda: [*self._act.questions(self._shelved, values)])
        if questions is None:
            return

        def go_on() -> None:
            if questions:
                self._ask(questions.pop(0), go_on)
            elif told := self._attempt(lambda: self._act.do(self._shelved, values)):
                self._page.tell(" ".join(told.split("\n")))
                self._done()

        go_on()

    def _ask(self, question: Question, go_on: Callable[[], None]) -> None:
        def decide(choice: str | None) -> None:
            if choice == "yes":
                go_on()

        choices = (("no", question.no), ("yes", question.yes))
        about = f"{question.no} changes nothing. {self._act.help}"
        self._page.app.push_screen(AskDialog(question.text, choices, question.told, about=about), decide)

    def _attempt(self, step: Callable[[], Result]) -> Result | None:
        """Return what a step of the act returns; None, and why in a dialog, if it is refused."""
        try:
            return step()
        except ScrutinyError as error:
            self._page.app.push_screen(TellingDialog("This could not be done", str(error)))
            return None
