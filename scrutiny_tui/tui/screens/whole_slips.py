"""Slips, all steps: one person's answers in a row, masked; several votes are open at once, each is revealed alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final

from textual import on
from textual.containers import Horizontal, Vertical
from textual.events import Key as KeyPress
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.rounds import Turnout
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.commands import Command, bindings, letter
from scrutiny_tui.tui.screens.voting_page import ALL_ABSENT, VOTING, VotingPage, how_many_in
from scrutiny_tui.tui.widgets.key_bar import Key
from scrutiny_tui.tui.widgets.slip_cells import SlipCells
from scrutiny_tui.tui.widgets.slip_list import Slip, SlipList, SlipState

KEY_SLIP: Final = "Key the slip from the first step to the last. Enter keeps it."
CHECK_SLIP: Final = "Checking: key each slip a second time. Enter compares. Nothing is changed."

_KEYING: Final = (
    "Key one person's slip from the first step to the last, then Enter. Every key shows the same mark. What is keyed "
    "of a slip waits while you move to somebody else, and is dropped when the page is left; the program asks first."
)
_CORRECTING: Final = (
    "To correct a slip, move there and key it again. Checking, from the palette, compares a second entry with the "
    "first, twice at most for each person."
)
_TOTALS: Final = "Only totals are kept: u takes back the last slip and none before it, and no slip can be keyed again or checked."
_REVEAL: Final = "Each step is revealed alone, from its own page."


def _is_checking(page: Any) -> bool:
    return bool(page.checking)


def _is_taking(page: Any) -> bool:
    return not page.checking


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
        # The key bar shows it among the lead keys, under the name of what it does now.
        Command(
            "keep", "enter", "Keep this slip", "Keep the slip, or compare it, and go on to the next person."
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
        Command(
            "check",
            "",
            "Check slips by keying them again",
            "Says only whether the two entries match; nothing is changed.",
            when=_is_taking,
        ),
        Command("stop_checking", "", "Stop checking slips", "Take slips again.", when=_is_checking),
        *VOTING,
    )
    BINDINGS = bindings(commands)

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        totals = workshop.session.details.secrecy is Secrecy.TOTALS
        self.help_text = " ".join((_KEYING, _TOTALS if totals else _CORRECTING, _REVEAL))
        self.checking = False
        """Whether slips are keyed a second time, to be compared."""
        self._begun: dict[int, list[Answer]] = {}
        """What is keyed of slips that are not kept yet, by voter."""
        self._again: dict[int, list[Answer]] = {}
        """What is keyed a second time of slips that are not compared yet, by voter."""
        self._items: tuple[Item, ...] = ()

    def body(self) -> Iterable[Widget]:
        yield Horizontal(
            Vertical(
                Static("Whole slips", classes="heading"),
                Static(KEY_SLIP, id="instruction"),
                SlipCells(),
                Static("", id="in", classes="strong"),
                Static("", id="echo"),
                id="ballot",
            ),
            Vertical(Static("Slip of", classes="subheading"), SlipList(), id="slips"),
        )

    def lead_keys(self) -> tuple[Key, ...]:
        enter = Key("Enter", "Compare" if self.checking else "Keep", "keep")
        return (Key("1 2 3", "answer", ""), enter)

    def opened(self) -> None:
        session = self.workshop.session
        self._items = tuple(
            item
            for item in session.items
            if session.open_round(item.number) or not session.revealed(item.number)
        )
        self.query_one(SlipCells).names = tuple(_name(item) for item in self._items)
        self._show()
        self._move_on(-1)

    def unkept(self) -> str:
        begun = [voter.label for voter in self.voters if self._begun.get(voter.id)]
        if not begun:
            return ""
        whose = f"The slip of {begun[0]} is" if len(begun) == 1 else f"{len(begun)} slips are"
        return f"{whose} begun but not kept."

    def on_key(self, event: KeyPress) -> None:
        """Let a key that is held too long count once."""
        self.is_held(event)

    @property
    def _whose(self) -> Voter:
        """The person under the cursor."""
        return self.voters[self._slips.cursor]

    @property
    def _written(self) -> list[Answer]:
        """What is keyed of the slip of the person under the cursor."""
        return (self._again if self.checking else self._begun).setdefault(self._whose.id, [])

    def action_write(self, value: str) -> None:
        if len(self._written) < len(self._items):
            self._written.append(Answer(value))
            self._show()
            if len(self._written) == len(self._items):
                self.echo(f"The slip is full. Enter {'compares' if self.checking else 'keeps'} it.")

    def action_keep(self) -> None:
        missing = len(self._items) - len(self._written)
        if missing:
            self.echo(f"{missing} still to key. Use a for a blank answer.")
            return
        answers = dict(zip((item.number for item in self._items), self._written, strict=True))
        take = self._compare if self.checking else self._keep
        if take(self._whose, answers):
            self._written.clear()
            self._show()
            self._move_on(self._slips.cursor)

    def _keep(self, voter: Voter, answers: Mapping[int, Answer]) -> bool:
        kept = self.attempt(self.workshop.cast_slip, voter.id, answers)
        if kept:
            self.echo(f"{voter.label}: in")
        return kept

    def _compare(self, voter: Voter, answers: Mapping[int, Answer]) -> bool:
        try:
            matches = self.workshop.compare_slip(voter.id, answers)
        except ScrutinyError as error:
            self.echo(str(error))
        else:
            self.echo(f"{voter.label}: {'the two entries match' if matches else 'differs'}")
        return True

    def action_undo(self) -> None:
        if self._written:
            self._written.pop()
            self._show()
            self.echo("The last key is taken back.")
            return
        if self.checking:
            self.echo("Nothing is keyed. While slips are checked, nothing that is in is changed.")
            return
        voter = self.take_back()
        self._show()
        if voter:
            self._go_to(self.voters.index(voter))

    def action_absent(self) -> None:
        voter = self._whose
        absent = voter.id not in self.workshop.session.sitting.away
        if self.attempt(self.workshop.set_absent, self.place.item, voter.id, absent=absent):
            self._show()
            self.echo(f"{voter.label}: {'absent' if absent else 'here again'}")
            if absent:
                self._move_on(self._slips.cursor)

    def action_cursor(self, by: int) -> None:
        self._go_to(min(max(self._slips.cursor + by, 0), len(self.voters) - 1))

    def action_check(self) -> None:
        if self.workshop.session.details.secrecy is Secrecy.TOTALS:
            self.echo("Only totals are kept, so there is nothing to compare a slip with.")
        else:
            self._check(checking=True)

    def action_stop_checking(self) -> None:
        self._check(checking=False)

    def _check(self, *, checking: bool) -> None:
        self.checking = checking
        self._again.clear()
        self.set_class(checking, "-checking")
        self.query_one("#instruction", Static).update(CHECK_SLIP if checking else KEY_SLIP)
        self.echo("" if checking else "Slips are taken again.")
        self._show()
        self.refresh_keys()

    @on(SlipList.Chosen)
    def _choose(self, event: SlipList.Chosen) -> None:
        self._go_to(event.place)

    def people_changed(self, _result: object = None) -> None:
        self._show()

    @property
    def _slips(self) -> SlipList:
        return self.query_one(SlipList)

    def _go_to(self, place: int) -> None:
        self._slips.cursor = place
        self.query_one(SlipCells).keyed = len(self._written)

    def _show(self) -> None:
        slips = tuple(Slip(voter.id, voter.label, self._state(voter.id)) for voter in self.voters)
        self._slips.show(slips)
        is_in = {voter.id for voter in self.voters if self._is_in(voter.id)}
        absent = self.workshop.session.sitting.away & {voter.id for voter in self.voters} - is_in
        turnout = Turnout(len(is_in), len(slips), len(absent))
        self.query_one("#in", Static).update(how_many_in(turnout, "slips in"))
        self.query_one(SlipCells).keyed = len(self._written)

    def _state(self, voter: int) -> SlipState:
        is_in = self._is_in(voter)
        if voter in self.workshop.session.sitting.away and not is_in:
            return SlipState.ABSENT
        if self._begun.get(voter):
            return SlipState.BEGUN
        return SlipState.IN if is_in else SlipState.WAITING

    def _is_in(self, voter: int) -> bool:
        rounds = [self.workshop.session.open_round(item.number) for item in self._items]
        return bool(rounds) and all(found is not None and voter in found.is_in for found in rounds)

    def _move_on(self, place: int) -> None:
        """Move to the next person whose slip is to be keyed, from the top again after the end."""
        order = [*range(place + 1, len(self.voters)), *range(place + 1)]
        following = next((each for each in order if self._is_next(self.voters[each].id)), None)
        if following is not None:
            self._go_to(following)
        elif self.turnout.everybody_absent:
            self.echo(ALL_ABSENT)
        elif not self.checking:
            self.echo(
                "Every slip of those who are here is in. Each step has its own result: press r for this one."
            )

    def _is_next(self, voter: int) -> bool:
        is_in = self._is_in(voter)
        return is_in if self.checking else not is_in and voter not in self.workshop.session.sitting.away


def _name(item: Item) -> str:
    return f"Prompt {item.id}" if item.step else f"{item.id} {item.short}"
