"""The read-back: the shared views and the actions on one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar, Final

from textual import on
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.act import Given
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.action_rows import action_row, hanging
from scrutiny_tui.tui.screens.afterwards import go_back
from scrutiny_tui.tui.screens.page_commands import CLOSING_BY_KEY, EVERYWHERE, taking
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.widgets.forms import Rows
from scrutiny_tui.view.phrases import FAIR, NO_ACTION, view_of

_VIEW: Final = "view-"
_HERE: Final = frozenset({"read_back", "close_up"})
"""What this page offers in a manner of its own."""


class ReadBackPage(WorkshopPage):
    """What is read out at the end. Enter on a step opens its shared view, on an action the plan."""

    CSS_PATH = styles("day")
    AUTO_FOCUS = "OptionList"
    page_name = PageName.READ_BACK
    shows_steps = False
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

    def heading(self) -> tuple[str, str, str]:
        title, council, _where = super().heading()
        return title, council, "Read-back"

    def body(self) -> Iterable[Widget]:
        yield Static(FAIR, classes="heading")
        yield Rows(markup=False)

    def begin(self) -> None:
        super().begin()
        self.written()

    @on(Resize)
    def written(self) -> None:
        """Write the rows as they are now; the cursor stays on its row, and begins on the step the room was at."""
        session, shown = self.workshop.session, self.query_one(OptionList)
        at = shown.highlighted
        rows = [self._view(item) for item in session.wording.items]
        rows += [action_row(session, action, self.app.size.width) for action in session.actions.values()]
        if not session.actions:
            rows.append(Option(NO_ACTION, id="none"))
        shown.clear_options()
        shown.add_options(rows)
        shown.highlighted = self.place.item - 1 if at is None else min(at, len(rows) - 1)

    def _view(self, item: Item) -> Option:
        session = self.workshop.session
        text = hanging(f"{item.id}  ", item.title, view_of(session, item), self.app.size.width)
        return Option(text, id=f"{_VIEW}{item.number}")

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
