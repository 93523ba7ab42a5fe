"""The moves of the plan: actions, what becomes of them, the days they are due, and what the room would work on first."""

from __future__ import annotations

import re
from calendar import day_name, month_name, monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from scrutiny_tui.domain.day_plan import Sitting
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.fields import HANDS_EACH, MOST_HANDS, check_text
from scrutiny_tui.domain.phrases import day as spoken_day
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.references import next_reference, reference
from scrutiny_tui.domain.session import (
    Action,
    ActionStatus,
    Predecessor,
    Reply,
    Session,
    StatusSince,
)

MOST_ACTIONS: Final = 100
"""More are not a plan any more."""

TEXTS: Final = {
    "text": "The action",
    "owner": "The owner's role",
    "evidence": "The evidence",
    "reason": "The reason",
}
"""The fields of an action that hold text, and how a sentence calls them."""

NEEDS_REASON: Final = frozenset({Reply.IN_PART, Reply.REFUSED})
"""The answers to a recommendation of which somebody will ask why."""

MONTHS_TO_ANSWER: Final = 2
"""How long cabinet has to answer, as councils usually allow, and so for partners too.

We understand that the executive must respond within two months of a notice (Local Government Act 2000, section 9FE).
"""

REVIEWED_AFTER: Final = 6
"""Months from a workshop or a follow-up to the next look at what became of the actions."""

_MONTHS_A_YEAR: Final = 12


def why_full(session: Session) -> str:
    """Return the sentence that says that no action can be added; empty while there is room."""
    return (
        f"The action plan can have up to {MOST_ACTIONS} actions."
        if len(session.actions) >= MOST_ACTIONS
        else ""
    )


def add_action(session: Session, action: Action) -> Session:
    """Return the session with this action at the end of the plan, numbered next.

    Raises `RuleError` if there is no such step, its text is empty, a text is too long, or the plan is full.
    """
    if told := why_full(session):
        raise RuleError(told)
    kept = _checked(session, action, "Nothing was saved, because the action has no text.")
    number = max(session.actions, default=0) + 1
    added = replace(kept, id=number, reference=kept.reference or next_reference(session))
    return replace(session, actions={**session.actions, number: added})


def change_action(session: Session, action: Action, day: date) -> Session:
    """Return the session with this action in place of the one with its number, at the same place of the plan.

    A new status counts from `day`. Raises `RuleError` if there is none, there is no such step, its text is empty or a
    text is too long.
    """
    before = _find(session, action.id)
    kept = _checked(
        session, action, "An action can't be empty, so it has not changed. To remove it, press Delete."
    )
    if kept.status is not before.status:
        kept = replace(kept, statuses=(*before.statuses, StatusSince(kept.status, day)))
    return replace(session, actions={**session.actions, kept.id: kept})


def move_action(session: Session, number: int, by: int) -> Session:
    """Return the session with an action so many places further down the plan, or up; as far as it goes.

    Raises `RuleError` if there is no such action.
    """
    moved = _find(session, number)
    before = list(session.actions.values())
    at = before.index(moved)
    to = min(max(at + by, 0), len(before) - 1)
    if to == at:
        return session
    before.insert(to, before.pop(at))
    return replace(session, actions={each.id: each for each in before})


def remove_action(session: Session, number: int) -> Session:
    """Return the session without an action that was a mistake. Raises `RuleError` if there is none."""
    spent = session.spent | {reference(session, _find(session, number))}
    actions = {key: each for key, each in session.actions.items() if key != number}
    return replace(session, actions=actions, spent=spent)


def set_next_meeting(session: Session, meeting: date | None) -> Session:
    """Return the session with the day of the next meeting, or without one. Actions that have a day keep theirs."""
    return replace(session, next_meeting=meeting)


def follow(session: Session, earlier: Session) -> Session:
    """Return the session as one that follows an earlier one, whose open actions it takes over with their references.

    An action whose step is not in the wording any more comes from no step.
    """
    known = {number: reference(earlier, each) for number, each in earlier.actions.items()}
    session = replace(session, spent=session.spent | earlier.spent | {*known.values()})
    for number, each in earlier.actions.items():
        if each.status is ActionStatus.OPEN:
            item = _step_now(session, earlier, each.item)
            session = add_action(session, replace(each, item=item, carried=True, reference=known[number]))
    return replace(session, follows=Predecessor(earlier.id, earlier.details.date))


