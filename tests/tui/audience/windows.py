"""Runs the audience window, alone or beside the facilitator's, in one process with the public file between them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.clock import start_clock
from scrutiny_tui.store.public_file import public_path
from scrutiny_tui.tui.app import ScrutinyApp
from scrutiny_tui.tui.audience import AudienceApp, AudiencePage
from scrutiny_tui.view.page_view import PageView
from scrutiny_tui.view.pages import public_page
from tests.support.screens import NORMAL, Driver, Size, driven, empty_desk, running
from tests.support.sessions import room_of
from tests.tui.scenes import PAGES, Scene, full_desk, shown


@asynccontextmanager
async def watching(folder: Path, path: Path, size: Size = NORMAL, theme: str = "") -> AsyncIterator[Driver]:
    """Run the audience window of this session file."""
    app = AudienceApp(empty_desk(folder / "audience"), lambda: public_path(path), theme)
    async with driven(app, size) as pilot:
        yield pilot


@asynccontextmanager
async def both(folder: Path, desk: Desk) -> AsyncIterator[tuple[Driver, Driver]]:
    """Run both windows; the first is the facilitator's."""
    path = room_of(desk).path
    async with watching(folder, path) as audience, running(desk) as facilitator:
        yield facilitator, audience


async def read(audience: Driver, text: str) -> None:
    """Wait until the room can read this."""
    await audience.until(lambda: text in audience.said)
    await audience.settle()


_OWN: Final = {
    "welcome", "briefing", "promise", "step", "step-next-prompt", "step-turned", "answers", "headcount", "result",
    "result-twice", "result-not-known", "lesson", "evidence", "lesson-of-three", "overview", "plan", "read-back", "break",
}  # fmt: skip
VIEWS: Final = (Scene("waiting"), *(scene for scene in PAGES if scene.name in _OWN))
"""The facilitator's pages that show the room something of their own, and what the room sees before the first."""


@asynccontextmanager
async def seen(scene: Scene, folder: Path, size: Size = NORMAL, theme: str = "") -> AsyncIterator[Driver]:
    """Run the audience window up to this page of the facilitator's, with a clock on it."""
    desk = full_desk(folder)
    workshop = room_of(desk)
    workshop.save(start_clock(workshop.session, 5, workshop.now()))
    async with watching(folder, workshop.path, size, theme) as audience:
        if scene.page is None:
            yield audience
            return
        async with shown(scene, desk) as facilitator:
            app = facilitator.app
            assert isinstance(app, ScrutinyApp)
            found = app.shown_to_room()
            assert found is not None
            wanted, page = _without_time(public_page(workshop.session, found)), audience.app.screen
            assert isinstance(page, AudiencePage)
            await audience.until(lambda: _without_time(page._view) == wanted)
            await audience.settle()
            yield audience


def _without_time(view: PageView | None) -> PageView | None:
    return view and replace(view, clock=None, scrolled=0)
