"""The open actions of the workshop that this one follows, gone through before anything else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import OptionList, Static

from scrutiny_tui.acts.act import Act, Given
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.plan_acts import set_action_status
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import gone_through
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.session import Place
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.navigation import page_at
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.widgets.forms import Rows
from scrutiny_tui.tui.widgets.texts import options
from scrutiny_tui.view.page_view import Shown
from scrutiny_tui.view.result_pages import action_row


class EarlierActionsPage(WorkshopPage):
    """What became of each action: done, still open, dropped. Going on once is enough; then they are in the plan."""

    CSS_PATH = styles("day")
    AUTO_FOCUS = "OptionList"
    shows_place = False
    meets_break = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "take",
            "enter",
            "What became of it",
            set_action_status.help,
            footer=True,
        ),
        Command(
            "next",
            "right,pagedown",
            "Go on",
            "Go on; they are in the plan from now on.",
            footer=True,
            priority=True,
        ),
        Command("back", "escape", "Back to the start page", "Close this workshop. Everything is saved."),
    )
    BINDINGS = bindings(commands)
    help_text = (
        "The actions that were open when the earlier workshop was put away. Enter asks what became of the one under the "
        "cursor. They are shown first until you go on; after that they are in the plan."
    )

    def __init__(self, desk: Desk, workshop: Workshop, target: Place) -> None:
        """Take the place to go on with."""
        super().__init__(desk, workshop, target)

    def heading(self) -> tuple[str, str, str]:
        title, council, _where = super().heading()
        return title, council, "Earlier actions"

    def body(self) -> Iterable[Widget]:
        follows = self.workshop.session.follows
        when = f" of {day(follows.date)}" if follows else ""
        yield Static("What became of them?", classes="heading")
        yield Static(f"Open when the workshop{when} was put away:")
        yield Rows(markup=False)

    def begin(self) -> None:
        super().begin()
        self._fill(0)

    @on(Resize)
    def _fill_again(self) -> None:
        """Break the rows for the room that there is now."""
        self._fill(self.query_one(OptionList).highlighted or 0)

    def public(self) -> Shown:
        """Return the first page: this is gone through before the room is ready."""
        return Shown(Place())

    def _fill(self, at: int) -> None:
        shown, found = self.query_one(OptionList), self.workshop.to_go_through
        shown.clear_options()
        rows = (action_row(self.workshop.session, action) for action in found)
        shown.add_options(options(rows, self.app.size.width))
        shown.highlighted = min(at, len(found) - 1) if found else None

    def here(self) -> Given:
        found = self.query_one(OptionList).highlighted_option
        return {"action": self.workshop.session.actions[int(found.id or 0)]} if found else {}

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        if not self.workshop.read_only:
            self.begin_act(set_action_status)

    def acted(self, act: Act) -> None:
        self._fill((self.query_one(OptionList).highlighted or 0) + 1)

    def action_take(self) -> None:
        self.query_one(OptionList).action_select()

    def action_next(self) -> None:
        if self.change(gone_through) and self.attempt(self.workshop.move_to, self.place):
            self.replace_with(page_at(self.desk, self.workshop, self.place))

    def action_back(self) -> None:
        self.action_home()
