"""The window for the room: a program of its own that follows a public file and opens nothing else of the workshop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any, ClassVar, Final

from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.store.installation import for_the_back_row
from scrutiny_tui.store.public_file import PublicWatch, Sighting
from scrutiny_tui.tui.base_app import BaseApp
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import StepBar, TitleBar
from scrutiny_tui.tui.widgets.big import BigTwin
from scrutiny_tui.tui.widgets.drawn_blocks import BlockView
from scrutiny_tui.view.blocks import Paragraph
from scrutiny_tui.view.page_view import Banner, Lead, PageView
from scrutiny_tui.view.pages import TIMED

WAITING: Final = "Waiting for the facilitator's laptop…"
SET_UP: Final = (
    "Drag this window to the projector and make it full screen. It follows the facilitator's window by itself. "
    f"{for_the_back_row()}."
)
MORE_BELOW: Final = "▼ more below: ↓"
_WAITING_PAGE: Final = PageView(
    "waiting", "Scrutiny TUI", blocks=(Banner("Scrutiny TUI"), Lead(WAITING), Paragraph(SET_UP))
)


class AudiencePage(Page):
    """Shows the public view. Its only keys are for reading on if the window is small."""

    CSS_PATH = styles("pages", "centred", "results", "reading", "audience")
    reads_on = True
    commands: ClassVar[tuple[Command, ...]] = (
        Command("scroll(1)", "down,pagedown", "Scroll down", "Show what is below."),
        Command("scroll(-1)", "up,pageup", "Scroll up", "Show what is above."),
    )
    help_text = (
        "This window is for everyone. It shows what the facilitator's window shows, without private notes and before a "
        "result without answers. You can close it at any time."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PageView | None = None

    def under_title(self) -> Iterable[Widget]:
        yield StepBar(_WAITING_PAGE)

    def body(self) -> Iterable[Widget]:
        yield Horizontal(
            BlockView(_WAITING_PAGE.blocks, id="main", classes=_WAITING_PAGE.name), BlockView(id="side")
        )
        yield Static(MORE_BELOW, id="more", markup=False)
        yield BigTwin(id="big-clock")

    async def show(self, sighting: Sighting) -> None:
        """Become what was seen last. With nobody there any more, keep it and say so; a blank page stays blank."""
        view: PageView | None = sighting.view
        before, self._view = self._view, view
        self._show_clock(view)
        blank = view is not None and not view.name
        self.set_class(blank, "-blank")
        is_waiting = view is not None and not sighting.is_live and not blank
        self.say_lasting(WAITING if is_waiting else "")
        if view != before:
            await self._put(view or _WAITING_PAGE)
            self.call_after_refresh(self._move_to, view.scrolled if view else 0)

    def _show_clock(self, view: PageView | None) -> None:
        face = view.clock if view else None
        self.query_one(TitleBar).clock = face
        self.query_one("#big-clock", BigTwin).text = face.text if face else ""
        self.set_class(face is not None and view is not None and view.name in TIMED, "-clock")

    async def _put(self, view: PageView) -> None:
        bar, steps, scroll = self.query_one(TitleBar), self.query_one(StepBar), self._scroll
        side = self.query_one("#side", BlockView)  # the window may close while the page is put
        bar.heading, bar.owner, bar.place = view.title, view.council, view.where
        steps.show(view)
        scroll.set_classes(view.name)
        await scroll.show(view.blocks)
        self.set_class(bool(view.aside), "-aside")
        await side.show(view.aside)

    @property
    def _scroll(self) -> BlockView:
        return self.query_one("#main", BlockView)

    def _move_to(self, per_cent: int) -> None:
        row = round(self._scroll.max_scroll_y * per_cent / 100)
        if row != self._scroll.scroll_offset.y:
            self._scroll.scroll_to(y=row, animate=False)

    def _settle(self) -> None:
        self.call_after_refresh(self._tell_more)

    def _tell_more(self) -> None:
        more = self._scroll.scroll_offset.y < self._scroll.max_scroll_y
        line = self.query_one("#more", Static)
        if line.display != more:
            line.display = more


_LOOKS_BEFORE_FINDING: Final = 40
"""After so many looks at which nobody was there, about a second, another workshop may be the one to follow."""
LOOK_SECONDS: Final = 0.025
"""Between two looks at the file: together with writing and drawing, well under the 100 ms that it may follow behind."""


class AudienceApp(BaseApp):
    """Shows the room what the facilitator's window shows."""

    BINDINGS = bindings(BaseApp.commands)

    @dataclass
    class Seen(Message):
        """Sent when there is something else to be seen."""

        sighting: Sighting

    def __init__(self, desk: Desk, find: Callable[[], Path], theme: str = "") -> None:
        """Take a desk on which no workshop is open, what finds the public file to follow, and the theme.

        It is found again while nobody is there: the workshop used last may be another one by then.
        """
        super().__init__(desk, theme)
        self._find = find
        self._page = AudiencePage(desk)
        self._ended = Event()

    def get_default_screen(self) -> Screen[Any]:
        return self.styled(self._page)

    def on_ready(self) -> None:
        """Look at the file beside the screens, so that an idle window costs next to nothing."""
        Thread(target=self._follow, name="audience window", daemon=True).start()

    def on_unmount(self) -> None:
        self._ended.set()

    def _follow(self) -> None:
        path = self._find()
        watch, last, absent = PublicWatch(PageView, path), Sighting(), 0
        while not self._ended.wait(LOOK_SECONDS):
            now = watch.look()
            absent = 0 if now.is_live else (absent + 1) % _LOOKS_BEFORE_FINDING
            if absent == 1:
                with suppress(ScrutinyError):
                    found = self._find()
                    if found != path:
                        path, watch = found, PublicWatch(PageView, found)
            if now != last:
                last = now
                self.post_message(self.Seen(now))

    async def on_audience_app_seen(self, event: Seen) -> None:
        """Show what was seen, unless the window is just closing."""
        if self._page.query(TitleBar):
            await self._page.show(event.sighting)
