"""Reads the list of people as a facilitator types it: "12 members, 2 co-optees, 1 chair"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.people_words import MOST_PEOPLE, check_length, check_part, read_part, split_list
from scrutiny_tui.domain.secrecy import Secrecy


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
    def summary(self) -> str:
        """What was understood, such as "15 people: 1 chair, 12 members, 2 officers; 13 of them answer"."""
        told = count_people(self.voters)
        return told if self.asked == len(self.voters) else f"{told}; {self.asked} of them answer"

    @property
    def chair_question(self) -> str:
        """The question whether the chair was counted twice; empty if it does not arise."""
        if not self.members or not any(voter.role is Role.CHAIR for voter in self.voters):
            return ""
        return f"That makes {self.asked}. Is the chair one of the {self.members}?"


def read_people(
    text: str,
    secrecy: Secrecy,
    *,
    chair_is_member: bool = False,
    after: Iterable[Voter] = (),
    gone: frozenset[str] = frozenset(),
) -> PeopleRead:
    """Return the voters that the text names, labelled as the secrecy asks.

    The text is a list with commas, semicolons, line breaks or "and"; each part is a number with a role, a name, or a
    name with a role in brackets. `chair_is_member` takes one member off, because the chair was counted among them.
    `after` are the people already on the list: numbers and labels go on from theirs. `gone` are labels that nobody
    gets again. Raises `InputError` with a sentence that says what cannot be read.
    """
    check_length(text)
    parts = split_list(text)
    for part in parts:
        check_part(part, secrecy)
    people = [person for part in parts for person in read_part(part)]
    if chair_is_member and ("", Role.MEMBER) in people:
        people.remove(("", Role.MEMBER))
    return label_people(people, secrecy, after=after, gone=gone)


def label_people(
    people: Sequence[tuple[str, Role]],
    secrecy: Secrecy,
    *,
    after: Iterable[Voter] = (),
    gone: frozenset[str] = frozenset(),
) -> PeopleRead:
    """Return voters for these names and roles, labelled as the secrecy asks; an empty name stands for anybody.

    Numbers and labels go on from those of `after`, the people already on the list; nobody gets a label of `gone`.
    Raises `InputError` if there is nobody, nobody who casts a ballot, or too many.
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
    return _labelled(people, secrecy, earlier, gone)


def count_people(voters: Iterable[Voter]) -> str:
    """Return who these are, such as "3 people: 1 chair, 2 members" or "2 tables, 11 people"."""
    listed = tuple(voters)
    seated = sum(voter.size for voter in listed)
    people = "1 person" if seated == 1 else f"{seated} people"
    if listed and all(voter.role is Role.TABLE for voter in listed):
        return f"{len(listed)} {'table' if len(listed) == 1 else 'tables'}, {people}"
    counted = [(role, sum(voter.role is role for voter in listed)) for role in Role]
    roles = [f"{number} {role.value if number == 1 else role.plural}" for role, number in counted if number]
    return f"{people}: {', '.join(roles)}" if roles else people


def _labelled(
    people: Sequence[tuple[str, Role]], secrecy: Secrecy, earlier: tuple[Voter, ...], gone: frozenset[str]
) -> PeopleRead:
    named = sum(bool(name) for name, _role in people)
    by_name = secrecy is Secrecy.BY_NAME
    first = max((voter.id for voter in earlier), default=0) + 1
    taken = {voter.label for voter in earlier} | gone
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
        unnamed = len(people) - named
        notices.append(f"{unnamed} without a name got {'a label' if unnamed == 1 else 'labels'}.")
    return notices
