"""The read-back: the shared views and the actions on one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar, Final

from textual import on
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import OptionList, Static

from scrutiny_tui.acts.act import Given
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.afterwards import go_back
from scrutiny_tui.tui.screens.page_commands import CLOSING_BY_KEY, EVERYWHERE, taking
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.widgets.forms import Rows
from scrutiny_tui.tui.widgets.texts import options
from scrutiny_tui.view.result_pages import read_back_rows
from scrutiny_tui.view.result_words import FAIR

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
            footer=True, priority=True,
        ),
        *(each for each in EVERYWHERE if each.action not in _HERE),
    )  # fmt: skip
    BINDINGS = bindings(commands)
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
        shown = self.query_one(OptionList)
        at, rows = shown.highlighted, options(read_back_rows(self.workshop.session), self.app.size.width)
        shown.clear_options()
        shown.add_options(rows)
        shown.highlighted = self.place.item - 1 if at is None else min(at, len(rows) - 1)

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
