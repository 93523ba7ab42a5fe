"""Hands what is shown of a workshop to the public file, as far as it is for the room."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain import clock
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.public_file import PublicFile, public_path
from scrutiny_tui.view.page_view import PageView, Shown
from scrutiny_tui.view.pages import public_page


class Publisher:
    """Follows the workshop that is open on the desk; the file is there as long as it is open for writing."""

    def __init__(self, desk: Desk, *, ticks: bool = False) -> None:
        """With `ticks` the file itself lets a clock go on; without, whoever shows the clock says so each second."""
        self._desk = desk
        self._ticks = ticks
        self._workshop: Workshop | None = None
        self._file: PublicFile | None = None
        self._last: tuple[Session, Shown] | None = None

    @property
    def trouble(self) -> str:
        """Why the room's window gets nothing; empty if it does."""
        return self._file.trouble if self._file else ""

    def follow(self, shown: Shown | None) -> bool:
        """Bring the file to what is shown now; return whether that is anything new. None is nothing of this workshop."""
        workshop = self._desk.workshop
        if workshop is None or workshop.read_only:
            self.close()
            return False
        if shown is None:
            return False
        if workshop is not self._workshop:
            self._begin(workshop)
        now = workshop.session, shown if self._ticks else self._with_clock(workshop.session, shown)
        before, self._last = self._last, now
        if before is not None and before[0] is now[0] and before[1] == now[1]:
            return False
        if self._file is not None:
            running = workshop.session.sitting.today.clock
            is_moving = running is not None and running.held is None
            self._file.show(partial(self._page, *now), moves=self._ticks and is_moving)
        return True

    def close(self) -> None:
        """Delete the file."""
        if self._file is not None:
            self._file.close()
        self._file, self._workshop, self._last = None, None, None

    def _with_clock(self, session: Session, shown: Shown) -> Shown:
        now = self._desk.library.today()
        return shown if shown.blank else replace(shown, clock=clock.face(session, now))

    def _begin(self, workshop: Workshop) -> None:
        """Begin the file of a workshop; it keeps its name where the workshop is carried on in another folder.

        A twin that stands in for the workshop is shown in the same file.
        """
        if self._workshop is None or self._workshop.path != workshop.path:
            self.close()
            self._file = PublicFile(public_path(self._desk.original or workshop.path))
        self._workshop = workshop

    def _page(self, session: Session, shown: Shown) -> PageView:
        return public_page(session, self._with_clock(session, shown) if self._ticks else shown)
