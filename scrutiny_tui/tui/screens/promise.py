"""What is kept of an answer, on the screen before the first one."""

from __future__ import annotations

from typing import ClassVar

from scrutiny_tui.domain.moves import show_promise
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.page_commands import EVERYWHERE, FURTHER
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage


class PromisePage(WorkshopPage):
    """The sentence that is read out; its text is kept in the session as soon as it is on the screen."""

    reads_on = True
    page_name = PageName.PROMISE
    commands: ClassVar[tuple[Command, ...]] = (
        Command("next", "right,pagedown,enter", "Go on", "Go on to the step.", footer=True),
        Command(
            "previous",
            "left,pageup,escape",
            "Back",
            "Back to where the briefing was left, or to the welcome page where it was not shown.",
            footer=True,
        ),
        *FURTHER,
        *EVERYWHERE,
    )
    BINDINGS = bindings(commands)
    help_text = "Read the sentence out before the first answer. That it was shown is kept with the workshop."

    def begin(self) -> None:
        super().begin()
        self.change(show_promise)

    def action_next(self) -> None:
        session = self.workshop.session
        opened = session.open_round(self.place.item) is not None
        self.go(self.desk.way_in(session.details) if opened else PageName.STEP)

    def action_previous(self) -> None:
        leaf = self.desk.briefed
        if leaf is None:
            self.go(PageName.WELCOME)
        else:
            self.go(PageName.BRIEFING, leaf=leaf)
