"""How much of what there is to talk about fits before the sitting has to end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.session import Session

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the sitting went so far, and what that leaves room for."""

    minutes_left: int
    """Whole minutes until the sitting has to end; 0 once it should have."""
    minutes_each: int
    """Whole minutes for each step answered in this sitting, briefing and talk included, rounded up."""

    def fits(self, topics: int) -> int:
        """Return how many of so many topics fit the time left."""
        return min(topics, self.minutes_left // self.minutes_each)


def finish_at(session: Session, finish: datetime | None, now: datetime) -> Session:
    """Return the session whose sitting has to end then; None if it has no end. Raises `RuleError` for the past."""
    if finish is not None and finish <= now:
        raise RuleError(f"{finish:%H.%M} has passed. Write when the meeting has to end, such as 16.30.")
    return session.with_sitting(replace(session.sitting, finish=finish))


def pace(session: Session, now: datetime) -> Pace | None:
    """Return the pace of the sitting; None if nobody said when it ends, and before its first result.

    None too for a sitting that was begun on another day: what lies between the days says nothing about a step.
    """
    sitting = session.sitting
    done = sum(
        any(each.sitting == sitting.id for each in session.revealed(step.number))
        for step in session.wording.items
    )
    if sitting.finish is None or not done or sitting.started.date() != now.date():
        return None
    left = max(sitting.finish - now, timedelta(0)) // _MINUTE
    passed = max(now - sitting.started, _MINUTE)
    return Pace(left, max(-(-passed // (done * _MINUTE)), 1))
