"""What is kept of an answer, on the screen before the first one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.domain.moves import show_promise
from scrutiny_tui.domain.secrecy import Mode, promise
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.page_commands import EVERYWHERE
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import words


class PromisePage(WorkshopPage):
    """The sentence that is read out; its text is kept in the session as soon as it is on the screen."""

    CSS_PATH = styles("reading")
    page_name = PageName.PROMISE
    shows_steps = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command("next", "right,pagedown,enter", "Go on", "Go on to the step.", footer=True),
        Command(
            "previous",
            "left,pageup,escape",
            "Back",
            "Back to where the briefing was left, or to the welcome page where it was not shown.",
            footer=True,
        ),
        *EVERYWHERE,
    )
    BINDINGS = bindings(commands)
    help_text = "Read the sentence out before the first answer. That it was shown is kept with the workshop."

    def body(self) -> Iterable[Widget]:
        details = self.workshop.session.details
        yield Static("Before we answer", classes="big")
        kept = f" Answers are kept {details.secrecy.manner}." if details.mode is Mode.INDIVIDUAL else ""
        yield Static(f"We answer {details.mode.value}.{kept}", classes="lead")
        yield Static(words(promise(details.secrecy, details.mode)), classes="gap reading")
        if details.mode is not Mode.INDIVIDUAL:
            return
        yield Static(
            "Answers are never spoken aloud. Nobody needs to say what they chose.", classes="gap reading"
        )

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
