"""Answer slips, of one step or of all steps: one key an answer, masked, the cursor moves on by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.containers import Horizontal, Vertical
from textual.events import Key as KeyPress
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.history import Undone
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.pack import SYMBOLS, Item
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.phrases import EVERYONE_IN, have_answered, listed, several
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import answered_by, keeps_apart, may_skip, skip_word, why_not
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.dialogs.line import JumpDialog
from scrutiny_tui.tui.screens.navigation import WORDS
from scrutiny_tui.tui.screens.open_vote import ALL_ABSENT, OTHER_ANSWERS, VOTING, OpenVote, answer_keys
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import beside, retell, words
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Key
from scrutiny_tui.tui.widgets.big import MEDIUM, BigText
from scrutiny_tui.tui.widgets.slips import Progress, Slip, SlipCells, SlipList, SlipState
from scrutiny_tui.tui.widgets.texts import Lines, Paragraph
from scrutiny_tui.view.answering_pages import how_to_answer
from scrutiny_tui.view.notices import taken_back

_WHOLE: Final = "Type each slip from the first step to the last. Enter saves it."
_FULL: Final = "The slip is full. Press Enter to save it."

_HELP: Final = {
    PageName.ANSWERS: (
        "Type what is on each slip: 1, 2 or 3; d for don't know; a for prefer not to say; i for interest declared. "
        "The cursor moves to the next person.",
        "To correct an answer, move to the person and type it again. Delete clears it.",
        "Each answer is saved at once and stays hidden until you show the result. A key that is held down counts once.",
    ),
    PageName.SLIPS: (
        "Type one person's slip from the first step to the last, then press Enter to save it. Every key shows the same mark. "
        "You can move to another person and come back. Anything you have not saved is lost when you leave this page.",
        "To correct a slip, move to the person and type it again.",
        "A key that is held down counts once. Show the result of each step from its own page.",
    ),
}
"""What to type, how it is corrected, and what becomes of it."""
_TOTALS: Final = (
    "You keep totals only, so slips have no names. Enter them in any order. "
    "You can undo the last one, but none before it."
)

_ECHOED: Final = frozenset({"1", "2", "3", "d", "a", "i"})
"""The keys that say what they did on one step, whatever came of it."""


class AnswersPage(WorkshopPage):
    """Takes answers from slips: on one step, each saved at once, or on every step without a result, saved with Enter.

    Nothing here tells how anybody answered: the same neutral mark stands for every answer, and what is repainted does
    not depend on the answer.
    """

    CSS_PATH = styles("voting")
    vote: OpenVote
    page_name = PageName.ANSWERS
    # Not a button: where the pointer is, the room would see what is chosen.
    lead = (Key("1 2 3", "Answer", ""),)
    commands: ClassVar[tuple[Command, ...]] = (
        *answer_keys("write"),
        Command(
            "keep",
            "enter",
            "Save this slip",
            "Save the slip and go to the next person.",
            footer=True,
            short="Save",
            when=lambda page: page.is_whole,
        ),
        Command("absent", "minus", "Absent", "Mark the person as absent, or as here again.", footer=True),
        Command(
            "undo",
            letter("u"),
            "Undo",
            "Undo the last answer, absence or key.",
            footer=True,
        ),
        Command(
            "clear",
            "delete",
            "Clear this answer",
            "Clear the person's answer. Not available if you keep totals only.",
            when=lambda page: not page.is_whole,
        ),
        VOTING[0],
        Command("cursor(-1)", "up", "Person before", "Move to the person before."),
        Command("cursor(1)", "down", "Next person", "Move to the next person."),
        replace(WORDS, when=lambda page: WORDS.when(page) and not page.is_whole),
        Command("jump", "slash", "Jump to a person", "Type part of a label to move to that person."),
        *VOTING[1:],
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        self.is_whole = place.page is PageName.SLIPS
        """Whether a slip has a line for every step."""
        self.page_name, self.shows_place = place.page, not self.is_whole
        super().__init__(desk, workshop, place)
        self.set_class(self.is_whole, "-whole")
        self.vote = OpenVote(self, place.page, self._slips_in if self.is_whole else None)
        entering, correcting, saved = _HELP[place.page]
        if workshop.session.details.secrecy is Secrecy.TOTALS:
            correcting = _TOTALS
        told = (entering, correcting, saved, why_not(workshop.session.details))
        self.help_text = " ".join(filter(None, told))
        self._begun: dict[int, list[Answer]] = {}
        """What is typed of slips that are not saved yet, by voter."""
        self._resting: int | None = None
        """Where the cursor came to rest by itself because everybody is in; None once somebody is moved to."""

    def body(self) -> Iterable[Widget]:
        levels = self.workshop.session.wording.levels
        skip = skip_word(self.workshop.session, self.place.item)
        others = (*OTHER_ANSWERS.values(), "- absent", *([f"x {skip}"] if skip else ()))
        count, entered = BigText(tall=MEDIUM, scale=2, id="big-in"), Static("", id="in", classes="strong")
        if self.is_whole:
            yield Static("Answer slips: all steps", classes="heading")
            yield Static(_WHOLE, id="instruction")
            yield Horizontal(SlipCells(), Vertical(count, entered), id="ballot")
            others = (*(f"{level.number} {level.short}" for level in levels), *others)
            yield Lines((Paragraph("", beside(others)),), id="others")
        else:
            keys = (f"{level.number} {SYMBOLS[level.number - 1]} {level.short}" for level in levels)
            yield Static(words(self.vote.heading), classes="heading")
            yield Static(how_to_answer(self.workshop.session, PageName.ANSWERS), id="instruction")
            yield Lines((Paragraph("", beside(keys)),), id="levels")
            yield Lines((Paragraph("", beside(others)),), id="others")
            yield count
            yield entered
            yield Progress()
        yield Static("", id="whose", classes="subheading")
        yield SlipList()
        yield Static("", id="echo")

    def in_key_bar(self, commands: list[Command]) -> list[Command]:
        """Leave the room to what saves a slip."""
        return [each for each in commands if each.action != "absent" or not self.is_whole]

    def opened(self) -> None:
        session = self.workshop.session
        if self.is_whole:
            self.vote.items = tuple(
                item
                for item in session.items
                if session.open_round(item.number) or not session.revealed(item.number)
            )
            self.query_one(SlipCells).names = tuple(map(_line_name, self.vote.items))
        self._show()
        self._move_on(-1)

    def unkept(self) -> str:
        begun = [voter.label for voter in self.vote.voters if self._begun.get(voter.id)]
        if not begun:
            return ""
        whose = f"{begun[0]}'s slip is" if len(begun) == 1 else f"{len(begun)} slips are"
        return f"{whose} not saved yet."

    def _slips_in(self) -> str:
        voters = [voter.id for voter in self.vote.voters]
        counted = {
            "saved": sum(map(self._is_in, voters)),
            "saved in part": sum(map(self._is_partly_in, voters)),
        }
        return listed([f"{several(n, 'slip is', 'slips are')} {how}" for how, n in counted.items() if n])

    def on_key(self, event: KeyPress) -> None:
        """Let a key that is held down count once."""
        self.vote.takes(event, echoes=not self.is_whole and event.key.lower() in _ECHOED)

    @property
    def _slips(self) -> SlipList:
        return self.query_one(SlipList)

    @property
    def _whose(self) -> Voter:
        """The person under the cursor."""
        return self.vote.voters[self._slips.cursor]

    @property
    def _written(self) -> list[Answer]:
        """What is typed of the slip of the person under the cursor."""
        return self._begun.setdefault(self._whose.id, [])

    def action_write(self, value: str) -> None:
        answer, line = Answer(value), len(self._written)
        if not self.is_whole:
            self._cast(answer)
        elif line == len(self.vote.items):
            self.vote.echo(_FULL)
        elif answer is Answer.NOT_APPLICABLE and not may_skip(
            self.workshop.session, self.vote.items[line].number
        ):
            self.vote.echo("A step can't be left out. Type one of the other answers.")
        else:
            self._written.append(answer)
            self._show()
            if len(self._written) == len(self.vote.items):
                self.vote.echo(_FULL)

    def _cast(self, answer: Answer) -> None:
        voter, earlier = self._whose, self._is_in(self._whose.id)
        if earlier and self._slips.cursor == self._resting:
            # One key too many must not change the last person's answer.
            absent = self.vote.absent_line()
            told = f"{absent} (w)." if absent else "To change an answer, move there first."
            self.vote.echo(f"{EVERYONE_IN} {told}")
        elif self.attempt(self.workshop.cast, self.place.item, voter.id, answer):
            self._taken(f"{voter.label}: {'changed' if earlier else 'entered'}")
        else:
            self.vote.echo("")

    def action_keep(self) -> None:
        missing, voter = len(self.vote.items) - len(self._written), self._whose
        if missing:
            self.vote.echo(f"{several(missing, 'answer', 'answers')} missing. Use a for a blank answer.")
            return
        answers = dict(zip((item.number for item in self.vote.items), self._written, strict=True))
        if self._is_partly_in(voter.id):
            self._ask_earlier(voter, answers)
        else:
            self._keep(voter, answers)

    def _ask_earlier(self, voter: Voter, answers: Mapping[int, Answer]) -> None:
        """Ask what becomes of answers on some of the steps, without a word about what they are."""
        number = self._answered(voter.id)
        add = f"Keep {'that 1' if number == 1 else f'those {number}'} and add the rest"
        choices = {add: partial(self._keep, voter, answers, keep_earlier=True)}
        if keeps_apart(self.workshop.session.details):
            choices["Replace with this slip"] = partial(self._keep, voter, answers)
        ask(self, f"{voter.label} has already answered {number} of these steps.", choices)

    def _keep(self, voter: Voter, answers: Mapping[int, Answer], *, keep_earlier: bool = False) -> None:
        if self.attempt(self.workshop.cast_slip, voter.id, answers, keep_earlier=keep_earlier):
            self._written.clear()
            self._taken(f"{voter.label}: entered")

    def _taken(self, told: str) -> None:
        """Say that a slip is saved, and go on to the next."""
        self.vote.echo(told)
        self._show()
        self._move_on(self._slips.cursor)

    def action_absent(self) -> None:
        """Mark somebody as absent and go on to the next, or mark them as here again."""
        voter = self._whose
        absent = voter.id not in self.workshop.session.sitting.away
        if self.attempt(self.workshop.set_absent, self.place.item, voter.id, absent=absent):
            self.vote.echo(f"{voter.label} is {'marked absent' if absent else 'here again'}")
            self._show()
            if absent:
                self._move_on(self._slips.cursor)

    def action_undo(self) -> None:
        if self._written:
            self._written.pop()
            self._show()
            self.vote.echo("Last key undone.")
            return
        found: list[Undone | None] = []
        if self.attempt(lambda: found.append(self.workshop.undo(self.place.item))):
            (undone,) = found
            self.vote.echo(taken_back(undone))
            self._show()
            if undone and undone.voter:
                self._point_at(self.vote.voters.index(undone.voter))

    def action_clear(self) -> None:
        if self.attempt(self.workshop.clear, self.place.item, self._whose.id):
            self._show()
            told = "cleared. Enter the answer again, or press u to bring it back."
            self.vote.echo(f"{self._whose.label}: {told}")

    def action_cursor(self, by: int) -> None:
        self._move_to(min(max(self._slips.cursor + by, 0), len(self.vote.voters) - 1))

    def action_jump(self) -> None:
        self.app.push_screen(JumpDialog(tuple(voter.label for voter in self.vote.voters)), self._move_to)

    @on(SlipList.Chosen)
    def _choose(self, event: SlipList.Chosen) -> None:
        self.vote.echo("")
        self._move_to(event.place)

    def _move_to(self, place: int | None) -> None:
        """Point at a person who was chosen, so that their answer may be changed."""
        if place is not None:
            self._resting = None
            self._point_at(place)

    def people_changed(self, joined: int | None = None) -> None:
        """Point at whoever was put on the list or marked as here, whose slip comes next."""
        self._show()
        voters = [voter.id for voter in self.vote.voters]
        if joined in voters and self._is_next(joined):
            self._move_to(voters.index(joined))
        elif self._resting is not None:
            self._move_on(self._slips.cursor)

    def answers_taken(self) -> None:
        """Leave whoever has just come in, so that one key too many changes nobody's answer."""
        self._show()
        if self._is_in(self._whose.id):
            self._move_on(self._slips.cursor)

    def _show(self) -> None:
        slips = tuple(Slip(voter.id, voter.label, self._state(voter.id)) for voter in self.vote.voters)
        self._slips.show(slips)
        if self.is_whole:
            given = sum(self._is_in(slip.voter) for slip in slips)
            absent = sum(slip.state is SlipState.ABSENT for slip in slips)
            here, told = len(slips) - absent, ("slips entered", f"{absent} absent" if absent else "")
        else:
            given, here = self.vote.turnout.given, self.vote.turnout.here
            answered = have_answered(given, here).removeprefix(f"{given} of {here} ")
            told = answered, self.vote.absent_line()
            progress = self.query_one(Progress)
            progress.done, progress.total = given, here
        self.query_one("#big-in", BigText).text = f"{given} of {here}"
        retell(self.query_one("#in", Static), " · ".join(filter(None, told)))
        self._point_at(self._slips.cursor)

    def _point_at(self, place: int) -> None:
        self._slips.cursor = place
        for cells in self.query(SlipCells):
            cells.keyed = len(self._written)
        whose = f"{'Slip' if self._whose.id in self.vote.round.is_in else 'Next slip'}: {self._whose.label}"
        totals = self.workshop.session.details.secrecy is Secrecy.TOTALS
        # If only totals are kept a slip is nobody's.
        retell(self.query_one("#whose", Static), "Slips, in any order" if totals else whose)

    def _state(self, voter: int) -> SlipState:
        is_in = self._is_in(voter)
        if voter in self.workshop.session.sitting.away and not is_in:
            return SlipState.ABSENT
        if self._begun.get(voter):
            return SlipState.BEGUN
        if self._is_partly_in(voter):
            return SlipState.PARTLY_IN
        return SlipState.IN if is_in else SlipState.WAITING

    def _answered(self, voter: int) -> int:
        """Return on how many lines of the slip the person has an answer in."""
        return len(answered_by(self.workshop.session, voter, (item.number for item in self.vote.items)))

    def _is_in(self, voter: int) -> bool:
        return bool(self.vote.items) and self._answered(voter) == len(self.vote.items)

    def _is_partly_in(self, voter: int) -> bool:
        return 0 < self._answered(voter) < len(self.vote.items)

    def _is_next(self, voter: int) -> bool:
        if not self.is_whole:
            return voter in self.workshop.waiting(self.place.item)
        return not self._is_in(voter) and voter not in self.workshop.session.sitting.away

    def _move_on(self, place: int) -> None:
        """Move to the next person who is here and whose slip is not in, from the top again after the end."""
        voters = self.vote.voters
        order = [*range(place + 1, len(voters)), *range(place + 1)]
        following = next((each for each in order if self._is_next(voters[each].id)), None)
        self._resting = self._slips.cursor if following is None else None
        if following is not None:
            self._point_at(following)
        elif self.vote.turnout.everybody_absent:
            self.vote.echo(ALL_ABSENT)
        else:
            self.vote.echo(f"{EVERYONE_IN} Press r for the result.")


def _line_name(item: Item) -> str:
    return f"Prompt {item.id}" if item.step else f"{item.id} {item.short}"
