"""Reads small groups as a facilitator types them: "6; 5; 4 members and 2 co-optees"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count
from typing import Final

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.people_list import PeopleRead, count_people, read_people
from scrutiny_tui.domain.people_words import MOST_PEOPLE, check_length
from scrutiny_tui.domain.secrecy import Secrecy

OTHER_SIZE: Final = (
    "A table of another size: take the old one off (Delete) before it answers, and add it anew."
)
"""Tables keep their size, because their answers rest on it."""

_ALIKE: Final = re.compile(r"(\d+)\s+tables?\s+of\s+(\d+)", re.IGNORECASE)

_DIGITS: Final = 6
"""More than any number of people has; a longer one is refused by its first ones already."""


def read_tables(text: str, after: Iterable[Voter] = (), gone: frozenset[str] = frozenset()) -> PeopleRead:
    """Return one voter a table, called Table 1, Table 2 and so on, with its size and the roles at it.

    Tables stand apart by semicolons or line breaks, by commas where only numbers are given; "3 tables of 6" gives
    three. `after` are the tables already on the list; no table gets a label of `gone`. Raises `InputError` with a
    sentence that says what cannot be read.
    """
    check_length(text)
    tables = [found for part in _parts(text) for found in _read(part)]
    if not tables:
        raise InputError("Say how many sit at each table, for example: 6; 5; 4 members and 2 co-optees.")
    earlier = tuple(after)
    first = max((voter.id for voter in earlier), default=0) + 1
    taken = {voter.label for voter in earlier} | gone
    labels = (label for number in count(1) if (label := f"Table {number}") not in taken)
    voters = tuple(
        Voter(number, label, Role.TABLE, casts=True, size=size, makeup=makeup)
        for number, label, (size, makeup) in zip(count(first), labels, tables, strict=False)
    )
    people = sum(voter.size for voter in voters)
    if people > MOST_PEOPLE:
        raise InputError(f"That makes {people} people; this program takes up to {MOST_PEOPLE}.")
    return PeopleRead(voters, 0, _about(voters, more=bool(earlier)))


def _about(voters: tuple[Voter, ...], *, more: bool) -> tuple[str, ...]:
    """Return what was put on the list; where tables were there already, how a mistake is mended."""
    if not more:
        return (f"{count_people(voters)}.",)
    seated = sum(voter.size for voter in voters)
    people = "1 person" if seated == 1 else f"{seated} people"
    if len(voters) == 1:
        return (f"One more table was added, {voters[0].label}, of {people}.", OTHER_SIZE)
    return (f"{len(voters)} more tables were added, of {people} in all.", OTHER_SIZE)


def _parts(text: str) -> list[str]:
    only_numbers = re.fullmatch(r"[\d\s,;]+", text) is not None
    pieces = re.split(r"[,;\n]" if only_numbers else r"[;\n]", text)
    return [piece.strip() for piece in pieces if piece.strip()]


def _read(part: str) -> list[tuple[int, str]]:
    alike = _ALIKE.fullmatch(part)
    if alike:
        tables = int(alike[1][:_DIGITS])
        if tables > MOST_PEOPLE:
            raise InputError(f"{alike[1]} is more tables than this program takes people ({MOST_PEOPLE}).")
        return [(_size(alike[2]), "")] * tables
    if part.isdigit():
        return [(_size(part), "")]
    read = read_people(part, Secrecy.LABELS)
    counts = {role: sum(voter.role is role for voter in read.voters) for role in Role}
    makeup = ", ".join(
        f"{number} {role.value if number == 1 else role.plural}" for role, number in counts.items() if number
    )
    return [(len(read.voters), makeup)]


def _size(text: str) -> int:
    size = int(text[:_DIGITS])
    if not 0 < size <= MOST_PEOPLE:
        raise InputError(f"{text} is not a number of people that can sit at a table.")
    return size
