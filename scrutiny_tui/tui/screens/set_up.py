"""Setting up a workshop: all of it, or only what cannot wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from scrutiny_tui.acts.act import Option
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.setting_acts import ALSO, SHOWN
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import doubt_about, read_day, written_day
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting, promise
from scrutiny_tui.domain.session import Details, PageName
from scrutiny_tui.tui.screens.form import NewPage, refused
from scrutiny_tui.tui.widgets.forms import Choice, FormLine, LineInput
from scrutiny_tui.view.phrases import how_long


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
        yield FormLine("Date", LineInput(written_day(self.today), id="date"))
        yield FormLine("Facilitator", _optional("name or role, may stay empty", "facilitator"))
        yield FormLine("Sponsor", _optional("name or role, may stay empty", "sponsor"))
        yield FormLine("They also answer", Choice(_words(ALSO), id="also"))
        yield FormLine("Completed", Choice(tuple(Mode), id="mode"))
        yield FormLine("Voted on", Choice(self._voted, id="voted"))
        yield FormLine("Held", Choice(tuple(Setting), id="setting"))
        yield FormLine("Answers kept", Choice(tuple(Secrecy), id="secrecy"))
        yield FormLine("Quotations", Choice(_words(SHOWN), id="quotations"))
        yield FormLine("Completed by", _optional("may stay empty", "completed_by"))

    def asks(self, name: str) -> bool:
        return super().asks(name) or Mode(self.choice("mode")) is not Mode.COLLECTIVE

    def beside(self, name: str) -> str:
        if name != "secrecy":
            return super().beside(name)
        kept = promise(Secrecy(self.choice("secrecy")), Mode(self.choice("mode")))
        return f"Read out before the first answer: {kept}"

    def details(self) -> Details:
        sponsor_answers, facilitator_answers = self._chosen("also", ALSO)
        return Details(
            council=self.text("council"),
            committee=self.text("committee"),
            date=self.today if refused("date", self._date) else self._date(),
            facilitator=self.text("facilitator"),
            sponsor=self.text("sponsor"),
            setting=Setting(self.choice("setting")),
            secrecy=Secrecy(self.choice("secrecy")),
            mode=Mode(self.choice("mode")),
            completed_by=self.text("completed_by"),
            sponsor_answers=sponsor_answers,
            facilitator_answers=facilitator_answers,
            quotations=self._chosen("quotations", SHOWN),
        )

    def _chosen(self, name: str, options: tuple[Option, ...]) -> Any:
        return options[self.query_one(f"#{name}", Choice).place].value

    def faults(self) -> dict[str, str]:
        return {**super().faults(), **refused("date", self._date)}

    def doubts(self) -> dict[str, str]:
        doubt = doubt_about(self.details().date, self.today)
        return {**super().doubts(), **({"date": doubt} if doubt else {})}

    def chosen(self, workshop: Workshop) -> None:
        if self.choice("voted") != self._voted[0]:
            wording = workshop.session.wording
            prompts = (prompt.number for step in wording.items for prompt in wording.prompts_of(step))
            chosen = frozenset(prompts)
            self.attempt(lambda: workshop.save(vote_on(workshop.session, chosen)))

    def _date(self) -> date:
        return read_day(self.text("date"), self.today)


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


def _words(options: tuple[Option, ...]) -> tuple[str, ...]:
    return tuple(option.words for option in options)


def _optional(placeholder: str, name: str) -> LineInput:
    return LineInput(placeholder=placeholder, id=name)
