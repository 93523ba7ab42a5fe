"""Setting up a workshop: all of it, or only what cannot wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, ClassVar, Final

from textual import on
from textual.containers import VerticalScroll
from textual.events import DescendantBlur, DescendantFocus
from textual.widget import Widget
from textual.widgets import Input, Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.setting_acts import MODES, READ_OUT, vote_on
from scrutiny_tui.acts.setting_acts import details as details_act
from scrutiny_tui.domain.actions import doubt_about, read_day
from scrutiny_tui.domain.details import faults, warnings
from scrutiny_tui.domain.errors import InputError, RuleError, ScrutinyError
from scrutiny_tui.domain.people import read_role
from scrutiny_tui.domain.people_list import PeopleRead, read_voters
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.secrecy import Mode, promise_parts
from scrutiny_tui.domain.session import Details, PageName, Place
from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.dialogs import ask
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
NO_TABLES: Final = f'To enter tables, choose "{MODES[1].words}" above.'


_ASKED: Final = {each.name: each.ask for each in details_act.parameters}
"""How each detail is asked for, here and when it is corrected, by its name."""
_PLACEHOLDERS: Final = {"facilitator": NAME_OR_ROLE, "sponsor": NAME_OR_ROLE, "completed_by": "optional"}


class NewPage(Page):
    """A form that sets a workshop up; subclasses say which lines it has.

    What is wrong is said beside its line, and what was typed is not dropped without asking.
    """

    CSS_PATH = styles("forms")
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
    title_text: ClassVar[str]
    lines: ClassVar[tuple[str, ...]]
    """The names of the lines: details, who answers, and what is voted on."""
    starts_at: ClassVar[PageName]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.today = desk.library.today().date()
        self._begun: tuple[str, ...] = ()
        self._asked: set[str] = set()

    def body(self) -> Iterable[Widget]:
        yield Static(self.title_text, classes="heading")
        yield VerticalScroll(
            *map(self._made, self.lines), Press("Save and start", id="create"), can_focus=False, id="form"
        )

    def _made(self, name: str) -> FormLine:
        """Return a line of the form; the id of its field is its name."""
        if name == "people":
            return FormLine("Who will answer?", LineInput(id=name, between=PEOPLE_APART), SAY_PEOPLE)
        if name == "voted":
            return FormLine("What we answer", Choice(_what_is_voted_on(self.desk), id=name))
        options = _ASKED[name].options
        if isinstance(options, tuple):
            return FormLine(_ASKED[name].label, Choice(tuple(each.words for each in options), id=name))
        start = day(self.today) if name == "date" else ""
        field = LineInput(start, placeholder=_PLACEHOLDERS.get(name, ""), id=name)
        return FormLine(_ASKED[name].label, field)

    def begin(self) -> None:
        super().begin()
        self._recheck("")
        self._begun = self._written()

    def unkept(self) -> str:
        return "What you typed in the form is not saved." if self._written() != self._begun else ""

    def _written(self) -> tuple[str, ...]:
        """Return what every line holds."""
        texts = (field.value for field in self.query(Input))
        return (*texts, *(choice.value for choice in self.query(Choice)))

    def _line(self, name: str) -> FormLine:
        return next(line for line in self.query(FormLine) if line.field.id == name)

    def _text(self, name: str) -> str:
        """Return what is written in a line, without white space at its ends."""
        return one_line(self.query_one(f"#{name}", Input).value).strip()

    def _value(self, name: str) -> Any:
        """Return what a line comes to; what can be read later for a date that cannot be read."""
        options = _ASKED[name].options
        if isinstance(options, tuple):
            return options[self.query_one(f"#{name}", Choice).place].value
        if name == "date":
            return self.today if self._refused(name) else self._date()
        return self._text(name)

    def _date(self) -> date:
        return read_day(self._text("date"), self.today)

    def _details(self) -> Details:
        """Return what is written, with stand-ins for what is not asked or cannot be read."""
        written = {"date": self.today, **{name: self._value(name) for name in self.lines if name in _ASKED}}
        sponsor, facilitator = written.pop("also", (False, False))
        return Details(**written, sponsor_answers=sponsor, facilitator_answers=facilitator)

    def _people(self, *, chair_is_member: bool = False) -> PeopleRead:
        """Return who answers; tables where small groups do. Raises `InputError` if that cannot be read."""
        return read_voters(self._text("people"), self._details(), chair_is_member=chair_is_member)

    def _refused(self, name: str) -> str:
        """Return why the date or the people cannot be read; empty if they can."""
        try:
            self._people() if name == "people" else self._date()
        except (InputError, RuleError) as error:
            return str(error)
        return ""

    def _names_tables(self) -> bool:
        return "table" in self._text("people").lower() and self._details().mode is Mode.INDIVIDUAL

    def _faults(self) -> dict[str, str]:
        """Return why lines cannot be taken as they are: a sentence by the name of the line."""
        read = {name: self._refused(name) for name in ("people", "date") if name in self.lines}
        if read["people"] and self._names_tables():
            read["people"] = NO_TABLES
        return {**faults(self._details()), **{name: told for name, told in read.items() if told}}

    def _doubts(self) -> dict[str, str]:
        """Return what is asked about lines that can be taken; the same act once more answers yes."""
        details = self._details()
        found = {"date": doubt_about(details.date, self.today)}
        if not self._refused("people"):
            found |= {"people": self._people_doubt(), "also": self._sponsor_doubt(details)}
        return {name: doubt for name, doubt in found.items() if doubt}

    def _people_doubt(self) -> str:
        people = self._people()
        if self._details().mode is Mode.GROUPS:
            return ONE_TABLE if len(people.voters) == 1 else ""
        return f"{people.few_question} {SAY_PEOPLE}" if people.few_question else ""

    def _sponsor_doubt(self, details: Details) -> str:
        """Return the question whether the sponsor is one of the people who answer, if the role says so."""
        role = read_role(details.sponsor)
        if role is None or details.sponsor_answers:
            return ""
        is_among = any(voter.role is role and voter.casts for voter in self._people().voters)
        return f"The people who answer include a {role}. Is the sponsor somebody else?" if is_among else ""

    def _beside(self, name: str) -> str:
        """Return what is said about a line that is not at fault; empty for nothing."""
        if name == "people":
            return NO_TABLES if self._names_tables() else self._understood()
        # What is read out is shown only while it is chosen, so that the rest of the form keeps its place.
        if name == "secrecy" and self._line(name).field.has_focus:
            details = self._details()
            return f"{READ_OUT} {promise_parts(details.secrecy, details.mode)[0]}"
        return ""

    def _understood(self) -> str:
        """Return what the line about who answers comes to so far, or how to write it."""
        try:
            people = self._people()
        except InputError:
            return SAY_TABLES if self._details().mode is Mode.GROUPS else SAY_PEOPLE
        told = f"{people.summary}."
        return " ".join(filter(None, dict.fromkeys((told, people.names, *people.notices))))

    def action_move(self, by: int) -> None:
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_create(self) -> None:
        if objections := self._objections():
            self._object(objections)
            return
        people = self._people()
        if not people.chair_question:
            self._create(people)
            return
        choices = {
            f"The chair is one more: {people.asked} people answer": lambda: self._create(people),
            f"The chair is one of them: {people.asked - 1} people answer": lambda: self._create(
                self._people(chair_is_member=True)
            ),
        }
        ask(self, people.chair_question, choices)

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
    @on(Choice.Changed)
    def _written_in(self, event: Input.Changed | Choice.Changed) -> None:
        field = event.input if isinstance(event, Input.Changed) else event.choice
        self._recheck(field.id or "")

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Show what is said about a line too, where the line is entered."""
        if "secrecy" in self.lines and "secrecy" not in self._faults():
            self._line("secrecy").tell(self._beside("secrecy"))
        entered = next((line for line in self.query(FormLine) if line.field is event.widget), event.widget)
        self.call_after_refresh(entered.scroll_visible, animate=False)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Say what is wrong with a line that was written and left."""
        field = event.widget
        if not self.is_current or not isinstance(field, Input) or not field.value.strip():
            return
        if told := self._faults().get(field.id or "", ""):
            self._line(field.id or "").tell(told, wrong=True)

    def _recheck(self, name: str) -> None:
        """Take back what was said about a line that was changed, and about lines that are right by now."""
        still, is_collective = self._faults(), self._details().mode is Mode.COLLECTIVE
        for line in self.query(FormLine):
            other = line.field.id or ""
            # What is kept of answers is asked only where there are answers, or it is at fault.
            line.display = other != "secrecy" or not is_collective or other in still
            if other == name or other not in still or not line.has_class("-wrong"):
                line.tell(self._beside(other))

    def _objections(self) -> dict[str, str]:
        doubts = {name: told for name, told in self._doubts().items() if told not in self._asked}
        return {**doubts, **self._faults()}

    def _object(self, objections: Mapping[str, str]) -> None:
        """Say what is wrong beside the lines, and go to the first of them."""
        self._asked.update(objections.values())
        lines = [line for line in self.query(FormLine) if line.field.id in objections]
        for line in lines:
            line.tell(objections[line.field.id or ""], wrong=True)
        if lines:
            lines[0].field.focus()
            self.call_after_refresh(lines[0].scroll_visible, animate=False)

    def _create(self, people: PeopleRead) -> None:
        details = self._details()
        if not self.attempt(self.desk.create, details, people.voters) or self.desk.workshop is None:
            return
        workshop = self.desk.workshop
        for notice in (*workshop.notices, *people.notices, *warnings(details, people.voters)):
            self.tell(notice)
        if "voted" in self.lines and self.query_one("#voted", Choice).place:
            self.attempt(vote_on.do, workshop, vote_on.read(workshop, {"prompts": "all"}, {}))
        self.attempt(go, self, self.desk, workshop, Place(self.starts_at))


class QuickPage(NewPage):
    """Only what cannot wait; the rest has sensible answers."""

    title_text = "Quick set-up"
    lines = "council", "committee", "people"
    starts_at = PageName.PROMISE
    help_text = (
        "Council, committee and who answers. The meeting is today and private; everyone answers individually; answers are "
        "kept by label, not by name."
    )


class SetUpPage(NewPage):
    """Everything that is asked before a workshop."""

    title_text = "Set up a new workshop"
    # How people are written depends on how they answer.
    lines = (
        *("council", "committee", "mode", "people", "date", "facilitator", "sponsor", "also", "voted"),
        *("setting", "secrecy", "quotations", "completed_by"),
    )
    starts_at = PageName.WELCOME
    help_text = (
        "↑ ↓ or Enter go from line to line, ◄ ► choose. How we answer and how answers are kept can't be changed after the "
        "first answer."
    )


def _what_is_voted_on(desk: Desk) -> tuple[str, ...]:
    """Return what can be chosen to be voted on in the pack for new workshops: its steps, and their prompts too."""
    try:
        return what_to_answer(desk.library.pack())
    except ScrutinyError:
        # Setting up says what is wrong with the pack.
        return ("The steps",)
