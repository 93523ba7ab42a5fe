"""The action plan: what will be done, for whom, by which role, by when; and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from textual import on
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from scrutiny_tui.acts.act import Act, Given
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.follow_up_acts import set_action_status, what_changed
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import gone_through, move_action, under_review, why_full
from scrutiny_tui.domain.phrases import item_name, where_in
from scrutiny_tui.domain.session import Action, PageName, Place
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.screens.navigation import (
    CLOSING_BY_KEY,
    FURTHER,
    everywhere_but,
    go_back,
    page_at,
    taking,
)
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Rows
from scrutiny_tui.tui.widgets.drawn_blocks import BlockView
from scrutiny_tui.tui.widgets.texts import PointerList, options
from scrutiny_tui.view.accords import hands_raised
from scrutiny_tui.view.page_view import Block, Pointer, Pointers, Shown
from scrutiny_tui.view.page_view import Rows as Listed
from scrutiny_tui.view.pages import page
from scrutiny_tui.view.result_pages import PLAN_HEADER, actions_in

_ADD: Final = "add"


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
            "leave_for('read-back')",
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
        *everywhere_but("leave_for('plan')", "leave_for('read-back')", "close_up"),
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


class FollowUpPage(WorkshopPage):
    """What became of one action after another: six months on, or before a workshop that follows another.

    The actions of an earlier workshop are gone through once, before the room is ready; after that they are in the plan.
    Six months on the room looks on, and the last page is about what changed for children.
    """

    CSS_PATH = styles("day")
    page_name = PageName.FOLLOW_UP
    commands: ClassVar[tuple[Command, ...]] = (
        taking(
            "What happened?",
            "Save how far this action is; on the last page, what changed for children.",
            now=lambda page: "" if page.action else "Write",
        ),
        Command("next", "right,pagedown", "Next", "Go on to the next action.", footer=True, priority=True),
        Command("previous", "left,pageup", "Action before", "Go back to the action before.", priority=True),
        Command(
            "skip",
            "end",
            "Skip the rest",
            "Leave the rest of these actions as they are. They stay in the action plan.",
            footer=True,
            when=lambda page: page.is_earlier,
            short="Skip",
        ),
        *FURTHER,
        Command(
            "back", "escape", "Back", "Go back to the page before, or close a workshop that has just begun."
        ),
        CLOSING_BY_KEY,
        *everywhere_but("close_up"),
    )
    help_text = (
        "The actions one after another. Press Enter to say what happened: status, evidence, and what cabinet or a partner "
        "answered. Six months on, everyone sees this page, and the last one asks what changed for children."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        """Take the place to go on with, if the actions come from an earlier workshop."""
        super().__init__(desk, workshop, place)
        self.is_earlier = bool(workshop.to_go_through)
        """Whether they come from the earlier workshop."""
        self._at = 0 if self.is_earlier else place.leaf

    @property
    def action(self) -> Action | None:
        """The action that is shown; None behind the last one."""
        return next(iter(under_review(self.workshop.session)[self._at :]), None)

    @property
    def _shown(self) -> Shown:
        return Shown(Place(PageName.FOLLOW_UP, self.place.item, self._at), scrolled=self.scrolled)

    def public(self) -> Shown:
        return Shown(Place()) if self.is_earlier else self._shown

    def heading(self) -> tuple[str, str, str]:
        title, owner, where = super().heading()
        earlier = where_in(self.workshop.session, "Actions from last time")
        return title, owner, earlier if self.is_earlier else where

    def blocks(self) -> Iterable[Block]:
        return page(self.workshop.session, self._shown).blocks

    def here(self) -> Given:
        return {**super().here(), "action": self.action}

    async def _turn(self, by: int) -> None:
        self._at += by
        if not self.is_earlier:
            self.attempt(self.workshop.move_to, self._shown.place)
        view = self.query_one(BlockView)
        await view.show(self.blocks())
        view.scroll_home(animate=False)
        self.refresh_keys()

    async def action_next(self) -> None:
        if self.read_on(1):
            return
        if self._at + self.is_earlier < len(under_review(self.workshop.session)):
            await self._turn(1)
        elif self.is_earlier:
            self.action_skip()
        else:
            self.action_close_up()

    async def action_previous(self) -> None:
        if not self.read_on(-1) and self._at:
            await self._turn(-1)

    def action_take(self) -> None:
        self.begin_act(set_action_status if self.action else what_changed)

    def action_skip(self) -> None:
        if self.change(gone_through) and self.attempt(self.workshop.move_to, self.place):
            self.replace_with(page_at(self.desk, self.workshop, self.place))

    def action_back(self) -> None:
        self.action_ask_home() if self.is_earlier else go_back(self)
