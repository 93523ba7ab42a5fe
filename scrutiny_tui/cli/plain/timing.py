"""The room's time line by line: the clock, the break, the plan of the day, when we have to end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from scrutiny_tui.acts.timekeeping import end_break, finish_at, start_break
from scrutiny_tui.cli.plain.room import Room
from scrutiny_tui.domain.clock import hold_clock, read_minutes, start_clock, stop_clock
from scrutiny_tui.domain.standing import Stage, Standing
from scrutiny_tui.view.phrases import over_words, part_name

_ASKED: Final = (
    "Type minutes, such as 10, to count down. Or: up to count up; hold to let the clock stand still or go on; off to take "
    "it away; break and how long, such as break 15 or break 11.20; end and a time, such as end 16.30; plan for the plan "
    "of the day. Enter goes on."
)


def keep_time(room: Room) -> None:
    """Say how the time stands, and do what is typed about it."""
    room.console.say(clock_line(room) or "No clock is running.")
    typed = room.console.ask(_ASKED).casefold()
    word, _, rest = typed.partition(" ")
    acts: dict[str, Callable[[], object]] = {
        "up": lambda: _start(room, 0),
        "hold": lambda: _change(
            room, lambda: room.workshop.save(hold_clock(room.session, room.workshop.now()))
        ),
        "off": lambda: _change(room, lambda: room.workshop.save(stop_clock(room.session))),
        "break": lambda: _take_break(room, rest),
        "end": lambda: _end_at(room, rest),
        "plan": lambda: room.console.say(*_day_lines(room), over_words(room.workshop.day())),
    }
    minutes = read_minutes(typed)
    if minutes:
        _start(room, minutes)
    elif word in acts:
        acts[word]()
    elif typed:
        room.console.say("That is nothing that can be done about the time.")


def clock_line(room: Room) -> str:
    """Return what the clock shows, such as "Clock: 4:32 left."; empty if there is none."""
    face = room.workshop.face()
    return f"Clock: {face.text} {face.words}." if face else ""


def meet_break(room: Room) -> None:
    """Wait until the room is back where a break is on, as after a restart too."""
    back_at = room.session.sitting.today.back_at
    if back_at is None:
        return
    before = room.shown
    room.show(replace(before, on_break=True))
    room.console.say(f"Break. Back at {back_at:%H.%M}.")
    room.console.ask("Press Enter when the room goes on.")
    if not room.attempt(lambda: end_break(room.workshop), before):
        # Where nothing can be saved any more, the room goes on all the same.
        room.show(before)


def _start(room: Room, minutes: int) -> None:
    _change(
        room, lambda: room.workshop.save(start_clock(room.workshop.session, minutes, room.workshop.now()))
    )


def _change(room: Room, act: Callable[[], object]) -> None:
    if room.attempt(act):
        room.console.say(clock_line(room) or "There is no clock any more.")


def _take_break(room: Room, until: str) -> None:
    asked = until or room.console.ask(
        "How long is the break? Minutes, or the time to be back, such as 11.20."
    )
    if asked and room.attempt(lambda: start_break(room.workshop, asked)):
        meet_break(room)


def _end_at(room: Room, time: str) -> None:
    if room.attempt(lambda: finish_at(room.workshop, time)):
        room.console.say(over_words(room.workshop.day()))


def _day_lines(room: Room) -> Iterator[str]:
    for each in room.workshop.day().parts:
        yield ", ".join(filter(None, _part_words(room, each))) + "."


def _part_words(room: Room, each: Standing) -> Iterator[str]:
    yield part_name(room.session.wording, each.part)
    yield f"{each.part.minutes} minutes" if each.part.minutes else ""
    yield "" if each.stage is Stage.NEXT else each.stage.value
    if each.begins:
        yield f"{'since' if each.stage is Stage.NOW else 'from'} {each.begins:%H.%M}"
