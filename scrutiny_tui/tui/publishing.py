"""Hands what the facilitator's window shows to the public file, as far as it is for the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from textual.screen import Screen

from scrutiny_tui.domain.public_view import PublicView, Shown
from scrutiny_tui.domain.session import Session
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.store.places import example_session
from scrutiny_tui.store.public_file import Making, PublicFile, public_path
from scrutiny_tui.tui.screens.blank import BlankScreen
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage


class Publisher:
    """Follows the workshop that is open on the desk; the file is there as long as it is open for writing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._workshop: Workshop | None = None
        self._file: PublicFile | None = None
        self._last: tuple[Session, Shown] | None = None

    @property
    def trouble(self) -> str:
        """Why the room's window gets nothing; empty where it does."""
        return self._file.trouble if self._file else ""

    def follow(self, stack: Sequence[Screen[Any]]) -> bool:
        """Bring the file to what is on these screens, the last one on top; return whether that is anything new."""
        workshop = self._desk.workshop
        if workshop is None or workshop.read_only:
            self.close()
            return False
        shown = _shown(workshop, stack)
        if shown is None:
            return False
        if workshop is not self._workshop:
            self._begin(workshop)
        now = workshop.session, self._with_clock(workshop, shown)
        before, self._last = self._last, now
        if before is not None and before[0] is now[0] and before[1] == now[1]:
            return False
        if self._file is not None:
            self._file.show(_making(*now))
        return True

    def close(self) -> None:
        """Delete the file."""
        if self._file is not None:
            self._file.close()
        self._file, self._workshop, self._last = None, None, None

    def _with_clock(self, workshop: Workshop, shown: Shown) -> Shown:
        return shown if shown.blank else replace(shown, clock=workshop.face())

    def _begin(self, workshop: Workshop) -> None:
        """Begin the file of a workshop; it keeps its name where the workshop is carried on in another folder."""
        self.close()
        self._workshop = workshop
        self._file = PublicFile(public_path(example_session() if self._desk.shows_example else workshop.path))


def _shown(workshop: Workshop, stack: Sequence[Screen[Any]]) -> Shown | None:
    """Return what the topmost page has for the room; None where no page of this workshop is there."""
    if isinstance(stack[-1], BlankScreen):
        return Shown(workshop.session.place, blank=True)
    pages = (each for each in reversed(stack) if isinstance(each, WorkshopPage) and each.workshop is workshop)
    return next((shown for page in pages if (shown := page.public())), None)


def _making(session: Session, shown: Shown) -> Making:
    def make() -> PublicView:
        # Loaded after the first page is on the screen, which needs none of it.
        from scrutiny_tui.report.public import public_view

        return public_view(session, shown)

    return make
