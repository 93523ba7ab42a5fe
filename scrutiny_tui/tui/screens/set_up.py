"""Setting up a workshop: all of it, or only what cannot wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Final

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import doubt_about, read_day, written_day
from scrutiny_tui.domain.details import warnings
from scrutiny_tui.domain.errors import InputError, ScrutinyError
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.people_list import PeopleRead, read_people, read_tables
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting, promise
from scrutiny_tui.domain.session import Details, PageName, Place
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.form import FormPage, refused
from scrutiny_tui.tui.screens.navigation import go, go_home
from scrutiny_tui.tui.widgets.forms import PEOPLE_APART, Choice, FormLine, LineInput
from scrutiny_tui.view.phrases import how_long

SHOWN, LEFT_OUT = "shown", "left out"

SAY_PEOPLE: Final = "For example: 12 members, 2 co-optees and a chair"
SAY_TABLES: Final = "For example: 6; 5; 4 members and 2 co-optees"

ONE_TABLE: Final = "That is one table. Tables stand apart by semicolons, such as 6; 5; 4. Is one right?"

ALSO: Final = {
    "neither sponsor nor facilitator": (False, False),
    "the sponsor": (True, False),
    "the facilitator": (False, True),
    "both": (True, True),
}
"""Who of sponsor and facilitator casts a ballot too."""


class NewPage(FormPage):
    """A form that sets a workshop up."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "create",
            "ctrl+s",
            "Set up",
            "Set the workshop up with what is written.",
            footer=True,
            priority=True,
        ),
        # Before the scroller gets them, which would scroll instead where the form is longer than the screen.
        Command("move(1)", "down", "Next line", "Move to the next line.", footer=True, priority=True),
        Command("move(-1)", "up", "Line before", "Move to the line before.", priority=True),
        Command(
            "back",
            "escape",
            "Back",
            "Back to the start page; nothing is kept. It asks first where something was written.",
            footer=True,
        ),
    )
    BINDINGS = bindings(commands)
    press_text = "Set up this workshop"
    starts_at: ClassVar[PageName] = PageName.WELCOME

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._today = desk.library.today().date()

    def fields(self) -> Iterable[FormLine]:
        yield FormLine("Council", LineInput(id="council"))
        yield FormLine("Committee", LineInput(id="committee"))
        yield FormLine("Who answers", LineInput(id="people", between=PEOPLE_APART), SAY_PEOPLE)

    def details(self) -> Details:
        return Details(self.text("council"), self.text("committee"), self._today)

    def faults(self) -> dict[str, str]:
        return {**super().faults(), **refused("people", self._people)}

    def doubts(self) -> dict[str, str]:
        if self.details().mode is not Mode.GROUPS or refused("people", self._people):
            return {}
        return {"people": ONE_TABLE} if len(self._people().voters) == 1 else {}

    def beside(self, name: str) -> str:
        return self._understood() if name == "people" else super().beside(name)

    def keep(self) -> None:
        people = self._people()
        if people.chair_question:
            self._ask_chair(people)
        else:
            self._create(people)

    def leave(self) -> None:
        go_home(self, self.desk)

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
        return " ".join((told, *(notice for notice in people.notices if notice != told)))

    def _ask_chair(self, people: PeopleRead) -> None:
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        choices = (
            ("no", f"No: {people.asked} people answer"),
            ("yes", f"Yes: {people.asked - 1} people answer"),
        )

        def decide(choice: str | None) -> None:
            if choice is not None:
                self._create(self._people(chair_is_member=choice == "yes"))

        about = (
            "No keeps the chair beside the members. Yes makes the chair one of them. Either sets the workshop up; who is "
            "on the list can be changed later."
        )
        self.app.push_screen(AskDialog(people.chair_question, choices, about=about), decide)

    def _create(self, people: PeopleRead) -> None:
        details = self.details()
        if not self.attempt(self.desk.create, details, people.voters) or self.desk.workshop is None:
            return
        told = (*self.desk.workshop.notices, *people.notices, *warnings(details, people.voters))
        for notice in told:
            self.tell(notice)
        self.chosen(self.desk.workshop)
        self.attempt(go, self, self.desk, self.desk.workshop, Place(self.starts_at))


