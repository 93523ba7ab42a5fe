"""What the committee will do, and which workshop a session follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from scrutiny_tui.domain.fields import KEY, FilledText, ItemOrNone


class ActionKind(StrEnum):
    """Whom an action is for."""

    US = "for us"
    CABINET = "recommend to cabinet"
    PARTNER = "recommend to a partner"


class ActionStatus(StrEnum):
    """How far an action is."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Action:
    """What will be done, by which role, by when."""

    id: int = field(metadata=KEY)
    item: ItemOrNone
    """The number of the step or prompt that it came from; 0 where it came from none."""
    text: FilledText
    kind: ActionKind = ActionKind.US
    owner: str = ""
    """A role, not a name."""
    due: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    evidence: str = ""
    """What shows that it was done."""
    carried: bool = False
    """Whether it comes from the workshop that this one follows."""


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The workshop that a session follows."""

    session: FilledText
    """Its id."""
    date: date
    gone_through: bool = False
    """Whether the actions that came from it were gone through."""
