"""Says how far the answers of the workshop that is open are safe, from what is on the disk."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.rounds import RoundState
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import name_of
from scrutiny_tui.store.session_paths import last_changed

_MOST_NAMED: Final = 3
"""How many votes are named that are going on."""


def safe_up_to(desk: Desk) -> str:
    """Return what is safe, in sentences: until when, and how many answers are in; never what they are."""
    workshop = desk.workshop
    if workshop is None:
        return "No workshop was open, so no answer is in danger."
    if desk.shows_example:
        return "Only a copy of the example was open, so no answer is in danger."
    saved = _saved_at(workshop.path)
    when = f" The workshop was saved last at {saved}." if saved else ""
    return f"Your answers are safe up to the last one that counted as in.{when}{_in(workshop.session)}"


def _saved_at(path: Path) -> str:
    with suppress(OSError):
        changed = last_changed(path)
        if changed:
            return f"{datetime.fromtimestamp(changed).astimezone():%H:%M:%S}"
    return ""


def _in(session: Session) -> str:
    """Return how many answers are in where votes are going on."""
    going_on = [each for each in session.rounds.values() if each.state is RoundState.OPEN and each.given]
    named = [
        f"{each.given} of {len(session.electorate)} on {name_of(session, each.item)}"
        for each in going_on[:_MOST_NAMED]
    ]
    more = len(going_on) - _MOST_NAMED
    named += [f"and more on {more} others"] if more > 0 else []
    return f" In, and not shown yet: {', '.join(named)}." if named else ""
