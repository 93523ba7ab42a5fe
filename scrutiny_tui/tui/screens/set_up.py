"""Setting up a workshop: all of it, or only what cannot wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Final

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting, promise
from scrutiny_tui.domain.session import Details, PageName, Place
from scrutiny_tui.services.days import read_day, written_day
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.library import check_details
from scrutiny_tui.services.people import PeopleRead, read_people
from scrutiny_tui.services.tables import read_tables
from scrutiny_tui.services.warnings import warnings
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.navigation import go, go_home
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.text import clean, words
from scrutiny_tui.tui.widgets.choice import Choice
from scrutiny_tui.tui.widgets.field import Field
from scrutiny_tui.tui.widgets.press import Press

SHOWN, LEFT_OUT = "shown", "left out"
STEPS, STEPS_AND_PROMPTS = "the six steps", "the steps and all their prompts (about 84 minutes)"

ALSO: Final = {
    "neither sponsor nor facilitator": (False, False),
    "the sponsor": (True, False),
    "the facilitator": (False, True),
    "both": (True, True),
}
"""Who of sponsor and facilitator casts a ballot too."""


class FormPage(Page):
    """A form whose last line sets the workshop up."""

    AUTO_FOCUS = "#council"
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
        Command("back", "escape", "Back", "Back to the start page; nothing is kept.", footer=True),
    )
    BINDINGS = bindings(commands)
    title_text: ClassVar[str] = ""
    starts_at: ClassVar[PageName] = PageName.WELCOME

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._today = desk.library.today().date()

    def body(self) -> Iterable[Widget]:
        yield Static(self.title_text, classes="heading")
        yield VerticalScroll(
            *self.fields(),
            Press("Set up this workshop", id="create"),
            Static("", id="about"),
            can_focus=False,
            id="form",
        )
        yield Static("", id="wrong")

    def fields(self) -> Iterable[Widget]:
        """Yield the lines of the form."""
        yield Field("Council", Input(id="council", max_length=120))
        yield Field("Committee", Input(id="committee", max_length=120))
        yield Field(
            "Who answers",
            Input(placeholder="for example 12 members, 2 co-optees, 1 chair", id="people", max_length=4000),
        )

    def details(self) -> Details:
        """Return what is written. Raises `InputError` where something cannot be read."""
        return Details(self._text("council"), self._text("committee"), self._today)

    def action_move(self, by: int) -> None:
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    @on(Input.Submitted)
    def _next_line(self) -> None:
        self.focus_next()

    @on(Press.Pressed)
    def _pressed(self) -> None:
        self.action_create()

    def action_create(self) -> None:
        try:
            details = self.details()
            check_details(details)
            people = self._people(details)
        except InputError as error:
            self._wrong(str(error))
            return
        if people.chair_question:
            self._ask_chair(details, people)
        else:
            self._create(details, people)

    def _people(self, details: Details) -> PeopleRead:
        """Return who answers; tables where small groups do."""
        if details.mode is Mode.GROUPS:
            return read_tables(self._text("people"))
        return read_people(self._text("people"), details.secrecy)

    def action_back(self) -> None:
        go_home(self, self.desk)

    def _ask_chair(self, details: Details, people: PeopleRead) -> None:
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        choices = (
            ("no", f"No: {people.asked} people answer"),
            ("yes", f"Yes: {people.asked - 1} people answer"),
        )

        def decide(choice: str | None) -> None:
            if choice is not None:
                text = self._text("people")
                self._create(details, read_people(text, details.secrecy, chair_is_member=choice == "yes"))

        self.app.push_screen(AskDialog(people.chair_question, choices), decide)

    def _create(self, details: Details, people: PeopleRead) -> None:
        if not self.attempt(self.desk.create, details, people.voters) or self.desk.workshop is None:
            return
        for notice in (*people.notices, *warnings(details, people.voters)):
            self.tell(notice)
        self.chosen(self.desk.workshop)
        self.attempt(go, self, self.desk, self.desk.workshop, Place(self.starts_at))

    def chosen(self, workshop: Workshop) -> None:
        """Carry out what was chosen beside details and people, in a workshop that was just set up."""

    def _wrong(self, text: str) -> None:
        self.query_one("#wrong", Static).update(words(text))

    def _text(self, name: str) -> str:
        return clean(self.query_one(f"#{name}", Input).value).strip()

    def _choice(self, name: str) -> str:
        return self.query_one(f"#{name}", Choice).value


class QuickPage(FormPage):
    """Only what cannot wait; the rest has sensible answers."""

    title_text = "Quick start"
    starts_at = PageName.PROMISE
    help_text = (
        "Council, committee and who answers. Answers are kept under numbered labels, in private, today."
    )


class SetUpPage(FormPage):
    """Everything that is asked before a workshop."""

    title_text = "New workshop"
    help_text = (
        "↑ ↓ move between the lines, ◄ ► choose where there is a choice, Ctrl+S sets the workshop up. "
        "What is kept of the answers is fixed at the first answer and is read out before it."
    )

    def fields(self) -> Iterable[Widget]:
        yield from super().fields()
        yield Field("Date", Input(written_day(self._today), id="date", max_length=30))
        yield Field(
            "Facilitator", Input(placeholder="name or role, may stay empty", id="facilitator", max_length=120)
        )
        yield Field(
            "Sponsor", Input(placeholder="name or role, may stay empty", id="sponsor", max_length=120)
        )
        yield Field("They also answer", Choice(tuple(ALSO), id="also"))
        yield Field("Completed", Choice(tuple(Mode), id="mode"))
        yield Field("Voted on", Choice((STEPS, STEPS_AND_PROMPTS), id="voted"))
        yield Field("Held", Choice(tuple(Setting), id="setting"))
        yield Field("Answers kept", Choice(tuple(Secrecy), id="secrecy"))
        yield Field("Quotations", Choice((SHOWN, LEFT_OUT), id="quotations"))
        yield Field("Completed by", Input(placeholder="may stay empty", id="completed", max_length=120))

    def on_mount(self) -> None:
        super().on_mount()
        self._tell_promise()

    @on(Choice.Changed)
    def _tell_promise(self) -> None:
        text = promise(Secrecy(self._choice("secrecy")), Mode(self._choice("mode")))
        self.query_one("#about", Static).update(words(f"Read out before the first answer: {text}"))

    def details(self) -> Details:
        return Details(
            council=self._text("council"),
            committee=self._text("committee"),
            date=self._date(),
            facilitator=self._text("facilitator"),
            sponsor=self._text("sponsor"),
            setting=Setting(self._choice("setting")),
            secrecy=Secrecy(self._choice("secrecy")),
            mode=Mode(self._choice("mode")),
            completed_by=self._text("completed"),
            sponsor_answers=ALSO[self._choice("also")][0],
            facilitator_answers=ALSO[self._choice("also")][1],
            quotations=self._choice("quotations") == SHOWN,
        )

    def chosen(self, workshop: Workshop) -> None:
        if self._choice("voted") == STEPS_AND_PROMPTS:
            wording = workshop.session.wording
            prompts = (prompt.number for step in wording.items for prompt in wording.prompts_of(step))
            self.attempt(workshop.vote_on, frozenset(prompts))

    def _date(self) -> date:
        return read_day(self._text("date"))
