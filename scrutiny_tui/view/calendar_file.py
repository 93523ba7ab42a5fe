"""The days of the plan as a calendar file, which Outlook and other calendars take in (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from scrutiny_tui.domain.actions import review_day
from scrutiny_tui.domain.phrases import where_in
from scrutiny_tui.domain.references import reference
from scrutiny_tui.domain.session import ActionStatus, Session
from scrutiny_tui.view.blocks import harmless_line
from scrutiny_tui.view.report_view import View

_LONGEST: Final = 75
"""Octets of a line, its line break not counted."""
_ESCAPED: Final = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


class _Event(NamedTuple):
    """A day to remember."""

    key: str
    """What makes it another event than every other one of the workshop, always the same."""
    day: date
    title: str
    about: str = ""


def calendar_bytes(view: View) -> bytes:
    """Return the days on which open actions and answers are due, and when to look at them again.

    Events keep their ids, so that a newer file changes those of an older one. Nothing in it is of the time at which it
    was made but the day.
    """
    stamp = f"DTSTAMP:{view.made:%Y%m%d}T000000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Scrutiny TUI//Action plan//EN"]
    for each in _events(view.session):
        lines += ["BEGIN:VEVENT", f"UID:{view.session.id}-{each.key}@scrutiny-tui", stamp]
        lines += [
            f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}",
            f"SUMMARY:{_text(where_in(view.session, each.title))}",
        ]
        lines += [f"DESCRIPTION:{_text(each.about)}"] if each.about else []
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    return b"".join(folded for line in (*lines, "END:VCALENDAR") for folded in _folded(line))


def _events(session: Session) -> Iterator[_Event]:
    """Yield the review first: a calendar has at least one event."""
    title = f"Review the actions: {session.details.committee or session.details.council}"
    yield _Event("review", review_day(session), title)
    for each in session.actions.values():
        known = reference(session, each)
        about = f"{each.text}\n{each.owner}".strip()
        if each.due and each.status is ActionStatus.OPEN:
            yield _Event(f"{each.id}-due", each.due, f"{known} is due", about)
        if each.answer_due and not each.reply:
            yield _Event(f"{each.id}-answer", each.answer_due, f"{known}: answer due", about)


def _text(typed: str) -> str:
    return "\n".join(map(harmless_line, typed.splitlines())).translate(_ESCAPED)


def _folded(line: str) -> Iterator[bytes]:
    """Yield a line in pieces of at most 75 octets, the further ones behind a blank; no character is cut in two."""
    piece = b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > _LONGEST:
            yield piece + b"\r\n"
            piece = b" "
        piece += octets
    yield piece + b"\r\n"
