"""The references of actions, such as "CF 26/27 03": the committee's letters, the municipal year, and a number."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.session import Action, Details, Session

MOST_LETTERS: Final = 5
_NO_SUBJECT: Final = "(?i)and|board|commission|committee|for|of|overview|panel|scrutiny|select|sub|the"
"""Words of a committee's name that do not say what it is about."""
_WORD: Final = r"[^\W\d_](?:['’]?[^\W_])*"
_REFERENCE: Final = r"\S+ (?P<year>\d\d/\d\d) (?P<number>\d{2,9})"
_MAY: Final = 5


def letters(details: Details) -> str:
    """Return what references begin with: the letters that were set, else the initials of what the committee is about."""
    words = re.findall(_WORD, details.committee or details.council)
    about = [word for word in words if not re.fullmatch(_NO_SUBJECT, word)] or words
    return details.letters or "".join(word[0] for word in about)[:MOST_LETTERS].upper() or "A"


def municipal_year(day: date) -> str:
    """Return the municipal year of a day, such as "26/27": councils begin it in May with their annual meeting."""
    first = day.year - (day.month < _MAY)
    return f"{first % 100:02}/{(first + 1) % 100:02}"


def reference(session: Session, action: Action) -> str:
    """Return by what an action is known, such as "CF 26/27 03"; its id counts if it was kept without a reference."""
    return action.reference or _reference(session, action.id)


def _reference(session: Session, number: int) -> str:
    return f"{letters(session.details)} {municipal_year(session.details.date)} {number:02}"


def next_reference(session: Session) -> str:
    """Return a reference that no action of this municipal year has or had, whatever its letters."""
    given = {reference(session, each) for each in session.actions.values()} | session.spent
    year = municipal_year(session.details.date)
    found = filter(None, (re.fullmatch(_REFERENCE, each) for each in given))
    numbers = (int(each["number"]) for each in found if each["year"] == year)
    return _reference(session, max(numbers, default=0) + 1)


def set_letters(session: Session, typed: str) -> Session:
    """Return the session whose references begin with these letters; those from an earlier workshop stay as they are.

    Raises `RuleError` if they were set before, a recommendation was sent under its reference, or they are not letters.
    """
    if session.details.letters or any(each.sent for each in session.actions.values()):
        raise RuleError("The letters are in use already, so they stay as they are.")
    wanted = typed.strip().upper()
    if not wanted.isalpha() or len(wanted) > MOST_LETTERS:
        raise RuleError(f"Type 1 to {MOST_LETTERS} letters, for example CF.")
    own = {key: each for key, each in session.actions.items() if not each.carried}
    renamed = {
        key: replace(each, reference=" ".join((wanted, *reference(session, each).split(" ")[1:])))
        for key, each in own.items()
    }
    details = replace(session.details, letters=wanted)
    return replace(session, details=details, actions={**session.actions, **renamed})
