"""What comes after the answers, as fields of the session's document: the order of the plan, priorities, what is followed.

Each is left out where there is nothing to keep.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from scrutiny_tui.domain.action import Action, Predecessor
from scrutiny_tui.domain.priorities import MOST_HANDS
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.fields import Fields

_HIGHEST_STEP: Final = 99


class FollowUp(NamedTuple):
    """What the session's document says about it."""

    order: tuple[int, ...]
    """Ids of actions in the order of the plan; empty where that is the order of the ids."""
    priorities: Mapping[int, int]
    next_meeting: date | None
    follows: Predecessor | None

    def in_order(self, actions: Mapping[int, Action]) -> dict[int, Action]:
        """Return the actions in the order of the plan; those that it does not name come last, in the order of their ids."""
        named = [key for key in self.order if key in actions]
        return {key: actions[key] for key in (*named, *(key for key in actions if key not in named))}


def write_follow_up(session: Session) -> dict[str, Any]:
    """Write it as fields of the session."""
    order, follows = list(session.actions), session.follows
    told: dict[str, Any] = {}
    if order != sorted(order):
        told["plan_order"] = order
    if session.priorities:
        told["priorities"] = {str(step): hands for step, hands in sorted(session.priorities.items())}
    if session.next_meeting:
        told["next_meeting"] = session.next_meeting.isoformat()
    if follows:
        told["follows"] = {
            "session": follows.session,
            "date": follows.date.isoformat(),
            "gone_through": follows.gone_through,
        }
    return told


def read_follow_up(fields: Fields) -> FollowUp:
    """Read it out of the session's fields."""
    return FollowUp(
        fields.numbers_in_order("plan_order") if fields.has("plan_order") else (),
        _priorities(fields) if fields.has("priorities") else {},
        fields.day("next_meeting") if fields.has("next_meeting") else None,
        _follows(fields.part("follows")) if fields.has("follows") else None,
    )


def _priorities(fields: Fields) -> dict[int, int]:
    part = fields.part("priorities")
    steps = (step for step in range(1, _HIGHEST_STEP + 1) if part.has(str(step)))
    found = {step: part.whole(str(step), 0, MOST_HANDS) for step in steps}
    part.close()
    return found


def _follows(part: Fields) -> Predecessor:
    found = Predecessor(part.text("session", empty=False), part.day("date"), part.yes("gone_through"))
    part.close()
    return found
