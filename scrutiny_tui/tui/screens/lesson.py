"""The lessons, signs and examples of a step on a page of their own."""

from __future__ import annotations

from typing import Any, ClassVar

from scrutiny_tui.domain.moves import show_quotations
from scrutiny_tui.tui.commands import Command, bindings, letter
from scrutiny_tui.tui.screens.page_commands import more_below
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.view.page_view import Shown
from scrutiny_tui.view.pages import lesson_page, quotes


def _shown(page: Any) -> bool:
    return bool(page.workshop.session.details.quotations)


def _hidden(page: Any) -> bool:
    return not _shown(page)


def _note_first(page: Any) -> bool:
    return bool(page.note_first)


class LessonPage(WorkshopPage):
    """Opened over a step; never beside a ballot or a result. The content note comes first where it was not shown yet."""

    reads_on = True

    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "go_on",
            "enter",
            "Show the lessons",
            "Go on from this note to the lessons.",
            footer=True,
            when=_note_first,
        ),
        Command("back", f"escape,{letter('l')}", "Back", "Back to the page before.", footer=True),
        Command(
            "scroll(1)",
            "down,pagedown,right",
            "Further down",
            "Show what is below.",
            footer=True,
            when=more_below,
        ),
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

    @property
    def note_first(self) -> bool:
        """Whether the content note stands where the lessons will."""
        return not self.desk.noted and quotes(self.workshop.session, self.workshop.pack, self.item)

    def public(self) -> Shown:
        told = lesson_page(self.workshop.session, self.workshop.pack, self.item, noted=self.desk.noted)
        return Shown(self.place, read=tuple(told), scrolled=self.scrolled)

    def written(self) -> None:
        super().written()
        self.refresh_keys()

    def action_go_on(self) -> None:
        self.desk.noted = True
        self.written()

    def action_quotations(self, shown: bool) -> None:
        if self.change(show_quotations, shown=shown):
            self.written()

    def action_back(self) -> None:
        self.app.pop_screen()

    def leave_for_step(self, number: int) -> None:
        self.app.pop_screen()
