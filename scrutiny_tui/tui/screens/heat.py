"""The heat map: where groups, or people by name, stand on every item."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.domain.groups import NO_GROUPS
from scrutiny_tui.domain.heat import HeatMap
from scrutiny_tui.domain.session import Place
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import FILLS, clean
from scrutiny_tui.tui.widgets.heat_grid import HeatGrid


def _has_map(page: Any) -> bool:
    return bool(page.query(HeatGrid))


def _more_below(page: Any) -> bool:
    return any(grid.is_more_below for grid in page.query(HeatGrid))


def _more_right(page: Any) -> bool:
    return any(grid.is_more_right for grid in page.query(HeatGrid))


class HeatPage(WorkshopPage):
    """Items across, the most agreed first; groups or people down, the furthest on first."""

    shows_steps = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command("move(1, 0)", "down", "Further down", "Show the rows below.", footer=True, when=_more_below),
        Command("move(-1, 0)", "up", "Further up", "Show the rows above.", when=_has_map),
        Command(
            "move(0, 1)",
            "right",
            "Further right",
            "Show the columns on the right.",
            footer=True,
            when=_more_right,
        ),
        Command("move(0, -1)", "left", "Further left", "Show the columns on the left.", when=_has_map),
        Command("page(1)", "pagedown", "A page down", "Show the next rows."),
        Command("page(-1)", "pageup", "A page up", "Show the rows before."),
        Command("back", "escape,enter", "Back", "Back to the overview.", footer=True),
    )
    BINDINGS = bindings(commands)
    help_text = (
        "A digit and a fill say which level was chosen; for a group, where its middle answers are. The steps the room "
        "agrees on stand on the left, those on which it diverges on the right."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place, heat: HeatMap) -> None:
        super().__init__(desk, workshop, place)
        self._heat = heat

    def heading(self) -> tuple[str, str, str]:
        title, council, _where = super().heading()
        return title, council, "Heat map"

    def body(self) -> Iterable[Widget]:
        if not self._heat.rows:
            yield Static("Heat map of groups", classes="heading")
            yield Static(NO_GROUPS)
            return
        yield Static(self._legend(), id="legend")
        yield HeatGrid()

    def begin(self) -> None:
        super().begin()
        for grid in self.query(HeatGrid):
            grid.map = self._heat
        self.on_resize()

    def on_resize(self) -> None:
        """Offer the keys that lead to what does not fit now."""
        self.call_after_refresh(self.refresh_keys)

    def _legend(self) -> str:
        levels = self.workshop.session.wording.levels
        told = [f"{level.number} {FILLS[level.number - 1] * 2} {clean(level.short)}" for level in levels]
        return "  ".join([*told, "– no level"])

    def action_move(self, rows: int, columns: int) -> None:
        for grid in self.query(HeatGrid):
            grid.move(rows, columns)
        self.refresh_keys()

    def action_page(self, by: int) -> None:
        for grid in self.query(HeatGrid):
            grid.move(by * grid.rows_shown, 0)
        self.refresh_keys()

    def action_back(self) -> None:
        self.app.pop_screen()
