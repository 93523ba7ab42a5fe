"""What the pages that take answers share: the open vote, leaving only when asked, the reveal, the other ways to answer."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.events import Key as KeyPress
from textual.widgets import Static

from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.report.phrases import several
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.screens.workshop_page import EVERYWHERE, WorkshopPage
from scrutiny_tui.tui.text import words

WAYS: Final = (
    (PageName.ANSWERS, "Slips, this step: one key a slip"),
    (PageName.SLIPS, "Slips, all steps: one person's whole slip at a time"),
    (PageName.ALONE, "Pass the laptop: each person answers alone (up to six people)"),
    (PageName.COUNT, "Headcount: raised hands or cards, counted"),
)
"""The ways to answer; all feed the same vote."""

VOTING: Final = (
    Command("reveal", letter("r"), "Result", "Show the result to the room.", footer=True),
    Command("ways", letter("m"), "Ways to answer", "Go on answering in another way; what is in stays in."),
    *EVERYWHERE,
    Command("back", "escape", "Leave answering", "Back to the step; the answers that are in are kept."),
)
"""What every page that takes answers offers."""


class VotingPage(WorkshopPage):
    """Takes answers on an item. Nothing on it tells how anybody answered."""

    way: ClassVar[PageName]
    """Which way to answer it is."""

    def on_mount(self) -> None:
        super().on_mount()
        self.desk.way = self.way
        if self.attempt(self.workshop.open_round, self.place.item):
            self.opened()

    def opened(self) -> None:
        """Show the vote that is now open."""

    @property
    def open_now(self) -> Round:
        """The item's open round."""
        return self.workshop.open_round(self.place.item)

    @property
    def voters(self) -> tuple[Voter, ...]:
        """The people who answer, in the order of the list."""
        return tuple(voter for voter in self.workshop.session.voters.values() if voter.casts)

    def echo(self, text: str) -> None:
        """Say what was just done; never how anybody answered."""
        self.query_one("#echo", Static).update(words(text))

    def is_held(self, event: KeyPress) -> bool:
        """Say whether a key was held down rather than pressed again; held keys are swallowed."""
        held = self.desk.is_held(event.key, event.time)
        if held:
            event.stop()
            event.prevent_default()
        return held

    def action_ways(self) -> None:
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        ways = [(way.value, text) for way, text in WAYS if way is not self.way]
        self.app.push_screen(AskDialog("Another way to answer", ways, "What is in stays in."), self._take_way)

    def _take_way(self, choice: str | None) -> None:
        if choice is not None:
            self.go(PageName(choice))

    def action_reveal(self) -> None:
        found = self.workshop.session.open_round(self.place.item)
        if found is None or not found.given:
            self.echo("Nobody has answered yet, so there is no result to show.")
        elif self.missing(found):
            self._ask_reveal(found.given, len(self.voters))
        else:
            self._reveal("yes")

    def missing(self, found: Round) -> int:
        """Return how many who are here have not answered, a count that closed the list taken into account."""
        if found.closed:
            return len(self.voters) - found.given - len(found.absent)
        return len(self.workshop.waiting(self.place.item))

    def _ask_reveal(self, answered: int, asked: int) -> None:
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        choices = (("no", "No, go on answering"), ("yes", "Yes, show the result"))
        question = f"{answered} of {asked} are in. Show the result anyway?"
        self.app.push_screen(AskDialog(question, choices), self._reveal)

    def _reveal(self, choice: str | None) -> None:
        if choice == "yes" and self.attempt(self.workshop.reveal, self.place.item):
            self.go(PageName.RESULT)

    def action_back(self) -> None:
        self.ask_leave(PageName.STEP, self.item.step or None)

    def action_overview(self) -> None:
        self.ask_leave(PageName.OVERVIEW, self.item.step or None)

    def leave_for_step(self, number: int) -> None:
        self.ask_leave(PageName.STEP, number)

    def ask_leave(self, page: PageName, item: int | None = None) -> None:
        """Leave for another page, asking first where somebody has answered."""
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        answered = self.open_now.given
        if not answered:
            self.go(page, item)
            return
        question = f"Leave answering? {several(answered, 'answer is', 'answers are')} in, and kept."
        choices = (("no", "No, go on answering"), ("yes", "Yes, leave for now"))

        def leave(choice: str | None) -> None:
            if choice == "yes":
                self.go(page, item)

        self.app.push_screen(AskDialog(question, choices), leave)
