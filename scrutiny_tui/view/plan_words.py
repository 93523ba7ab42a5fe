"""The plan and the read-back in words, for the screens, the room's window and the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scrutiny_tui.domain.phrases import action_step, due
from scrutiny_tui.domain.session import Action, ActionStatus, Session
from scrutiny_tui.domain.wording import Item

FAIR: Final = "Is this a fair record?"
NO_ACTION: Final = "No action is recorded so far."
NO_VIEW: Final = "no shared view yet"
EARLIER: Final = "from the earlier workshop"

MARKS: Final = {ActionStatus.OPEN: "□", ActionStatus.DONE: "■", ActionStatus.DROPPED: "-"}
"""How far an action is, as a shape beside the word."""


def about_action(session: Session, action: Action) -> str:
    """Return everything about an action but its words, such as "Step 2 · for us · chair · 12 January 2027 · open"."""
    told = [
        action_step(session, action),
        action.kind.value,
        action.owner or "no owner",
        due(action),
        action.status.value,
        *((EARLIER,) if action.carried else ()),
    ]
    return " · ".join(told)


def view_of(session: Session, item: Item) -> str:
    """Return the shared view on a step in full, or that there is none; without the words of a different view."""
    view = session.agreed.get(item.number)
    if view is None:
        return NO_VIEW
    level = session.wording.levels[view.level - 1].label if view.level else "not agreed"
    beside = "; a different view is recorded beside it" if view.different_view else ""
    return f"{level} ({view.how.value}{beside})"


def read_back(session: Session) -> Iterator[str]:
    """Yield the shared view of each step, a line each."""
    for item in session.wording.items:
        yield f"{item.id} {item.title}: {view_of(session, item)}"
