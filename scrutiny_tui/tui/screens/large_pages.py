"""Pages that stand over another one, most of them in the biggest letters that fit, and the room check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.asks import EVIDENCE_PAGE
from scrutiny_tui.acts.time_acts import end_break
from scrutiny_tui.domain.clock import ClockFace
from scrutiny_tui.domain.moves import show_quotations
from scrutiny_tui.domain.personal_names import sealed
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.installation import for_the_back_row, with_ctrl
from scrutiny_tui.store.system import is_folder
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.screens.navigation import CLOCK, FURTHER, QUOTATIONS, go_home
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.big import BigText
from scrutiny_tui.tui.widgets.drawn_blocks import BlockView
from scrutiny_tui.tui.widgets.marks import marks
from scrutiny_tui.view.page_view import Block, MarkRow, Shown
from scrutiny_tui.view.pages import lesson_page, quotes
from scrutiny_tui.view.result_pages import evidence_page


class LargerPage(WorkshopPage):
    """Opened over a page; the same key, or any that goes back, closes it."""

    CSS_PATH = styles("results")
    shows_place = False
    is_over = True
    commands: ClassVar[tuple[Command, ...]] = (
        *FURTHER,
        Command("back", f"escape,{letter('z')}", "Back", "Go back to the page before.", footer=True),
        CLOCK,
    )
    help_text = (
        "What everyone must read, and nothing else. For bigger letters make the window larger, or hold Ctrl and "
        f"{with_ctrl('–')}."
    )

    def __init__(self, below: WorkshopPage, shown: Iterable[Block]) -> None:
        super().__init__(below.desk, below.workshop, below.place)
        self._shown = tuple(shown)

    def blocks(self) -> Iterable[Block]:
        return self._shown

    def body(self) -> Iterable[Widget]:
        yield BlockView(self.blocks(), classes="larger")


class BreakPage(WorkshopPage):
    """Opened over the page where the room is; going on takes it away. A restart shows it again."""

    CSS_PATH = styles("centred")
    shows_clock = False
    meets_break = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "back",
            "right,pagedown,enter,escape",
            "Go on",
            "End the break and go back to the page before it.",
            footer=True,
        ),
        Command(
            "act('break')",
            letter("t"),
            "Change the time",
            "Change how long the break is, or when everyone should be back.",
            footer=True,
        ),
    )
    help_text = (
        "When everyone should be back. This page stays until you go on, even if the program is restarted."
    )

    def meet_break(self) -> None:
        """Show the time that the room is to be back by now, where it was changed."""
        self.written()

    def public(self) -> Shown:
        return Shown(self.place, on_break=True)

    def action_back(self) -> None:
        # Where nothing can be saved any more, the room goes on all the same.
        if self.workshop.is_stuck or self.attempt(end_break.run, self.workshop):
            self.app.pop_screen()


class ClockPage(WorkshopPage):
    """The timer in large letters, opened over a page."""

    CSS_PATH = styles("day")
    shows_place = False
    called = "Timer"
    is_over = True
    shows_clock = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "back",
            "enter,escape",
            "Back",
            "Go back to the page before. The timer keeps running.",
            footer=True,
        ),
        replace(CLOCK, help="Start, pause or stop the timer.", footer=True),
    )
    help_text = "The timer in letters that the back row can read."

    def body(self) -> Iterable[Widget]:
        yield BigText(tall=0, scale=5, id="time")
        yield Static("", id="means", classes="heading", markup=False)

    def draw_clock(self, face: ClockFace | None) -> None:
        super().draw_clock(face)
        self.query_one("#time", BigText).text = face.text if face else ""
        self.query_one("#means", Static).update(face.words if face else "No timer is running.")


CHECKS = (
    "Sleep, screen saver and notifications are off",
    "The charger is plugged in",
    "Webcast, microphones and recording: on or off, as agreed",
    "In public or in private: everyone knows which",
    "Slips or numbered cards are on the tables",
)


_EACH: Final = tuple(
    MarkRow(word, level, 1) for level, word in ((1, "1"), (2, "2"), (3, "3"), (0, "don't know"))
)
_MARK: Final = 6
"""Columns of a mark, the gap behind it included."""


class RoomCheckPage(Page):
    """Text in three sizes to be read from the back row, the marks of a result, and a list to go through."""

    CSS_PATH = styles("reading")
    commands: ClassVar[tuple[Command, ...]] = (
        *FURTHER,
        Command("back", "escape,enter", "Back", "Back to the start page.", footer=True),
    )
    rows_a_key = 2
    help_text = (
        "Ask someone in the back row to read the three lines out. Ctrl+P has light, dark and high contrast "
        "colours. Your choice is remembered."
    )

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(
            BigText("Big letters", tall=0, scale=2),
            Static("Bold letters: can the back row read this line?", classes="lead"),
            Static("Ordinary letters: and this one?"),
            Static(for_the_back_row(), classes="lead gap"),
            Static(Content.assemble(*marks(_EACH, _MARK, 1, gap=True)), classes="gap"),
            Static("Before people come in", classes="subheading"),
            *(Static(f"□ {check}") for check in CHECKS),
            Static(clean(f"□ {self._copies_go()}"), markup=False),
            can_focus=False,
        )

    def _copies_go(self) -> str:
        """Say where backups go; a folder's whole path can name people, so only its own name is shown."""
        places = self.desk.library.places
        if places.usual_mirror is None:
            return "Backups: on this laptop. For a USB stick, start with --backup."
        there = "is there" if is_folder(places.mirror) else "is not there now: is the USB stick plugged in?"
        return f"Backups: in the folder {places.mirror.name}, which {there}"

    def action_back(self) -> None:
        go_home(self, self.desk)


