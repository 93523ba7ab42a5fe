"""The lessons, signs and examples of a step on a page of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.tui.commands import Command, bindings, letter
from scrutiny_tui.tui.screens.lesson_text import lesson_block
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import words


def _shown(page: Any) -> bool:
    return bool(page.workshop.session.details.quotations)


def _hidden(page: Any) -> bool:
    return not _shown(page)


class LessonPage(WorkshopPage):
    """Opened over a step; never beside a ballot or a result."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("back", f"escape,enter,{letter('l')}", "Back", "Back to the page before.", footer=True),
        Command("scroll(1)", "down,pagedown,right", "Further down", "Show what is below.", footer=True),
        Command("scroll(-1)", "up,pageup,left", "Further up", "Show what is above."),
        Command(
            "quotations(False)",
            "",
            "Leave the quotations out",
            "Show no quotation from the reports.",
            when=_shown,
        ),
        Command(
            "quotations(True)",
            "",
            "Show the quotations",
            "Show the quotations from the reports.",
            when=_hidden,
        ),
    )
    BINDINGS = bindings(commands)
    help_text = (
        "What the Jay and Casey reports and inspectors say that bears on this step. Context for the talk."
    )

    def body(self) -> Iterable[Widget]:
        yield Static(words(f"{self.item.id}  {self.item.title}"), classes="heading")
        yield VerticalScroll(
            Static(lesson_block(self.workshop, self.item.number), id="lesson"), can_focus=False
        )

    def action_scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by * 3, animate=False)

    def action_quotations(self, shown: bool) -> None:
        if self.attempt(self.workshop.show_quotations, shown=shown):
            self.query_one("#lesson", Static).update(lesson_block(self.workshop, self.item.number))
            self.refresh_keys()

    def action_back(self) -> None:
        self.app.pop_screen()

    def leave_for_step(self, number: int) -> None:
        self.app.pop_screen()
