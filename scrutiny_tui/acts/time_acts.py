"""The room's time: the clock, the break, when the workshop has to end, and the plan of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Final

from scrutiny_tui.acts.act import Ask, Given, act
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain import day_plan, standing
from scrutiny_tui.domain.clock import ClockState, hold_clock, read_minutes, read_time, start_clock, stop_clock
from scrutiny_tui.domain.day_plan import DayPlan, PartKind
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.phrases import time_of_day

_BREAKS: Final = ("5", "10", "15", "20")
"""Minutes that a break is offered for."""
_USUAL_BREAK: Final = _BREAKS[1]
_LONGEST_BREAK: Final = timedelta(hours=12)
_DIGITS: Final = 9
"""More than any number of minutes has; a longer one is refused by its first ones already."""


def clock_words(workshop: Workshop) -> str:
    """Return what the timer shows, such as "Timer: 4:32 left."; empty if there is none."""
    face = workshop.face()
    return f"Timer: {face.text} {face.words}." if face else ""


def _read_minutes(_workshop: Workshop, _given: Given, typed: str) -> int:
    minutes = read_minutes(typed)
    if not minutes:
        raise InputError("Type the minutes, for example 10.")
    return minutes


def _counts_down(workshop: Workshop, _given: Given) -> bool:
    face = workshop.face()
    return face is not None and face.state is not ClockState.UP


@act("count-down", title="Start a timer")
def count_down(
    workshop: Workshop,
    minutes: Annotated[
        int, Ask(label="Minutes", help="How many minutes, for example 10.", read=_read_minutes)
    ],
) -> str:
    """Start a timer that counts down."""
    workshop.save(start_clock(workshop.session, minutes, workshop.now()))
    return clock_words(workshop)


@act("count-up", title="Count up")
def count_up(workshop: Workshop) -> str:
    """Start a timer that counts up."""
    workshop.save(start_clock(workshop.session, 0, workshop.now()))
    return clock_words(workshop)


@act("hold-clock", title="Pause or restart the timer", when=_counts_down)
def hold(workshop: Workshop) -> str:
    """Pause the timer, or start it again."""
    workshop.save(hold_clock(workshop.session, workshop.now()))
    return clock_words(workshop)


@act("stop-clock", title="Stop the timer", when=lambda workshop, _given: workshop.face() is not None)
def stop(workshop: Workshop) -> str:
    """Stop the timer and take it off every page."""
    workshop.save(stop_clock(workshop.session))
    return "Timer stopped."


def _planned_break(workshop: Workshop, _given: Given) -> str:
    left = (str(each.part.minutes) for each in workshop.day().left if each.part.kind is PartKind.BREAK)
    return next(left, _USUAL_BREAK)


@act("break", title="Break")
def take_break(
    workshop: Workshop,
    until: Annotated[
        str,
        Ask(
            label="Until",
            help="Minutes from now, or the time to be back, for example 11:20am.",
            offers=lambda _workshop, _given: _BREAKS,
            start=_planned_break,
        ),
    ],
) -> str:
    """Show when everyone should be back, and nothing else."""
    now = workshop.now().replace(second=0, microsecond=0)
    minutes = read_minutes(until)
    at = datetime.combine(now.date(), read_time(until)) if minutes is None else None
    lasts = timedelta(minutes=minutes or 0) if at is None else at - now
    if not timedelta(0) < lasts <= _LONGEST_BREAK:
        wrong = (
            f"{time_of_day(at)} has passed."
            if at and at <= now
            else "A break lasts from 1 minute to 12 hours."
        )
        raise RuleError(f"{wrong} Type minutes, for example 15, or a time, for example 11:20am.")
    workshop.save(standing.start_break(workshop.session, workshop.plan, now + lasts, now))
    return f"Back at {time_of_day(now + lasts)}."


@act(
    "end-break",
    title="End the break",
    when=lambda workshop, _given: workshop.session.sitting.today.back_at is not None,
)
def end_break(workshop: Workshop) -> str:
    """End the break and carry on."""
    if workshop.session.sitting.today.back_at is not None:
        now = workshop.now()
        workshop.save(standing.note_part(standing.end_break(workshop.session, now), workshop.plan, now))
    return "The break is over."


def _end_now(workshop: Workshop, _given: Given) -> str:
    finish = workshop.session.sitting.finish
    return time_of_day(finish) if finish else ""


@act("end-at", title="Finish time")
def end_at(
    workshop: Workshop,
    time: Annotated[
        str,
        Ask(
            label="Time",
            help="A time today, for example 4:30pm. Leave it empty for none.",
            start=_end_now,
            is_optional=True,
        ),
    ],
) -> str:
    """Set the finish time. The overview then says how many steps there is time for."""
    now = workshop.now()
    finish = datetime.combine(now.date(), read_time(time)) if time else None
    workshop.save(standing.finish_at(workshop.session, finish, now))
    return f"We finish at {time_of_day(finish)}." if finish else "There is no finish time now."


def change_plan(workshop: Workshop, plan: DayPlan) -> None:
    """Keep another plan of the day for this session."""
    workshop.save(replace(workshop.session, plan=plan))


def change_part(workshop: Workshop, key: str, minutes: str) -> None:
    """Give a part of the day other minutes, written as a number; 0 leaves it out.

    Raises `InputError` if it is no number and `RuleError` if it is too many.
    """
    wanted = minutes.strip()
    if not wanted.isdecimal():
        raise InputError(
            f'"{wanted}" is not a number of minutes. Type a number, for example 20. 0 skips this part.'
        )
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


@act(
    "fit-timetable",
    title="Fit the timetable to the time left",
    when=lambda workshop, _given: isinstance(workshop, Workshop) and workshop.day().over > 0,
)
def fit(workshop: Workshop) -> str:
    """Give every step that is left the same time, so that you finish in time. Breaks are left out."""
    day = workshop.day()
    keys = {each.key for each in day.left}
    minutes = sum(each.part.minutes for each in day.left) - day.over
    change_plan(workshop, day_plan.squeezed(workshop.plan, minutes, keys))
    return "The timetable fits now. Each step gets the same time, without a break."
