"""What stays of answers that were deleted: figures that would otherwise be worked out from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from scrutiny_tui.domain.ballot import Answer

FEWEST_IN_GROUP: Final = 5
"""A role group, and all the others together, have at least this many ratings, or neither is shown."""


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """How one role group answered in a round."""

    name: str
    counts: tuple[int, int, int]
    """How many of it chose each level."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What one revealed round came to, beside its totals, before the answers in it were deleted."""

    counted: bool = False
    """Whether some of its answers had never been joined to a person, as after a count of hands."""
    groups: tuple[GroupFigures, ...] = ()
    """The role groups that may be shown, as they were told; empty where none may."""
    moved: tuple[int, int, int] | None = None
    """How many moved up, moved down and stayed since the result before; None where that is not told."""
    tables: Mapping[int, Answer] = field(default_factory=dict)
    """What each table answered, by its number: it was told that this is shown. Empty where people answered."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted from a session on request."""

    ballots: bool = False
    """Whether it was deleted who answered what."""
    names: bool = False
    """Whether people had names and were given labels in their place."""
    entries: frozenset[int] = frozenset()
    """The lines of the trail that say so: they are about the file, and not part of results and reports."""
    purging: bool = False
    """Whether other files of the session may still hold what was deleted."""
