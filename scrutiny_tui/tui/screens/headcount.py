"""Show of hands or cards: totals only, nothing joins them to people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import ClassVar, Final

from textual.content import Content
from textual.events import Key as KeyPress
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import CountError, ScrutinyError
from scrutiny_tui.domain.pack import SYMBOLS
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import take_headcount, turnout
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.screens.open_vote import GO_ON, VOTING, OpenVote, ask_to_show, show
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import clean, lines, retell, words
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Key
from scrutiny_tui.tui.widgets.big import MEDIUM, BigText
from scrutiny_tui.view.answering_pages import BY_HAND, COUNTS_ALONE, TO_COUNT
from scrutiny_tui.view.report_view import NOT_RATED

_ROWS: Final = tuple(answer for answer in Answer if answer is not Answer.NOT_APPLICABLE)
_MOST: Final = 999

_NOT_UNDONE: Final = "The count can no longer be undone. Press r for the result."

DIGITS: Final = frozenset("0123456789")
"""Here they are numbers, not levels."""


_MASK: Final = "••"
"""Stands for a number that was entered."""


class HeadcountPage(WorkshopPage):
    """Takes the three totals and those who chose no statement; digits are masked until Tab shows them.

    How many are counted is shown once all three statements have a number: before that it would tell one of them.
    """

    CSS_PATH = styles("voting")
    vote: OpenVote
    page_name = PageName.COUNT
    lead = (Key("0-9", "Number", ""),)
    commands: ClassVar[tuple[Command, ...]] = (
        Command("row(1)", "down,enter", "Next row", "Go on to the next number.", footer=True),
        Command("row(-1)", "up", "Row before", "Go back to the number before."),
        Command(
            "show",
            "tab",
            "Show",
            "Show all numbers, or hide them again.",
            footer=True,
            now=lambda page: "Hide" if page.is_open else "",
        ),
        Command("add(1)", "plus", "One more", "Add one to this number."),
        Command("add(-1)", "minus", "One less", "Take one off this number."),
        Command(
            "undo",
            f"{letter('u')},backspace",
            "Undo",
            "Clear this number. If the count is saved, undo it.",
        ),
        Command("reveal", letter("r"), "Result", "Save the count and show the result.", footer=True),
        *VOTING[1:],
    )
    help_text = (
        "Ask for a show of hands or cards for each statement and type the number. Press r to save the count and show the "
        "result. Nothing is saved before that. Everyone here then counts as having answered. "
        "The count is not linked to people, so no one's answer can be changed later."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self.vote = OpenVote(self, PageName.COUNT, act_on_key=lambda key: self._write(int(key)))
        skipped = (Answer.NOT_APPLICABLE,) if self.vote.may_skip else ()
        self._rows = (*_ROWS, *skipped)
        self._numbers: dict[Answer, int] = {}
        """What was typed, by the row."""
        self.is_open = False
        """Whether the numbers are shown."""
        self._row = 0
        self._fresh = True

    def body(self) -> Iterable[Widget]:
        yield Static(words(self.vote.heading), classes="heading")
        yield Static(BY_HAND, id="instruction")
        yield Static(COUNTS_ALONE, id="seen")
        yield BigText(tall=MEDIUM, scale=2, id="big-in")
        yield Static("", id="in", classes="strong")
        yield Static("", id="rows")
        yield Static("", id="echo")

    def unkept(self) -> str:
        counting = any(self._numbers.values()) and not self.vote.round.closed
        return "The numbers you have entered are not saved yet." if counting else ""

    def on_key(self, event: KeyPress) -> None:
        """Take digits, and let one that is held down count once."""
        is_digit = event.key in DIGITS
        if self.vote.takes(event, repeats=not is_digit) and is_digit:
            event.stop()
            self.vote.act_later(event.key)

    @property
    def _number(self) -> int:
        return self._numbers.get(self._rows[self._row], 0)

    def _write(self, digit: int) -> None:
        self._set((0 if self._fresh else self._number) * 10 + digit)

    def action_add(self, by: int) -> None:
        self._set(self._number + by)

    def _set(self, number: int) -> None:
        self._fresh = False
        if self.vote.round.closed:
            self.vote.echo("The count is saved. Press u to undo it.")
        elif 0 <= number <= _MOST:
            self._numbers[self._rows[self._row]] = number
            self.written()

    def action_row(self, by: int) -> None:
        self._row = min(max(self._row + by, 0), len(self._rows) - 1)
        self._fresh = True
        self.written()

    def action_show(self) -> None:
        self.is_open = not self.is_open
        self._fresh = True
        self.written()
        self.refresh_keys()

    def action_undo(self) -> None:
        if not self.vote.round.closed:
            self._numbers.pop(self._rows[self._row], None)
            self._fresh = True
            self.written()
            return
        if self.attempt(self.workshop.undo, self.place.item):
            self.written()
            taken_back = not self.vote.round.closed
            self.vote.echo("Count undone. Count again." if taken_back else _NOT_UNDONE)

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
            ask_to_show(self, with_count, partial(show, self, self.place.item, self._numbers), GO_ON)

    def _ask_count(self, error: CountError) -> None:
        more = error.counted - error.here
        choices: dict[str, Callable[[], object] | None] = {
            "Count again": self._open_rows,
            **({"Mark who is here": self.action_who} if self.vote.turnout.absent else {}),
            f"Add {several(more, 'person', 'people')}": partial(self._add_people, more),
        }
        ask(self, str(error), choices, left=self._open_rows)

    def _open_rows(self) -> None:
        """Show every number, so that the one that is wrong is found."""
        self.is_open = self._fresh = True
        self.written()
        self.refresh_keys()

    def _add_people(self, more: int) -> None:
        if self.attempt(self.workshop.add_people, f"{more} members"):
            self.written()
            self.action_reveal()

    def on_resize(self) -> None:
        self.call_after_refresh(self.written)

    def written(self) -> None:
        self.query_one("#rows", Static).update(lines(self._drawn_rows()))
        figure, told = self._counted()
        self.query_one("#big-in", BigText).text = figure
        retell(self.query_one("#in", Static), " · ".join(filter(None, (*told, self.vote.absent_line()))))

    def _counted(self) -> tuple[str, tuple[str, ...]]:
        """Return how many are counted, and what that figure is about."""
        turnout = self.vote.turnout
        if self.vote.round.closed:
            return f"{turnout.given} of {turnout.here}", ("counted",)
        before = f"{turnout.given} answered before" if turnout.given else ""
        if not (self.is_open or self._numbers.keys() >= {*_ROWS[: len(SYMBOLS)]}):
            return str(turnout.missing), (TO_COUNT, before)
        counted = sum(self._numbers.values())
        surplus = counted - turnout.missing
        told = f"counted, {surplus} too many" if surplus > 0 else "counted"
        return f"{counted} of {turnout.missing}", (told, before)

    def _drawn_rows(self) -> Iterator[Content]:
        """Yield the rows, the three statements as they are on the cards if there is room."""
        as_cards = self.has_class("-huge")
        before, behind = ("│ ", " │  ") if as_cards else ("", " ")
        names = [self._name_of(answer, before, behind) for answer in self._rows]
        widest = max(map(len, names))
        for row, name in enumerate(names):
            is_statement = row < len(SYMBOLS)
            number = self._numbers.get(self._rows[row])
            shown = "–" if number is None else number if self.is_open else _MASK
            line = f"{'►' if row == self._row else ' '} {name:<{widest}}  {shown:>3} "
            style = "bold reverse" if row == self._row else ""
            if as_cards and is_statement:
                yield Content.styled(f"  ┌───┐{'':{len(line) - 7}}", style)
            elif row == len(SYMBOLS) and not self.is_cramped:
                yield Content("")
            yield Content.styled(line, style)
            if as_cards and is_statement:
                yield Content.styled(f"  └───┘{'':{len(line) - 7}}", style)

    def _name_of(self, answer: Answer, before: str, behind: str) -> str:
        if answer.level is None:
            return f"{'':{len(before + behind) + 5}}{NOT_RATED[answer.value]}"
        level = self.workshop.session.wording.levels[answer.level - 1]
        return f"{before}{level.number}{behind}{SYMBOLS[answer.level - 1]} {clean(level.label)}"
