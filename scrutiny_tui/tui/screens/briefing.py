"""What comes before the first step: the welcome, the briefing, and how answers are kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Final

from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import begin_sitting, show_promise, show_quotations
from scrutiny_tui.domain.pack import Pack, pin
from scrutiny_tui.domain.pack import Page as Leaf
from scrutiny_tui.domain.session import Details, PageName, Place, Session
from scrutiny_tui.store.session_file import ViewedFile
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.dialogs.dialog import TellingDialog
from scrutiny_tui.tui.screens.navigation import (
    CLOSING_FIRST,
    END_WARM_UP,
    EVERYWHERE,
    FURTHER,
    QUOTATIONS,
    WARM_UP,
    go_home,
    resumed_page,
)
from scrutiny_tui.tui.screens.open_vote import ask_first_way, ask_result
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import TitleBar
from scrutiny_tui.tui.widgets.drawn_blocks import BlockView
from scrutiny_tui.view.page_view import CardsShown, Shown
from scrutiny_tui.view.pages import content_note, has_result, leaf_page

NOTE_TITLE: Final = "Before the next page"
FIRST_STEP: Final = Command(
    "steps",
    f"{letter('s')},end",
    "First step",
    "Go straight to the first step, without the briefing.",
    footer=True,
)


class BriefingPage(WorkshopPage):
    """The briefing: one page at a time, all of them or the short form, with the quotations shown or left out.

    Where it is, and whether it quotes, is kept with the workshop; from the start page it is read without one.
    """

    CSS_PATH = styles("centred", "reading")
    page_name = PageName.BRIEFING
    called = "Briefing"
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
            "Back",
            "Show what is above, then go back one page.",
            footer=True,
        ),
        FIRST_STEP,
        Command(
            "shorten",
            letter("m"),
            "Short briefing",
            "Show the ten-minute briefing, or all pages again.",
            footer=True,
            when=lambda page: any(leaf.short for leaf in page.pack.pages),
            now=lambda page: "All pages" if page.short else "",
        ),
        *FURTHER,
        *QUOTATIONS,
        Command("notes", "", "Facilitator's notes", "Show the notes for this page. Everyone will see them."),
        Command("back", "escape", "Leave the briefing", "Go back to the page before the briefing."),
        *EVERYWHERE,
    )
    help_text = "Pages to project and talk over. A presenter's clicker works."

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self.pack = workshop.pack
        self.quotations = workshop.session.details.quotations
        """Whether the quotations from the reports are shown."""
        self.short = desk.short_briefing
        """Whether only the ten-minute briefing is gone through."""
        self.leaf = next((each for each in self.leaves if each >= place.leaf), self.leaves[-1])
        """The page of the pack that the briefing is at, counted from 0; the content note is none of them."""

    @property
    def is_alone(self) -> bool:
        """Whether no workshop is open."""
        return self.desk.workshop is None

    def title_bar(self) -> TitleBar:
        # Without a workshop there is no council to name.
        title = self.workshop.session.wording.title
        return TitleBar(title, "", self.called) if self.is_alone else super().title_bar()

    def withholds(self, command: Command) -> bool:
        return command.everywhere if self.is_alone else super().withholds(command)

    def begin(self) -> None:
        super().begin()
        self._remember()

    def _remember(self) -> None:
        if not self.is_alone:
            self.desk.briefed, self.desk.short_briefing = self.leaf, self.short

    @property
    def leaves(self) -> list[int]:
        """The pages of the pack to go through, by their places in it."""
        return [place for place, page in enumerate(self.pack.pages) if page.short or not self.short]

    @property
    def at(self) -> int:
        """Which of the pages to go through the briefing is at, counted from 0."""
        return self.leaves.index(self.leaf)

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

    @property
    def foot(self) -> str:
        """Which page of how many it is, as slides have it at their foot."""
        return f"{self.at + 1}/{len(self.leaves)}"

    def body(self) -> Iterable[Widget]:
        yield from super().body()
        yield Static(self.foot, id="foot")

    async def turn(self, leaf: int) -> None:
        """Show another page."""
        self.leaf = leaf
        view = self.query_one(BlockView)
        await view.show(self.blocks())
        view.scroll_home(animate=False)
        self.query_one("#foot", Static).update(self.foot)
        self._remember()
        if not self.is_alone:
            self.attempt(self.workshop.move_to, Place(PageName.BRIEFING, self.place.item, self.leaf))
        self.refresh_keys()

    async def action_next(self) -> None:
        if self.read_on(1):
            return
        if self.note_first:
            self.desk.noted = True
            await self.turn(self.leaf)
        elif self.at + 1 < len(self.leaves):
            await self.turn(self.leaves[self.at + 1])
        else:
            self._leave_for(PageName.PROMISE)

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
        if self.is_alone or self.change(show_quotations, shown=shown):
            self.quotations = shown
            await self.turn(self.leaf)

    def action_notes(self) -> None:
        notes = self.shown.notes or "There are no notes for this page."
        self.app.push_screen(TellingDialog("Facilitator's notes", notes))

    def public(self) -> Shown:
        read = tuple(leaf_page(self.shown, quotations=self.quotations))
        before = ", before page" if self.note_first else ""
        where = f"Briefing{before} {self.at + 1} of {len(self.leaves)}"
        return Shown(self.place, read=read, where=where, scrolled=self.scrolled)

    def private_notes(self) -> str:
        return self.shown.notes

    def action_steps(self) -> None:
        self._leave_for(PageName.STEP)

    def action_back(self) -> None:
        self._leave_for(PageName.WELCOME)

    def _leave_for(self, page: PageName) -> None:
        if self.is_alone:
            go_home(self, self.desk)
        else:
            self.go(page)


def briefing_alone(desk: Desk, pack: Pack) -> BriefingPage:
    """Return the briefing of a pack, to be read from the start page."""
    now = desk.library.today()
    session = begin_sitting(Session("", Details("", "", now.date()), pin(pack)), now)
    nobody = Workshop(ViewedFile(Path(), session, ()), pack, desk.library.today)
    return BriefingPage(desk, nobody, Place(PageName.BRIEFING))


class PromisePage(WorkshopPage):
    """The sentence that is read out; its text is kept in the session as soon as it is on the screen."""

    CSS_PATH = styles("centred")
    page_name = PageName.PROMISE
    commands: ClassVar[tuple[Command, ...]] = (
        Command("next", "right,pagedown,enter", "Go on", "Go on to the step.", footer=True),
        Command(
            "previous",
            "left,pageup,escape",
            "Back",
            "Go back to the page of the briefing that was shown last, or to the welcome page.",
            footer=True,
        ),
        WARM_UP,
        *FURTHER,
        *EVERYWHERE,
    )
    help_text = "Read this out before the first answer. The record shows that everyone saw it."

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self._note = "" if desk.noted else content_note(workshop.session, workshop.pack)
        self._cards = CardsShown() if desk.reads_cards(workshop.session) else None

    def begin(self) -> None:
        super().begin()
        self.desk.noted = self.desk.noted or bool(self._note)
        self.change(show_promise)

    def public(self) -> Shown:
        return Shown(self.place, note=self._note, cards=self._cards)

    def action_next(self) -> None:
        if self.read_on(1):
            return
        session = self.workshop.session
        opened = session.open_round(self.place.item) is not None
        self.go(self.desk.way_in(session) if opened else PageName.STEP)

    def action_previous(self) -> None:
        leaf = self.desk.briefed
        if leaf is None:
            self.go(PageName.WELCOME)
        else:
            self.go(PageName.BRIEFING, leaf=leaf)


class WelcomePage(WorkshopPage):
    """Whose workshop it is, for the screen while people come in."""

    CSS_PATH = styles("centred")
    page_name = PageName.WELCOME
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "next",
            "right,pagedown,enter",
            "Briefing",
            "Go on to the briefing.",
            footer=True,
            now=lambda page: "" if page.workshop.pack.pages else "Go on",
        ),
        FIRST_STEP,
        WARM_UP,
        *FURTHER,
        *EVERYWHERE,
        CLOSING_FIRST,
    )
    help_text = "A page to leave on the screen while people come in."

    def begin(self) -> None:
        super().begin()
        if self.workshop.session.details.quotations:
            self.desk.noted = True

    def public(self) -> Shown:
        return Shown(self.place, note=content_note(self.workshop.session, self.workshop.pack))

    def action_next(self) -> None:
        if not self.read_on(1):
            self.go(PageName.BRIEFING if self.workshop.pack.pages else PageName.PROMISE)

    def action_steps(self) -> None:
        self.go(PageName.STEP)


class WarmUpPage(WorkshopPage):
    """The question of a warm-up, with its three statements; it is answered like a step, and nothing of it is kept."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("answer", f"{letter('v')},enter", "Answer", "Enter everyone's answer.", footer=True),
        Command("ways", letter("m"), "Ways to answer", "Choose how the committee answers.", footer=True),
        Command(
            "result",
            letter("r"),
            "Result",
            "Show the result.",
            footer=True,
            when=lambda page: has_result(page.workshop.session, page.place.item),
        ),
        Command(
            "errand('end warm-up')",
            "right,pagedown,left,pageup,escape",
            END_WARM_UP,
            "Go back to where you were. Nothing of the warm-up is kept.",
            footer=True,
        ),
        *FURTHER,
    )

    def action_answer(self) -> None:
        if self.workshop.session.revealed(self.place.item):
            self.action_result()
        else:
            self.lead_to_answers(self.place.item)

    def action_ways(self) -> None:
        ask_first_way(self, self.action_answer)

    def action_result(self) -> None:
        ask_result(self, self.place.item)


def begin_warm_up(page: WorkshopPage) -> None:
    """Show the question of the pack's warm-up."""
    _resume(page, page.desk.begin_warm_up())


def end_warm_up(page: WorkshopPage) -> None:
    """Show the page on which the warm-up was begun."""
    _resume(page, page.desk.end_warm_up())


def _resume(page: WorkshopPage, workshop: Workshop | None) -> None:
    if workshop is not None:
        page.replace_with(resumed_page(page.desk, workshop))
