"""Answer slips for all steps: one person's answers in a row, masked; each step has its own result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, ClassVar, Final

from textual import on
from textual.containers import Horizontal, Vertical
from textual.events import Key as KeyPress
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.phrases import listed, several
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Details, PageName, Place
from scrutiny_tui.domain.voting import answered_by, keeps_apart, may_skip, why_not
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.dialogs.dialog import ask
from scrutiny_tui.tui.screens.answers import ABSENT, CURSOR, HELD, OTHER_ANSWERS, answer_keys
from scrutiny_tui.tui.screens.open_vote import ALL_ABSENT, VOTING, OpenVote
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import beside
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Key
from scrutiny_tui.tui.widgets.big import MEDIUM, BigText
from scrutiny_tui.tui.widgets.slips import Slip, SlipCells, SlipList, SlipState
from scrutiny_tui.tui.widgets.texts import Hanging, Paragraph, retell

_ENTERING: Final = (
    "Type one person's slip from the first step to the last, then press Enter to save it. Every key shows the same mark. "
    "You can move to another person and come back. Anything you have not saved is lost when you leave this page."
)
_CORRECTING: Final = "To correct a slip, move to the person and type it again."
_TOTALS: Final = (
    "You keep totals only, so slips have no names. Enter them in any order. "
    "You can undo the last slip, but none before it."
)
_REVEAL: Final = "Show the result of each step from its own page."


def _help(details: Details) -> str:
    changing = _TOTALS if details.secrecy is Secrecy.TOTALS else _CORRECTING
    return " ".join(filter(None, (_ENTERING, changing, HELD, _REVEAL, why_not(details))))


def _may_skip_any(page: Any) -> bool:
    session = page.workshop.session
    return any(may_skip(session, item.number) for item in session.items)


SLIP_COMMANDS: Final = (
    *answer_keys("write", _may_skip_any),
    # The key bar shows it among the lead keys.
    Command("keep", "enter", "Save this slip", "Save the slip and go to the next person."),
    Command(
        "undo",
        letter("u"),
        "Undo",
        "Undo the last key; at the start of a slip, the last slip.",
        footer=True,
    ),
    Command("absent", "minus", "Absent", "Mark the person as absent, or as here again."),
    *CURSOR,
    *VOTING,
)
"""What the page offers, the most useful first."""


def ask_earlier(page: WorkshopPage, label: str, number: int, take: Callable[..., None]) -> None:
    """Ask what becomes of earlier answers on so many steps, without a word about what they are.

    `take` is called with `keep_earlier`, or not at all.
    """
    question = f"{label} has already answered {number} of these steps."
    choices = {
        f"Keep {'that 1' if number == 1 else f'those {number}'} and add the rest": partial(
            take, keep_earlier=True
        )
    }
    if keeps_apart(page.workshop.session.details):
        choices["Replace with this slip"] = partial(take, keep_earlier=False)
    ask(page, question, choices)


_INSTRUCTION: Final = "Type each slip from the first step to the last. Enter saves it."
_FULL: Final = "The slip is full. Press Enter to save it."


class WholeSlipsPage(WorkshopPage):
    """Takes one person's slip at a time: an answer for every step that has no result yet, then Enter."""

    CSS_PATH = styles("voting")
    hides_paths = True
    vote: OpenVote
    page_name = PageName.SLIPS
    shows_place = False
    commands: ClassVar[tuple[Command, ...]] = SLIP_COMMANDS

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self.vote = OpenVote(self, PageName.SLIPS, self.what_is_in)
        self.help_text = _help(workshop.session.details)
        self._begun: dict[int, list[Answer]] = {}
        """What is typed of slips that are not saved yet, by voter."""
        self._items: tuple[Item, ...] = ()

    def body(self) -> Iterable[Widget]:
        yield Static("Answer slips: all steps", classes="heading")
        yield Static(_INSTRUCTION, id="instruction")
        yield Horizontal(
            SlipCells(),
            Vertical(BigText(tall=MEDIUM, scale=2, id="big-in"), Static("", id="in", classes="strong")),
            id="ballot",
        )
        levels = (f"{level.number} {level.short}" for level in self.workshop.session.wording.levels)
        yield Hanging((Paragraph("", beside((*levels, *OTHER_ANSWERS.values(), ABSENT))),), id="others")
        yield Static("", id="whose", classes="subheading")
        yield SlipList()
        yield Static("", id="echo")

    def lead_keys(self) -> tuple[Key, ...]:
        return (Key("1 2 3", "Answer", ""), Key("Enter", "Save", "keep"))

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
        begun = [voter.label for voter in self.vote.voters if self._begun.get(voter.id)]
        if not begun:
            return ""
        whose = f"{begun[0]}'s slip is" if len(begun) == 1 else f"{len(begun)} slips are"
        return f"{whose} not saved yet."

    def on_key(self, event: KeyPress) -> None:
        """Let a key that is held down count once."""
        self.vote.takes(event)

    def what_is_in(self) -> str:
        counted = {
            "saved": sum(self._is_in(voter.id) for voter in self.vote.voters),
            "saved in part": sum(self._is_partly_in(voter.id) for voter in self.vote.voters),
        }
        return listed([f"{several(n, 'slip is', 'slips are')} {how}" for how, n in counted.items() if n])

    @property
    def _whose(self) -> Voter:
        """The person under the cursor."""
        return self.vote.voters[self._slips.cursor]

    @property
    def _written(self) -> list[Answer]:
        """What is keyed of the slip of the person under the cursor."""
        return self._begun.setdefault(self._whose.id, [])

    def action_write(self, value: str) -> None:
        answer, at = Answer(value), len(self._written)
        if at == len(self._items):
            self.vote.echo(_FULL)
            return
        if answer is Answer.NOT_APPLICABLE and not may_skip(self.workshop.session, self._items[at].number):
            self.vote.echo("A step can't be left out. Type one of the other answers.")
            return
        self._written.append(answer)
        self._show()
        if len(self._written) == len(self._items):
            self.vote.echo(_FULL)

    def action_keep(self) -> None:
        missing = len(self._items) - len(self._written)
        if missing:
            self.vote.echo(f"{several(missing, 'answer', 'answers')} missing. Use a for a blank answer.")
            return
        answers = dict(zip((item.number for item in self._items), self._written, strict=True))
        if self._is_partly_in(self._whose.id):
            keep = partial(self._keep, self._whose, answers)
            ask_earlier(self, self._whose.label, self._answered(self._whose.id), keep)
        else:
            self._keep(self._whose, answers)

    def _keep(self, voter: Voter, answers: Mapping[int, Answer], *, keep_earlier: bool = False) -> None:
        if self.attempt(self.workshop.cast_slip, voter.id, answers, keep_earlier=keep_earlier):
            self.vote.echo(f"{voter.label}: entered")
            self._go_on()

    def _go_on(self) -> None:
        """Begin with the next slip."""
        self._written.clear()
        self._show()
        self._move_on(self._slips.cursor)

    def action_undo(self) -> None:
        if self._written:
            self._written.pop()
            self._show()
            self.vote.echo("Last key undone.")
            return
        voter = self.vote.take_back()
        self._show()
        if voter:
            self._go_to(self.vote.voters.index(voter))

    def action_absent(self) -> None:
        went = self.vote.switch_absent(self._whose)
        self._show()
        if went:
            self._move_on(self._slips.cursor)

    def action_cursor(self, by: int) -> None:
        self._go_to(min(max(self._slips.cursor + by, 0), len(self.vote.voters) - 1))

    @on(SlipList.Chosen)
    def _choose(self, event: SlipList.Chosen) -> None:
        self.vote.echo("")
        self._go_to(event.place)

    def people_changed(self, joined: int | None = None) -> None:
        self._show()
        place = self.vote.place_of(joined)
        if place is not None:
            self._go_to(place)

    def answers_taken(self) -> None:
        """Leave whoever has just come in, so that keys meant for the next slip do not begin theirs again."""
        self._show()
        if self._is_in(self._whose.id):
            self._move_on(self._slips.cursor)

    @property
    def _slips(self) -> SlipList:
        return self.query_one(SlipList)

    def _go_to(self, place: int) -> None:
        self._slips.cursor = place
        self.query_one(SlipCells).keyed = len(self._written)
        retell(self.query_one("#whose", Static), self.vote.next_slip(self._whose))

    def _show(self) -> None:
        slips = tuple(Slip(voter.id, voter.label, self._state(voter.id)) for voter in self.vote.voters)
        self._slips.show(slips)
        is_in = {voter.id for voter in self.vote.voters if self._is_in(voter.id)}
        absent = self.workshop.session.sitting.away & {voter.id for voter in self.vote.voters} - is_in
        self.query_one("#big-in", BigText).text = f"{len(is_in)} of {len(slips) - len(absent)}"
        retell(
            self.query_one("#in", Static), "slips entered" + (f" · {len(absent)} absent" if absent else "")
        )
        self._go_to(self._slips.cursor)

    def _state(self, voter: int) -> SlipState:
        is_in = self._is_in(voter)
        if voter in self.workshop.session.sitting.away and not is_in:
            return SlipState.ABSENT
        if self._begun.get(voter):
            return SlipState.BEGUN
        if self._is_partly_in(voter):
            return SlipState.PARTLY_IN
        return SlipState.IN if is_in else SlipState.WAITING

    def _is_in(self, voter: int) -> bool:
        return bool(self._items) and self._answered(voter) == len(self._items)

    def _is_partly_in(self, voter: int) -> bool:
        return 0 < self._answered(voter) < len(self._items)

    def _answered(self, voter: int) -> int:
        """Return on how many lines of the slip the person has an answer in."""
        return len(answered_by(self.workshop.session, voter, (item.number for item in self._items)))

    def _move_on(self, place: int) -> None:
        """Move to the next person whose slip is to be keyed, from the top again after the end."""
        following = self.vote.following(place, self._is_next)
        if following is not None:
            self._go_to(following)
        elif self.vote.turnout.everybody_absent:
            self.vote.echo(ALL_ABSENT)
        else:
            self.vote.echo("Every slip is entered. Press r for the result of this step.")

    def _is_next(self, voter: int) -> bool:
        return not self._is_in(voter) and voter not in self.workshop.session.sitting.away


def _name(item: Item) -> str:
    return f"Prompt {item.id}" if item.step else f"{item.id} {item.short}"
