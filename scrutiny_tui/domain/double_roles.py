"""Calm warnings about who takes part; none of them refuses anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.session import Details

_DIRECTOR: Final = re.compile(r"director of children|\bDCS\b", re.IGNORECASE)


def warnings(details: Details, voters: Iterable[Voter]) -> tuple[str, ...]:
    """Return a sentence for each part that somebody plays twice."""
    return tuple(_found(details, tuple(voters)))


def _found(details: Details, voters: tuple[Voter, ...]) -> Iterator[str]:
    director = any(voter.casts and _DIRECTOR.search(voter.label) for voter in voters)
    if details.sponsor and details.sponsor_answers:
        yield "The sponsor answers too. The record says so; the room may want to know it now."
    if director or (details.sponsor_answers and _DIRECTOR.search(details.sponsor)):
        yield "The Director of Children's Services answers, and runs the services that are scrutinised. The record says so."
    if details.facilitator_answers:
        yield "The facilitator keys other people's slips and answers too. Somebody else could key them."
