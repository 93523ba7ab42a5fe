"""The details of a workshop that is open, to be corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from scrutiny_tui.domain.details import FIXED, is_fixed
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting, promise
from scrutiny_tui.domain.session import Details, Place
from scrutiny_tui.services import upkeep
from scrutiny_tui.services.days import read_day, written_day
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.warnings import warnings
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.navigation import page_at, possible
from scrutiny_tui.tui.screens.set_up import ALSO, LEFT_OUT, SHOWN, FormPage
from scrutiny_tui.tui.text import clean, words
from scrutiny_tui.tui.widgets.choice import Choice
from scrutiny_tui.tui.widgets.field import Field
from scrutiny_tui.tui.widgets.press import Press

_LONGEST = 120


class DetailsPage(FormPage):
    """The form of set-up with what a workshop has; the people are on their own page."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("create", "ctrl+s", "Keep", "Keep what is written.", footer=True, priority=True),
        Command("move(1)", "down", "Next line", "Move to the next line.", footer=True, priority=True),
        Command("move(-1)", "up", "Line before", "Move to the line before.", priority=True),
        Command("back", "escape", "Back", "Back to the workshop; nothing is changed.", footer=True),
    )
    BINDINGS = bindings(commands)
    title_text = "Details of this workshop"
    help_text = (
        "↑ ↓ move between the lines, ◄ ► choose where there is a choice, Ctrl+S keeps what is written. "
        f"How answers are given and what is kept of them is {FIXED}."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk)
        self._workshop = workshop
        self._place = place
        self._fixed = is_fixed(workshop.session)

    def body(self) -> Iterable[Widget]:
        yield Static(self.title_text, classes="heading")
        yield VerticalScroll(
            *self.fields(), Press("Keep", id="create"), Static("", id="about"), can_focus=False, id="form"
        )
        yield Static("", id="wrong")

    def fields(self) -> Iterable[Widget]:
        now = self._workshop.session.details
        yield _line("Council", now.council, "council")
        yield _line("Committee", now.committee, "committee")
        yield _line("Date", written_day(now.date), "date")
        yield _line("Facilitator", now.facilitator, "facilitator")
        yield _line("Sponsor", now.sponsor, "sponsor")
        also = next(words for words, who in ALSO.items() if who == _also(now))
        yield Field("They also answer", _choice(tuple(ALSO), also, "also"))
        yield Field("Held", _choice(tuple(Setting), now.setting, "setting"))
        if self._fixed:
            yield Field("Completed", _settled(now.mode))
            yield Field("Answers kept", _settled(now.secrecy))
        else:
            yield Field("Completed", _choice(tuple(Mode), now.mode, "mode"))
            yield Field("Answers kept", _choice(tuple(Secrecy), now.secrecy, "secrecy"))
        yield Field(
            "Quotations",
            _choice((SHOWN, LEFT_OUT), SHOWN if now.quotations else LEFT_OUT, "quotations"),
        )

    def on_mount(self) -> None:
        super().on_mount()
        self._tell_promise()

    @on(Choice.Changed)
    def _tell_promise(self) -> None:
        mode, secrecy = self._kept_of_answers()
        before = "Read out before the first answer:"
        if self._fixed:
            before = f"How answers are given and what is kept of them is {FIXED}. The promise was:"
        self.query_one("#about", Static).update(words(f"{before} {promise(secrecy, mode)}"))

    def details(self) -> Details:
        mode, secrecy = self._kept_of_answers()
        sponsor_answers, facilitator_answers = ALSO[self._choice("also")]
        return replace(
            self._workshop.session.details,
            council=self._text("council"),
            committee=self._text("committee"),
            date=read_day(self._text("date")),
            facilitator=self._text("facilitator"),
            sponsor=self._text("sponsor"),
            sponsor_answers=sponsor_answers,
            facilitator_answers=facilitator_answers,
            setting=Setting(self._choice("setting")),
            mode=mode,
            secrecy=secrecy,
            quotations=self._choice("quotations") == SHOWN,
        )

    def action_create(self) -> None:
        known = self._warnings()
        try:
            notices = upkeep.change_details(self._workshop, self.details())
        except ScrutinyError as error:
            self._wrong(str(error))
            return
        new = (warning for warning in self._warnings() if warning not in known)
        for notice in ("The details are kept.", *notices, *new):
            self.tell(notice)
        self.action_back()

    def action_back(self) -> None:
        self.replace_with(page_at(self.desk, self._workshop, possible(self._workshop, self._place)))

    def _warnings(self) -> tuple[str, ...]:
        session = self._workshop.session
        return warnings(session.details, session.voters.values())

    def _kept_of_answers(self) -> tuple[Mode, Secrecy]:
        now = self._workshop.session.details
        if self._fixed:
            return now.mode, now.secrecy
        return Mode(self._choice("mode")), Secrecy(self._choice("secrecy"))


def _also(details: Details) -> tuple[bool, bool]:
    return details.sponsor_answers, details.facilitator_answers


def _line(label: str, text: str, name: str) -> Field:
    return Field(label, Input(clean(text), id=name, max_length=max(_LONGEST, len(text))))


def _choice(options: tuple[str, ...], taken: str, name: str) -> Choice:
    return Choice(options, options.index(taken), id=name)


def _settled(text: str) -> Static:
    return Static(f"  {text} (fixed)", markup=False)
