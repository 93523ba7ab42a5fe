"""The lessons, signs and examples of a step on a page of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.domain.moves import show_quotations
from scrutiny_tui.domain.public_view import Shown
from scrutiny_tui.tui.commands import Command, bindings, letter
from scrutiny_tui.tui.screens.lesson_text import lesson_block, needs_note
from scrutiny_tui.tui.screens.page_commands import more_below
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import plain_lines, words


def _shown(page: Any) -> bool:
    return bool(page.workshop.session.details.quotations)


def _hidden(page: Any) -> bool:
    return not _shown(page)


def _note_first(page: Any) -> bool:
    return bool(page.note_first)


class LessonPage(WorkshopPage):
    """Opened over a step; never beside a ballot or a result. The content note comes first where it was not shown yet."""

    reads_on = True

    CSS_PATH = styles("reading")
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

    def body(self) -> Iterable[Widget]:
        yield Static(words(f"{self.item.id}  {self.item.title}"), classes="heading")
        yield VerticalScroll(Static(self._lesson(), id="lesson"), can_focus=False)

    @property
    def note_first(self) -> bool:
        """Whether the content note stands where the lessons will."""
        return not self.desk.noted and needs_note(self.workshop, self.item.number)

    def _lesson(self) -> Content:
        if self.note_first:
            return words(" ".join(self.workshop.pack.content_note.split()))
        return lesson_block(self.workshop, self.item.number, noted=True)

    def public(self) -> Shown:
        heading = f"{self.item.id}  {self.item.title}"
        return Shown(self.place, heading=heading, text=plain_lines(self._lesson()))

    def _show(self) -> None:
        self.query_one("#lesson", Static).update(self._lesson())
        self.refresh_keys()

    def action_go_on(self) -> None:
        self.desk.noted = True
        self._show()

    def action_quotations(self, shown: bool) -> None:
        if self.change(show_quotations, shown=shown):
            self._show()

    def action_back(self) -> None:
        self.app.pop_screen()

    def leave_for_step(self, number: int) -> None:
        self.app.pop_screen()
