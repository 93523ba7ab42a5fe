"""Doing an act from a page: what it asks for first, its form, its questions, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from scrutiny_tui.acts.act import Act, Given, Question
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.tui.dialogs.ask import AskDialog

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

PROJECTOR: Final = Question(
    "Is the projector off?",
    "It is off, muted or frozen",
    "Leave it",
    "The next page is not for the room. What is keyed is masked. Blank is not enough: nothing can be keyed while the "
    "screen is blank.",
)

_OWN_FORMS: Final = {"priorities": ("afterwards", "ask_hands"), "vote-on": ("step", "ask_prompts")}
"""The acts whose parameters a form of their own asks for: the module of the screens, and what it is called there."""


def run_act(page: WorkshopPage, act: Act, here: Given) -> None:
    """Do an act on a page: ask for what the page does not know, then whether, and do it."""
    _Run(page, act, here).begin()


class _Run:
    """One act on its way."""

    def __init__(self, page: WorkshopPage, act: Act, here: Given) -> None:
        self._page = page
        self._act = act
        self._here = dict(here)

    def begin(self) -> None:
        """Ask whether the room cannot see the screen if it must not, then go on."""
        if self._act.is_private:
            self._ask(PROJECTOR, self._ask_first)
        else:
            self._ask_first()

    def _ask_first(self) -> None:
        """Ask for the next parameter on which others depend; after the last one show the form."""
        workshop = self._page.workshop
        first = (
            each for each in self._act.parameters if each.ask.is_first and self._here.get(each.name) is None
        )
        asked = next((each for each in first if each.ask.when(workshop, self._here)), None)
        if asked is None:
            self._ask_rest()
            return

        def take(key: str | None) -> None:
            if key is not None:
                self._here[asked.name] = asked.value(workshop, self._here, key)
                self._ask_first()

        choices = ((each.key, each.words) for each in asked.options(workshop, self._here))
        about = asked.ask.help or self._act.help
        self._page.app.push_screen(AskDialog(self._act.title, choices, about=about), take)

    def _ask_rest(self) -> None:
        if self._act.name in _OWN_FORMS:
            module, ask = _OWN_FORMS[self._act.name]
            getattr(import_module(f"scrutiny_tui.tui.screens.{module}"), ask)(self._page, self._act)
            return
        from scrutiny_tui.tui.act_form import ActForm

        given = {each.name: self._here[each.name] for each in self._act.parameters if each.name in self._here}
        if all(self._here.get(each.name) is not None for each in self._act.parameters):
            self._confirm(given)
            return

        def take(values: dict[str, Any] | None) -> None:
            if values is not None:
                self._confirm(values)

        self._page.app.push_screen(ActForm(self._act, self._page.workshop, self._here), take)

    def _confirm(self, values: Given) -> None:
        try:
            questions = [*self._act.questions(self._page.workshop, values)]
        except ScrutinyError as error:
            self._page.warn(str(error))
            return

        def next_question() -> None:
            if questions:
                self._ask(questions.pop(0), next_question)
            else:
                self._page.do(self._act, values)

        next_question()

    def _ask(self, question: Question, go_on: Callable[[], None]) -> None:
        def decide(choice: str | None) -> None:
            if choice == "yes":
                go_on()

        choices = (("no", question.no), ("yes", question.yes))
        about = f"{question.no} changes nothing. {self._act.help}"
        self._page.app.push_screen(AskDialog(question.text, choices, question.told, about=about), decide)
