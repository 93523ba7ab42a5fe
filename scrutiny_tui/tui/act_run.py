"""Doing an act from a page: what it asks for first, its form, its questions, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from scrutiny_tui.acts.act import ON_AGAIN, PROJECTOR, Act, Given, Parameter, Question, Subject
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.tui.act_form import ActForm
from scrutiny_tui.tui.dialogs.dialog import AskDialog, TellingDialog, ask
from scrutiny_tui.tui.dialogs.own_forms import HandsDialog, PromptsDialog, sort_lines, type_lines

if TYPE_CHECKING:
    from scrutiny_tui.acts.shelf_acts import Shelved
    from scrutiny_tui.tui.screens.page import Page
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

_PROJECTOR: Final = replace(
    PROJECTOR, told=f"{PROJECTOR.told} Blank is not enough: nothing can be entered while the screen is blank."
)


def run_act(page: WorkshopPage, act: Act, here: Given) -> None:
    """Do an act on a page: ask for what the page does not know, then whether, and do it."""
    _Run(page, act, page.workshop, lambda values: page.do(act, values), page.warn, dict(here)).begin()


def run_shelf_act(page: Page, act: Act, shelved: Shelved, done: Callable[[], None]) -> None:
    """Do an act to a workshop that is put away in the same way; `done` brings the page up to date."""

    def refuse(told: str) -> None:
        page.app.push_screen(TellingDialog("This could not be done", told))

    def do(values: Given) -> None:
        try:
            told = act.do(shelved, values)
        except ScrutinyError as error:
            refuse(str(error))
            return
        page.tell(" ".join(told.split("\n")))
        done()

    _Run(page, act, shelved, do, refuse, {}).begin()


@dataclass
class _Run:
    """One act on its way."""

    _page: Page
    _act: Act
    _workshop: Subject
    _do: Callable[[Given], object]
    _refuse: Callable[[str], object]
    _here: dict[str, Any]
    _chosen: list[str] = field(default_factory=list)
    """What was chosen from lists so far, in words."""

    @property
    def _title(self) -> str:
        """The act, and what it is about as far as that is known."""
        step = self._here.get("step")
        is_asked = any(each.name == "step" and each.ask.is_here for each in self._act.parameters)
        about = (*([item_name(step)] if step and is_asked else ()), *self._chosen)
        return f"{self._act.title}: {', '.join(about)}" if about else self._act.title

    def begin(self) -> None:
        """Ask whether the room cannot see the screen if it must not, then go on."""
        if self._act.is_private:
            self._ask(_PROJECTOR, self._ask_first)
        else:
            self._ask_first()

    def _ask_first(self) -> None:
        """Ask for the next parameter that is chosen from a list; after the last one show the form."""
        if self._act.name in _OWN_FORMS:
            _OWN_FORMS[self._act.name](self._page, self._act)
            return
        workshop = self._workshop
        asked = self._act.asked(self._here)
        listed = [each for each in asked if each.ask.is_first or (len(asked) == 1 and each.ask.options)]
        first = next((each for each in listed if each.ask.when(workshop, self._here)), None)
        if first is None:
            self._ask_rest(asked)
            return

        choices = {each.key: each.words for each in first.options(workshop, self._here)}

        def take(key: str | None) -> None:
            if key is None:
                self._leave()
                return
            self._chosen.append(choices[key])
            self._here[first.name] = first.checked(workshop, self._here, key)
            if first.ask.is_first:
                self._ask_first()
            else:
                self._confirm(self._here)

        told = self._act.about(workshop, self._here)
        self._page.app.push_screen(AskDialog(self._title, choices.items(), told), take)

    def _ask_rest(self, asked: tuple[Parameter, ...]) -> None:
        if any(each.ask.when(self._workshop, self._here) for each in asked):
            self._show_form()
        else:
            self._confirm(self._here)

    def _show_form(self) -> None:
        def take(values: Given | None) -> None:
            if values is None:
                self._leave()
            else:
                self._confirm(values)

        try:
            form = ActForm(self._title, self._act, self._workshop, self._here)
        except ScrutinyError as error:
            self._refuse(str(error))
        else:
            self._page.app.push_screen(form, take)

    def _confirm(self, known: Given) -> None:
        values = {each.name: known.get(each.name) for each in self._act.parameters}
        try:
            questions = [*self._act.questions(self._workshop, values)]
        except ScrutinyError as error:
            self._refuse(str(error))
            return

        def next_question() -> None:
            if questions:
                self._ask(questions.pop(0), next_question)
            else:
                self._do(values)

        next_question()

    def _leave(self) -> None:
        if self._act.is_private:
            self._page.tell(f"Nothing is changed. {ON_AGAIN}")

    def _ask(self, question: Question, go_on: Callable[[], None]) -> None:
        leave = None if question is _PROJECTOR else self._leave
        ask(self._page, question.text, {question.no: leave, question.yes: go_on}, question.told, left=leave)


def _ask_hands(page: WorkshopPage, act: Act) -> None:
    """Ask how many hands each step got, and keep the numbers."""

    def keep(hands: Mapping[int, int] | None) -> None:
        if hands is not None:
            page.do(act, {"hands": hands})

    page.app.push_screen(HandsDialog(page.workshop.session), keep)


_OWN_FORMS: Final[Mapping[str, Callable[[Any, Act], None]]] = {
    "priorities": _ask_hands,
    "vote-on": lambda page, act: page.app.push_screen(
        PromptsDialog(page.workshop), lambda _chosen: page.acted(act)
    ),
    "type-words": type_lines,
    "sort-words": sort_lines,
}
"""What asks for the parameters of the acts that need more than a line for each."""
