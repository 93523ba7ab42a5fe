"""Answer slips for one step: one key an answer, masked, the cursor moves on by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar, Final

from textual import on
from textual.events import Key as KeyPress
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.pack import Level
from scrutiny_tui.domain.phrases import EVERYONE_IN
from scrutiny_tui.domain.rounds import Answer, Round
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import may_skip, skip_word, why_not
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.dialogs.line import JumpDialog
from scrutiny_tui.tui.screens.open_vote import ALL_ABSENT, VOTING, OpenVote
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import SYMBOLS, beside, words
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Key
from scrutiny_tui.tui.widgets.big import MEDIUM, BigText
from scrutiny_tui.tui.widgets.slips import Slip, SlipList, SlipState
from scrutiny_tui.tui.widgets.texts import Hanging, Paragraph, Progress, retell

OTHER_ANSWERS: Final = {
    Answer.DONT_KNOW: "d don't know",
    Answer.ABSTAIN: "a prefer not to say",
    Answer.INTEREST: "i interest declared",
}
"""What can be answered beside a level, with its key, as the pages name it."""
ABSENT: Final = "- absent"

HELD: Final = "A key that is held down counts once."

_KEYS: Final = (
    ("1", Answer.LEVEL_1, "Statement 1", "The slip says 1."),
    ("2", Answer.LEVEL_2, "Statement 2", "The slip says 2."),
    ("3", Answer.LEVEL_3, "Statement 3", "The slip says 3."),
    (letter("d"), Answer.DONT_KNOW, "Don't know", "The slip says don't know."),
    (letter("a"), Answer.ABSTAIN, "Prefer not to say", "The slip is blank or says prefer not to say."),
    (letter("i"), Answer.INTEREST, "Interest", "The person has declared an interest in this step."),
)


def answer_keys(
    action: str,
    skips: Callable[[Any], bool],
    told: str = "",
    when: Callable[[Any], bool] = lambda _page: True,
) -> Iterator[Command]:
    """Yield the commands that key an answer by this action.

    `skips` says if an item may be left out; `told` is the sentence about each answer if it does not come from a slip.
    """
    for keys, answer, title, of_slip in _KEYS:
        yield Command(f"{action}('{answer.value}')", keys, title, told or of_slip, when=when)
    yield Command(
        f"{action}('{Answer.NOT_APPLICABLE.value}')",
        letter("x"),
        "Not applicable",
        "The prompt does not apply, or the table did not discuss the step.",
        when=lambda page: when(page) and skips(page),
    )


CURSOR: Final = (
    Command("cursor(-1)", "up", "Person before", "Move to the person before."),
    Command("cursor(1)", "down", "Next person", "Move to the next person."),
)


INSTRUCTION: Final = "Please mark your slip. Don't say your answer aloud."
TABLES: Final = "Each table agrees one answer, marks its slip and hands it in."

_ENTERING: Final = (
    "Type what is on each slip: 1, 2 or 3; d for don't know; a for prefer not to say; i for interest declared. "
    "The cursor moves to the next person."
)
_CORRECTING: Final = "To correct an answer, move to the person and type it again. Delete clears it."
_TOTALS: Final = (
    "You keep totals only, so slips have no names. Enter them in any order. "
    "You can undo the last answer, but none before it."
)
_SAVED: Final = "Each answer is saved at once and stays hidden until you show the result."


def skips_item(page: Any) -> bool:
    """Say whether the item of a page may be left out."""
    return may_skip(page.workshop.session, page.place.item)


_ECHOED: Final = frozenset({"1", "2", "3", "d", "a", "i"})
"""The keys that say what they did, whatever came of it."""


def _key(level: Level) -> str:
    return f"{level.number} {SYMBOLS[level.number - 1]} {level.short}"


class AnswersPage(WorkshopPage):
    """Takes the answers on one item from slips.

    Nothing here tells how anybody answered: the list shows the same neutral mark for every answer, and what is
    repainted does not depend on the answer.
    """

    CSS_PATH = styles("voting")
    hides_paths = True
    vote: OpenVote
    page_name = PageName.ANSWERS
    commands: ClassVar[tuple[Command, ...]] = (
        *answer_keys("cast", skips_item),
        Command(
            "absent",
            "minus",
            "Absent",
            "Mark the person as absent, or as here again.",
            footer=True,
        ),
        Command("undo", letter("u"), "Undo", "Undo the last answer or absence.", footer=True),
        Command(
            "clear",
            "delete",
            "Clear this answer",
            "Clear the person's answer. Not available if you keep totals only.",
        ),
        VOTING[0],
        *CURSOR,
        Command("jump", "slash", "Jump to a person", "Type part of a label to move to that person."),
        *VOTING[1:],
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self.vote = OpenVote(self, PageName.ANSWERS)
        totals = workshop.session.details.secrecy is Secrecy.TOTALS
        parts = (
            _ENTERING,
            _TOTALS if totals else _CORRECTING,
            _SAVED,
            HELD,
            why_not(workshop.session.details),
        )
        self.help_text = " ".join(filter(None, parts))
        self._resting: int | None = None
        """Where the cursor came to rest by itself because everybody is in; None once somebody is moved to."""

    def body(self) -> Iterable[Widget]:
        levels = self.workshop.session.wording.levels
        skip = skip_word(self.workshop.session, self.place.item)
        others = (*OTHER_ANSWERS.values(), ABSENT, *([f"x {skip}"] if skip else ()))
        yield Static(words(f"{self.item.id}  {self.item.title}"), classes="heading")
        yield Static(self._instruction(), id="instruction")
        yield Hanging((Paragraph("", beside(map(_key, levels))),), id="levels")
        yield Hanging((Paragraph("", beside(others)),), id="others")
        yield BigText(tall=MEDIUM, scale=2, id="big-in")
        yield Static("", id="in", classes="strong")
        yield Progress()
        yield Static("", id="whose", classes="subheading")
        yield SlipList()
        yield Static("", id="echo")

    def _instruction(self) -> str:
        groups = self.workshop.session.details.mode is Mode.GROUPS
        return TABLES if groups else INSTRUCTION

    def lead_keys(self) -> tuple[Key, ...]:
        # Not a button: where the pointer is, the room would see what is chosen.
        return (Key("1 2 3", "Answer", ""),)

    def opened(self) -> None:
        self._show()
        self._move_on(-1)

    def on_key(self, event: KeyPress) -> None:
        """Let a key that is held down count once."""
        self.vote.takes(event, echoes=event.key.lower() in _ECHOED)

    def action_cast(self, value: str) -> None:
        place = self._slips.cursor
        voter = self.vote.voters[place]
        earlier = voter.id in self.vote.round.is_in
        if earlier and place == self._resting:
            # One key too many must not change the last person's answer.
            self.vote.echo(self._all_in())
            return
        if self.attempt(self.workshop.cast, self.place.item, voter.id, Answer(value)):
            self._show()
            self.vote.echo(f"{voter.label}: {'changed' if earlier else 'entered'}")
            self._move_on(place)
        else:
            self.vote.echo("")

    def _all_in(self) -> str:
        """Return why one key too many changes nothing, and who is not waited for."""
        absent = self.vote.absent_line()
        return f"{EVERYONE_IN} {f'{absent} (w).' if absent else 'To change an answer, move there first.'}"

    def action_absent(self) -> None:
        went = self.vote.switch_absent(self.vote.voters[self._slips.cursor])
        self._show()
        if went:
            self._move_on(self._slips.cursor)

    def action_undo(self) -> None:
        voter = self.vote.take_back()
        self._show()
        if voter:
            self._point_at(self.vote.voters.index(voter))

    def action_clear(self) -> None:
        voter = self.vote.voters[self._slips.cursor]
        if self.attempt(self.workshop.clear, self.place.item, voter.id):
            self._show()
            self.vote.echo(f"{voter.label}: cleared. Enter the answer again, or press u to bring it back.")

    def action_cursor(self, by: int) -> None:
        self._resting = None
        self._point_at(min(max(self._slips.cursor + by, 0), len(self.vote.voters) - 1))

    def action_jump(self) -> None:
        self.app.push_screen(JumpDialog(tuple(voter.label for voter in self.vote.voters)), self._jump)

    def _jump(self, place: int | None) -> None:
        if place is not None:
            self._resting = None
            self._point_at(place)

    @on(SlipList.Chosen)
    def _choose(self, event: SlipList.Chosen) -> None:
        self.vote.echo("")
        self._resting = None
        self._point_at(event.place)

    def people_changed(self, joined: int | None = None) -> None:
        """Point at whoever was put on the list or marked as here, whose slip comes next."""
        self._show()
        place = self.vote.place_of(joined)
        if place is not None and joined in self.workshop.waiting(self.place.item):
            self._resting = None
            self._point_at(place)
        elif self._resting is not None:
            self._move_on(self._slips.cursor)

    def answers_taken(self) -> None:
        """Leave whoever has just come in, so that one key too many changes nobody's answer."""
        self._show()
        place = self._slips.cursor
        if self.vote.voters[place].id in self.vote.round.is_in:
            self._move_on(place)

    @property
    def _slips(self) -> SlipList:
        return self.query_one(SlipList)

    def _show(self) -> None:
        found = self.vote.round
        self._slips.show(
            tuple(Slip(voter.id, voter.label, self._state(voter.id, found)) for voter in self.vote.voters)
        )
        turnout = self.vote.turnout
        told = " · ".join(filter(None, ("have answered", self.vote.absent_line())))
        retell(self.query_one("#in", Static), told)
        here = turnout.asked - turnout.absent
        self.query_one("#big-in", BigText).text = f"{turnout.given} of {here}"
        progress = self.query_one(Progress)
        progress.done, progress.total = turnout.given, here
        self._point_at(self._slips.cursor)

    def _point_at(self, place: int) -> None:
        self._slips.cursor = place
        retell(self.query_one("#whose", Static), self.vote.next_slip(self.vote.voters[place]))

    def _state(self, voter: int, found: Round) -> SlipState:
        if voter in found.is_in:
            return SlipState.IN
        away = voter in self.workshop.session.sitting.away
        return SlipState.ABSENT if away else SlipState.WAITING

    def _move_on(self, place: int) -> None:
        """Move to the next person who is here and not in, from the top again after the end."""
        waiting = set(self.workshop.waiting(self.place.item))
        following = self.vote.following(place, lambda voter: voter in waiting)
        self._resting = self._slips.cursor if following is None else None
        if following is not None:
            self._point_at(following)
        elif self.vote.turnout.everybody_absent:
            self.vote.echo(ALL_ABSENT)
        else:
            self.vote.echo(f"{EVERYONE_IN} Press r for the result.")
