"""The staircase of six, and what to talk about next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.domain.results import ItemResult
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.report.phrases import no_result_yet
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.navigation import go, possible
from scrutiny_tui.tui.screens.workshop_page import EVERYWHERE, WorkshopPage
from scrutiny_tui.tui.text import words
from scrutiny_tui.tui.widgets.staircase import Stair, Staircase

MOST_TOPICS = 4
"""More would be a list, not a next thing."""


class OverviewPage(WorkshopPage):
    """Where the room agrees and where it diverges, over all steps."""

    shows_steps = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command("open", "enter", "Open", "Open the step under the cursor.", footer=True),
        Command("cursor(1)", "up", "Step above", "Move the cursor up the stairs.", footer=True),
        Command("cursor(-1)", "down", "Step below", "Move the cursor down the stairs."),
        Command("previous", "left,pageup", "Back", "Back to where the room was."),
        Command("whole", "", "Where you got to", "Read what is done, agreed and still to come."),
        Command(
            "home", "escape", "Close this workshop", "Go to the start page. Everything is saved.", footer=True
        ),
        *(command for command in EVERYWHERE if command.action not in {"overview", "home"}),
    )
    BINDINGS = bindings(commands)
    help_text = (
        "Each step with its answers, from the first statement to the third, the sentence, and the shared view. "
        "What to talk about next stands below, most divergent first, with the reason."
    )

    cursor: reactive[int] = reactive(0, init=False)
    """The place of the step under the cursor, counted from 0."""

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self.set_reactive(OverviewPage.cursor, place.item - 1)

    def heading(self) -> tuple[str, str, str]:
        title, council, _where = super().heading()
        return title, council, "Overview"

    def body(self) -> Iterable[Widget]:
        yield Staircase()
        yield Static(self._next(), id="next")

    def on_mount(self) -> None:
        super().on_mount()
        steps = (each for each in self.workshop.results() if not each.item.step)
        self._stairs.stairs = tuple(self._stair(each) for each in steps)
        self._stairs.cursor = self.cursor

    @property
    def _stairs(self) -> Staircase:
        return self.query_one(Staircase)

    def _stair(self, each: ItemResult) -> Stair:
        latest = each.latest
        levels = self.workshop.session.wording.levels
        view = ""
        if each.agreed:
            view = levels[each.agreed.level - 1].short if each.agreed.level else "not agreed"
        told = latest.sentence if latest else self._not_yet(each)
        return Stair(each.item.number, each.item.title, latest.counts if latest else None, told, view)

    def _not_yet(self, each: ItemResult) -> str:
        if each.agreed and self.workshop.session.details.mode is Mode.COLLECTIVE:
            return f"Agreed as a collective, {each.agreed.how.value}."
        return no_result_yet(self.workshop.session, each.item.number) or "Not yet answered."

    def _next(self) -> Content:
        topics = self.workshop.talk_next()
        heading = Content.styled("Talk about next: ", "bold $primary")
        if not topics:
            if self.workshop.session.details.mode is Mode.COLLECTIVE:
                return self._to_agree(heading)
            done = any(each.latest for each in self.workshop.results())
            return Content.assemble(heading, "nothing stands out." if done else "answer a step first.")
        told = [f"{topic.item.id} {topic.item.short}: {topic.reason}" for topic in topics[:MOST_TOPICS]]
        more = len(topics) - MOST_TOPICS
        if more > 0:
            told.append(f"and {more} more")
        return Content.assemble(heading, words(" · ".join(told)))

    def _to_agree(self, heading: Content) -> Content:
        left = [f"{each.item.id} {each.item.short}" for each in self.workshop.results() if not each.agreed]
        return Content.assemble(heading, words(" · ".join(left)) if left else "every step has a shared view.")

    def watch_cursor(self, cursor: int) -> None:
        self._stairs.cursor = cursor

    def action_cursor(self, by: int) -> None:
        self.cursor = min(max(self.cursor + by, 0), self.last_item - 1)

    @on(Staircase.Chosen)
    def _choose(self, event: Staircase.Chosen) -> None:
        self.cursor = event.place
        self.action_open()

    def action_open(self) -> None:
        item = self.cursor + 1
        self.go(PageName.RESULT if self.workshop.session.revealed(item) else PageName.STEP, item)

    def action_previous(self) -> None:
        before = self.desk.before_overview or Place(PageName.STEP, self.place.item)
        self.attempt(go, self, self.desk, self.workshop, possible(self.workshop, before))

    def action_home(self) -> None:
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        def decide(choice: str | None) -> None:
            if choice == "close":
                super(OverviewPage, self).action_home()

        choices = (("stay", "Stay"), ("close", "Close"))
        self.app.push_screen(AskDialog("Close this workshop?", choices, "Everything is kept."), decide)

    def action_whole(self) -> None:
        from scrutiny_tui.tui.dialogs.telling import TellingDialog
        from scrutiny_tui.tui.screens.so_far import so_far

        self.app.push_screen(TellingDialog("Where you got to", so_far(self.workshop.session)))
