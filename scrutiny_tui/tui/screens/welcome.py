"""The first page of a workshop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.page_commands import EVERYWHERE, FURTHER
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import words
from scrutiny_tui.view.phrases import sponsor, who_answers


class WelcomePage(WorkshopPage):
    """Whose workshop it is, for the screen while people come in."""

    reads_on = True

    CSS_PATH = styles("reading")
    page_name = PageName.WELCOME
    shows_steps = False
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

    def body(self) -> Iterable[Widget]:
        details = self.workshop.session.details
        committee = (Static(words(details.committee)),) if details.committee else ()
        yield VerticalScroll(
            Static("Welcome", classes="big"),
            Static(words(details.council), classes="lead"),
            *committee,
            Static(words(self.workshop.session.wording.title), classes="gap"),
            Static(words(self._facts()), classes="gap"),
            can_focus=False,
        )

    def _facts(self) -> str:
        details = self.workshop.session.details
        facts = [day(details.date)]
        if details.facilitator:
            facts.append(f"Facilitator: {details.facilitator}")
        if details.sponsor:
            facts.append(f"Sponsor: {sponsor(details)}")
        if details.completed_by:
            facts.append(f"Completed by: {details.completed_by}")
        if details.mode is not Mode.COLLECTIVE:
            facts.append(who_answers(self.workshop.session))
        return "\n".join(facts)

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
