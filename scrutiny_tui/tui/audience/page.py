"""The one page of the audience window, which becomes whatever the facilitator's window shows to the room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar, Final

from textual.containers import Container, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.clock import ClockFace
from scrutiny_tui.domain.public_view import PublicPage, PublicView
from scrutiny_tui.store.public_file import Sighting
from scrutiny_tui.tui.audience.drawing import drawn, show_turnout
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.bars import StepBar, TitleBar
from scrutiny_tui.tui.widgets.big import BigText, BigTwin

WAITING: Final = "Waiting for the facilitator's laptop…"
SET_UP: Final = (
    "Drag this window to the projector and make it full screen. It follows the facilitator's window by itself. "
    "? explains its few keys."
)
MORE_BELOW: Final = "▼ more below: ↓"
_ROWS_A_KEY: Final = 3


class AudiencePage(Page):
    """Shows the public view, big and calm. Its only keys are for reading on where the window is small."""

    CSS_PATH = styles("reading", "audience")
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "scroll(1)", "down,pagedown", "Further down", "Show what is below, where it does not all fit."
        ),
        Command("scroll(-1)", "up,pageup", "Further up", "Show what is above."),
    )
    BINDINGS = bindings(commands)
    help_text = (
        "This window is for the room. It shows what the facilitator's window shows, without anything that is for the "
        "facilitator only, and it can neither change nor tell an answer. Closing it changes nothing."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PublicView | None = None

    def under_title(self) -> Iterable[Widget]:
        yield BigTwin(id="big-clock")
        yield Container(id="steps")

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(*_waiting_page(), id="public", can_focus=False)
        yield Static(MORE_BELOW, id="more", markup=False)

    def begin(self) -> None:
        super().begin()
        for name in ("scroll_y", "virtual_size"):
            self.watch(self._scroll, name, self._settle, init=False)

    def on_resize(self) -> None:
        """Say anew whether there is more below."""
        self._settle()

    async def show(self, sighting: Sighting) -> None:
        """Become what was seen last. With nobody there any more, keep it and say so; a blank page stays blank."""
        view, before = sighting.view, self._view
        self._view = view
        self._show_clock(view.clock if view else None)
        blank = view is not None and view.page is PublicPage.BLANK
        self.set_class(blank, "-blank")
        is_waiting = view is not None and not sighting.is_live and not blank
        self.say_lasting(WAITING if is_waiting else "")
        if view and before and _at_rest(view) == _at_rest(before):
            show_turnout(self._scroll, view)
            self._move_to(view.scrolled)
        elif view != before:
            with self.app.batch_update():
                await self._put(view)
            self.call_after_refresh(self._move_to, view.scrolled if view else 0)

    def _show_clock(self, face: ClockFace | None) -> None:
        self.query_one(TitleBar).clock = face
        self.query_one("#big-clock", BigTwin).text = face.text if face else ""
        self.set_class(face is not None, "-clock")

    async def _put(self, view: PublicView | None) -> None:
        """Put the widgets of a view in place of those before."""
        bar = self.query_one(TitleBar)
        bar.heading = clean(view.title) if view else "Scrutiny TUI"
        bar.owner, bar.place = (clean(view.council), clean(view.where)) if view else ("", "")
        # Both are looked for first: meanwhile the window may be closed, and they are gone.
        steps, scroll = self.query_one("#steps", Container), self._scroll
        await steps.remove_children()
        if view and view.steps:
            await steps.mount(StepBar(view.steps, view.step, frozenset(view.done)))
        await scroll.remove_children()
        await scroll.mount(*(drawn(view) if view else _waiting_page()))

    @property
    def _scroll(self) -> VerticalScroll:
        return self.query_one("#public", VerticalScroll)

    def _move_to(self, per_cent: int) -> None:
        """Move down as far as the facilitator's window is moved down."""
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

    def action_scroll(self, by: int) -> None:
        self._scroll.scroll_relative(y=by * _ROWS_A_KEY, animate=False)


def _at_rest(view: PublicView) -> PublicView:
    """Return the view without what changes on a page that stays."""
    return replace(view, scrolled=0, given=0, absent=0, clock=None)


def _waiting_page() -> tuple[Widget, ...]:
    return (
        BigText("Scrutiny TUI"),
        Static(WAITING, classes="lead gap", markup=False),
        Static(SET_UP, classes="gap reading", markup=False),
    )
