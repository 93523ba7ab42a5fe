"""What is kept of how the time of a sitting goes: the clock that runs, the break, and what is being done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from scrutiny_tui.domain.day_plan import MOST_PARTS
from scrutiny_tui.domain.fields import Between

LONGEST_CLOCK: Final = 180
"""Minutes that the room's clock counts down."""


@dataclass(frozen=True, slots=True)
class RoomClock:
    """A clock that the room sees. What it shows is worked out from these, so that it goes on while the program is closed."""

    started: datetime
    """When it was started; later, where it stood still in between, by as long as it did."""
    seconds: Annotated[int, Between(0, LONGEST_CLOCK * 60)] = 0
    """How long it counts down; 0 for a clock that counts up."""
    held: datetime | None = None
    """When it was stopped for a moment; None while it runs."""


@dataclass(frozen=True, slots=True)
class Today:
    """How the time of one sitting goes."""

    clock: RoomClock | None = None
    """None if there is no clock."""
    back_at: datetime | None = None
    """When the room is to be back from the break that is on; None if there is none."""
    part: str = ""
    """The key of the part of the plan of the day that is being done; empty before the first."""
    since: datetime | None = None
    """When that part was begun; None before the first."""
    breaks: Annotated[int, Between(0, MOST_PARTS)] = 0
    """How many breaks were had."""


NOT_BEGUN: Final = Today()
"""A sitting as it begins."""
