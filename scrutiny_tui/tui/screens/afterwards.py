"""What any page of a workshop leads to that is about afterwards: the plan, priorities, the read-back, the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scrutiny_tui.acts.act import Act
from scrutiny_tui.domain.actions import hands_here, too_many
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui.screens.navigation import go, go_home, possible

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage


def ask_hands(page: WorkshopPage, act: Act) -> None:
    """Ask how many hands each step got, and keep the numbers."""
    from scrutiny_tui.tui.dialogs.hands import HandsDialog

    session = page.workshop.session

    def keep(hands: Mapping[int, int] | None) -> None:
        if hands is not None:
            page.do(act, {"hands": hands})

    dialog = HandsDialog(
        session.wording.items, session.priorities, hands_here(session), lambda hands: too_many(session, hands)
    )
    page.app.push_screen(dialog, keep)


def show_close(page: WorkshopPage) -> None:
    """Show what would be written, over the page; where it is closed from there, go to the start page."""
    from scrutiny_tui.tui.screens.close import ClosePage

    def leave(closed: object) -> None:
        if closed:
            go_home(page, page.desk)

    page.app.push_screen(ClosePage(page.desk, page.workshop, page.place), leave)


def go_back(page: WorkshopPage) -> None:
    """Go back to where the room was before it came to this page."""
    before = page.desk.came_from.get(page.place.page)
    if before is None:
        page.go(PageName.OVERVIEW)
    else:
        page.attempt(go, page, page.desk, page.workshop, possible(page.workshop, before))
