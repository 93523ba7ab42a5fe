"""What any page of a workshop leads to that is about afterwards: the plan, priorities, the read-back, the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from scrutiny_tui.acts.act import Act
from scrutiny_tui.domain.actions import hands_here, too_many
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.screens.navigation import go, go_home, possible

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

CLOSING: Final = Command(
    "close_up",
    "",
    "Close and report",
    "Write the report into a file, and close this workshop.",
    everywhere=True,
)
CLOSING_BY_KEY: Final = Command("close_up", letter("e"), CLOSING.title, CLOSING.help, footer=True)
"""The same with a key, on the pages that come last."""


def _can_change(page: Any) -> bool:
    return not page.workshop.read_only


def taking(title: str, sentence: str) -> Command:
    """Return the command for what Enter does to the row under the cursor, where the workshop can be changed."""
    return Command("take", "enter", title, sentence, footer=True, when=_can_change)


AFTERWARDS: Final = (
    Command(
        "plan",
        letter("p"),
        "Plan",
        "See what will be done, and add an action for this step.",
        everywhere=True,
    ),
    Command(
        "read_back",
        "",
        "Read back",
        "Read out the shared views and the actions, and ask whether it is a fair record.",
        everywhere=True,
    ),
    CLOSING,
)
"""What every page of a workshop offers about afterwards."""


class LeadsOn:
    """What those commands do, for a page of a workshop."""

    def action_plan(self: Any) -> None:
        self.leave_for(PageName.PLAN)

    def action_read_back(self: Any) -> None:
        self.leave_for(PageName.READ_BACK)

    def action_close_up(self: Any) -> None:
        show_close(self)


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
