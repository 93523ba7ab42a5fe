"""The time of a workshop as somebody types it: when it ends, how long the break is, the minutes of the day's parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain import day_plan, standing
from scrutiny_tui.domain.clock import read_minutes, read_time
from scrutiny_tui.domain.day_plan import DayPlan, PartKind
from scrutiny_tui.domain.errors import InputError, RuleError

if TYPE_CHECKING:
    from scrutiny_tui.acts.workshop import Workshop

_LONGEST_BREAK: Final = timedelta(hours=12)
_DIGITS: Final = 9
"""More than any number of minutes has; a longer one is refused by its first ones already."""
_SAY_BREAK: Final = "Write for how long, such as 15, or a time such as 11.20."


def finish_at(workshop: Workshop, time: str) -> None:
    """Keep when the sitting has to end, typed like "16.30"; nothing typed takes the end away.

    Raises `InputError` if it cannot be read and `RuleError` if it has passed.
    """
    now = workshop.now()
    finish = datetime.combine(now.date(), read_time(time)) if time.strip() else None
    workshop.save(standing.finish_at(workshop.session, finish, now))


def start_break(workshop: Workshop, until: str) -> datetime:
    """Begin a break of so many minutes, such as "10", or until a time, such as "11.20"; return when it ends.

    Raises `InputError` if it cannot be read, and `RuleError` if that has passed or is more than 12 hours off.
    """
    now = workshop.now().replace(second=0, microsecond=0)
    minutes = read_minutes(until)
    at = datetime.combine(now.date(), read_time(until)) if minutes is None else None
    lasts = timedelta(minutes=minutes or 0) if at is None else at - now
    if not timedelta(0) < lasts <= _LONGEST_BREAK:
        wrong = "A break lasts from 1 minute to 12 hours."
        if at is not None and at <= now:
            wrong = f"{at:%H.%M} has passed."
        raise RuleError(f"{wrong} {_SAY_BREAK}")
    workshop.save(standing.start_break(workshop.session, workshop.plan, now + lasts, now))
    return now + lasts


def end_break(workshop: Workshop) -> None:
    """Go on after the break."""
    if workshop.session.sitting.today.back_at is not None:
        now = workshop.now()
        workshop.save(standing.note_part(standing.end_break(workshop.session, now), workshop.plan, now))


def change_plan(workshop: Workshop, plan: DayPlan) -> None:
    """Keep another plan of the day for this session."""
    workshop.save(replace(workshop.session, plan=plan))


def change_part(workshop: Workshop, key: str, minutes: str) -> None:
    """Give a part of the day other minutes, written as a number; 0 leaves it out.

    Raises `InputError` if it is no number and `RuleError` if it is too many.
    """
    wanted = minutes.strip()
    if not wanted.isdecimal():
        raise InputError(f'"{wanted}" is not a number of minutes. Write one such as 20; 0 leaves it out.')
    change_plan(workshop, day_plan.with_minutes(workshop.plan, key, int(wanted[:_DIGITS])))


def starts_at(workshop: Workshop, time: str) -> None:
    """Say when the day begins, typed like "14.00"; nothing typed takes it away.

    Raises `InputError` if it cannot be read.
    """
    change_plan(workshop, DayPlan(workshop.plan.parts, read_time(time) if time.strip() else None))


def add_break(workshop: Workshop, before: str) -> None:
    """Plan one more break before a part of the day, still to come: what was had without a plan stays so."""
    planned = sum(part.kind is PartKind.BREAK for part in workshop.plan.parts)
    added = day_plan.added_break(workshop.plan, before)
    workshop.save(replace(standing.forget_breaks(workshop.session, planned), plan=added))