class QuickPage(NewPage):
    """Only what cannot wait; the rest has sensible answers."""

    title_text = "Quick start"
    starts_at = PageName.PROMISE
    help_text = (
        "Council, committee and who answers. Answers are kept under numbered labels, in private, today."
    )


class SetUpPage(NewPage):
    """Everything that is asked before a workshop."""

    title_text = "New workshop"
    help_text = (
        "↑ ↓ move between the lines, ◄ ► choose where there is a choice, Ctrl+S sets the workshop up. "
        "What is kept of the answers is fixed at the first answer and is read out before it."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._voted = _what_is_voted_on(desk)

    def fields(self) -> Iterable[FormLine]:
        yield from super().fields()
        yield FormLine("Date", LineInput(written_day(self._today), id="date"))
        yield FormLine("Facilitator", _optional("name or role, may stay empty", "facilitator"))
        yield FormLine("Sponsor", _optional("name or role, may stay empty", "sponsor"))
        yield FormLine("They also answer", Choice(tuple(ALSO), id="also"))
        yield FormLine("Completed", Choice(tuple(Mode), id="mode"))
        yield FormLine("Voted on", Choice(self._voted, id="voted"))
        yield FormLine("Held", Choice(tuple(Setting), id="setting"))
        yield FormLine("Answers kept", Choice(tuple(Secrecy), id="secrecy"))
        yield FormLine("Quotations", Choice((SHOWN, LEFT_OUT), id="quotations"))
        yield FormLine("Completed by", _optional("may stay empty", "completed_by"))

    def asks(self, name: str) -> bool:
        return super().asks(name) or Mode(self.choice("mode")) is not Mode.COLLECTIVE

    def beside(self, name: str) -> str:
        if name != "secrecy":
            return super().beside(name)
        kept = promise(Secrecy(self.choice("secrecy")), Mode(self.choice("mode")))
        return f"Read out before the first answer: {kept}"

    def details(self) -> Details:
        return Details(
            council=self.text("council"),
            committee=self.text("committee"),
            date=self._today if refused("date", self._date) else self._date(),
            facilitator=self.text("facilitator"),
            sponsor=self.text("sponsor"),
            setting=Setting(self.choice("setting")),
            secrecy=Secrecy(self.choice("secrecy")),
            mode=Mode(self.choice("mode")),
            completed_by=self.text("completed_by"),
            sponsor_answers=ALSO[self.choice("also")][0],
            facilitator_answers=ALSO[self.choice("also")][1],
            quotations=self.choice("quotations") == SHOWN,
        )

    def faults(self) -> dict[str, str]:
        return {**super().faults(), **refused("date", self._date)}

    def doubts(self) -> dict[str, str]:
        doubt = doubt_about(self.details().date, self._today)
        return {**super().doubts(), **({"date": doubt} if doubt else {})}

    def chosen(self, workshop: Workshop) -> None:
        if self.choice("voted") != self._voted[0]:
            wording = workshop.session.wording
            prompts = (prompt.number for step in wording.items for prompt in wording.prompts_of(step))
            chosen = frozenset(prompts)
            self.attempt(lambda: workshop.save(vote_on(workshop.session, chosen)))

    def _date(self) -> date:
        return read_day(self.text("date"), self._today)


def _what_is_voted_on(desk: Desk) -> tuple[str, ...]:
    """Return what can be chosen to be voted on in the pack for new workshops: its steps, and their prompts too."""
    try:
        pack = desk.library.pack()
    except ScrutinyError:
        # Setting up says what is wrong with the pack.
        return ("the steps",)
    prompts = sum(len(step.prompts) for step in pack.steps)
    steps = f"the {several(len(pack.steps), 'step', 'steps')}"
    both = f"steps and prompts, {how_long(len(pack.steps) + prompts)}"
    return (steps, both) if prompts else (steps,)


def _optional(placeholder: str, name: str) -> LineInput:
    return LineInput(placeholder=placeholder, id=name)
