"""The pages about all steps: where the committee agrees and diverges, and the check of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar, Final

from textual import on
from textual.events import Resize
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.act import Given
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.dialogs.dialog import TellingDialog
from scrutiny_tui.tui.screens.navigation import CLOSING_BY_KEY, everywhere_but, go, go_back, possible, taking
from scrutiny_tui.tui.screens.workshop_page import REDRAWN_EVERY, WorkshopPage
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Key, Rows
from scrutiny_tui.tui.widgets.marks import StandingList, StepChosen
from scrutiny_tui.tui.widgets.texts import options
from scrutiny_tui.view import result_pages
from scrutiny_tui.view.page_view import Block, Shown
from scrutiny_tui.view.page_view import Rows as Listed
from scrutiny_tui.view.result_words import FAIR


class OverviewPage(WorkshopPage):
    """Where the room agrees and where it diverges, over all steps."""

    CSS_PATH = styles("results")
    reads_on = True
    page_name = PageName.OVERVIEW
    commands: ClassVar[tuple[Command, ...]] = (
        Command("open", "enter", "Open", "Open the step.", footer=True),
        Command("cursor(-1)", "up", "Step above", "Move the cursor up."),
        Command("cursor(1)", "down", "Step below", "Move the cursor down."),
        Command(
            "leave_for('plan')",
            f"right,pagedown,{letter('p')}",
            "Action plan",
            "Go on to the action plan.",
            footer=True,
        ),
        Command("previous", "left,pageup,escape", "Back", "Go back to the page before."),
        Command(
            "staircase",
            letter("s"),
            "Staircase",
            "Show the six steps as a staircase, or by how far you agree.",
        ),
        Command("queue", "", "All there is to talk about", "Read the whole list with the reasons."),
        Command("whole", "", "Where you got to", "Read what is done, agreed and still to come."),
        CLOSING_BY_KEY,
        *everywhere_but("leave_for('overview')", "leave_for('plan')", "close_up"),
    )
    help_text = (
        "All six steps, with how people answered and what you agreed. The list below shows what to talk about next, "
        "starting where views differ most."
    )

    cursor: reactive[int] = reactive(0, init=False)
    """The place of the step under the cursor, counted from 0."""

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self.set_reactive(OverviewPage.cursor, place.item - 1)
        self.is_staircase = False

    def begin(self) -> None:
        super().begin()
        self.set_interval(REDRAWN_EVERY, self.written)

    def here(self) -> Given:
        return {"step": self.workshop.session.wording.item(self.cursor + 1)}

    def public(self) -> Shown:
        return Shown(replace(self.place, item=self.cursor + 1))

    def blocks(self) -> Iterable[Block]:
        session = self.workshop.session
        if self.is_staircase:
            return result_pages.staircase_page(session, self.public())
        return result_pages.overview_page(session, self.public(), self.workshop.now())

    def leave_for(self, page: PageName) -> None:
        self.go(page, self.cursor + 1)

    watch_cursor = WorkshopPage.written

    def action_cursor(self, by: int) -> None:
        """Move the cursor a line, in the order in which the steps are shown; beyond the last one read on."""
        order = (
            [*reversed(range(self.last_item))] if self.is_staircase else self.query_one(StandingList).order
        )
        at = order.index(self.cursor) + by
        if 0 <= at < len(order):
            self.cursor = order[at]
        if at < len(order):
            self._scroll.scroll_home(animate=False)
        else:
            self.read_on(1)

    def lead_keys(self) -> tuple[Key, ...]:
        return (Key("↓", "More", "cursor(1)"),) if self.is_more_below else ()

    def action_staircase(self) -> None:
        self.is_staircase = not self.is_staircase
        self.written()

    @on(StepChosen)
    def _choose(self, event: StepChosen) -> None:
        self.cursor = event.place
        self.action_open()

    def action_open(self) -> None:
        item = self.cursor + 1
        self.go(PageName.RESULT if self.workshop.session.revealed(item) else PageName.STEP, item)

    def action_previous(self) -> None:
        before = self.desk.came_from.get(PageName.OVERVIEW) or Place(PageName.STEP, self.place.item)
        self.attempt(go, self, self.desk, self.workshop, possible(self.workshop, before))

    def action_queue(self) -> None:
        text = "\n".join(result_pages.topic_lines(self.workshop.session)) or "Nothing stands out."
        self.app.push_screen(TellingDialog("All there is to talk about", text))

    def action_whole(self) -> None:
        self.app.push_screen(TellingDialog("Where you got to", result_pages.so_far(self.workshop.session)))


_VIEW: Final = "view-"


class ReadBackPage(WorkshopPage):
    """What is read out at the end. Enter on a step opens its agreed position, on an action the plan."""

    CSS_PATH = styles("day")
    AUTO_FOCUS = "OptionList"
    page_name = PageName.READ_BACK
    commands: ClassVar[tuple[Command, ...]] = (
        taking("Change", "Change the agreed position on this step, or open the action plan."),
        replace(CLOSING_BY_KEY, keys=f"right,pagedown,{CLOSING_BY_KEY.keys}", short="", priority=True),
        Command(
            "back", "escape,left,pageup", "Back", "Go back to the page before.", footer=True, priority=True
        ),
        *everywhere_but("leave_for('read-back')", "close_up"),
    )
    help_text = (
        "Read out the agreed positions and the actions. Ask if this is a fair record. Press Enter to change a position, or "
        "to open the action plan. Everyone sees this page."
    )

    def body(self) -> Iterable[Widget]:
        yield Static(FAIR, classes="heading")
        yield Rows(markup=False)

    def begin(self) -> None:
        super().begin()
        self.written()

    @on(Resize)
    def written(self) -> None:
        """Write the rows as they are now; the cursor stays on its row, and begins on the step the room was at."""
        shown, session, width = self.query_one(Rows), self.workshop.session, self.app.size.width
        rows = [
            *options(Listed(result_pages.positions_in(session), result_pages.POSITIONS_HEADER), width),
            Option("", disabled=True),
            *options(Listed(result_pages.actions_in(session), result_pages.PLAN_HEADER), width),
        ]
        shown.refill(rows, self.place.item if shown.highlighted is None else shown.highlighted)

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        step = self._step()
        if step:
            self.place = replace(self.place, item=step)

    @on(OptionList.OptionSelected)
    def action_take(self) -> None:
        if self.workshop.read_only:
            return
        if self._step():
            self.action_act("agree")
        else:
            self.go(PageName.PLAN)

    def _step(self) -> int:
        """Return the number of the step under the cursor; 0 on an action."""
        found = self.query_one(OptionList).highlighted_option
        key = (found.id or "") if found else ""
        return int(key.removeprefix(_VIEW)) if key.startswith(_VIEW) else 0

    def here(self) -> Given:
        return super().here() if self._step() else {}

    def action_back(self) -> None:
        go_back(self)
