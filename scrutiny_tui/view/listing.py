"""The workshops on this machine, one line each."""

from __future__ import annotations

from scrutiny_tui.acts.library import Entry
from scrutiny_tui.acts.rescue import Backup
from scrutiny_tui.domain.phrases import day, item_name, several
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.session import Session


def entry_line(entry: Entry) -> str:
    """Return a session's line in a list: what it is and how far, or why it cannot be read."""
    if entry.session is None:
        return safe(f"{entry.path.name}: {entry.problem}")
    details = entry.session.details
    done = _progress(entry.session, entry.revealed)
    parts = (day(details.date), details.council, details.committee, done, entry.path.name)
    return safe(", ".join(part for part in parts if part))


def backup_line(backup: Backup) -> str:
    """Return a dated copy's line in a list: when it was made, whose it is, and what is shown in it."""
    made = f"{day(backup.made)}, {backup.made:%H.%M}"
    if backup.session is None:
        return safe(f"{made}, {backup.path.name}: {backup.problem}")
    return safe(f"{made}, {backup.session.details.council}: {shown_line(backup.session)}")


def lost_line(lost: Backup) -> str:
    """Return the line in a list of a workshop whose own file is gone, of which there is a second copy."""
    if lost.session is None:
        return safe(f"{lost.path.name}: {lost.problem}")
    details = lost.session.details
    return safe(f"{day(details.date)}, {details.council}: its file is not here")


def shown_line(session: Session) -> str:
    """Return what is revealed, such as "14 answers in step 1, 12 in step 3"; nothing of votes that are open."""
    told = ""
    for item in session.items:
        found = session.revealed(item.number)
        if found:
            given = found[-1].given
            told += f", {given}" if told else several(given, "answer", "answers")
            told += f" in {item_name(item).lower()}"
    return told or "no result yet"


def _progress(session: Session, revealed: int) -> str:
    steps = several(len(session.wording.items), "step", "steps")
    return f"{revealed} of {steps} {'has' if revealed == 1 else 'have'} a result"
