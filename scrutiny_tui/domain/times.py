"""Reads a time of day as people write it."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from scrutiny_tui.domain.errors import InputError

_TIME: Final = re.compile(r"(\d{1,2})(?:[.:\s]?([0-5]\d))?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_MINUTES: Final = re.compile(r"(-?\d{1,9})\s*(m|mins?|minutes?|h|hours?)?\.?", re.IGNORECASE | re.ASCII)
_FOUR_DIGITS: Final = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d", re.ASCII)
_MINUTES_AN_HOUR: Final = 60
_NOON: Final = 12
_DAY: Final = 24


def read_minutes(text: str) -> int | None:
    """Return the minutes that were written, such as 10, 10 min, 10 minutes or 1 hour; None if it is something else.

    Four digits alone are a time of day, such as 1630, where there is such a time.
    """
    written = _MINUTES.fullmatch(text.strip())
    if written is None or _FOUR_DIGITS.fullmatch(text.strip()):
        return None
    return int(written[1]) * (_MINUTES_AN_HOUR if (written[2] or "").lower().startswith("h") else 1)


def read_time(text: str) -> time:
    """Return the time that was written, such as 16.30, 16:30, 1630, 4.30pm or 4 pm; to the minute.

    Raises `InputError` if it is not one of these.
    """
    written = _TIME.fullmatch(text.strip())
    if written is None:
        raise _not_a_time(text)
    hour, minute, half = int(written[1]), int(written[2] or 0), (written[3] or "").lower()
    if half and not 1 <= hour <= _NOON:
        raise _not_a_time(text)
    if half:
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    elif written[2] is None:
        # "4" may be the afternoon's or the night's; a bare hour is not enough.
        raise _not_a_time(text)
    if hour >= _DAY:
        raise _not_a_time(text)
    return time(hour, minute)


def _not_a_time(text: str) -> InputError:
    return InputError(f'"{text.strip()}" is not a time of day. Write it like 16.30 or 4.30pm.')
