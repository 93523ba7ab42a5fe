"""What can be recovered of a damaged workshop, in words; nothing about votes that are open."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.session import Session
from scrutiny_tui.report.listing import shown_line
from scrutiny_tui.report.phrases import several
from scrutiny_tui.services.repairing import Examination


def recovered_line(session: Session) -> str:
    """Return what there is of a session, such as "Recovered: 14 people, 12 answers in step 3, 2 notes."."""
    held = [several(len(session.voters), "person", "people"), shown_line(session)]
    held += [several(len(session.notes), "note", "notes")] if session.notes else []
    held += [several(len(session.actions), "action", "actions")] if session.actions else []
    return f"Recovered: {', '.join(held)}."


def advice(examination: Examination, name: str) -> Iterator[str]:
    """Yield what can be done about a workshop in which something is wrong; `name` is what it is called in a command."""
    if examination.opens:
        yield "It can be opened all the same: its second copy is whole, and puts it right."
    elif examination.recovery is not None:
        yield recovered_line(examination.recovery.session).replace("Recovered:", "Can be recovered:", 1)
        yield from examination.recovery.missing
        yield f"To recover it into a new file: scrutiny-tui repair {name} --out NEW"
    elif examination.why_not:
        yield examination.why_not
