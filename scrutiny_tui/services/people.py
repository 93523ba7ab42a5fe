"""Reads the list of people as a facilitator types it: "12 members, 2 co-optees, 1 chair"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.secrecy import Secrecy

MOST_PEOPLE: Final = 200
"""More than any committee; a typing slip such as 120 for 12 stays possible, 12000 does not."""

_COUNTED: Final = re.compile(r"(\d{1,6})\s*(.*)", re.DOTALL)
_NAMED: Final = re.compile(r"(.+?)\s*\(([^()]+)\)")
_OTHER_WORDS: Final = {
    "people": Role.MEMBER,
    "person": Role.MEMBER,
    "councillor": Role.MEMBER,
    "councillors": Role.MEMBER,
    "chairs": Role.CHAIR,
    "chairman": Role.CHAIR,
    "chairwoman": Role.CHAIR,
    "vice chair": Role.VICE_CHAIR,
    "vice chairs": Role.VICE_CHAIR,
    "deputy chair": Role.VICE_CHAIR,
    "coopted member": Role.CO_OPTEE,
    "co-opted member": Role.CO_OPTEE,
    "co-opted members": Role.CO_OPTEE,
    "coopted members": Role.CO_OPTEE,
    "cooptee": Role.CO_OPTEE,
    "cooptees": Role.CO_OPTEE,
}


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """What the typed list comes to."""

    voters: tuple[Voter, ...]
    members: int
    """How many members were given as a number, not by name."""
    notices: tuple[str, ...]
    """Sentences about what was understood in a way that somebody may not expect."""

    @property
    def asked(self) -> int:
        """How many cast a ballot."""
        return sum(voter.casts for voter in self.voters)

    @property
    def chair_question(self) -> str:
        """The question whether the chair was counted twice; empty where it does not arise."""
        if not self.members or not any(voter.role is Role.CHAIR for voter in self.voters):
            return ""
        return f"That makes {self.asked}. Is the chair one of the {self.members}?"


def read_people(
    text: str, secrecy: Secrecy, *, chair_is_member: bool = False, after: Iterable[Voter] = ()
) -> PeopleRead:
    """Return the voters that the text names, labelled as the secrecy asks.

    The text is a list with commas, semicolons or line breaks; each part is a number with a role, a name, or a name
    with a role in brackets. `chair_is_member` takes one member off, because the chair was counted among them. `after`
    are the people already on the list: numbers and labels go on from theirs.
    Raises `InputError` with a sentence that says what cannot be read.
    """
    parts = [part.strip() for part in re.split(r"[,;\n]| and ", text) if part.strip()]
    for part in parts:
        _check_part(part, secrecy)
    people = [person for part in parts for person in read_part(part)]
    if chair_is_member and ("", Role.MEMBER) in people:
        people.remove(("", Role.MEMBER))
    return label_people(people, secrecy, after=after)


def label_people(
    people: Sequence[tuple[str, Role]], secrecy: Secrecy, *, after: Iterable[Voter] = ()
) -> PeopleRead:
    """Return voters for these names and roles, labelled as the secrecy asks; an empty name stands for anybody.

    Numbers and labels go on from those of `after`, the people already on the list. Raises `InputError` where there is
    nobody, nobody who casts a ballot, or too many.
    """
    if not people:
        raise InputError("Say who answers, for example: 12 members, 2 co-optees, 1 chair.")
    if len(people) > MOST_PEOPLE:
        raise InputError(f"That makes {len(people)} people; this program takes up to {MOST_PEOPLE}.")
    earlier = tuple(after)
    if not earlier and not any(role.casts for _name, role in people):
        raise InputError(
            "Nobody in this list casts a ballot. Officers, cabinet members and observers do not."
        )
    return _labelled(people, secrecy, earlier)


def read_part(part: str) -> list[tuple[str, Role]]:
    """Return the names and roles that one part of a list comes to, such as "2 officers" or "A. Example (chair)".

    Raises `InputError` where a role is not known.
    """
    counted = _COUNTED.fullmatch(part)
    if counted:
        number = int(counted[1])
        role = read_role(counted[2] or "members")
        if role is None:
            raise InputError(f'"{counted[2]}" is not a role. Roles are: {", ".join(Role)}.')
        if number > MOST_PEOPLE:
            raise InputError(f"{number} is more people than this program takes ({MOST_PEOPLE}).")
        return [("", role)] * number
    named = _NAMED.fullmatch(part)
    if named:
        role = read_role(named[2])
        if role is None:
            raise InputError(f'"{named[2]}" is not a role. Roles are: {", ".join(Role)}.')
        return [(named[1], role)]
    role = read_role(part)
    return [("", role)] if role else [(part, Role.MEMBER)]


def _check_part(part: str, secrecy: Secrecy) -> None:
    """Raise `InputError` where a part looks like a miswritten number of people rather than a name."""
    words = re.findall(r"\w[\w-]*", part.lower())
    counted = _COUNTED.fullmatch(part) or _NAMED.fullmatch(part) or read_role(part)
    # By name, anything may be a name that does not begin like a number.
    miswritten = not words or any(word.isdigit() or read_role(word) for word in words)
    if secrecy is Secrecy.BY_NAME:
        miswritten = re.match(r"-?\d", part) is not None
    if miswritten and not counted:
        raise InputError(
            f'"{part}" cannot be read. Write numbers as digits, for example: 12 members, 1 chair.'
        )


def read_role(word: str) -> Role | None:
    """Return the role that a word or its plural names; None where it is no role."""
    plain = word.strip().lower()
    singular = next((role for role in Role if plain in {role.value, role.plural}), None)
    return singular or _OTHER_WORDS.get(plain)


def _labelled(people: Sequence[tuple[str, Role]], secrecy: Secrecy, earlier: tuple[Voter, ...]) -> PeopleRead:
    named = sum(bool(name) for name, _role in people)
    by_name = secrecy is Secrecy.BY_NAME
    first = max((voter.id for voter in earlier), default=0) + 1
    taken = {voter.label for voter in earlier}
    alone = {role: sum(each is role for _name, each in people) == 1 for role in Role}
    voters = []
    for number, (name, role) in enumerate(sorted(people, key=lambda person: _rank(person[1])), start=first):
        keeps_name = by_name and bool(name) and role is not Role.YOUNG_PERSON
        numbered = not keeps_name and (role is Role.MEMBER or not alone[role])
        label = _free_label(name if keeps_name else role.heading, taken, numbered=numbered)
        taken.add(label)
        voters.append(Voter(number, label, role, role.casts))
    members = sum(person == ("", Role.MEMBER) for person in people)
    return PeopleRead(tuple(voters), members, tuple(_notices(people, named, by_name=by_name)))


def _free_label(stem: str, taken: set[str], *, numbered: bool) -> str:
    """Return the first label of this kind that nobody has: "Chair", "Member 1", or a name with a number behind it."""
    if not numbered and stem not in taken:
        return stem
    return next(label for number in count(1 if numbered else 2) if (label := f"{stem} {number}") not in taken)


def _rank(role: Role) -> int:
    return list(Role).index(role)


def _notices(people: Sequence[tuple[str, Role]], named: int, *, by_name: bool) -> list[str]:
    notices = []
    if named and not by_name:
        notices.append(
            f"{named} {'name was' if named == 1 else 'names were'} read and not kept: people get labels."
        )
    if by_name and any(name and role is Role.YOUNG_PERSON for name, role in people):
        notices.append("A young person's name is never kept: a label stands for it.")
    if by_name and named < len(people):
        notices.append(f"{len(people) - named} without a name got labels.")
    return notices
