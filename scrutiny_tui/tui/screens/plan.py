"""The plan: what will be done, by which role, by when."""

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
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import (
    move_action,
    why_full,
)
from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.session import Action, PageName, Place
from scrutiny_tui.tui.commands import Command, bindings, letter
from scrutiny_tui.tui.screens.afterwards import go_back
from scrutiny_tui.tui.screens.page_commands import CLOSING_BY_KEY, EVERYWHERE, taking
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.forms import Rows
from scrutiny_tui.tui.widgets.texts import options
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
    BINDINGS = bindings(commands)
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
        session, shown = self.workshop.session, self.query_one(OptionList)
        actions = (action_row(session, action) for action in session.actions.values())
        rows = options(actions, self.app.size.width)
        if not self.workshop.read_only:
            rows.append(Option(f"+  Add an action for {clean(item_name(self.item))}", id=_ADD))
        keys = [row.id for row in rows]
        shown.clear_options()
        shown.add_options(rows)
        shown.highlighted = (keys.index(at) if at in keys else 0) if keys else None
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
