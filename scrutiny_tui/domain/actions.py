"""The moves of the plan: actions are added, changed, put in order, done, dropped, and taken over by what follows."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import Final

from scrutiny_tui.domain.action import Action, ActionStatus, Predecessor
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.limits import check_text
from scrutiny_tui.domain.session import Session

MOST_ACTIONS: Final = 100
"""More are not a plan any more."""

TEXTS: Final = {"text": "The action", "owner": "The owner's role", "evidence": "The evidence"}
"""The fields of an action that hold text, and how a sentence calls them."""

_MONTHS: Final = 12


def why_full(session: Session) -> str:
    """Return the sentence that says that no action can be added; empty while there is room."""
    return f"The plan holds up to {MOST_ACTIONS} actions." if len(session.actions) >= MOST_ACTIONS else ""


def add_action(session: Session, action: Action) -> Session:
    """Return the session with this action at the end of the plan, numbered next.

    Raises `RuleError` if there is no such step, its text is empty, a text is too long, or the plan is full.
    """
    if told := why_full(session):
        raise RuleError(told)
    kept = _checked(session, action, "The action says nothing, so nothing was kept.")
    numbered = replace(kept, id=max(session.actions, default=0) + 1)
    return replace(session, actions={**session.actions, numbered.id: numbered})


def change_action(session: Session, action: Action) -> Session:
    """Return the session with this action in place of the one with its number, at the same place of the plan.

    Raises `RuleError` if there is none, there is no such step, its text is empty or a text is too long.
    """
    _find(session, action.id)
    kept = _checked(session, action, "An action cannot be empty, so it stays as it was. Take it out instead.")
    return replace(session, actions={**session.actions, kept.id: kept})


def set_status(session: Session, number: int, status: ActionStatus, evidence: str | None = None) -> Session:
    """Return the session with an action open, done or dropped; None leaves the evidence as it is.

    Raises `RuleError` if there is no such action or the evidence is too long.
    """
    found = _find(session, number)
    shown = found.evidence if evidence is None else evidence
    return change_action(session, replace(found, status=status, evidence=shown))


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
    _find(session, number)
    return replace(session, actions={key: each for key, each in session.actions.items() if key != number})


def set_next_meeting(session: Session, meeting: date | None) -> Session:
    """Return the session with the day of the next meeting, or without one. Actions that have a day keep theirs."""
    return replace(session, next_meeting=meeting)


def follow(session: Session, earlier: Session) -> Session:
    """Return the session as one that follows an earlier one, whose open actions it takes over.

    An action whose step is not in the wording any more comes from no step.
    """
    for each in earlier.actions.values():
        if each.status is ActionStatus.OPEN:
            taken = replace(each, item=_step_now(session, earlier, each.item), carried=True)
            session = add_action(session, taken)
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


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, _MONTHS)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _find(session: Session, number: int) -> Action:
    if number not in session.actions:
        raise RuleError("This action is not in the plan any more.")
    return session.actions[number]


def _checked(session: Session, action: Action, empty: str) -> Action:
    """Return the action without white space at the ends of its texts; `empty` is said where it has no words."""
    if action.item:
        session.wording.item(action.item)
    texts = {field: check_text(getattr(action, field), what) for field, what in TEXTS.items()}
    if not texts["text"]:
        raise RuleError(empty)
    return replace(action, text=texts["text"], owner=texts["owner"], evidence=texts["evidence"])


def _step_now(session: Session, earlier: Session, number: int) -> int:
    """Return the number that a step or prompt of an earlier workshop has now; 0 where it is not there any more."""
    try:
        return session.wording.find(earlier.wording.item(number).id).number if number else 0
    except RuleError:
        return 0
