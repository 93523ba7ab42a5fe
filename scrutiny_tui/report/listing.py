"""The workshops on this machine, one line each."""

from __future__ import annotations

from scrutiny_tui.domain.session import Session
from scrutiny_tui.report.phrases import day, several
from scrutiny_tui.report.safe import safe
from scrutiny_tui.services.library import Entry


def entry_line(entry: Entry) -> str:
    """Return a session's line in a list: what it is and how far, or why it cannot be read."""
    if entry.session is None:
        return safe(f"{entry.path.name}: {entry.problem}")
    details = entry.session.details
    done = _progress(entry.session, entry.revealed)
    parts = (day(details.date), details.council, details.committee, done, entry.path.name)
    return safe(", ".join(part for part in parts if part))


def _progress(session: Session, revealed: int) -> str:
    steps = several(len(session.wording.items), "step", "steps")
    return f"{revealed} of {steps} {'has' if revealed == 1 else 'have'} a result"
