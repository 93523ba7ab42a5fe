"""Pages that show the room's clock, and the break where one is on."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Final

from textual import on
from textual.events import ScreenResume
from textual.timer import Timer

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.clock import ClockFace, ClockState
from scrutiny_tui.tui.screens.saving_page import SavingPage
from scrutiny_tui.tui.widgets.bars import TitleBar
from scrutiny_tui.tui.widgets.big import BigTwin

SECOND: Final = 1.0
MOVING: Final = frozenset({ClockState.RUNNING, ClockState.WARNING})
"""The states in which the clock shows something else a second later."""


class ClockedPage(SavingPage):
    """A page with the clock at the top. While none runs nothing is drawn, and nothing waits."""

    shows_clock: ClassVar[bool] = True
    meets_break: ClassVar[bool] = True
    """Whether a break that is on is shown over this page, as after a restart."""

    def __init__(self, desk: Desk, workshop: Workshop) -> None:
        super().__init__(desk, workshop)
        self._ticking: Timer | None = None
        self._break_met: datetime | None = None

    @on(ScreenResume)
    def _keep_time(self) -> None:
        self.show_clock()
        self.meet_break()

    def meet_break(self) -> None:
        """Show the break over this page where one is on."""
        back_at = None if self.workshop.read_only else self.workshop.session.sitting.today.back_at
        if back_at is None:
            self._break_met = None
        elif self.meets_break and back_at != self._break_met:
            from scrutiny_tui.tui.screens.large_time import BreakPage

            # Once: where the end of the break cannot be saved, going on is still possible.
            self._break_met = back_at
            self.app.push_screen(BreakPage(self.desk, self.workshop, self.workshop.session.place))

    def show_clock(self) -> None:
        """Show the clock as it is now, and go on showing it while it runs."""
        face = self.workshop.face()
        self.draw_clock(face)
        moving = face is not None and face.state in MOVING
        if moving and self._ticking is None:
            self._ticking = self.set_interval(SECOND, self.show_clock)
        elif not moving and self._ticking is not None:
            self._ticking.stop()
            self._ticking = None

    def draw_clock(self, face: ClockFace | None) -> None:
        """Draw the clock in the title bar, and in big letters where there is room."""
        shown = face if self.shows_clock else None
        self.query_one(TitleBar).clock = shown
        self.set_class(shown is not None, "-clock")
        big = self.query_one_optional("#big-clock", BigTwin)
        if big is None and shown:
            big = BigTwin(id="big-clock")
            self.mount(big, after=self.query_one(TitleBar))
        if big is not None:
            up = shown is not None and shown.state is ClockState.UP
            big.text = (shown.words if up else shown.text) if shown else ""
