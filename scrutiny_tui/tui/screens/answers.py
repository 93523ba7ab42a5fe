"""Slips: one key an answer, masked, the cursor moves on by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.events import Key as KeyPress
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.commands import Command, bindings, letter
from scrutiny_tui.tui.screens.workshop_page import EVERYWHERE, WorkshopPage
from scrutiny_tui.tui.text import level_line, lines, several, words
from scrutiny_tui.tui.widgets.key_bar import Key
from scrutiny_tui.tui.widgets.progress import Progress
from scrutiny_tui.tui.widgets.slip_list import Slip, SlipList, SlipState

INSTRUCTION = "Write your number on your slip. Please do not say it aloud."


def _answer(key: str, answer: Answer, title: str, help_text: str) -> Command:
    return Command(f"cast('{answer.value}')", key, title, help_text)


class AnswersPage(WorkshopPage):
    """Takes the answers on one step from slips.

    Nothing here tells how anybody answered: the list shows the same neutral mark for every answer, and what is
    repainted does not depend on the answer.
    """

    commands: ClassVar[tuple[Command, ...]] = (
        _answer("1", Answer.LEVEL_1, "First statement", "The slip says 1."),
        _answer("2", Answer.LEVEL_2, "Second statement", "The slip says 2."),
        _answer("3", Answer.LEVEL_3, "Third statement", "The slip says 3."),
        _answer(letter("d"), Answer.DONT_KNOW, "Don't know", "The slip says don't know."),
        _answer(
            letter("a"), Answer.ABSTAIN, "Prefer not to say", "The slip is blank or says prefer not to say."
        ),
        _answer(
            letter("i"), Answer.INTEREST, "Interest", "The person has declared an interest in this step."
        ),
        Command(
            "absent",
            "minus",
            "Absent",
            "Mark the person under the cursor as not here, or as here again.",
            footer=True,
        ),
        Command("undo", letter("u"), "Undo", "Take back the last answer or absence.", footer=True),
        Command("reveal", letter("r"), "Result", "Show the result to the room.", footer=True),
        Command("cursor(-1)", "up", "Person before", "Move to the person before."),
        Command("cursor(1)", "down", "Next person", "Move to the next person."),
        *EVERYWHERE,
        Command("back", "escape", "Leave answering", "Back to the step; the answers that are in are kept."),
    )
    BINDINGS = bindings(commands)
    help_text = (
        "Key what each slip says: 1, 2 or 3, d for don't know, a for prefer not to say, i for an interest declared. "
        "The cursor moves on by itself. To correct somebody, move to them and key again. Every answer is on the disk "
        "as soon as it counts as in; nothing shows how anybody answered before the result."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self._last_key: tuple[str, float] = ("", float("-inf"))
        self._voters: tuple[Voter, ...] = ()

    def body(self) -> Iterable[Widget]:
        levels = self.workshop.session.wording.levels
        others = "d don't know · a prefer not to say · i interest declared · - absent"
        yield Horizontal(
            Vertical(
                Static(words(f"{self.item.id}  {self.item.title}"), classes="heading"),
                Static(INSTRUCTION, id="instruction"),
                Static(lines(level_line(level) for level in levels), id="levels"),
                Static(others, id="others"),
                Static("", id="in", classes="strong"),
                Progress(),
                Static("", id="echo"),
                id="ballot",
            ),
            Vertical(Static("Slip of", classes="subheading"), SlipList(), id="slips"),
        )

    def lead_keys(self) -> tuple[Key, ...]:
        # Not a button: where the pointer is, the room would see what is chosen.
        return (Key("1 2 3", "answer", ""),)

    def on_mount(self) -> None:
        super().on_mount()
        if self.attempt(self.workshop.open_round, self.place.item):
            self._show()
            self._move_on(-1)

    @property
    def _round(self) -> Round:
        return self.workshop.open_round(self.place.item)

    def on_key(self, event: KeyPress) -> None:
        """Let a key that is held too long count once."""
        key, before = self._last_key
        self._last_key = (event.key, event.time)
        if key == event.key and event.time - before < self.desk.held_key_seconds:
            event.stop()
            event.prevent_default()

    def action_cast(self, value: str) -> None:
        place = self._slips.cursor
        voter = self._voters[place]
        earlier = voter.id in self._round.ballots
        if self.attempt(self.workshop.cast, self.place.item, voter.id, Answer(value)):
            self._show()
            self._echo(f"{voter.label}: {'changed' if earlier else 'in'}")
            self._move_on(place)

    def action_absent(self) -> None:
        place = self._slips.cursor
        voter = self._voters[place]
        absent = voter.id not in self.workshop.session.sitting.away
        if self.attempt(self.workshop.set_absent, self.place.item, voter.id, absent=absent):
            self._show()
            self._echo(f"{voter.label}: {'absent' if absent else 'here again'}")
            if absent:
                self._move_on(place)

    def action_undo(self) -> None:
        found = []
        if not self.attempt(lambda: found.append(self.workshop.undo(self.place.item))):
            return
        undone = found[0]
        if undone is None:
            self._echo("There is nothing to take back.")
            return
        self._show()
        self._slips.cursor = self._voters.index(undone.voter)
        self._echo(f"{undone.voter.label}: taken back")

    def action_cursor(self, by: int) -> None:
        self._slips.cursor = min(max(self._slips.cursor + by, 0), len(self._voters) - 1)

    @on(SlipList.Chosen)
    def _choose(self, event: SlipList.Chosen) -> None:
        self._slips.cursor = event.place

    def action_reveal(self) -> None:
        found = self._round
        missing = len(self.workshop.waiting(self.place.item))
        if not found.ballots:
            self._echo("Nobody has answered yet, so there is no result to show.")
        elif missing:
            self._ask_reveal(len(found.ballots), len(self._voters))
        else:
            self._reveal("yes")

    def _ask_reveal(self, answered: int, asked: int) -> None:
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        choices = (("no", "No, go on answering"), ("yes", "Yes, show the result"))
        question = f"{answered} of {asked} are in. Show the result anyway?"
        self.app.push_screen(AskDialog(question, choices), self._reveal)

    def _reveal(self, choice: str | None) -> None:
        if choice == "yes" and self.attempt(self.workshop.reveal, self.place.item):
            self.go(PageName.RESULT)

    def action_back(self) -> None:
        self._ask_leave(PageName.STEP)

    def action_overview(self) -> None:
        self._ask_leave(PageName.OVERVIEW)

    def leave_for_step(self, number: int) -> None:
        self._ask_leave(PageName.STEP, number)

    def _ask_leave(self, page: PageName, item: int | None = None) -> None:
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        answered = len(self._round.ballots)
        if not answered:
            self.go(page, item)
            return
        question = f"Leave answering? {several(answered, 'answer is', 'answers are')} in, and kept."
        choices = (("no", "No, go on answering"), ("yes", "Yes, leave for now"))

        def leave(choice: str | None) -> None:
            if choice == "yes":
                self.go(page, item)

        self.app.push_screen(AskDialog(question, choices), leave)

    def people_changed(self, _result: object = None) -> None:
        self._show()

    @property
    def _slips(self) -> SlipList:
        return self.query_one(SlipList)

    def _show(self) -> None:
        found = self._round
        self._voters = tuple(voter for voter in self.workshop.session.voters.values() if voter.casts)
        self._slips.slips = tuple(
            Slip(voter.id, voter.label, self._state(voter.id, found)) for voter in self._voters
        )
        answered, asked = len(found.ballots), len(self._voters)
        self.query_one("#in", Static).update(f"{answered} of {asked} in")
        progress = self.query_one(Progress)
        progress.done, progress.total = answered, asked

    def _state(self, voter: int, found: Round) -> SlipState:
        if voter in found.ballots:
            return SlipState.IN
        away = voter in self.workshop.session.sitting.away
        return SlipState.ABSENT if away else SlipState.WAITING

    def _move_on(self, place: int) -> None:
        """Move to the next person who is here and not in, from the top again after the end."""
        waiting = set(self.workshop.waiting(self.place.item))
        order = [*range(place + 1, len(self._voters)), *range(place + 1)]
        following = next((each for each in order if self._voters[each].id in waiting), None)
        if following is None:
            self._echo("Everybody who is here is in. Press r for the result.")
        else:
            self._slips.cursor = following

    def _echo(self, text: str) -> None:
        self.query_one("#echo", Static).update(words(text))
