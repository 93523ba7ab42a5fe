"""The action plan: what will be done, for whom, by which role, by when; and the actions from last time."""

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
from scrutiny_tui.tui.screens.navigation import (
    CLOSING_BY_KEY,
    CLOSING_FIRST,
    EVERYWHERE,
    go_back,
    page_at,
    taking,
)
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.forms import Rows
from scrutiny_tui.tui.widgets.texts import PointerList, options
from scrutiny_tui.view.accords import hands_raised
from scrutiny_tui.view.page_view import Pointer, Pointers, Shown
from scrutiny_tui.view.page_view import Rows as Listed
from scrutiny_tui.view.result_pages import PLAN_HEADER, action_row, actions_in

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
        taking(
            "Edit or add",
            "Edit the action under the cursor; add one on the last line.",
            now=lambda page: "Edit" if page.chosen else "Add",
        ),
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
            "Check the record",
            "Go on to the agreed positions and the actions on one page.",
            footer=True,
            priority=True,
        ),
        Command(
            "back",
            f"escape,left,pageup,{letter('p')}",
            "Back",
            "Go back to the page before.",
            priority=True,
        ),
        CLOSING_BY_KEY,
        *(each for each in EVERYWHERE if each.action not in _HERE),
    )
    help_text = (
        "What will be done, for whom, by which role and by when. Press Enter to edit an action, or to add one on the last "
        "line. Delete only what was a mistake. Everyone sees this page."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        before = desk.came_from.get(PageName.PLAN)
        self._begins_adding = before is not None and before.page is not PageName.OVERVIEW

    def body(self) -> Iterable[Widget]:
        yield PointerList()
        yield Rows(markup=False)

    def begin(self) -> None:
        super().begin()
        self._fill(_ADD if self._begins_adding and not self.workshop.read_only else "")

    @property
    def chosen(self) -> Action | None:
        """The action under the cursor; None on the line that adds one."""
        found = self.query_one(OptionList).highlighted_option
        key = found.id if found else None
        return self.workshop.session.actions.get(int(key)) if key and key != _ADD else None

    @on(Resize)
    def written(self) -> None:
        """Write the rows as they are now; the cursor stays on its row."""
        self._fill(str(self.chosen.id) if self.chosen else _ADD)

    def _fill(self, at: str) -> None:
        """Write the rows; the cursor goes to the row with this id, or to the first."""
        session = self.workshop.session
        rows = options(Listed(actions_in(session), PLAN_HEADER), self.app.size.width)
        if not self.workshop.read_only:
            rows.append(Option(f"+  Add an action for {clean(item_name(self.item))}", id=_ADD))
        keys = [row.id for row in rows]
        self.query_one(Rows).refill(rows, keys.index(at) if at in keys else 0)
        first, priorities = hands_raised(session), self.query_one(PointerList)
        priorities.show(Pointers((Pointer("Priorities", first),)))
        priorities.display = bool(first)

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

    def action_shift(self, by: int) -> None:
        chosen = self.chosen
        if chosen is not None and self.change(move_action, chosen.id, by):
            self.written()

    def action_back(self) -> None:
        go_back(self)


class EarlierActionsPage(WorkshopPage):
    """What happened to each action: done, still open, no longer needed. Going on once is enough; then they are in the plan."""

    CSS_PATH = styles("day")
    AUTO_FOCUS = "OptionList"
    shows_place = False
    called = "Actions from last time"
    meets_break = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "What happened?", set_action_status.help, footer=True),
        Command(
            "next",
            "right,pagedown",
            "Go on",
            "Go on. These actions stay in the action plan.",
            footer=True,
            priority=True,
        ),
        CLOSING_FIRST,
    )
    help_text = (
        "The actions that were still open at the end of the last workshop. Press Enter to say what happened. Then go on: "
        "they stay in the action plan."
    )

    def __init__(self, desk: Desk, workshop: Workshop, target: Place) -> None:
        """Take the place to go on with."""
        super().__init__(desk, workshop, target)

    def body(self) -> Iterable[Widget]:
        follows = self.workshop.session.follows
        when = f" on {day(follows.date)}" if follows else ""
        yield Static("What has happened since?", classes="heading")
        yield Static(f"Still open after the workshop{when}:")
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
        rows = tuple(action_row(self.workshop.session, action) for action in self.workshop.to_go_through)
        self.query_one(Rows).refill(options(Listed(rows, PLAN_HEADER), self.app.size.width), at)

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
