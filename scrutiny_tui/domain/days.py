"""Days as people in Britain write them: the day first, the year with two digits or four."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from scrutiny_tui.domain.actions import months_after, set_next_meeting
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.session import Session

NEXT_MEETING: Final = "next meeting"
MONTHS: Final = {"3 months": 3, "6 months": 6}
"""What a due date can be picked from beside the next meeting."""

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})([/.-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})")
_NUMBERS: Final = re.compile(r"(?P<day>\d{1,2})([/.\- ])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d{2})")
_WORDS: Final = re.compile(
    r"(?:(?P<weekday>[a-z]{3,9})[.,]?\s*)?(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s./-]*(?:of\s+)?"
    r"(?P<month>[a-z]{3,9})[\s.,/-]*['’]?(?P<year>\d{4}|\d{2})",
)

_SHORTEST: Final = 3
"""As few letters stand for a month or a weekday."""
_CENTURY: Final = 2000
"""What a year with two digits is added to."""
_YEARS: Final = (1900, 2999)
_YEARS_BACK: Final = 1
_YEARS_AHEAD: Final = 2
"""A workshop further away than these years is asked about."""


def read_day(text: str, today: date | None = None) -> date:
    """Return the day that was written, day first; "today" too, where `today` says when that is.

    Raises `InputError` with an example where it cannot be read, or the calendar has no such day.
    """
    written = " ".join(re.sub(r"\s*([/.-])\s*", r"\1", text.lower()).split())
    if today and written == "today":
        return today
    found = _YEAR_FIRST.fullmatch(written) or _NUMBERS.fullmatch(written) or _WORDS.fullmatch(written)
    if found is None:
        raise _refusal(text)
    parts = found.groupdict()
    month = _month(parts["month"])
    if month is None:
        raise _refusal(text)
    day = _day(text, int(parts["day"]), month, _year(parts["year"]))
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise _refusal(text, f"the year has to be from {_YEARS[0]} to {_YEARS[1]}")
    _check_weekday(text, parts.get("weekday"), day)
    return day


def with_next_meeting(session: Session, written: str, today: date) -> Session:
    """Return the session with the day of the next meeting, typed like "12 January 2027"; nothing typed takes it away.

    Raises `InputError` if it cannot be read.
    """
    return set_next_meeting(session, read_day(written, today) if written.strip() else None)


def due_day(session: Session, written: str, today: date) -> date | None:
    """Return the day that is meant by "next meeting", "3 months", "6 months" or a date; None if nothing is written.

    Months are counted from today. Raises `InputError` if it cannot be read, or the next meeting is not known.
    """
    meant = " ".join(written.lower().split()).removeprefix("in ")
    if not meant:
        return None
    if meant == NEXT_MEETING:
        if session.next_meeting is None:
            raise InputError("The day of the next meeting is not known yet. Write it as a date.")
        return session.next_meeting
    return months_after(today, MONTHS[meant]) if meant in MONTHS else read_day(written, today)


def written_day(day: date) -> str:
    """Return a day as 21/11/2026."""
    return f"{day:%d/%m/%Y}"


def doubt_about(day: date, today: date) -> str:
    """Return the question whether the year is right; empty for a day within a year back and two years ahead."""
    if day < today and _years(day, today - timedelta(days=1)) >= _YEARS_BACK:
        years = _years(day, today)
        away = "more than a year ago" if years == 1 else f"{years} years ago"
    elif day > today and _years(today, day - timedelta(days=1)) >= _YEARS_AHEAD:
        years = _years(today, day)
        away = f"more than {_YEARS_AHEAD} years ahead" if years == _YEARS_AHEAD else f"{years} years ahead"
    else:
        return ""
    return f"{_spoken(day)} is {away}. Is the year right?"


def _refusal(text: str, reason: str = "") -> InputError:
    why = f": {reason}" if reason else ""
    return InputError(f'"{text}" is not a date{why}. Write it like 21/11/2026 or 21 November 2026.')


def _day(text: str, day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if not 1 <= month <= len(_MONTHS):
        raise _refusal(text, f"there is no month {month}, and the day comes first")
    raise _refusal(text, f"{_MONTHS[month - 1]} {year} has no day {day}")


def _month(text: str) -> int | None:
    """Return the month that a number, a name or its beginning stands for; 13 stays 13, None is no month at all."""
    return int(text) if text.isdigit() else _place(_MONTHS, text)


def _year(text: str) -> int:
    return int(text) + _CENTURY if len(text) < len(str(_CENTURY)) else int(text)


def _check_weekday(text: str, weekday: str | None, day: date) -> None:
    if weekday and _place(_WEEKDAYS, weekday) != day.isoweekday():
        raise _refusal(text, f"{_spoken(day)} is a {_WEEKDAYS[day.weekday()]}")


def _place(names: tuple[str, ...], word: str) -> int | None:
    """Return which of the names begins with the word, counted from 1; None if none does."""
    found = (place for place, name in enumerate(names, start=1) if name.lower().startswith(word))
    return next(found, None) if len(word) >= _SHORTEST else None


def _years(earlier: date, later: date) -> int:
    """Return how many whole years lie between two days."""
    return later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))


def _spoken(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
