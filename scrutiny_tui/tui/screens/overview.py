"""The pages about all steps: the staircase of six, and the read-back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar, Final

from textual import on
from textual.events import Resize
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import OptionList, Static

from scrutiny_tui.acts.act import Given
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.dialogs.dialog import TellingDialog, ask
from scrutiny_tui.tui.screens.navigation import CLOSING_BY_KEY, EVERYWHERE, go, go_back, possible, taking
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.forms import Rows
from scrutiny_tui.tui.widgets.marks import StandingList
from scrutiny_tui.tui.widgets.staircase import Staircase
from scrutiny_tui.tui.widgets.texts import options
from scrutiny_tui.view.page_view import Block, Shown
from scrutiny_tui.view.result_pages import overview_page, read_back_rows, so_far, staircase_page, topic_lines
from scrutiny_tui.view.result_words import FAIR

_REDRAWN_EVERY: Final = 30
"""Seconds until the time left is told anew."""


class OverviewPage(WorkshopPage):
    """Where the room agrees and where it diverges, over all steps."""

    page_name = PageName.OVERVIEW
    commands: ClassVar[tuple[Command, ...]] = (
        Command("open", "enter", "Open", "Open the step under the cursor.", footer=True),
        Command("cursor(-1)", "up", "Step above", "Move the cursor up."),
        Command("cursor(1)", "down", "Step below", "Move the cursor down."),
        Command("next", "right,pagedown", "Go on", "Go on to the plan.", footer=True),
        Command("previous", "left,pageup", "Back", "Back to where the room was."),
        Command(
            "staircase",
            letter("s"),
            "Staircase",
            "Show the six steps as a staircase, or as they agree and diverge.",
        ),
        Command("queue", "", "All there is to talk about", "Read the whole list, each with its reason."),
        Command("whole", "", "Where you got to", "Read what is done, agreed and still to come."),
        Command(
            "home",
            "escape",
            "Close",
            "Close this workshop and go to the start page. Everything is saved.",
            footer=True,
        ),
        CLOSING_BY_KEY,
        *(command for command in EVERYWHERE if command.action not in {"overview", "home", "close_up"}),
    )
    help_text = (
        "Each step with its answers, from the first statement to the third, the sentence, and the shared view. "
        "What to talk about next stands below, most divergent first, with the reason."
    )

    cursor: reactive[int] = reactive(0, init=False)
    """The place of the step under the cursor, counted from 0."""

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self.set_reactive(OverviewPage.cursor, place.item - 1)
        self.is_staircase = False

    def begin(self) -> None:
        super().begin()
        self.set_interval(_REDRAWN_EVERY, self.written)

    def here(self) -> Given:
        return {"step": self.workshop.session.wording.item(self.cursor + 1)}

    def public(self) -> Shown:
        return Shown(replace(self.place, item=self.cursor + 1))

    def blocks(self) -> Iterable[Block]:
        session = self.workshop.session
        if self.is_staircase:
            return staircase_page(session, self.public())
        return overview_page(session, self.public(), self.workshop.now())

    def leave_for(self, page: PageName) -> None:
        self.go(page, self.cursor + 1)

    def watch_cursor(self, _cursor: int) -> None:
        self.written()

    def action_cursor(self, by: int) -> None:
        """Move the cursor a line, in the order in which the steps are shown."""
        order = (
            [*reversed(range(self.last_item))] if self.is_staircase else self.query_one(StandingList).order
        )
        at = min(max(order.index(self.cursor) + by, 0), len(order) - 1)
        self.cursor = order[at]

    def action_staircase(self) -> None:
        self.is_staircase = not self.is_staircase
        self.written()

    @on(StandingList.Chosen)
    @on(Staircase.Chosen)
    def _choose(self, event: Staircase.Chosen | StandingList.Chosen) -> None:
        self.cursor = event.place
        self.action_open()

    def action_open(self) -> None:
        item = self.cursor + 1
        self.go(PageName.RESULT if self.workshop.session.revealed(item) else PageName.STEP, item)

    def action_previous(self) -> None:
        before = self.desk.came_from.get(PageName.OVERVIEW) or Place(PageName.STEP, self.place.item)
        self.attempt(go, self, self.desk, self.workshop, possible(self.workshop, before))

    def action_home(self) -> None:
        choices = {
            "Close and write the report": self.action_close_up,
            "Close": super().action_home,
            "Stay": None,
        }
        ask(self, "Close this workshop?", choices, "Everything is kept.")

    def action_next(self) -> None:
        self.action_plan()

    def action_queue(self) -> None:
        text = "\n".join(topic_lines(self.workshop.session)) or "Nothing stands out."
        self.app.push_screen(TellingDialog("All there is to talk about", text))

    def action_whole(self) -> None:
        self.app.push_screen(TellingDialog("Where you got to", so_far(self.workshop.session)))


_VIEW: Final = "view-"
_HERE: Final = frozenset({"read_back", "close_up"})
"""What this page offers in a manner of its own."""


class ReadBackPage(WorkshopPage):
    """What is read out at the end. Enter on a step opens its shared view, on an action the plan."""

    CSS_PATH = styles("day")
    AUTO_FOCUS = "OptionList"
    page_name = PageName.READ_BACK
    commands: ClassVar[tuple[Command, ...]] = (
        taking("Change", "Open the shared view of the step under the cursor, or the plan."),
        Command(
            "back", "escape,left,pageup", "Back", "Back to where the room was.", footer=True, priority=True
        ),
        Command(
            "close_up", f"{CLOSING_BY_KEY.keys},right,pagedown", CLOSING_BY_KEY.title, CLOSING_BY_KEY.help,
            footer=True, priority=True
        ),
        *(each for each in EVERYWHERE if each.action not in _HERE),
    )  # fmt: skip
    help_text = (
        "Read out the shared views and the actions, and ask whether this is a fair record. Enter, or g, opens the shared "
        "view of the step under the cursor; on an action Enter leads to the plan. The room sees this page."
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
        shown = self.query_one(Rows)
        rows = options(read_back_rows(self.workshop.session), self.app.size.width)
        shown.refill(rows, self.place.item - 1 if shown.highlighted is None else shown.highlighted)

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