def to_go_through(session: Session) -> tuple[Action, ...]:
    """Return the actions that came from the earlier workshop, until they were gone through; empty after that."""
    if session.follows is None or session.follows.gone_through:
        return ()
    return tuple(each for each in session.actions.values() if each.carried)


def gone_through(session: Session) -> Session:
    """Return the session in which the actions of the earlier workshop were gone through."""
    if session.follows is None or session.follows.gone_through:
        return session
    return replace(session, follows=replace(session.follows, gone_through=True))


def under_review(session: Session) -> tuple[Action, ...]:
    """Return the actions to look at one after another: those of the earlier workshop first, then the whole plan."""
    return to_go_through(session) or tuple(session.actions.values())


def begin_follow_up(session: Session) -> Session:
    """Return the session whose latest sitting is a follow-up, so that nobody answers in it."""
    return gone_through(session.with_sitting(replace(session.sitting, is_follow_up=True)))


CHANGED: Final = "What changed for children"


def set_changed(session: Session, text: str) -> Session:
    """Return the session with what changed for children, for the follow-up that is held.

    Raises `RuleError` if none is held or the text is too long.
    """
    if not session.sitting.is_follow_up:
        raise RuleError("This belongs to Six months on. Begin that first.")
    return session.with_sitting(replace(session.sitting, changed=check_text(text, CHANGED)))


def follow_ups(session: Session) -> tuple[Sitting, ...]:
    """Return the follow-ups that were held, the oldest first."""
    return tuple(each for each in session.sittings.values() if each.is_follow_up)


def agreed_on(session: Session, action: Action) -> date:
    """Return the day of the workshop that an action is from."""
    return session.follows.date if action.carried and session.follows else session.details.date


def review_day(session: Session) -> date:
    """Return when the actions could be looked at next: six months after the latest follow-up, or the workshop."""
    held = [each.started.date() for each in follow_ups(session)]
    return months_after(max(held, default=session.details.date), REVIEWED_AFTER)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, _MONTHS_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _find(session: Session, number: int) -> Action:
    if found := session.actions.get(number):
        return found
    raise RuleError("This action is no longer in the action plan.")


def _checked(session: Session, action: Action, empty: str) -> Action:
    """Return the action without white space at the ends of its texts; `empty` is said where it has no words."""
    if action.item:
        session.wording.item(action.item)
    if not action.is_recommendation:
        action = replace(action, sent=None, answer_due=None, reply=None)
    if action.reply not in NEEDS_REASON:
        action = replace(action, reason="")
    texts: dict[str, Any] = {field: check_text(getattr(action, field), what) for field, what in TEXTS.items()}
    if not texts["text"]:
        raise RuleError(empty)
    return replace(action, **texts)


def _step_now(session: Session, earlier: Session, number: int) -> int:
    """Return the number that a step or prompt of an earlier workshop has now; 0 where it is not there any more."""
    try:
        return session.wording.find(earlier.wording.item(number).id).number if number else 0
    except RuleError:
        return 0


NEXT_MEETING: Final = "next meeting"
MONTHS: Final = {"3 months": 3, "6 months": 6}
"""What a due date can be picked from beside the next meeting."""

_MONTHS: Final = (*month_name[1:],)
_WEEKDAYS: Final = (*day_name,)

_YEAR_FIRST: Final = r"(?P<year>\d{4})([/.-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"
_NUMBERS: Final = r"(?P<day>\d{1,2})([/.\- ])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d{2})"
_WORDS: Final = (
    r"(?:(?P<weekday>[a-z]{3,9})[.,]?\s*)?(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s./-]*(?:of\s+)?"
    r"(?P<month>[a-z]{3,9})[\s.,/-]*['’]?(?P<year>\d{4}|\d{2})"
)

_SHORTEST: Final = 3
"""As few letters stand for a month or a weekday."""
_CENTURY: Final = 2000
"""What a year with two digits is added to."""
_YEARS: Final = (1900, 2999)


