"""Headcount of raised hands or cards: totals only, nothing joins them to people."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar, Final

from textual.content import Content
from textual.events import Key as KeyPress
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.vote_acts import show_result
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import CountError, ScrutinyError
from scrutiny_tui.domain.phrases import turnout_line
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import may_skip, take_headcount, turnout
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.dialogs.dialog import ask
from scrutiny_tui.tui.screens.open_vote import VOTING, OpenVote
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import SYMBOLS, clean, lines, words
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Key
from scrutiny_tui.tui.widgets.texts import retell

_ROWS: Final = (
    Answer.LEVEL_1,
    Answer.LEVEL_2,
    Answer.LEVEL_3,
    Answer.DONT_KNOW,
    Answer.ABSTAIN,
    Answer.INTEREST,
)
_OTHERS: Final = {
    Answer.DONT_KNOW: "Don't know",
    Answer.ABSTAIN: "Prefer not to say",
    Answer.INTEREST: "Interest declared",
    Answer.NOT_APPLICABLE: "Not applicable",
}
_MOST: Final = 999

NOT_TAKEN_BACK: Final = "The count can no longer be taken back. Press r for the result."

DIGITS: Final = frozenset("0123456789")
"""Here they are numbers, not levels."""


_MASK: Final = "••"
"""Stands for a number that was keyed."""


class HeadcountPage(WorkshopPage):
    """Takes the three totals and those who chose no level; digits are masked until Tab shows them."""

    CSS_PATH = styles("voting")
    hides_paths = True
    vote: OpenVote
    page_name = PageName.COUNT
    commands: ClassVar[tuple[Command, ...]] = (
        Command("row(1)", "down,enter", "Next row", "Go on to the next number.", footer=True),
        Command("row(-1)", "up", "Row before", "Go back to the number before."),
        Command("show", "tab", "Show", "Show this number and go on to the next one.", footer=True),
        Command("add(1)", "plus", "One more", "Add one to this number."),
        Command("add(-1)", "minus", "One less", "Take one off this number."),
        Command(
            "undo",
            f"{letter('u')},backspace",
            "Undo",
            "Clear this number; where a count was taken without a result, take it back.",
        ),
        Command("reveal", letter("r"), "Result", "Show the result of the count to the room.", footer=True),
        *VOTING[1:],
    )
    help_text = (
        "Ask for the cards or hands of one statement after another and key the numbers. r takes the count and shows the "
        "result, at once and together: before that nothing is kept, and the numbers can be changed. Whoever "
        "had not answered before counts as counted. Nothing joins a count to people, so nobody's part of it can be changed later."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self.vote = OpenVote(self, PageName.COUNT, act_on_key=lambda key: self._write(int(key)))
        skipped = (Answer.NOT_APPLICABLE,) if may_skip(workshop.session, place.item) else ()
        self._rows = (*_ROWS, *skipped)
        self._numbers = dict.fromkeys(self._rows, 0)
        self._keyed: set[int] = set()
        self._shown: set[int] = set()
        self._row = 0
        self._fresh = True

    def body(self) -> Iterable[Widget]:
        yield Static(words(f"{self.item.id}  {self.item.title}"), classes="heading")
        yield Static("Hold up your card, all together. Look straight ahead, please.", id="instruction")
        yield Static("", id="rows")
        yield Static("", id="in", classes="strong")
        yield Static("", id="echo")

    def lead_keys(self) -> tuple[Key, ...]:
        return (Key("0-9", "Number", ""),)

    def opened(self) -> None:
        self._draw()

    def unkept(self) -> str:
        counting = any(self._numbers.values()) and not self.vote.round.closed
        return "The numbers that were keyed are not taken yet." if counting else ""

    def on_key(self, event: KeyPress) -> None:
        """Take digits, and let one that is held down count once."""
        is_digit = event.key in DIGITS
        if self.vote.takes(event, repeats=not is_digit) and is_digit:
            event.stop()
            self.vote.act_later(event.key)

    def _write(self, digit: int) -> None:
        before = 0 if self._fresh else self._numbers[self._rows[self._row]]
        self._fresh = False
        self._set(before * 10 + digit)

    def action_add(self, by: int) -> None:
        self._fresh = False
        self._set(self._numbers[self._rows[self._row]] + by)

    def _set(self, number: int) -> None:
        if self.vote.round.closed:
            self.vote.echo("A count has been taken. u takes it back.")
        elif 0 <= number <= _MOST:
            self._numbers[self._rows[self._row]] = number
            self._keyed.add(self._row)
            self._draw()

    def action_row(self, by: int) -> None:
        self._row = min(max(self._row + by, 0), len(self._rows) - 1)
        self._fresh = True
        self._draw()

    def action_show(self) -> None:
        self._shown.add(self._row)
        self.action_row(1)

    def action_undo(self) -> None:
        if not self.vote.round.closed:
            self._numbers[self._rows[self._row]] = 0
            self._keyed.discard(self._row)
            self._fresh = True
            self._draw()
            return
        if self.attempt(self.workshop.undo, self.place.item):
            self._draw()
            taken_back = not self.vote.round.closed
            self.vote.echo("The count is taken back. Count again." if taken_back else NOT_TAKEN_BACK)

    def action_reveal(self) -> None:
        if not self.unkept():
            self.vote.ask_result()
            return
        # Whoever goes on after the question keys the number anew.
        self._fresh = True
        try:
            with_count = turnout(
                take_headcount(self.workshop.session, self.place.item, self._numbers), self.place.item
            )
        except CountError as error:
            self._ask_count(error)
        except ScrutinyError as error:
            self.warn(str(error))
        else:
            self.vote.ask_to_show(with_count, self._show_count, drops=False)

    def _show_count(self) -> None:
        if self.attempt(show_result, self.workshop, self.place.item, self._numbers):
            self.go(PageName.RESULT)

    def _ask_count(self, error: CountError) -> None:
        more = error.counted - error.here
        add = "Add one" if more == 1 else f"Add {more} people"
        choices = {"Count again": None, add: partial(self._add_people, more)}
        ask(self, str(error), choices)

    def _add_people(self, more: int) -> None:
        if self.attempt(self.workshop.add_people, f"{more} members"):
            self._draw()
            self.action_reveal()

    def people_changed(self, _result: object = None) -> None:
        self._draw()

    def _draw(self) -> None:
        self.query_one("#rows", Static).update(lines(self._line(row) for row in range(len(self._rows))))
        retell(self.query_one("#in", Static), self._told())

    def _told(self) -> str:
        turnout = self.vote.turnout
        if self.vote.round.closed:
            return f"The count is taken: {turnout_line(turnout)}"
        absent = f" · {turnout.absent} absent" if turnout.absent else ""
        if not turnout.given:
            return f"{turnout.missing} to count{absent}"
        have = "has" if turnout.given == 1 else "have"
        answered = f"{turnout.given} of {turnout.asked} {have} answered already"
        return f"{answered}; {turnout.missing or 'nobody'} to count{absent}"

    def _line(self, row: int) -> Content:
        answer = self._rows[row]
        number = self._numbers[answer]
        shown = str(number) if row in self._shown else _MASK if row in self._keyed else "–"
        label = f"{self._label_of(answer):<{self._widest}}"
        line = Content.assemble("► " if row == self._row else "  ", label, f"  {shown:>3} ")
        return line.stylize("bold reverse") if row == self._row else line

    @property
    def _widest(self) -> int:
        """Columns of the longest label, so that the numbers stand below one another."""
        return max(len(self._label_of(answer)) for answer in self._rows)

    def _label_of(self, answer: Answer) -> str:
        if answer.level is None:
            return _OTHERS[answer]
        level = self.workshop.session.wording.levels[answer.level - 1]
        return f"{level.number} {SYMBOLS[answer.level - 1]} {clean(level.label)}"
