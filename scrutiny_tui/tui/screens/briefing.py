"""The briefing: pages to project and talk over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Markdown, Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import show_quotations
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.pack import Page as Leaf
from scrutiny_tui.domain.public_view import Shown
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.navigation import go_home
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.screens.page_commands import EVERYWHERE, FURTHER
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.bars import TitleBar

NOTE_TITLE: Final = "Before the next page"


def _quotations_shown(page: Any) -> bool:
    return bool(page.quotations)


def _quotations_hidden(page: Any) -> bool:
    return not page.quotations


def _has_short_form(page: Any) -> bool:
    return any(leaf.short for leaf in page.pack.pages)


class Leaves(Page):
    """What both briefings share: one page at a time, the short form, the quotations shown or left out."""

    reads_on = True

    CSS_PATH = styles("reading")
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "next",
            "right,pagedown,enter",
            "Next page",
            "Show what is below, then go on to the next page.",
            footer=True,
        ),
        Command(
            "previous",
            "left,pageup",
            "Page before",
            "Show what is above, then go back one page.",
            footer=True,
        ),
        *FURTHER,
        Command(
            "shorten",
            "",
            "Short briefing",
            "Keep to the pages of the ten-minute briefing, or take all.",
            when=_has_short_form,
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
    help_text = "Pages to project and talk over. A presenter's clicker works."
    pack: Pack
    """Whose briefing it is."""
    leaf: int = 0
    """The page of the pack that the briefing is at, counted from 0; the content note is none of them."""
    short: bool = False
    """Whether only the ten-minute briefing is gone through."""
    quotations: bool = True
    """Whether the quotations from the reports are shown."""

    @property
    def leaves(self) -> list[int]:
        """The pages of the pack to go through, by their places in it."""
        return [place for place, page in enumerate(self.pack.pages) if page.short or not self.short]

    @property
    def at(self) -> int:
        """Which of the pages to go through the briefing is at, counted from 0."""
        return self.leaves.index(self.leaf)

    def nearest(self, leaf: int) -> int:
        """Return the page to go through that is this one of the pack, else comes next, else is the last."""
        return next((each for each in self.leaves if each >= leaf), self.leaves[-1])

    @property
    def note_first(self) -> bool:
        """Whether the content note stands before the page that the briefing is at."""
        return self.pack.pages[self.leaf].quotes and self.quotations and not self.desk.noted

    @property
    def shown(self) -> Leaf:
        """The page shown, or the content note."""
        if self.note_first:
            return Leaf("content-note", NOTE_TITLE, False, self.pack.content_note, "")
        return self.pack.pages[self.leaf]

    def where(self) -> str:
        """Return which page of how many is shown, or stands next."""
        before = ", before page" if self.note_first else ""
        return f"Briefing{before} {self.at + 1} of {len(self.leaves)}"

    def body(self) -> Iterable[Widget]:
        yield Static(clean(self.shown.title), classes="heading", id="leaf-title", markup=False)
        yield VerticalScroll(Markdown(self._markdown(), open_links=False), can_focus=False)

    async def turn(self, leaf: int) -> None:
        """Show another page."""
        self.leaf = leaf
        self.query_one("#leaf-title", Static).update(clean(self.shown.title))
        await self.query_one(Markdown).update(self._markdown())
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.query_one(TitleBar).place = self.where()
        self.turned()
        self.refresh_keys()

    def turned(self) -> None:
        """Remember where the briefing is."""

    def show_quotations(self, shown: bool) -> bool:
        """Show the quotations or leave them out; return whether that could be kept."""
        self.quotations = shown
        return True

    def _markdown(self) -> str:
        leaf = self.shown
        if not leaf.quotes or self.quotations:
            return clean(leaf.body)
        return clean("\n".join(line for line in leaf.body.splitlines() if not line.startswith(">")))

    async def action_next(self) -> None:
        if self.read_on(1):
            return
        if self.note_first:
            self.desk.noted = True
            await self.turn(self.leaf)
        elif self.at + 1 < len(self.leaves):
            await self.turn(self.leaves[self.at + 1])
        else:
            self.action_skip()

    def title_of(self, command: Command) -> str:
        return "Back" if command.action == "previous" and not self.at else super().title_of(command)

    async def action_previous(self) -> None:
        if self.read_on(-1):
            return
        if self.at:
            await self.turn(self.leaves[self.at - 1])
        else:
            self.action_back()

    async def action_shorten(self) -> None:
        self.short = not self.short
        await self.turn(self.leaves[0])

    async def action_quotations(self, shown: bool) -> None:
        if self.show_quotations(shown):
            await self.turn(self.leaf)

    def action_notes(self) -> None:
        from scrutiny_tui.tui.dialogs.telling import TellingDialog

        notes = self.shown.notes or "There are no notes for this page."
        self.app.push_screen(TellingDialog("Facilitator's notes", notes))

    def action_skip(self) -> None:
        """Go on to what comes after the briefing."""

    def action_back(self) -> None:
        """Go back to where the briefing was opened."""


class BriefingPage(Leaves, WorkshopPage):
    """The briefing of an open workshop; where it is, and whether it quotes, is kept with the workshop."""

    page_name = PageName.BRIEFING
    shows_steps = False
    commands = (*Leaves.commands, *EVERYWHERE)
    BINDINGS = bindings(commands)

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        WorkshopPage.__init__(self, desk, workshop, place)
        self.pack = workshop.pack
        self.quotations = workshop.session.details.quotations
        self.short = desk.short_briefing
        self.leaf = self.nearest(place.leaf)

    def heading(self) -> tuple[str, str, str]:
        title, council, _where = WorkshopPage.heading(self)
        return title, council, self.where()

    def begin(self) -> None:
        super().begin()
        self._remember()

    def turned(self) -> None:
        self._remember()
        self.attempt(self.workshop.move_to, Place(PageName.BRIEFING, self.place.item, self.leaf))

    def _remember(self) -> None:
        self.desk.briefed, self.desk.short_briefing = self.leaf, self.short

    def public(self) -> Shown:
        leaf = self.shown
        return Shown(
            self.place,
            heading=leaf.title,
            text=self._markdown(),
            where=self.where(),
            scrolled=self.scrolled,
        )

    def private_notes(self) -> str:
        return self.shown.notes

    def show_quotations(self, shown: bool) -> bool:
        return self.change(show_quotations, shown=shown) and super().show_quotations(shown)

    def action_skip(self) -> None:
        self.go(PageName.PROMISE)

    def action_back(self) -> None:
        self.go(PageName.WELCOME)


class LoneBriefingPage(Leaves):
    """The briefing from the start page, without a workshop."""

    BINDINGS = bindings(Leaves.commands)

    def __init__(self, desk: Desk, pack: Pack) -> None:
        super().__init__(desk)
        self.pack = pack

    def heading(self) -> tuple[str, str, str]:
        return self.pack.title, "", self.where()

    def action_skip(self) -> None:
        go_home(self, self.desk)

    def action_back(self) -> None:
        go_home(self, self.desk)
