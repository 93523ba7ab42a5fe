"""What is read when the program stops at a mistake of its own, and how far answers are safe."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.crash_report import origin, place_of
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.printable import printable, safe
from scrutiny_tui.domain.rounds import RoundState
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import name_of
from scrutiny_tui.store.session_paths import last_changed


def calm_words(error: BaseException, safety: str, next_step: str, kept: str) -> str:
    """Return what happened, what is safe, what to do next and where the report is.

    `safety` and `next_step` are sentences; `kept` is the sentence about the report.
    """
    first = origin(error)
    # What was to be told to a person is told now; the message of any other error may hold an answer.
    told = f" {safe(str(first))}" if isinstance(first, ScrutinyError) else ""
    lines = [f"Scrutiny TUI had to stop because of a mistake in the program.{told}", safety, next_step]
    lines += [f"For whoever looks after the program: {place_of(error)}.", kept]
    return printable("\n".join(filter(None, lines)))


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
    """Return how many answers are in of votes that are going on."""
    going_on = [each for each in session.rounds.values() if each.state is RoundState.OPEN and each.given]
    named = [
        f"{each.given} of {len(session.electorate)} on {name_of(session, each.item)}"
        for each in going_on[:_MOST_NAMED]
    ]
    more = len(going_on) - _MOST_NAMED
    named += [f"and more on {more} others"] if more > 0 else []
    return f" In, and not shown yet: {', '.join(named)}." if named else ""
