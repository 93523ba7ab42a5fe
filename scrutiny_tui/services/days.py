"""Days as people in Britain write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from scrutiny_tui.domain.errors import InputError

_FORMS: Final = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d")


def read_day(text: str) -> date:
    """Return the day that was written, day first. Raises `InputError` where it cannot be read."""
    for form in _FORMS:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise InputError(f'"{text}" is not a date. Write it like 21/11/2026 or 21 November 2026.')


def written_day(day: date) -> str:
    """Return a day as 21/11/2026."""
    return f"{day:%d/%m/%Y}"
