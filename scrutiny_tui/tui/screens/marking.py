"""How an item is marked: to talk about first, to come back to, done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.moves import mark_of, toggle_mark
from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.session import MarkKind
from scrutiny_tui.tui.commands import Command, letter

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

MARKS: Final = (
    Command("mark('pinned')", "asterisk", "Pin", "Talk about this step first, or as its turn comes again."),
    Command("mark('to come back to')", letter("c"), "Come back to this", "Leave this step for later."),
    Command("mark('done')", "", "Done with this", "Take this step out of what to talk about next."),
)
"""What the pages offer on which one looks for what to talk about."""

_TOLD: Final = {
    MarkKind.PINNED: "is pinned: it comes first in what to talk about next.",
    MarkKind.LATER: "is one to come back to.",
    MarkKind.DONE: "is done. It is left out of what to talk about next until it is answered again.",
}

_NO_MORE: Final = {
    MarkKind.PINNED: "is not pinned any more.",
    MarkKind.LATER: "is not one to come back to any more.",
    MarkKind.DONE: "is not done any more.",
}


def mark(page: WorkshopPage, item: int, kind: MarkKind) -> bool:
    """Mark an item so, or take the mark away, and say which; return whether it could be kept."""
    if not page.change(toggle_mark, item, kind):
        return False
    told = _TOLD[kind] if mark_of(page.workshop.session, item) else _NO_MORE[kind]
    page.tell(f"{item_name(page.workshop.session.wording.item(item))} {told}")
    return True
