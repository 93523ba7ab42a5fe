"""Pages that show a time and nothing else: when the break ends, and the clock in large letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.time_acts import end_break
from scrutiny_tui.domain.clock import ClockFace
from scrutiny_tui.tui.commands import Command, bindings, letter
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.widgets.big import BigText
from scrutiny_tui.view.page_view import Shown


class BreakPage(WorkshopPage):
    """Opened over the page where the room is; going on takes it away. A restart shows it again."""

    shows_clock = False
    meets_break = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "back",
            "enter,escape,right,pagedown",
            "Go on",
            "End the break and go back to where the room was.",
            footer=True,
        ),
        Command(
            "clock",
            letter("t"),
            "Other time",
            "Say anew how long the break is, or when the room is to be back.",
            footer=True,
        ),
    )
    BINDINGS = bindings(commands)
    help_text = (
        "When the room is to be back. It stays until you go on, also where the program is started again."
    )

    def meet_break(self) -> None:
        """Show the time that the room is to be back by now, where it was changed."""
        self.written()

    def action_clock(self) -> None:
        # The other things about time would not be seen on this page.
        self.action_act("break")

    def public(self) -> Shown:
        return Shown(self.place, on_break=True)

    def action_back(self) -> None:
        # Where nothing can be saved any more, the room goes on all the same.
        if self.workshop.is_stuck or self.attempt(end_break, self.workshop):
            self.app.pop_screen()


class ClockPage(WorkshopPage):
    """The clock in large letters, opened over a page."""

    CSS_PATH = styles("day")
    shows_place = False
    shows_clock = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command("back", "enter,escape", "Back", "Back to the page before; the clock goes on.", footer=True),
        Command(
            "clock",
            letter("t"),
            "Clock",
            "Count down, count up, stop the clock, or see the time.",
            footer=True,
        ),
    )
    BINDINGS = bindings(commands)
    help_text = "The clock that stands at the top of every page, in letters for the back row."

    def heading(self) -> tuple[str, str, str]:
        title, council, _where = super().heading()
        return title, council, "Clock"

    def body(self) -> Iterable[Widget]:
        yield BigText(tall=0, scale=5, id="time")
        yield Static("", id="means", classes="heading", markup=False)

    def draw_clock(self, face: ClockFace | None) -> None:
        super().draw_clock(face)
        self.query_one("#time", BigText).text = face.text if face else ""
        means = f"{face.shape} {face.words}" if face else "No clock is running."
        self.query_one("#means", Static).update(means)

    def public(self) -> None:
        """Leave the room's window to the page below, which shows the clock too."""

    def action_back(self) -> None:
        self.app.pop_screen()
