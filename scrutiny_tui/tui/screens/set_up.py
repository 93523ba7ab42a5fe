"""Setting up a workshop: all of it, or only what cannot wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, ClassVar, Final

from textual import on
from textual.containers import VerticalScroll
from textual.events import DescendantBlur, DescendantFocus
from textual.widget import Widget
from textual.widgets import Input, Static

from scrutiny_tui.acts import setting_acts as asked
from scrutiny_tui.acts.act import Option
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import doubt_about, read_day
from scrutiny_tui.domain.details import faults, warnings
from scrutiny_tui.domain.errors import InputError, RuleError, ScrutinyError
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.people import read_role
from scrutiny_tui.domain.people_list import PeopleRead, read_people, read_tables
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.secrecy import Mode, promise_parts
from scrutiny_tui.domain.session import Details, PageName, Place
from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.dialogs.dialog import ask
from scrutiny_tui.tui.screens.navigation import go, go_home
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.text import one_line
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.forms import PEOPLE_APART, Choice, FormLine, LineInput, Press
from scrutiny_tui.view.result_words import what_to_answer

NAME_OR_ROLE: Final = "optional: name or role"
SAY_PEOPLE: Final = "For example: 12 members, 2 co-optees and a chair"
SAY_TABLES: Final = "For example: 6; 5; 4 members and 2 co-optees"

ONE_TABLE: Final = "That makes one table. To enter more, separate them with semicolons, for example 6; 5; 4."
NO_TABLES: Final = f'To enter tables, choose "{asked.MODES[1].words}" above.'


class NewPage(Page):
    """A form that sets a workshop up, with the lines that cannot wait; subclasses ask for more.

    What is wrong is said beside its line, and what was typed is not dropped without asking.
    """

    CSS_PATH = styles("start")
    AUTO_FOCUS = "#council"
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "create",
            "ctrl+s",
            "Save and start",
            "Save the workshop and show its first page.",
            footer=True,
            priority=True,
        ),
        # Before the scroller gets them, which would scroll instead where the form is longer than the screen.
        Command("move(1)", "down", "Next", "Go to the next line.", footer=True, priority=True),
        Command("move(-1)", "up", "Line before", "Go to the line before.", priority=True),
        Command(
            "back",
            "escape",
            "Cancel",
            "Go back to the start page. Asks first if you have typed something.",
            footer=True,
        ),
    )
    title_text: ClassVar[str] = ""
    starts_at: ClassVar[PageName] = PageName.WELCOME

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.today = desk.library.today().date()
        self._begun: tuple[str, ...] = ()
        self._asked: set[str] = set()

    def body(self) -> Iterable[Widget]:
        yield Static(self.title_text, classes="heading")
        yield VerticalScroll(
            *self.fields(),
            Press("Save and start", id="create"),
            can_focus=False,
            id="form",
        )

    def fields(self) -> Iterable[FormLine]:
        """Yield the lines of the form; the id of each field is its name below."""
        yield FormLine(asked.COUNCIL, LineInput(id="council"))
        yield FormLine(asked.COMMITTEE, LineInput(id="committee"))
        yield from self.who()

    def who(self) -> Iterable[FormLine]:
        """Yield the lines about who answers."""
        yield FormLine("Who will answer?", LineInput(id="people", between=PEOPLE_APART), SAY_PEOPLE)

    def details(self) -> Details:
        """Return what is written, with stand-ins for what cannot be read."""
        return Details(self.text("council"), self.text("committee"), self.today)

    def faults(self) -> dict[str, str]:
        """Return why lines cannot be taken as they are: a sentence by the name of the line."""
        return {**faults(self.details()), **refused("people", self._people)}

    def doubts(self) -> dict[str, str]:
        """Return what is asked about lines that can be taken; the same act once more answers yes."""
        if refused("people", self._people):
            return {}
        people = self._people()
        if self.details().mode is Mode.GROUPS:
            return {"people": ONE_TABLE} if len(people.voters) == 1 else {}
        return {"people": f"{people.few_question} {SAY_PEOPLE}"} if people.few_question else {}

    def _keep(self) -> None:
        people = self._people()
        if people.chair_question:
            self._ask_chair(people)
        else:
            self._create(people)

    def beside(self, name: str) -> str:
        """Return what is said about a line that is not at fault; empty for nothing."""
        return self._understood() if name == "people" else ""

    def asks(self, name: str) -> bool:
        """Say whether a line is shown; what is kept of answers is asked only where there are answers, or it is at fault."""
        return name != "secrecy" or name in self.faults()

    def begin(self) -> None:
        super().begin()
        self._recheck("")
        self._begun = self._written()

    def unkept(self) -> str:
        return "What you typed in the form is not saved." if self._written() != self._begun else ""

    def action_move(self, by: int) -> None:
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_create(self) -> None:
        if objections := self._objections():
            self._object(objections)
        else:
            self._keep()

    def action_back(self) -> None:
        if not self.unkept():
            go_home(self, self.desk)
            return
        choices = {"Keep editing": None, "Leave": partial(go_home, self, self.desk)}
        ask(self, "Leave this form?", choices, "What you typed will be lost.")

    @on(Press.Pressed)
    def _pressed(self) -> None:
        self.action_create()

    @on(Input.Submitted)
    def _end_line(self, event: Input.Submitted) -> None:
        """Go to the next line, unless there is something to be said about this one."""
        name = event.input.id or ""
        objection = self._objections().get(name, "") if event.value.strip() else ""
        if objection:
            self._object({name: objection})
        else:
            self._recheck(name)
            self.focus_next()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._recheck(event.input.id or "")

    @on(Choice.Changed)
    def _turned(self, event: Choice.Changed) -> None:
        self._recheck(event.choice.id or "")

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Show what is said about a line too, where the line is entered."""
        entered = next((line for line in self.query(FormLine) if line.field is event.widget), event.widget)
        self.call_after_refresh(entered.scroll_visible, animate=False)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Say what is wrong with a line that was written and left."""
        field = event.widget
        if not self.is_current or not isinstance(field, Input) or not field.value.strip():
            return
        if told := self.faults().get(field.id or "", ""):
            self._line(field.id or "").tell(told, wrong=True)

    def _recheck(self, name: str) -> None:
        """Take back what was said about a line that was changed, and about lines that are right by now."""
        still = self.faults()
        for line in self.query(FormLine):
            line.display = self.asks(line.field.id or "")
            if line.field.id == name or line.field.id not in still:
                line.tell(self.beside(line.field.id or ""))

    def _objections(self) -> dict[str, str]:
        doubts = {name: told for name, told in self.doubts().items() if told not in self._asked}
        return {**doubts, **self.faults()}

    def _object(self, objections: Mapping[str, str]) -> None:
        """Say what is wrong beside the lines, and go to the first of them."""
        self._asked.update(objections.values())
        lines = [line for line in self.query(FormLine) if line.field.id in objections]
        for line in lines:
            line.tell(objections[line.field.id or ""], wrong=True)
        if lines:
            lines[0].field.focus()
            self.call_after_refresh(lines[0].scroll_visible, animate=False)

    def _line(self, name: str) -> FormLine:
        return next(line for line in self.query(FormLine) if line.field.id == name)

    def _written(self) -> tuple[str, ...]:
        """Return what every line holds."""
        texts = (field.value for field in self.query(Input))
        return (*texts, *(choice.value for choice in self.query(Choice)))

    def text(self, name: str) -> str:
        """Return what is written in a line, without white space at its ends."""
        return one_line(self.query_one(f"#{name}", Input).value).strip()

    def chosen(self, workshop: Workshop) -> None:
        """Carry out what was chosen beside details and people, in a workshop that was just set up."""

    def _people(self, *, chair_is_member: bool = False) -> PeopleRead:
        """Return who answers; tables where small groups do. Raises `InputError` if that cannot be read."""
        text, details = self.text("people"), self.details()
        if details.mode is Mode.GROUPS:
            return read_tables(text)
        return read_people(text, details.secrecy, chair_is_member=chair_is_member)

    def _understood(self) -> str:
        """Return what the line about who answers comes to so far, or how to write it."""
        try:
            people = self._people()
        except InputError:
            return SAY_TABLES if self.details().mode is Mode.GROUPS else SAY_PEOPLE
        told = f"{people.summary}."
        return " ".join(
            filter(None, (told, people.names, *(each for each in people.notices if each != told)))
        )

    def _ask_chair(self, people: PeopleRead) -> None:
        choices = {
            f"The chair is one more: {people.asked} people answer": lambda: self._create(people),
            f"The chair is one of them: {people.asked - 1} people answer": lambda: self._create(
                self._people(chair_is_member=True)
            ),
        }
        ask(self, people.chair_question, choices)

    def _create(self, people: PeopleRead) -> None:
        details = self.details()
        if not self.attempt(self.desk.create, details, people.voters) or self.desk.workshop is None:
            return
        told = (*self.desk.workshop.notices, *people.notices, *warnings(details, people.voters))
        for notice in told:
            self.tell(notice)
        self.chosen(self.desk.workshop)
        self.attempt(go, self, self.desk, self.desk.workshop, Place(self.starts_at))


def refused(name: str, read: Callable[[], object]) -> dict[str, str]:
    """Return why something that was written cannot be read, under the name of its line; empty if it can."""
    try:
        read()
    except (InputError, RuleError) as error:
        return {name: str(error)}
    return {}


class QuickPage(NewPage):
    """Only what cannot wait; the rest has sensible answers."""

    title_text = "Quick set-up"
    starts_at = PageName.PROMISE
    help_text = (
        "Council, committee and who answers. The meeting is today and private; everyone answers individually; answers are "
        "kept by label, not by name."
    )


class SetUpPage(NewPage):
    """Everything that is asked before a workshop."""

    title_text = "Set up a new workshop"
    help_text = (
        "↑ ↓ or Enter go from line to line, ◄ ► choose. How we answer and how answers are kept can't be changed after the "
        "first answer."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._voted = _what_is_voted_on(desk)

    def fields(self) -> Iterable[FormLine]:
        yield from super().fields()
        yield FormLine(asked.DATE, LineInput(day(self.today), id="date"))
        yield FormLine(asked.FACILITATOR, LineInput(placeholder=NAME_OR_ROLE, id="facilitator"))
        yield FormLine(asked.SPONSOR, LineInput(placeholder=NAME_OR_ROLE, id="sponsor"))
        yield FormLine(asked.ALSO_ANSWER, _choice(asked.ALSO, "also"))
        yield FormLine("What we answer", Choice(self._voted, id="voted"))
        yield FormLine(asked.MEETING, _choice(asked.SETTINGS, "setting"))
        yield FormLine(asked.HOW_KEPT, _choice(asked.KEPT, "secrecy"))
        yield FormLine(asked.QUOTATIONS, _choice(asked.SHOWN, "quotations"))
        yield FormLine(asked.COMPLETED_BY, LineInput(placeholder="optional", id="completed_by"))

    def who(self) -> Iterable[FormLine]:
        # Before who answers: how people are written depends on it.
        yield FormLine(asked.HOW_WE_ANSWER, _choice(asked.MODES, "mode"))
        yield from super().who()

    def asks(self, name: str) -> bool:
        return super().asks(name) or self._chosen("mode", asked.MODES) is not Mode.COLLECTIVE

    def beside(self, name: str) -> str:
        if name == "secrecy" and self._line(name).field.has_focus:
            kept, _always = promise_parts(
                self._chosen("secrecy", asked.KEPT), self._chosen("mode", asked.MODES)
            )
            return f"{asked.READ_OUT} {kept}"
        if name == "people" and self._names_tables():
            return NO_TABLES
        return super().beside(name)

    def on_descendant_focus(self, _event: DescendantFocus) -> None:
        """Show what is read out only while it is chosen, so that the rest of the form keeps its place."""
        if "secrecy" not in self.faults():
            self._line("secrecy").tell(self.beside("secrecy"))

    def _names_tables(self) -> bool:
        return "table" in self.text("people").lower() and self._chosen("mode", asked.MODES) is Mode.INDIVIDUAL

    def details(self) -> Details:
        sponsor_answers, facilitator_answers = self._chosen("also", asked.ALSO)
        return Details(
            council=self.text("council"),
            committee=self.text("committee"),
            date=self.today if refused("date", self._date) else self._date(),
            facilitator=self.text("facilitator"),
            sponsor=self.text("sponsor"),
            setting=self._chosen("setting", asked.SETTINGS),
            secrecy=self._chosen("secrecy", asked.KEPT),
            mode=self._chosen("mode", asked.MODES),
            completed_by=self.text("completed_by"),
            sponsor_answers=sponsor_answers,
            facilitator_answers=facilitator_answers,
            quotations=self._chosen("quotations", asked.SHOWN),
        )

    def _chosen(self, name: str, options: tuple[Option, ...]) -> Any:
        return options[self.query_one(f"#{name}", Choice).place].value

    def faults(self) -> dict[str, str]:
        found = {**super().faults(), **refused("date", self._date)}
        return {**found, "people": NO_TABLES} if "people" in found and self._names_tables() else found

    def doubts(self) -> dict[str, str]:
        found = {**super().doubts(), "date": doubt_about(self.details().date, self.today)}
        return {name: doubt for name, doubt in {**found, "also": self._sponsor_doubt()}.items() if doubt}

    def _sponsor_doubt(self) -> str:
        """Return the question whether the sponsor is one of the people who answer, if the role says so."""
        role = read_role(self.text("sponsor"))
        if role is None or self.details().sponsor_answers or refused("people", self._people):
            return ""
        is_among = any(voter.role is role and voter.casts for voter in self._people().voters)
        return f"The people who answer include a {role}. Is the sponsor somebody else?" if is_among else ""

    def chosen(self, workshop: Workshop) -> None:
        if self.query_one("#voted", Choice).place:
            wording = workshop.session.wording
            prompts = (prompt.number for step in wording.items for prompt in wording.prompts_of(step))
            chosen = frozenset(prompts)
            self.attempt(lambda: workshop.save(vote_on(workshop.session, chosen)))

    def _date(self) -> date:
        return read_day(self.text("date"), self.today)


def _what_is_voted_on(desk: Desk) -> tuple[str, ...]:
    """Return what can be chosen to be voted on in the pack for new workshops: its steps, and their prompts too."""
    try:
        return what_to_answer(desk.library.pack())
    except ScrutinyError:
        # Setting up says what is wrong with the pack.
        return ("The steps",)


def _choice(options: tuple[Option, ...], name: str) -> Choice:
    return Choice(tuple(option.words for option in options), id=name)
