"""Slips, all steps: one person's answers in a row, masked; several votes are open at once, each is revealed alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key as KeyPress
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.commands import Command, bindings, letter
from scrutiny_tui.tui.screens.voting_page import VOTING, VotingPage
from scrutiny_tui.tui.text import lines, words
from scrutiny_tui.tui.widgets.key_bar import Key
from scrutiny_tui.tui.widgets.slip_list import Slip, SlipList, SlipState

_MOST_CELLS: Final = 6
"""So many lines of the slip are shown at a time; with prompts a slip has more than a small screen."""


def _key(key: str, answer: Answer, title: str, help_text: str) -> Command:
    return Command(f"write('{answer.value}')", key, title, help_text)


class WholeSlipsPage(VotingPage):
    """Takes one person's slip at a time: an answer for every step that has no result yet, then Enter."""

    way = PageName.SLIPS
    shows_steps = False
    commands: ClassVar[tuple[Command, ...]] = (
        _key("1", Answer.LEVEL_1, "First statement", "The slip says 1 for this step."),
        _key("2", Answer.LEVEL_2, "Second statement", "The slip says 2 for this step."),
        _key("3", Answer.LEVEL_3, "Third statement", "The slip says 3 for this step."),
        _key(letter("d"), Answer.DONT_KNOW, "Don't know", "The slip says don't know for this step."),
        _key(
            letter("a"),
            Answer.ABSTAIN,
            "Prefer not to say",
            "The slip is blank here or says prefer not to say.",
        ),
        _key(letter("i"), Answer.INTEREST, "Interest", "The person has declared an interest in this step."),
        Command(
            "keep", "enter", "Keep this slip", "Keep the slip and go on to the next person.", footer=True
        ),
        Command(
            "undo",
            letter("u"),
            "Undo",
            "Take back the last key; at the start of a slip, the last slip.",
            footer=True,
        ),
        Command("absent", "minus", "Absent", "Mark the person as not here, or as here again."),
        Command("cursor(-1)", "up", "Person before", "Move to the person before."),
        Command("cursor(1)", "down", "Next person", "Move to the next person."),
        Command("check", "", "Check slips by keying them again", "Says only whether the two entries match."),
        VOTING[0],
        *VOTING[1:],
    )
    BINDINGS = bindings(commands)
    help_text = (
        "Key one person's slip from the first step to the last, then Enter. Every key shows the same mark. "
        "Each step is revealed alone, from its own page."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self._written: list[Answer] = []
        self._checking = False
        self._items: tuple[Item, ...] = ()

    def body(self) -> Iterable[Widget]:
        yield Horizontal(
            Vertical(
                Static("Whole slips", classes="heading"),
                Static("Key the slip from the first step to the last, then Enter.", id="instruction"),
                Static("", id="cells"),
                Static("", id="in", classes="strong"),
                Static("", id="echo"),
                id="ballot",
            ),
            Vertical(Static("Slip of", classes="subheading"), SlipList(), id="slips"),
        )

    def lead_keys(self) -> tuple[Key, ...]:
        return (Key("1 2 3", "answer", ""),)

    def opened(self) -> None:
        session = self.workshop.session
        self._items = tuple(
            item
            for item in session.items
            if session.open_round(item.number) or not session.revealed(item.number)
        )
        self._show()
        self._move_on(-1)

    def on_key(self, event: KeyPress) -> None:
        """Let a key that is held too long count once."""
        self.is_held(event)

    def action_write(self, value: str) -> None:
        if len(self._written) < len(self._items):
            self._written.append(Answer(value))
            self._draw()
            if len(self._written) == len(self._items):
                self.echo("The slip is full. Enter keeps it.")

    def action_keep(self) -> None:
        if len(self._written) < len(self._items):
            self.echo(f"{len(self._items) - len(self._written)} still to key. Use a for a blank answer.")
            return
        place = self._slips.cursor
        voter = self.voters[place]
        answers = dict(zip((item.number for item in self._items), self._written, strict=True))
        if self._checking:
            self.echo(
                f"{voter.label}: {'the two entries match' if self._matches(voter.id, answers) else 'differs'}"
            )
        elif self.attempt(self.workshop.cast_slip, voter.id, answers):
            self.echo(f"{voter.label}: in")
        else:
            return
        self._written = []
        self._show()
        self._move_on(place)

    def _matches(self, voter: int, answers: dict[int, Answer]) -> bool:
        rounds = ((item, self.workshop.session.open_round(item)) for item in answers)
        return all(found is not None and found.ballots.get(voter) is answers[item] for item, found in rounds)

    def action_undo(self) -> None:
        if self._written:
            self._written.pop()
            self._draw()
            self.echo("The last key is taken back.")
            return
        found = []
        if (
            self.attempt(lambda: found.append(self.workshop.undo(self.place.item)))
            and found[0]
            and found[0].voter
        ):
            self._show()
            self._slips.cursor = self.voters.index(found[0].voter)
            self.echo(f"{found[0].voter.label}: taken back")
        else:
            self.echo("There is nothing to take back.")

    def action_absent(self) -> None:
        place = self._slips.cursor
        voter = self.voters[place]
        absent = voter.id not in self.workshop.session.sitting.away
        if self.attempt(self.workshop.set_absent, self.place.item, voter.id, absent=absent):
            self._written = []
            self._show()
            self.echo(f"{voter.label}: {'absent' if absent else 'here again'}")
            if absent:
                self._move_on(place)

    def action_cursor(self, by: int) -> None:
        self._written = []
        self._slips.cursor = min(max(self._slips.cursor + by, 0), len(self.voters) - 1)
        self._draw()

    def action_check(self) -> None:
        if self.workshop.session.details.secrecy is Secrecy.TOTALS:
            self.echo("Only totals are kept, so there is nothing to compare a slip with.")
            return
        self._checking = not self._checking
        self._written = []
        self._draw()
        self.echo(
            "Key slips a second time; nothing is changed." if self._checking else "Slips are taken again."
        )

    @on(SlipList.Chosen)
    def _choose(self, event: SlipList.Chosen) -> None:
        self.action_cursor(event.place - self._slips.cursor)

    def people_changed(self, _result: object = None) -> None:
        self._show()

    @property
    def _slips(self) -> SlipList:
        return self.query_one(SlipList)

    def _show(self) -> None:
        away = self.workshop.session.sitting.away
        states = {voter.id: SlipState.ABSENT for voter in self.voters if voter.id in away}
        states |= {voter.id: SlipState.IN for voter in self.voters if self._is_in(voter.id)}
        self._slips.slips = tuple(
            Slip(voter.id, voter.label, states.get(voter.id, SlipState.WAITING)) for voter in self.voters
        )
        number = sum(state is SlipState.IN for state in states.values())
        self.query_one("#in", Static).update(f"{number} of {len(self.voters)} slips in")
        self._draw()

    def _is_in(self, voter: int) -> bool:
        rounds = [self.workshop.session.open_round(item.number) for item in self._items]
        return bool(rounds) and all(found is not None and voter in found.is_in for found in rounds)

    def _draw(self) -> None:
        first = min(max(len(self._written) - _MOST_CELLS // 2, 0), max(len(self._items) - _MOST_CELLS, 0))
        shown = range(first, min(first + _MOST_CELLS, len(self._items)))
        self.query_one("#cells", Static).update(lines(self._cell(place) for place in shown))

    def _cell(self, place: int) -> Content:
        """Return one line of the slip: the same mark whatever was keyed."""
        mark = "■" if place < len(self._written) else "□"
        here = place == len(self._written)
        return Content.assemble(
            "► " if here else "  ", f"{mark} ", words(self._title(self._items[place]), "bold" * here)
        )

    def _title(self, item: Item) -> str:
        return f"Prompt {item.id}" if item.step else f"{item.id} {item.short}"

    def _move_on(self, place: int) -> None:
        away = self.workshop.session.sitting.away
        order = [*range(place + 1, len(self.voters)), *range(place + 1)]
        waiting = [
            each
            for each in order
            if self.voters[each].id not in away and not self._is_in(self.voters[each].id)
        ]
        if self._checking:
            self._slips.cursor = order[0]
        elif waiting:
            self._slips.cursor = waiting[0]
        else:
            self.echo("Every slip is in. Each step has its own result: press r for this one.")