def read_day(text: str, today: date | None = None) -> date:
    """Return the day that was written, day first; "today" too, where `today` says when that is.

    Raises `InputError` with an example where it cannot be read, or the calendar has no such day.
    """
    written = " ".join(re.sub(r"\s*([/.-])\s*", r"\1", text.lower()).split())
    if today and written == "today":
        return today
    found = (
        re.fullmatch(_YEAR_FIRST, written) or re.fullmatch(_NUMBERS, written) or re.fullmatch(_WORDS, written)
    )
    if found is None:
        raise _refusal(text)
    parts = found.groupdict()
    month = int(parts["month"]) if parts["month"].isdigit() else _place(_MONTHS, parts["month"])
    if month is None:
        raise _refusal(text)
    year = int(parts["year"]) + (_CENTURY if len(parts["year"]) == len("27") else 0)
    day = _day(text, int(parts["day"]), month, year)
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise _refusal(text, f"the year must be from {_YEARS[0]} to {_YEARS[1]}")
    weekday = parts.get("weekday")
    if weekday and _place(_WEEKDAYS, weekday) != day.isoweekday():
        raise _refusal(text, f"{spoken_day(day)} is a {_WEEKDAYS[day.weekday()]}")
    return day


def due_day(session: Session, written: str, today: date) -> date | None:
    """Return the day that is meant by "next meeting", "3 months", "6 months" or a date; None if nothing is written.

    Months are counted from today. Raises `InputError` if it cannot be read, or the next meeting is not known.
    """
    meant = " ".join(written.lower().split()).removeprefix("in ")
    if not meant:
        return None
    if meant == NEXT_MEETING:
        if session.next_meeting is None:
            raise InputError("The date of the next meeting is not known yet. Type a date.")
        return session.next_meeting
    return months_after(today, MONTHS[meant]) if meant in MONTHS else read_day(written, today)


def doubt_about(day: date, today: date) -> str:
    """Return the question whether the year is right; empty for a day within a year back and two years ahead."""
    usual, few, way = (1, "a year", "ago") if day < today else (2, "2 years", "ahead")
    earlier, later = sorted((day, today))
    if _years(earlier, later - timedelta(days=1)) < usual:
        return ""
    years = _years(earlier, later)
    away = f"more than {few}" if years == usual else f"{years} years"
    return f"{spoken_day(day)} is {away} {way}. Is the year right?"


def _refusal(text: str, reason: str = "") -> InputError:
    why = f": {reason}" if reason else ""
    return InputError(f'"{text}" is not a date{why}. Type it like this: 21 November 2026 or 21/11/2026.')


def _day(text: str, day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if not 1 <= month <= len(_MONTHS):
        raise _refusal(text, f"there is no month {month}, and the day comes first")
    raise _refusal(text, f"{_MONTHS[month - 1]} {year} has no day {day}")


def _place(names: tuple[str, ...], word: str) -> int | None:
    """Return which of the names begins with the word, counted from 1; None if none does."""
    found = (place for place, name in enumerate(names, start=1) if name.lower().startswith(word))
    return next(found, None) if len(word) >= _SHORTEST else None


def _years(earlier: date, later: date) -> int:
    """Return how many whole years lie between two days."""
    return later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))


BEYOND: Final = f"A step can have 0 to {MOST_HANDS} votes."
"""Why a number is no count."""


def record_hands(session: Session, hands: Mapping[int, int]) -> Session:
    """Return the session with so many hands for each step, in place of an earlier count; no hand at all takes it away.

    Raises `RuleError` if there is no such step or the number cannot be a count.
    """
    steps = {item.number for item in session.wording.items}
    if hands.keys() - steps:
        raise RuleError("Only steps can be priorities.")
    if any(not 0 <= number <= MOST_HANDS for number in hands.values()):
        raise RuleError(BEYOND)
    counted = {step: hands.get(step, 0) for step in sorted(steps)}
    return replace(session, priorities=counted if any(counted.values()) else {})


def hands_here(session: Session) -> int:
    """Return how many hands there can be: two for each person who is here; 0 where that is not known."""
    here = session.electorate - session.sitting.away
    return HANDS_EACH * sum(session.voters[voter].size for voter in here)


def too_many(session: Session, hands: Mapping[int, int]) -> str:
    """Return the sentence about more hands than the people here have; empty if they fit, or nobody is listed."""
    counted, most = sum(hands.values()), hands_here(session)
    if not most or counted <= most:
        return ""
    here = several(most // HANDS_EACH, "person is here and has", "people are here and have")
    return f"That makes {counted} votes. {here} {most}."


def first_of(session: Session) -> tuple[int, ...]:
    """Return the numbers of the steps that got hands, the most first, then in the order of the steps."""
    found = (pair for pair in session.priorities.items() if pair[1])
    return tuple(step for step, _number in sorted(found, key=lambda pair: (-pair[1], pair[0])))
