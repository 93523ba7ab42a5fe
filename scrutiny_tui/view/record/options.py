"""What can be asked for when a report is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Who the report is for."""

    PUBLIC = "public"
    """Counts only: nothing in it joins a person to an answer."""
    FULL = "full"
    """With each person's answers, under the label or name that the workshop keeps."""


@dataclass(frozen=True, slots=True)
class RecordOptions:
    """What the report holds beside what it always holds."""

    kind: Kind = Kind.PUBLIC
    by_groups: bool = False
    """Whether results are told by role groups too, where nobody could be picked out."""
    quotations: bool = False
    """Whether the lessons are quoted."""
    not_before: date | None = None
    """The first day on which it may be published; None if nobody said."""