class LessonPage(WorkshopPage):
    """Opened over a step; never beside a ballot or a result. The content note comes first where it was not shown yet."""

    CSS_PATH = styles("centred")
    is_over = True
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "go_on",
            "enter",
            "Show the lessons",
            "Go on from this note to the lessons.",
            footer=True,
            when=lambda page: page.note_first,
        ),
        Command("back", f"escape,{letter('l')}", "Back", "Back to the page before.", footer=True),
        replace(FURTHER[0], keys="down,pagedown,right"),
        replace(FURTHER[1], keys="up,pageup,left"),
        *QUOTATIONS,
    )
    help_text = (
        "What the Jay and Casey reports and inspectors say that bears on this step. Context for the talk."
    )

    @property
    def quotations(self) -> bool:
        """Whether the quotations from the reports are shown."""
        return self.workshop.session.details.quotations

    @property
    def note_first(self) -> bool:
        """Whether the content note stands where the lessons will."""
        return not self.desk.noted and quotes(self.workshop.session, self.workshop.pack, self.item)

    def public(self) -> Shown:
        told = lesson_page(self.workshop.session, self.workshop.pack, self.item, noted=self.desk.noted)
        return Shown(self.place, read=tuple(told), scrolled=self.scrolled)

    def action_go_on(self) -> None:
        self.desk.noted = True
        self.written()

    def action_quotations(self, shown: bool) -> None:
        if self.change(show_quotations, shown=shown):
            self.written()


class EvidencePage(WorkshopPage):
    """Opened over a step or its result: what could show it, and what is noted. The room sees how much, not what it says."""

    CSS_PATH = styles("centred")
    is_over = True
    page_name = EVIDENCE_PAGE
    commands: ClassVar[tuple[Command, ...]] = (
        Command("back", f"escape,{letter('j')}", "Back", "Back to the page before.", footer=True),
        *FURTHER,
    )
    help_text = (
        "What a committee could show for this step, as examples, and the evidence that is noted. Press n to note more, "
        "for example a sentence from an inspector's report with its source and date."
    )

    def blocks(self) -> Iterable[Block]:
        return self._told(self.workshop.session)

    def public(self) -> Shown:
        return Shown(self.place, read=self._told(sealed(self.workshop.session)), scrolled=self.scrolled)

    def _told(self, session: Session) -> tuple[Block, ...]:
        return tuple(evidence_page(session, self.workshop.pack, self.item))
