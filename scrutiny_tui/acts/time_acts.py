"""The room's time: the clock, the break, and when the workshop has to end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final

from scrutiny_tui.acts.act import Ask, Given, act
from scrutiny_tui.acts.timekeeping import end_break as go_on
from scrutiny_tui.acts.timekeeping import finish_at, start_break
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.clock import ClockState, hold_clock, read_minutes, start_clock, stop_clock
from scrutiny_tui.domain.day_plan import PartKind
from scrutiny_tui.domain.errors import InputError

_BREAKS: Final = (5, 10, 15, 20)
"""Minutes that a break is offered for."""


def clock_words(workshop: Workshop) -> str:
    """Return what the clock shows, such as "Clock: 4:32 left."; empty if there is none."""
    face = workshop.face()
    return f"Clock: {face.text} {face.words}." if face else ""


def _read_minutes(_workshop: Workshop, _given: Given, typed: str) -> int:
    minutes = read_minutes(typed)
    if not minutes:
        raise InputError("Write how many minutes, from 1 on.")
    return minutes


def _has_clock(workshop: Workshop, _given: Given) -> bool:
    return workshop.face() is not None


def _counts_down(workshop: Workshop, _given: Given) -> bool:
    face = workshop.face()
    return face is not None and face.state is not ClockState.UP


@act("count-down", title="Count down", help="Start a clock that counts down so many minutes.")
def count_down(
    workshop: Workshop,
    minutes: Annotated[int, Ask(label="Minutes", help="How many minutes, from 1 on.", read=_read_minutes)],
) -> str:
    """Start a clock that counts down."""
    workshop.save(start_clock(workshop.session, minutes, workshop.now()))
    return clock_words(workshop)


@act("count-up", title="Count up", help="Start a clock that counts up from now.")
def count_up(workshop: Workshop) -> str:
    """Start a clock that counts up."""
    workshop.save(start_clock(workshop.session, 0, workshop.now()))
    return clock_words(workshop)


@act(
    "hold-clock",
    title="Stop or restart the clock",
    help="Let the clock stand still, or go on.",
    when=_counts_down,
)
def hold(workshop: Workshop) -> str:
    """Let the clock stand still, or go on."""
    workshop.save(hold_clock(workshop.session, workshop.now()))
    return clock_words(workshop)


@act("stop-clock", title="Take the clock away", help="Take the clock off every page.", when=_has_clock)
def stop(workshop: Workshop) -> str:
    """Take the clock away."""
    workshop.save(stop_clock(workshop.session))
    return "There is no clock any more."


def _planned_break(workshop: Workshop, _given: Given) -> str:
    left = (each.part for each in workshop.day().left if each.part.kind is PartKind.BREAK)
    planned = next(left, None)
    return str(planned.minutes if planned else _BREAKS[1])


def _breaks(_workshop: Workshop, _given: Given) -> Iterator[str]:
    yield from (str(minutes) for minutes in _BREAKS)


@act("break", title="Break", help="Show when the room is to be back, and nothing else.")
def take_break(
    workshop: Workshop,
    until: Annotated[
        str,
        Ask(
            label="Until",
            help="A number of minutes from now, or the time to be back, such as 11.20 or 1120.",
            offers=_breaks,
            start=_planned_break,
        ),
    ],
) -> str:
    """Begin a break."""
    return f"Back at {start_break(workshop, until):%H.%M}."


def _is_break(workshop: Workshop, _given: Given) -> bool:
    return workshop.session.sitting.today.back_at is not None


@act("end-break", title="End the break", help="Go on after the break.", when=_is_break)
def end_break(workshop: Workshop) -> str:
    """Go on after the break."""
    go_on(workshop)
    return "The break is over."


def _end_now(workshop: Workshop, _given: Given) -> str:
    finish = workshop.session.sitting.finish
    return f"{finish:%H.%M}" if finish else ""


@act(
    "end-at",
    title="When we have to end",
    help="Say when we have to end; the overview then says how much of what there is to talk about fits before.",
)
def end_at(
    workshop: Workshop,
    time: Annotated[
        str,
        Ask(
            label="Time",
            help="A time of today, such as 16.30; nothing sets no end.",
            start=_end_now,
            is_optional=True,
        ),
    ],
) -> str:
    """Keep when the workshop has to end."""
    finish_at(workshop, time)
    finish = workshop.session.sitting.finish
    return f"We have to end at {finish:%H.%M}." if finish else "No end is set any more."
