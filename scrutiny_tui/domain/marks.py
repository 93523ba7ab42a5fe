"""What the room sets beside an item: to talk about it first, to come back to it, or that it is done."""

from __future__ import annotations

from dataclasses import replace

from scrutiny_tui.domain.session import Mark, MarkKind, Session


def toggle_mark(session: Session, item: int, kind: MarkKind) -> Session:
    """Return the session with the item marked so, in place of any other mark; without the mark where it had it.

    Raises `RuleError` if there is no such item.
    """
    session.wording.item(item)
    marks = {number: each for number, each in session.marks.items() if number != item}
    if mark_of(session, item) is not kind:
        marks[item] = Mark(item, kind, len(session.rounds_of(item)))
    return replace(session, marks=marks)


def mark_of(session: Session, item: int) -> MarkKind | None:
    """Return how an item is marked; a step that was answered again since it was done is not done any more."""
    found = session.marks.get(item)
    if found is None or (found.kind is MarkKind.DONE and found.rounds != len(session.rounds_of(item))):
        return None
    return found.kind
