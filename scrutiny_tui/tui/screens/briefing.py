"""The briefing: pages to project and talk over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Markdown, Static

from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.pack import Page as Leaf
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.navigation import go, go_home
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.title_bar import TitleBar


def _quotations_shown(page: Any) -> bool:
    return bool(page.quotations)


def _quotations_hidden(page: Any) -> bool:
    return not page.quotations


class BriefingPage(Page):
    """One page of the briefing at a time, within a workshop or on its own from the start page."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("next", "right,pagedown,enter", "Next page", "Go on to the next page.", footer=True),
        Command("previous", "left,pageup", "Page before", "Go back one page.", footer=True),
        Command(
            "scroll(1)", "down", "Further down", "Where a page is longer than the screen, show what is below."
        ),
        Command("scroll(-1)", "up", "Further up", "Show what is above."),
        Command(
            "shorten", "", "Short briefing", "Keep to the four pages of the ten-minute briefing, or take all."
        ),
        Command(
            "quotations(False)",
            "",
            "Leave the quotations out",
            "Show no quotation from the reports.",
            when=_quotations_shown,
        ),
        Command(
            "quotations(True)",
            "",
            "Show the quotations",
            "Show the quotations from the reports.",
            when=_quotations_hidden,
        ),
        Command(
            "notes", "", "Facilitator's notes", "Show the notes for this page. The room will see them too."
        ),
        Command("skip", "", "Leave the briefing", "Go on to what comes after the briefing."),
        Command("back", "escape", "Back", "Back to where the briefing was opened."),
    )
    BINDINGS = bindings(commands)
    help_text = "Pages to project and talk over. A presenter's clicker works."

    def __init__(self, desk: Desk, workshop: Workshop | None, place: Place, pack: Pack | None = None) -> None:
        """Take the pack where there is no workshop to take it from."""
        super().__init__(desk)
        self._pack = workshop.pack if workshop else pack or desk.library.pack()
        self._workshop = workshop
        self._short = False
        self.quotations = workshop.session.details.quotations if workshop else True
        self._place = min(place.leaf, len(self._leaves) - 1)

    @property
    def _leaves(self) -> list[Leaf]:
        """The pages to go through, with the content note before the first one that quotes the reports."""
        pages = [page for page in self._pack.pages if page.short or not self._short]
        first = next((place for place, page in enumerate(pages) if page.quotes), None)
        if first is not None and self.quotations:
            pages.insert(
                first, Leaf("content-note", "Before the next page", False, self._pack.content_note, "")
            )
        return pages

    def heading(self) -> tuple[str, str, str]:
        council = self._workshop.session.details.council if self._workshop else ""
        return self._pack.title, council, self._where()

    def body(self) -> Iterable[Widget]:
        leaf = self._leaves[self._place]
        yield Static(clean(leaf.title), classes="heading", id="leaf-title", markup=False)
        yield VerticalScroll(Markdown(self._markdown(leaf), open_links=False), can_focus=False)

    async def _turn(self, place: int) -> None:
        self._place = place
        leaf = self._leaves[place]
        self.query_one("#leaf-title", Static).update(clean(leaf.title))
        await self.query_one(Markdown).update(self._markdown(leaf))
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.query_one(TitleBar).place = self._where()
        if self._workshop:
            self.attempt(self._workshop.move_to, Place(PageName.BRIEFING, leaf=place))
        self.refresh_keys()

    def _where(self) -> str:
        return f"Briefing {self._place + 1} of {len(self._leaves)}"

    def _markdown(self, leaf: Leaf) -> str:
        if not leaf.quotes or self.quotations:
            return clean(leaf.body)
        return clean("\n".join(line for line in leaf.body.splitlines() if not line.startswith(">")))

    async def action_next(self) -> None:
        if self._place + 1 < len(self._leaves):
            await self._turn(self._place + 1)
        else:
            self.action_skip()

    async def action_previous(self) -> None:
        if self._place:
            await self._turn(self._place - 1)
        else:
            self.action_back()

    def action_scroll(self, rows: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=rows * 3, animate=False)

    async def action_shorten(self) -> None:
        self._short = not self._short
        await self._turn(0)

    async def action_quotations(self, shown: bool) -> None:
        if self._workshop and not self.attempt(self._workshop.show_quotations, shown=shown):
            return
        leaf = self._leaves[self._place]
        self.quotations = shown
        titles = [each.id for each in self._leaves]
        await self._turn(titles.index(leaf.id) if leaf.id in titles else min(self._place, len(titles) - 1))

    def action_notes(self) -> None:
        from scrutiny_tui.tui.dialogs.telling import TellingDialog

        leaf = self._leaves[self._place]
        self.app.push_screen(
            TellingDialog("Facilitator's notes", leaf.notes or "There are no notes for this page.")
        )

    def action_skip(self) -> None:
        if self._workshop:
            self.attempt(go, self, self.desk, self._workshop, Place(PageName.PROMISE))
        else:
            go_home(self, self.desk)

    def action_back(self) -> None:
        if self._workshop:
            self.attempt(go, self, self.desk, self._workshop, Place(PageName.WELCOME))
        else:
            go_home(self, self.desk)
