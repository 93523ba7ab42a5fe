"""What the pages that take answers share: the open vote, leaving only when asked, the reveal, the other ways to answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from textual.events import Key as KeyPress
from textual.timer import Timer
from textual.widgets import Static

from scrutiny_tui.acts.history import Undone
from scrutiny_tui.domain.held_key import SLOW_SECONDS, Press
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.rounds import Round, Turnout
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.domain.voting import reveal, turnout
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.screens.reveal import ABOUT_SHOWING, SHOW_IT
from scrutiny_tui.tui.screens.workshop_page import EVERYWHERE, WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.widgets.texts import retell
from scrutiny_tui.view.notices import ask_anyway, exposed, from_before, taken_back

VOTING: Final = (
    Command("reveal", letter("r"), "Result", "Show the result to the room.", footer=True),
    Command("ways", letter("m"), "Ways to answer", "Go on answering in another way; what is in stays in."),
    *EVERYWHERE,
    Command("back", "escape", "Leave answering", "Back to the step; the answers that are in are kept."),
)
"""What every page that takes answers offers."""

GO_ON: Final = "No, go on answering"
"""The safe choice of every question whether to leave."""

LEAVE: Final = "Yes, leave for now"

_ABOUT: Final = {
    LEAVE: "No goes on answering. Yes leaves this page; the answers that are in are kept and wait with their step.",
    SHOW_IT: ABOUT_SHOWING,
}
"""What becomes of the choices, by what is said yes to."""

_ABOUT_OTHERS: Final = "No goes on answering. Yes leaves this page; the answers that are in are kept."

_DROPPED: Final = " What was keyed and is not in is dropped."

HELD_ONCE: Final = "A key was held down: it counted once."

_MOVING: Final = frozenset({"up", "down", "left", "right", "pageup", "pagedown", "home", "end"})
"""The keys that answer nothing and may be held down."""

ALL_ABSENT: Final = "Everybody is marked absent. Press w to say who is here."


class VotingPage(WorkshopPage):
    """Takes answers on an item. Nothing on it tells how anybody answered."""

    CSS_PATH = styles("voting")
    way: ClassVar[PageName]
    """Which way to answer it is."""

    _unsure: tuple[str, Timer | None] = ("", None)
    """The key that acts in a moment, unless it turns out to be held down."""

    def begin(self) -> None:
        super().begin()
        self.desk.way = self.way
        if self.attempt(self.workshop.open_round, self.place.item):
            self.opened()
            if told := from_before(self.workshop.session, self.place.item):
                self.tell(told)

    def tell_first(self, *messages: str) -> None:
        super().tell_first(*map(self.told_of_files, messages))

    def told_of_files(self, told: str) -> str:
        return self.workshop.without_paths(told)

    def opened(self) -> None:
        """Show the vote that is now open."""

    @property
    def open_now(self) -> Round:
        """The item's open round."""
        return self.workshop.open_round(self.place.item)

    @property
    def turnout(self) -> Turnout:
        """How far the vote is."""
        return turnout(self.workshop.session, self.place.item)

    @property
    def voters(self) -> tuple[Voter, ...]:
        """The people who answer, in the order of the list."""
        return tuple(voter for voter in self.workshop.session.voters.values() if voter.casts)

    def whose_slips(self) -> str:
        """Return the heading of the list of people; where only totals are kept a slip is nobody's."""
        totals = self.workshop.session.details.secrecy is Secrecy.TOTALS
        return "Slips, in any order" if totals else "Slip of"

    def echo(self, text: str) -> None:
        """Say what was just done, until the next key; never how anybody answered."""
        retell(self.query_one("#echo", Static), text)

    def takes(
        self, event: KeyPress, *, echoes: bool = False, repeats: bool = False, waits: bool = True
    ) -> bool:
        """Tell whether a key is to act now: not if it is held down, and not before that is sure.

        One that `repeats` acts as often as it comes; one that does not wait acts where it is not sure. What was echoed
        goes with any other key, before that key does anything; but for a key that always `echoes` something itself, for
        which the line is drawn once instead of twice.
        """
        press = self.desk.press_of(event.key, event.time)
        if repeats or event.key in _MOVING or (press is Press.UNSURE and not waits):
            press = Press.AGAIN
        if press is Press.HELD:
            self._forget_unsure()
            # What the key did when it was pressed may still wait with the app.
            self.app.call_later(self.echo, HELD_ONCE)
        else:
            self._act_on_unsure()
        if press is Press.AGAIN:
            if not echoes:
                self.echo("")
            return True
        event.stop()
        event.prevent_default()
        if press is Press.UNSURE:
            self._unsure = event.key, self.set_timer(SLOW_SECONDS, self._act_on_unsure)
        return False

    def _act_on_unsure(self) -> None:
        key = self._forget_unsure()
        if key:
            self.act_later(key)

    def _forget_unsure(self) -> str:
        (key, timer), self._unsure = self._unsure, ("", None)
        if timer is not None:
            timer.stop()
        return key

    def act_later(self, key: str) -> None:
        """Do what a key does on this page, after all that was pressed before it."""
        self.app.call_later(self._act_on, key)

    async def _act_on(self, key: str) -> None:
        bound = self.active_bindings.get(key)
        if bound is not None and bound.enabled:
            await self.app.run_action(bound.binding.action, bound.node)

    def private_notes(self) -> str | None:
        if told := from_before(self.workshop.session, self.place.item):
            return told
        people = self.workshop.session.voters
        missing = [people[voter].label for voter in self.workshop.waiting(self.place.item)]
        return f"Not in yet: {', '.join(missing)}." if missing else "Everybody who is here is in."

    def take_back(self) -> Voter | None:
        """Undo the latest act and say what was taken back; return whom it was about, None if it was nobody."""
        found: list[Undone | None] = []
        if not self.attempt(lambda: found.append(self.workshop.undo(self.place.item))):
            return None
        undone = found[0]
        self.echo(taken_back(undone))
        return undone.voter if undone else None

    def what_is_in(self) -> str:
        """Return how much is in, such as "2 answers are in"; empty if nothing is."""
        answered = self.turnout.given
        return f"{several(answered, 'answer is', 'answers are')} in" if answered else ""

    def action_ways(self) -> None:
        from scrutiny_tui.tui.screens.ways import ask_way

        def take(way: PageName) -> None:
            self.ask_to_drop("Answer in another way?", "Yes", lambda: self.go(way), self.unkept())

        ask_way(self, take, now=self.way)

    def action_reveal(self) -> None:
        turnout = self.turnout
        if turnout.given:
            self.ask_result(turnout, self.show_result, self.unkept())
        elif turnout.everybody_absent:
            self.echo(ALL_ABSENT)
        else:
            self.echo("Nobody has answered yet, so there is no result to show.")

    def ask_result(self, turnout: Turnout, show: Callable[[], None], lost: str = "") -> None:
        """Show the result, asking first where somebody is missing or what was keyed would be lost."""
        question = ask_anyway(turnout)
        if question:
            self._ask(question, SHOW_IT, show, lost, exposed(self.workshop, turnout))
        else:
            self.ask_to_drop("Show the result?", SHOW_IT, show, lost)

    def show_result(self) -> None:
        """Show the result to the room."""
        if self.change(reveal, self.place.item):
            self.go(PageName.RESULT)

    def action_back(self) -> None:
        self.ask_leave(PageName.STEP, self.item.step or None)

    def leave_for(self, page: PageName) -> None:
        self.ask_leave(page, self.item.step or None)

    def action_home(self) -> None:
        self.ask_to_drop("Close this workshop?", "Yes, close it", super().action_home, self.unkept())

    def action_close_up(self) -> None:
        self.ask_to_drop("Close this workshop?", "Yes, close it", super().action_close_up, self.unkept())

    def action_details(self) -> None:
        self.ask_to_drop("Leave answering?", LEAVE, super().action_details, self.unkept())

    def leave_for_step(self, number: int) -> None:
        self.ask_leave(PageName.STEP, number)

    def ask_leave(self, page: PageName, item: int | None = None) -> None:
        """Leave for another page, asking first where somebody has answered or something that was keyed would be lost."""
        is_in = self.what_is_in()

        def leave() -> None:
            self.go(page, item)

        if is_in:
            self._ask(f"Leave answering? {is_in}, and kept.", LEAVE, leave, self.unkept())
        else:
            self.ask_to_drop("Leave answering?", LEAVE, leave, self.unkept())

    def ask_to_drop(self, question: str, yes: str, act: Callable[[], None], lost: str) -> None:
        """Do something that leaves the page; ask first where something that was keyed would be lost."""
        if lost:
            self._ask(question, yes, act, lost)
        else:
            act()

    def _ask(self, question: str, yes: str, act: Callable[[], None], lost: str, told: str = "") -> None:
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        def decide(choice: str | None) -> None:
            if choice == "yes":
                act()

        agreed = f"{yes}, and drop what was keyed" if lost else yes
        about = _ABOUT.get(yes, _ABOUT_OTHERS) + (_DROPPED if lost else "")
        known = " ".join(filter(None, (lost, told)))
        choices = (("no", GO_ON), ("yes", agreed))
        self.app.push_screen(AskDialog(question, choices, known, about=about), decide)


def how_many_in(turnout: Turnout, what: str = "in") -> str:
    """Return how many are in and how many are absent, such as "14 of 15 in · 1 absent"."""
    absent = f" · {turnout.absent} absent" if turnout.absent else ""
    return f"{turnout.given} of {turnout.asked} {what}{absent}"
