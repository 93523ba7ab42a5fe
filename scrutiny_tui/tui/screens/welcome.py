"""The first page of a workshop."""

from __future__ import annotations

from typing import ClassVar

from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.page_commands import EVERYWHERE, FURTHER
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.view.page_view import Shown


class WelcomePage(WorkshopPage):
    """Whose workshop it is, for the screen while people come in."""

    reads_on = True

    page_name = PageName.WELCOME
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "next",
            "right,pagedown,enter",
            "Briefing",
            "Go on to the briefing, or past it where there is none.",
            footer=True,
        ),
        *FURTHER,
        Command("steps", "", "Straight to the first step", "Leave the briefing out."),
        *EVERYWHERE,
        Command("back", "escape", "Back to the start page", "Close this workshop. Everything is saved."),
    )
    BINDINGS = bindings(commands)
    help_text = "A page to leave on the screen while people come in."

    def begin(self) -> None:
        super().begin()
        if self.workshop.session.details.quotations:
            self.desk.noted = True

    def public(self) -> Shown:
        quotes = self.workshop.session.details.quotations
        return Shown(self.place, note=" ".join(self.workshop.pack.content_note.split()) if quotes else "")

    def title_of(self, command: Command) -> str:
        past = command.action == "next" and not self.workshop.pack.pages
        return "Go on" if past else super().title_of(command)

    def action_next(self) -> None:
        if not self.read_on(1):
            self.go(PageName.BRIEFING if self.workshop.pack.pages else PageName.PROMISE)

    def action_back(self) -> None:
        """Ask first: a presenter's clicker sends Esc too."""
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        def decide(choice: str | None) -> None:
            if choice == "yes":
                self.action_home()

        choices = (("no", "No, stay here"), ("yes", "Yes, close it"))
        about = "No stays on this page. Yes leads to the start page; everything is saved."
        self.app.push_screen(AskDialog("Close this workshop?", choices, about=about), decide)

    def action_steps(self) -> None:
        self.go(PageName.STEP)
