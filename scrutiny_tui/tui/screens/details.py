"""The details of a workshop that is open, to be corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.widgets import Static

from scrutiny_tui.acts import upkeep
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import doubt_about, read_day, written_day
from scrutiny_tui.domain.details import FIXED, is_fixed, warnings
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting, promise
from scrutiny_tui.domain.session import Details
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.form import FormPage, refused
from scrutiny_tui.tui.screens.set_up import ALSO, LEFT_OUT, SHOWN
from scrutiny_tui.tui.widgets.forms import Choice, FormLine, LineInput


class DetailsPage(FormPage):
    """The form of set-up with what a workshop has, over the page it was opened from; the people are on their own page.

    Answers with what is to be told once the details are kept; with nothing if they stay as they were.
    """

    commands: ClassVar[tuple[Command, ...]] = (
        Command("create", "ctrl+s", "Keep", "Keep what is written.", footer=True, priority=True),
        Command("move(1)", "down", "Next line", "Move to the next line.", footer=True, priority=True),
        Command("move(-1)", "up", "Line before", "Move to the line before.", priority=True),
        Command(
            "back",
            "escape",
            "Back",
            "Back to the workshop; nothing is changed. It asks first where something was written.",
            footer=True,
        ),
    )
    BINDINGS = bindings(commands)
    title_text = "Details of this workshop"
    press_text = "Keep"
    help_text = (
        "↑ ↓ move between the lines, ◄ ► choose where there is a choice, Ctrl+S keeps what is written. "
        f"How answers are given and what is kept of them is {FIXED}."
    )

    def __init__(self, desk: Desk, workshop: Workshop) -> None:
        super().__init__(desk)
        self._workshop = workshop
        self._fixed = is_fixed(workshop.session)
        self._today = desk.library.today().date()

    def fields(self) -> Iterable[FormLine]:
        now = self._workshop.session.details
        yield _line("Council", now.council, "council")
        yield _line("Committee", now.committee, "committee")
        yield _line("Date", written_day(now.date), "date")
        yield _line("Facilitator", now.facilitator, "facilitator")
        yield _line("Sponsor", now.sponsor, "sponsor")
        also = next(words for words, who in ALSO.items() if who == _also(now))
        yield FormLine("They also answer", _choice(tuple(ALSO), also, "also"))
        yield FormLine("Held", _choice(tuple(Setting), now.setting, "setting"))
        if self._fixed:
            yield FormLine("Completed", _settled(now.mode, "mode"))
            yield FormLine("Answers kept", _settled(now.secrecy, "secrecy"))
        else:
            yield FormLine("Completed", _choice(tuple(Mode), now.mode, "mode"))
            yield FormLine("Answers kept", _choice(tuple(Secrecy), now.secrecy, "secrecy"))
        yield FormLine(
            "Quotations",
            _choice((SHOWN, LEFT_OUT), SHOWN if now.quotations else LEFT_OUT, "quotations"),
        )
        yield _line("Completed by", now.completed_by, "completed_by")

    def asks(self, name: str) -> bool:
        return super().asks(name) or self._kept_of_answers()[0] is not Mode.COLLECTIVE

    def beside(self, name: str) -> str:
        if name != "secrecy":
            return super().beside(name)
        mode, secrecy = self._kept_of_answers()
        before = "Read out before the first answer:"
        if self._fixed:
            before = f"How answers are given and what is kept of them is {FIXED}. The promise was:"
        return f"{before} {promise(secrecy, mode)}"

    def details(self) -> Details:
        now = self._workshop.session.details
        mode, secrecy = self._kept_of_answers()
        sponsor_answers, facilitator_answers = ALSO[self.choice("also")]
        return replace(
            now,
            council=self.text("council"),
            committee=self.text("committee"),
            date=now.date if refused("date", self._date) else self._date(),
            facilitator=self.text("facilitator"),
            sponsor=self.text("sponsor"),
            sponsor_answers=sponsor_answers,
            facilitator_answers=facilitator_answers,
            setting=Setting(self.choice("setting")),
            mode=mode,
            secrecy=secrecy,
            completed_by=self.text("completed_by"),
            quotations=self.choice("quotations") == SHOWN,
        )

    def faults(self) -> dict[str, str]:
        return {**super().faults(), **refused("date", self._date)}

    def doubts(self) -> dict[str, str]:
        written = self.details().date
        doubt = doubt_about(written, self._today)
        return {"date": doubt} if doubt and written != self._workshop.session.details.date else {}

    def keep(self) -> None:
        known = self._warnings()
        try:
            notices = upkeep.change_details(self._workshop, self.details())
        except ScrutinyError as error:
            self.wrong(str(error))
            return
        new = (warning for warning in self._warnings() if warning not in known)
        self.dismiss(" ".join(("The details are kept.", *notices, *new)))

    def leave(self) -> None:
        self.dismiss(None)

    def _date(self) -> date:
        return read_day(self.text("date"), self._today)

    def _warnings(self) -> tuple[str, ...]:
        session = self._workshop.session
        return warnings(session.details, session.voters.values())

    def _kept_of_answers(self) -> tuple[Mode, Secrecy]:
        now = self._workshop.session.details
        if self._fixed:
            return now.mode, now.secrecy
        return Mode(self.choice("mode")), Secrecy(self.choice("secrecy"))


def _also(details: Details) -> tuple[bool, bool]:
    return details.sponsor_answers, details.facilitator_answers


def _line(label: str, text: str, name: str) -> FormLine:
    return FormLine(label, LineInput(text, id=name))


def _choice(options: tuple[str, ...], taken: str, name: str) -> Choice:
    return Choice(options, options.index(taken), id=name)


def _settled(text: str, name: str) -> Static:
    return Static(f"  {text} (fixed)", id=name, markup=False)
