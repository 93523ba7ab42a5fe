"""Plans of a day, and where a session stands in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from scrutiny_tui.domain.day_plan import DayPlan, usual_plan
from scrutiny_tui.domain.session import PageName, Place, Session
from scrutiny_tui.domain.standing import Day, Stage, day_now
from tests.support.sessions import NOW, counted, revealed, session

PLAN: Final[DayPlan] = usual_plan(range(1, 7))
"""Welcome 10, briefing 15, six steps of 20 with a break of 10 in the middle, plan 15, read-back 10: three hours."""


def minutes(number: float) -> timedelta:
    """Return so many minutes."""
    return timedelta(minutes=number)


def in_room(done: int = 0, page: PageName = PageName.STEP, item: int | None = None) -> Session:
    """Return a session with this many steps done, at the page of the next one unless told otherwise."""
    now = session()
    for step in range(1, done + 1):
        now = revealed(now, step, counted((0, 12, 0)))
    return replace(now, place=Place(page, item or min(done + 1, 6)))


def ending(now: Session, after: float) -> Session:
    """Return the session that has to end so many minutes after `NOW`."""
    return now.with_sitting(replace(now.sitting, finish=NOW + minutes(after)))


def keys(day: Day, stage: Stage) -> list[str]:
    """Return the keys of the parts at a stage."""
    return [each.key for each in day.parts if each.stage is stage]


def day_of(now: Session, plan: DayPlan = PLAN, after: float = 0) -> Day:
    """Return how the day stands so many minutes after `NOW`."""
    return day_now(now, plan, NOW + minutes(after))
