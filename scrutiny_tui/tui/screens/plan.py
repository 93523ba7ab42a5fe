"""The plan: what will be done, by which role, by when; and the open actions of the earlier workshop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from textual import on
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.act import Act, Given
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.plan_acts import set_action_status
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import gone_through, move_action, why_full
from scrutiny_tui.domain.phrases import day, item_name
from scrutiny_tui.domain.session import Action, PageName, Place
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.screens.navigation import CLOSING_BY_KEY, EVERYWHERE, go_back, page_at, taking
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.forms import Rows
from scrutiny_tui.tui.widgets.texts import options
from scrutiny_tui.view.page_view import Shown
from scrutiny_tui.view.result_pages import action_row
from scrutiny_tui.view.result_words import NO_ACTION

_ADD: Final = "add"
_HERE: Final = frozenset({"plan", "read_back", "close_up"})
"""What this page offers in a manner of its own."""


def _on_action(page: Any) -> bool:
    return page.chosen is not None


class PlanPage(WorkshopPage):
    """Every action in the order of the plan, and a line to add one."""

    CSS_PATH = styles("day")
    page_name = PageName.PLAN
    AUTO_FOCUS = "OptionList"
    commands: ClassVar[tuple[Command, ...]] = (
        taking("Change or add", "Change the action under the cursor; add one on the last line."),
        Command(
            "shift(-1)",
            "less_than_sign",
            "Move it up",
            "Move this action up the plan.",
            when=_on_action,
            changes=True,
        ),
        Command(
            "shift(1)",
            "greater_than_sign",
            "Move it down",
            "Move this action down the plan.",
            when=_on_action,
            changes=True,
        ),
        Command(
            "read_back",
            "right,pagedown",
            "Read back",
            "Go on to the shared views and the actions on one page.",
            footer=True,
            priority=True,
        ),
        Command(
            "back",
            f"escape,left,pageup,{letter('p')}",
            "Back",
            "Back to where the room was.",
            footer=True,
            priority=True,
        ),
        CLOSING_BY_KEY,
        *(each for each in EVERYWHERE if each.action not in _HERE),
    )
    help_text = (
        "What will be done: for whom, by which role, by when, how far it is. Enter changes the action under the cursor, "
        "or adds one on the last line. What is dropped stays in the record; Delete is for a mistake. The room sees this page."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        before = desk.came_from.get(PageName.PLAN)
        self._added = False
        self._begins_adding = before is not None and before.page is not PageName.OVERVIEW

    def body(self) -> Iterable[Widget]:
        yield Static("Plan", classes="heading")
        yield Static(NO_ACTION, id="none")
        yield Rows(markup=False)

    def begin(self) -> None:
        super().begin()
        self._fill(_ADD if self._begins_adding and not self.workshop.read_only else "")

    def title_of(self, command: Command) -> str:
        if command.action != "take":
            return super().title_of(command)
        return "Change" if self.chosen else "Add"

    @property
    def chosen(self) -> Action | None:
        """The action under the cursor; None on the line that adds one."""
        found = self.query_one(OptionList).highlighted_option
        key = found.id if found else None
        return self.workshop.session.actions.get(int(key)) if key and key != _ADD else None

    @on(Resize)
    def written(self) -> None:
        """Write the rows as they are now; the cursor stays on its row."""
        chosen, added = self.chosen, self._added
        self._added = False
        last = str(max(self.workshop.session.actions, default=_ADD))
        self._fill(last if added else str(chosen.id) if chosen else _ADD)

    def _fill(self, at: str) -> None:
        """Write the rows; the cursor goes to the row with this id, or to the first."""
        session = self.workshop.session
        actions = (action_row(session, action) for action in session.actions.values())
        rows = options(actions, self.app.size.width)
        if not self.workshop.read_only:
            rows.append(Option(f"+  Add an action for {clean(item_name(self.item))}", id=_ADD))
        keys = [row.id for row in rows]
        self.query_one(Rows).refill(rows, keys.index(at) if at in keys else 0)
        self.query_one("#none").display = not session.actions

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_keys()

    def here(self) -> Given:
        return {**super().here(), "action": self.chosen}

    @on(OptionList.OptionSelected)
    def action_take(self) -> None:
        if not self.workshop.read_only:
            self.action_act("change-action" if self.chosen else "add-action")

    def begin_act(self, act: Act, **known: Any) -> None:
        if act.name != "add-action":
            super().begin_act(act, **known)
        elif told := why_full(self.workshop.session):
            self.warn(told)
        else:
            # A new action says nothing of the one under the cursor.
            super().begin_act(act, action=None, **known)

    def acted(self, act: Act) -> None:
        self._added = act.name == "add-action"
        super().acted(act)

    def action_shift(self, by: int) -> None:
        chosen = self.chosen
        if chosen is not None and self.change(move_action, chosen.id, by):
            self.written()

    def action_back(self) -> None:
        go_back(self)


class EarlierActionsPage(WorkshopPage):
    """What became of each action: done, still open, dropped. Going on once is enough; then they are in the plan."""

    CSS_PATH = styles("day")
    AUTO_FOCUS = "OptionList"
    shows_place = False
    called = "Earlier actions"
    meets_break = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "What became of it", set_action_status.help, footer=True),
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
    help_text = (
        "The actions that were open when the earlier workshop was put away. Enter asks what became of the one under the "
        "cursor. They are shown first until you go on; after that they are in the plan."
    )

    def __init__(self, desk: Desk, workshop: Workshop, target: Place) -> None:
        """Take the place to go on with."""
        super().__init__(desk, workshop, target)

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
        rows = (action_row(self.workshop.session, action) for action in self.workshop.to_go_through)
        self.query_one(Rows).refill(options(rows, self.app.size.width), at)

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
