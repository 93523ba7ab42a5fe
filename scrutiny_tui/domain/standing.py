"""Where the room stands in the plan of the day, and how much of what is left fits into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from scrutiny_tui.domain.clock import with_today
from scrutiny_tui.domain.day_plan import DayPlan, Part, PartKind, fitted, usual_plan
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.phrases import time_of_day
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName, Session

_MINUTE = timedelta(minutes=1)


@record
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
        raise RuleError(
            f"{time_of_day(finish)} has passed. Type when the meeting has to finish, for example 4:30pm."
        )
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


_OWN_PART: Final = frozenset({PageName.WELCOME, PageName.BRIEFING, PageName.PLAN, PageName.READ_BACK})
"""Pages that are a part of the day each, and called as it is."""


_MISTAKEN: Final = 2 * _MINUTE
"""A break that was ended within this time was no break; when it began is known to the minute."""


class Stage(StrEnum):
    """How far a part of the day is."""

    DONE = "past"
    NOW = "now"
    NEXT = "next"
    OUT = "left out"


@record
class Standing:
    """One part of the day and how far it is."""

    key: str
    part: Part
    stage: Stage
    begins: datetime | None = None
    """When it began or, as it stands, will begin; None for what is done or left out."""


@record
class Day:
    """How the whole day stands at one moment."""

    parts: tuple[Standing, ...]
    """In the order of the plan."""
    ends: datetime
    """When everything will be done, if what is left takes as long as planned."""
    finish: datetime | None
    """When it has to be done; None if nobody said."""

    @property
    def over(self) -> int:
        """Minutes by which the plan goes beyond its finish; negative for minutes to spare, 0 without a finish."""
        return -((self.finish - self.ends) // _MINUTE) if self.finish else 0

    @property
    def left(self) -> tuple[Standing, ...]:
        """The parts that are still to be begun."""
        return tuple(each for each in self.parts if each.stage is Stage.NEXT)

    @property
    def now(self) -> Standing | None:
        """The part that is on; None after the last one."""
        return next((each for each in self.parts if each.stage is Stage.NOW), None)


def planned(session: Session, pack: Pack) -> DayPlan:
    """Return the plan of the day: as it was changed for this session, else the pack's, else a usual one."""
    steps = [step.number for step in session.wording.items]
    plan = session.plan or pack.day
    return fitted(plan, steps) if plan else usual_plan(steps, briefing=bool(pack.pages))


def day_now(session: Session, plan: DayPlan, now: datetime) -> Day:
    """Return how the day stands: what is left is counted from now, what is on from when it was begun."""
    over = _over(session, plan)
    current = _current(session, plan, over)
    at = now
    begins: dict[str, datetime] = {}
    keyed = dict(plan.keyed)
    if current:
        begins[current] = _begun(session, plan, current, now)
        back_at = session.sitting.today.back_at
        at = max(back_at or begins[current] + keyed[current].minutes * _MINUTE, now)
    for key, part in plan.keyed:
        if part.minutes and key not in over and key != current:
            begins[key] = at
            at += part.minutes * _MINUTE
    stages = {**over, current: Stage.NOW}
    parts = tuple(
        Standing(key, part, stages.get(key, Stage.NEXT if part.minutes else Stage.OUT), begins.get(key))
        for key, part in plan.keyed
    )
    return Day(parts, at, session.sitting.finish)


def note_part(session: Session, plan: DayPlan, now: datetime) -> Session:
    """Return the session with the part of the day that is on now, and since when; the same one where it still is."""
    key = _current(session, plan, _over(session, plan))
    if key == session.sitting.today.part:
        return session
    return with_today(session, part=key, since=now.replace(second=0, microsecond=0))


def start_break(session: Session, plan: DayPlan, back_at: datetime, now: datetime) -> Session:
    """Return the session with a break on; the room is to be back then."""
    return note_part(with_today(session, back_at=back_at), plan, now)


def forget_breaks(session: Session, most: int) -> Session:
    """Return the session with at most so many breaks had: those that nobody had planned count no longer."""
    return with_today(session, breaks=min(session.sitting.today.breaks, most))


def end_break(session: Session, now: datetime) -> Session:
    """Return the session with the break over; the planned one that was on counts as had, and those before it.

    One that was ended at once was a mistake, and counts as none.
    """
    today = session.sitting.today
    if today.since and now - today.since < _MISTAKEN and today.part.startswith(PartKind.BREAK.value):
        return with_today(session, back_at=None)
    kind, _blank, number = today.part.partition(" ")
    had = int(number) if kind == PartKind.BREAK.value and number.isdecimal() else 0
    return with_today(session, back_at=None, breaks=max(today.breaks + 1, had))


def _over(session: Session, plan: DayPlan) -> dict[str, Stage]:
    """Return what is over: what is done, and breaks that nobody took before the step behind them was done."""
    found: dict[str, Stage] = {}
    behind_done = False
    for key, part in reversed(plan.keyed):
        if _is_done(session, key, part):
            found[key] = Stage.DONE
        elif part.kind is PartKind.BREAK and behind_done:
            found[key] = Stage.OUT
        if part.kind is PartKind.STEP:
            behind_done = key in found
    return found


def _is_done(session: Session, key: str, part: Part) -> bool:
    page, sitting = session.place.page, session.sitting
    if part.kind is PartKind.WELCOME:
        return page is not PageName.WELCOME
    if part.kind is PartKind.BRIEFING:
        return bool(sitting.promised) or page not in {PageName.WELCOME, PageName.BRIEFING, PageName.OVERVIEW}
    if part.kind is PartKind.BREAK:
        return int(key.split()[1]) <= sitting.today.breaks
    if part.kind is PartKind.STEP:
        collective = session.details.mode is Mode.COLLECTIVE
        return part.step in session.agreed if collective else bool(session.revealed(part.step))
    return part.kind is PartKind.PLAN and page is PageName.READ_BACK


def _current(session: Session, plan: DayPlan, over: Mapping[str, Stage]) -> str:
    """Return the key of what is on: the break, what the page is about, or the first that is not done; empty after all."""
    keys = {key for key, part in plan.keyed if part.minutes}
    left = [key for key, part in plan.keyed if part.minutes and key not in over]
    here = _key_of_page(session, left)
    return here if here in keys else next(iter(left), "")


def _key_of_page(session: Session, left: list[str]) -> str:
    page = session.place.page
    if session.sitting.today.back_at is not None:
        return next((key for key in left if key.startswith(PartKind.BREAK.value)), "")
    if page in _OWN_PART:
        return page.value
    if page is PageName.OVERVIEW:
        # A look at the overview does not begin anything.
        return session.sitting.today.part if session.sitting.today.part in left else ""
    if page is PageName.PROMISE:
        return ""
    step = session.wording.item(session.place.item)
    return f"{PartKind.STEP.value} {step.step or step.number}"


def _begun(session: Session, plan: DayPlan, key: str, now: datetime) -> datetime:
    """Return when a part that is on was begun, or will be where the day begins later; never after now otherwise."""
    today = session.sitting.today
    if plan.starts and not today.part and key == plan.keyed[0][0]:
        return now.replace(hour=plan.starts.hour, minute=plan.starts.minute, second=0, microsecond=0)
    since = today.since if today.part == key else None
    # Of another day, where the same sitting goes on after midnight or a demonstration is opened.
    return min(since, now) if since and since.date() == now.date() else now
