"""The audience window: follows a public file, and opens nothing else of the workshop."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final

from textual.message import Message
from textual.screen import Screen

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.store.public_file import PublicWatch, Sighting
from scrutiny_tui.tui.audience.page import AudiencePage
from scrutiny_tui.tui.base_app import BaseApp
from scrutiny_tui.tui.commands import bindings
from scrutiny_tui.tui.widgets.bars import TitleBar
from scrutiny_tui.view.page_view import PageView

LOOK_SECONDS: Final = 0.025
"""Between two looks at the file: together with writing and drawing, well under the 100 ms that it may follow behind."""


class AudienceApp(BaseApp):
    """Shows the room what the facilitator's window shows."""

    BINDINGS = bindings(BaseApp.commands)

    @dataclass
    class Seen(Message):
        """Sent when there is something else to be seen."""

        sighting: Sighting

    def __init__(self, desk: Desk, path: Path, theme: str = "") -> None:
        """Take a desk on which no workshop is open, the public file to follow, and the theme."""
        super().__init__(desk, theme)
        self._path = path
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
        watch, last = PublicWatch(PageView, self._path), Sighting()
        while not self._ended.wait(LOOK_SECONDS):
            now = watch.look()
            if now != last:
                last = now
                self.post_message(self.Seen(now))

    async def on_audience_app_seen(self, event: Seen) -> None:
        """Show what was seen, unless the window is just closing."""
        if self._page.query(TitleBar):
            await self._page.show(event.sighting)
