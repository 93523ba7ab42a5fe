"""The clock that the room sees, and times of day as people write them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from scrutiny_tui.domain.day_plan import LONGEST_CLOCK as LONGEST
from scrutiny_tui.domain.day_plan import RoomClock
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.session import Session

_TIME: Final = r"(?i)(\d{1,2})(?:[.:\s]?([0-5]\d))?\s*([ap]\.?m\.?)?"
_MINUTES: Final = r"(?ia)(-?\d{1,9})\s*(m|mins?|minutes?|h|hours?)?\.?"
_FOUR_DIGITS: Final = r"(?a)(?:[01]\d|2[0-3])[0-5]\d"
_MINUTES_AN_HOUR: Final = 60
_NOON: Final = 12
_DAY: Final = 24


def read_minutes(text: str) -> int | None:
    """Return the minutes that were written, such as 10, 10 min, 10 minutes or 1 hour; None if it is something else.

    Four digits alone are a time of day, such as 1630, where there is such a time.
    """
    written = re.fullmatch(_MINUTES, text.strip())
    if written is None or re.fullmatch(_FOUR_DIGITS, text.strip()):
        return None
    return int(written[1]) * (_MINUTES_AN_HOUR if (written[2] or "").lower().startswith("h") else 1)


def read_time(text: str) -> time:
    """Return the time that was written, such as 16.30, 16:30, 1630, 4.30pm or 4 pm; to the minute.

    Raises `InputError` if it is not one of these.
    """
    written = re.fullmatch(_TIME, text.strip())
    hour, minute, half = written.groups(default="") if written else ("", "", "")
    # "4" may be the afternoon's or the night's; a bare hour is not enough.
    is_time = 1 <= int(hour) <= _NOON if half else bool(minute) and int(hour) < _DAY
    if not is_time:
        raise InputError(f'"{text.strip()}" is not a time of day. Type it like this: 4:30pm or 16:30.')
    since_noon = _NOON if half.lower().startswith("p") else 0
    return time(int(hour) % _NOON + since_noon if half else int(hour), int(minute or 0))


_MINUTE: Final = 60
_HOUR: Final = 3600
_WARNS: Final = 2 * _MINUTE
"""Seconds left from which on it warns; a clock set to no more than that warns for its second half."""
_FORGOTTEN: Final = timedelta(hours=12)
"""A clock that was started longer ago was forgotten, or the machine's own clock was set; it is not shown."""


class ClockState(StrEnum):
    """How the clock stands."""

    RUNNING = "running"
    WARNING = "warning"
    UP = "up"
    PAUSED = "paused"


_SHAPES: Final = {
    ClockState.RUNNING: "►",
    ClockState.WARNING: "▲",
    ClockState.UP: "■",
    ClockState.PAUSED: "║",
}


@record
class ClockFace:
    """What the clock shows at one moment."""

    text: str
    """Minutes and seconds, such as "4:32" or "1:04:32"."""
    words: str
    """What the figures mean, such as "left" or "Time is up"."""
    state: ClockState

    @property
    def calls(self) -> bool:
        """Whether the room is to look up: little time is left, or none."""
        return self.state in {ClockState.WARNING, ClockState.UP}

    @property
    def shape(self) -> str:
        """One character that differs from state to state."""
        return _SHAPES[self.state]

    @property
    def line(self) -> str:
        """Everything in one line."""
        return f"{self.shape} {self.text} {self.words}"


def face(session: Session, now: datetime) -> ClockFace | None:
    """Return what the clock shows; None if there is none.

    A machine's clock that was set back makes it stand still, never go beyond what it was set to.
    """
    clock = session.sitting.today.clock
    if clock is None:
        return None
    passed = max((clock.held or now) - clock.started, timedelta(0))
    if passed > _FORGOTTEN:
        return None
    seconds = int(passed.total_seconds())
    left = clock.seconds - seconds
    if clock.seconds and left <= 0:
        return ClockFace(_figures(0), "Time is up", ClockState.UP)
    figures, words = (_figures(left), "left") if clock.seconds else (_figures(seconds), "so far")
    if clock.held is not None:
        return ClockFace(figures, f"{words}, paused", ClockState.PAUSED)
    if clock.seconds and left <= min(_WARNS, clock.seconds // 2):
        return ClockFace(figures, _warning(left), ClockState.WARNING)
    return ClockFace(figures, words, ClockState.RUNNING)


def start_clock(session: Session, minutes: int, now: datetime) -> Session:
    """Return the session with a clock that counts down so many minutes, or up for 0, in place of any other.

    Raises `RuleError` if it cannot count down so long.
    """
    if not 0 <= minutes <= LONGEST:
        raise RuleError(f"The timer can be set for 1 to {LONGEST} minutes.")
    return with_today(session, clock=RoomClock(now.replace(microsecond=0), minutes * _MINUTE))


def stop_clock(session: Session) -> Session:
    """Return the session without a clock."""
    return with_today(session, clock=None)


def hold_clock(session: Session, now: datetime) -> Session:
    """Return the session whose clock stands still, or goes on where it stood still. Raises `RuleError` without a clock."""
    clock = session.sitting.today.clock
    if clock is None:
        raise RuleError("No timer is running.")
    if clock.held is None:
        return with_today(session, clock=replace(clock, held=now.replace(microsecond=0)))
    stood = max(now.replace(microsecond=0) - clock.held, timedelta(0))
    return with_today(session, clock=replace(clock, started=clock.started + stood, held=None))


def with_today(session: Session, **changes: Any) -> Session:
    """Return the session with these fields of how its sitting's time goes; the same one where nothing is changed."""
    sitting, today = session.sitting, replace(session.sitting.today, **changes)
    return session if today == sitting.today else session.with_sitting(replace(sitting, today=today))


def _warning(left: int) -> str:
    told = several(-(-left // _MINUTE), "minute left", "minutes left")
    return told if left % _MINUTE == 0 else f"Under {told}"


def _figures(seconds: int) -> str:
    hours, rest = divmod(seconds, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
