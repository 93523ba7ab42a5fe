"""Reads lists of people and of small groups as a facilitator types them, such as "12 members, 1 chair" or "6; 5; 4"."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Final

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.fields import too_long
from scrutiny_tui.domain.people import Role, Voter, is_titled, not_a_role, read_role
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.printable import without_meaningless
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Details, Session

MOST_PEOPLE: Final = 200
"""More than any committee; a typing slip such as 120 for 12 stays possible, 12000 does not."""

_BETWEEN: Final = r"(?i)[,;\n&+]|\s(?:and|plus)\s"
"""What stands between the parts of a list."""

_DIGITS: Final = r"(?s)(\d{1,4000})(?!\d)\s*(.*)"
"""Digits that Python reads as a number; more are no number of people."""
_NAMED: Final = r"(.+?)\s*\(([^()]+)\)"

_HALVES: Final = r"(.+?)(?:\s+[\u2013\u2014-]|:)\s+(.+)"

_ARTICLES: Final = frozenset({"a", "an", "the"})
_TO_TWENTY: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBERS: Final = {
    **{word: number for number, word in enumerate(_TO_TWENTY, start=1)},
    **{f"twenty {word}": number for number, word in enumerate(_TO_TWENTY[:9], start=21)},
    "thirty": 30,
}
"""The numbers that are read as words, the hyphen of "twenty-one" made a blank."""

_BULLET: Final = r"\A(?:[*\u00b7\u2022\u2023\u2043\u25aa\u25ab\u25cf\u25cb\u25e6\u2013\u2014-]\s*(?=[^\W\d_])|[*\u2022\u2013\u2014-](?:\s+|\Z))"
_NUMBERING: Final = r"\A(?:\(\d{1,3}\)|\d{1,3}[.):])\s*(?=[^\W\d_])"


def without_bullet(part: str) -> str:
    """Return the part without the dash, bullet or number that lists have before each name."""
    plain_part = re.sub(_NUMBERING, "", re.sub(_BULLET, "", part))
    return part if read_role(plain_part) else plain_part


def check_length(text: str) -> None:
    """Raise `InputError` if a list is too long to be one of people."""
    if told := too_long(text, "The list of people"):
        raise InputError(told)


def split_list(text: str) -> list[str]:
    """Return the parts of a list, which stand apart by commas, semicolons, line breaks or "and"."""
    cleaned = unicodedata.normalize("NFC", without_meaningless(text))
    parts = (without_bullet(part.strip()).strip() for part in re.split(_BETWEEN, cleaned))
    return [part for part in parts if part]


def read_part(part: str) -> list[tuple[str, Role]]:
    """Return the names and roles that one part of a list comes to, such as "two officers" or "A. Example (chair)".

    An empty name stands for anybody. Raises `InputError` if a role is not known, or the number is too high.
    """
    if counted := _counted(part):
        number, word = counted
        role = _role(word or Role.MEMBER.plural)
        if number > MOST_PEOPLE:
            raise InputError(f"{number} is too many. A workshop can have up to {MOST_PEOPLE} people.")
        return [("", role)] * number
    if paired := _paired(part):
        return [paired]
    if named := re.fullmatch(_NAMED, part):
        return [(named[1], _role(named[2]))]
    role_alone = read_role(part)
    return [("", role_alone)] if role_alone else [(part, Role.MEMBER)]


def _paired(part: str) -> tuple[str, Role] | None:
    """Return the name and the role of a part such as "Ann Lee - chair" or "Chair: Ann Lee"."""
    halves = re.fullmatch(_HALVES, part)
    for name, word in ((halves[1], halves[2]), (halves[2], halves[1])) if halves else ():
        if (role := read_role(word)) and not is_counted(name):
            return name, role
    return None


def check_part(part: str, secrecy: Secrecy) -> None:
    """Raise `InputError` if a part looks like people without names, miswritten, rather than like a name."""
    if is_counted(part) or re.fullmatch(_NAMED, part) or _paired(part) or is_titled(part):
        return
    if secrecy is Secrecy.BY_NAME:
        # By name, anything may be a name that does not begin like a number.
        miswritten = re.match(r"-?\d", part) is not None
    else:
        words = re.findall(r"\w[\w-]*", part.lower())
        miswritten = not words or any(word.isdigit() or read_role(word) for word in words)
    if miswritten:
        raise InputError(f'"{part}" is not clear. Type it like this: 12 members, 1 chair.')
    article, _space, word = part.partition(" ")
    # "A Smith" is a name, "a wizard" is none.
    if article in _ARTICLES and secrecy is not Secrecy.BY_NAME:
        _role(word)


def is_number_word(name: str) -> bool:
    """Say whether a name is a word for a number, such as "Seven"."""
    return name.lower() in _NUMBERS


def _names_somebody(words: Sequence[str]) -> bool:
    """Say whether words behind a number with a capital make a name of it, such as "Ten Example"."""
    named = " ".join(words).partition("(")[0].split()
    return bool(named) and named[-1][0].isupper() and not read_role(" ".join(named))


def is_counted(part: str) -> bool:
    """Say whether a part stands for people without names, such as "12 members", "a chair" or "chair"."""
    return _counted(part) is not None or read_role(part) is not None


def _role(word: str) -> Role:
    role = read_role(word)
    if role is None:
        raise InputError(not_a_role(word))
    return role


def _counted(part: str) -> tuple[int, str] | None:
    """Return the number that a part begins with and what comes after it; None if it begins with none."""
    if digits := re.fullmatch(_DIGITS, part):
        return int(digits[1]), digits[2]
    words = part.split()
    for length in (2, 1):
        number = _NUMBERS.get(" ".join(words[:length]).lower().replace("-", " "))
        if number and not (words[0][0].isupper() and _names_somebody(words[length:])):
            return number, " ".join(words[length:])
    rest = " ".join(words[1:])
    return (1, rest) if words and words[0].lower() in _ARTICLES and read_role(rest) else None


_ENOUGH: Final = 3
"""People who answer; fewer may be a slip of the pen."""


@record
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
        return told if self.asked == len(self.voters) else f"{told}, {self.asked} of whom answer"

    @property
    def few_question(self) -> str:
        """The question whether so few people answer; empty if there are enough, or if tables answer."""
        if self.asked >= _ENOUGH or any(voter.role is Role.TABLE for voter in self.voters):
            return ""
        return f"Only {several(self.asked, 'person answers', 'people answer')}. Is that right?"

    @property
    def names(self) -> str:
        """The names as they were understood, to be checked before anything counts; empty if none is kept."""
        named = [
            voter.label if voter.role is Role.MEMBER else f"{voter.label} ({voter.role})"
            for voter in self.voters
            if voter.role is not Role.TABLE
            and not re.fullmatch(rf"{voter.role.heading}(?: \d+)?", voter.label)
        ]
        return f"Names: {', '.join(named)}." if named else ""

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
    joined: Session | None = None,
) -> PeopleRead:
    """Return the voters that the text names, labelled as the secrecy asks.

    The text is a list with commas, semicolons, line breaks or "and"; each part is a number with a role, a name, or a
    name with a role in brackets. `chair_is_member` takes one member off, because the chair was counted among them.
    `joined` is the workshop that they are to join, if there is one: numbers and labels go on from those of its list,
    and nobody gets a label that is gone. Raises `InputError` with a sentence that says what cannot be read.
    """
    check_length(text)
    parts = split_list(text)
    for part in parts:
        check_part(part, secrecy)
    people = [person for part in parts for person in read_part(part)]
    if chair_is_member and ("", Role.MEMBER) in people:
        people.remove(("", Role.MEMBER))
    return label_people(people, secrecy, joined)


def label_people(
    people: Sequence[tuple[str, Role]], secrecy: Secrecy, joined: Session | None = None
) -> PeopleRead:
    """Return voters for these names and roles, labelled as the secrecy asks; an empty name stands for anybody.

    `joined` is the workshop that they are to join, if there is one.
    Raises `InputError` if there is nobody, nobody who casts a ballot, or too many.
    """
    if not people:
        raise InputError("Type who will answer, for example: 12 members, 2 co-optees, 1 chair.")
    if len(people) > MOST_PEOPLE:
        raise InputError(f"That makes {len(people)} people. A workshop can have up to {MOST_PEOPLE}.")
    first, taken = _first_and_taken(joined)
    if first == 1 and not any(role.casts for _name, role in people):
        raise InputError(
            "Nobody on this list answers. Officers, cabinet members and observers do not answer."
        )
    named = sum(bool(name) for name, _role in people)
    by_name = secrecy is Secrecy.BY_NAME
    alone = {role: sum(each is role for _name, each in people) == 1 for role in Role}
    voters = []
    for number, (name, role) in enumerate(
        sorted(people, key=lambda person: list(Role).index(person[1])), start=first
    ):
        keeps_name = by_name and bool(name) and role is not Role.YOUNG_PERSON
        numbered = not keeps_name and (role is Role.MEMBER or not alone[role])
        label = _free_label(name if keeps_name else role.heading, taken, numbered=numbered)
        taken.add(label)
        voters.append(Voter(number, label, role, role.casts))
    members = sum(person == ("", Role.MEMBER) for person in people)
    return PeopleRead(tuple(voters), members, tuple(_notices(people, named, by_name=by_name)))


def count_people(voters: Iterable[Voter]) -> str:
    """Return who these are, such as "3 people: 1 chair, 2 members" or "2 tables, 11 people"."""
    listed = tuple(voters)
    seated = sum(voter.size for voter in listed)
    people = several(seated, "person", "people")
    if listed and all(voter.role is Role.TABLE for voter in listed):
        return f"{several(len(listed), 'table', 'tables')}, {people}"
    roles = _roles(listed)
    return f"{people}: {roles}" if roles else people


def _roles(voters: Iterable[Voter]) -> str:
    counted = Counter(voter.role for voter in voters)
    return ", ".join(several(counted[role], role.value, role.plural) for role in Role if counted[role])


def _first_and_taken(joined: Session | None) -> tuple[int, set[str]]:
    """Return the next number in a workshop's list, and the labels that somebody in it has or had."""
    if joined is None:
        return 1, set()
    labels = {voter.label for voter in joined.voters.values()}
    return max(joined.voters, default=0) + 1, labels | joined.gone


def _free_label(stem: str, taken: set[str], *, numbered: bool) -> str:
    """Return the first label of this kind that nobody has: "Chair", "Member 1", or a name with a number behind it."""
    if not numbered and stem not in taken:
        return stem
    return next(label for number in count(1 if numbered else 2) if (label := f"{stem} {number}") not in taken)


def _notices(people: Sequence[tuple[str, Role]], named: int, *, by_name: bool) -> list[str]:
    alike = Counter(name.casefold() for name, _role in people if name and by_name)
    written = {name.casefold(): name for name, _role in reversed(people)}
    notices = [f"{written[name]} is on the list {times} times." for name, times in alike.items() if times > 1]
    if named and not by_name:
        notices.append(f"{several(named, 'name was', 'names were')} not saved. People get labels.")
    if by_name and any(name and role is Role.YOUNG_PERSON for name, role in people):
        notices.append("A young person's name is never saved. They get a label.")
    if by_name and named < len(people):
        unnamed = len(people) - named
        got = several(unnamed, "person without a name got a label", "people without a name got labels")
        notices.append(f"{got}.")
    return notices


OTHER_SIZE: Final = "To change the size of a table, remove it (Delete) before it answers and add it again."
"""Tables keep their size, because their answers rest on it."""

_ALIKE: Final = r"(?i)(\d+)\s+tables?\s+of\s+(\d+)"

_MOST_DIGITS: Final = 6
"""More than any number of people has; a longer one is refused by its first ones already."""


def read_tables(text: str, joined: Session | None = None) -> PeopleRead:
    """Return one voter a table, called Table 1, Table 2 and so on, with its size and the roles at it.

    Tables stand apart by semicolons or line breaks, by commas where only numbers are given; "3 tables of 6" gives
    three. `joined` is the workshop that they are to join, if there is one. Raises `InputError` with a sentence that
    says what cannot be read.
    """
    check_length(text)
    tables = [found for part in _parts(text) for found in _read(part)]
    if not tables:
        raise InputError(
            "Type how many people sit at each table, for example: 6; 5; 4 members and 2 co-optees."
        )
    first, taken = _first_and_taken(joined)
    labels = (label for number in count(1) if (label := f"Table {number}") not in taken)
    voters = tuple(
        Voter(number, label, Role.TABLE, casts=True, size=size, makeup=makeup)
        for number, label, (size, makeup) in zip(count(first), labels, tables, strict=False)
    )
    people = sum(voter.size for voter in voters)
    if people > MOST_PEOPLE:
        raise InputError(f"That makes {people} people. A workshop can have up to {MOST_PEOPLE}.")
    return PeopleRead(voters, 0, _about(voters, more=first > 1))


def _about(voters: tuple[Voter, ...], *, more: bool) -> tuple[str, ...]:
    """Return what was put on the list; where tables were there already, how a mistake is mended."""
    if not more:
        return (f"{count_people(voters)}.",)
    seated = sum(voter.size for voter in voters)
    people = several(seated, "person", "people")
    if len(voters) == 1:
        return (f"{voters[0].label} added, with {people}.", OTHER_SIZE)
    return (f"{len(voters)} tables added, with {people} in all.", OTHER_SIZE)


def _parts(text: str) -> list[str]:
    only_numbers = re.fullmatch(r"[\d\s,;]+", text) is not None
    pieces = re.split(r"[,;\n]" if only_numbers else r"[;\n]", text)
    return [piece.strip() for piece in pieces if piece.strip()]


def _read(part: str) -> list[tuple[int, str]]:
    if alike := re.fullmatch(_ALIKE, part):
        tables = int(alike[1][:_MOST_DIGITS])
        if tables > MOST_PEOPLE:
            raise InputError(
                f"{alike[1]} is too many tables. A workshop can have up to {MOST_PEOPLE} people."
            )
        return [(_size(alike[2]), "")] * tables
    if part.isdigit():
        return [(_size(part), "")]
    read = read_people(part, Secrecy.LABELS)
    return [(len(read.voters), _roles(read.voters))]


def _size(text: str) -> int:
    size = int(text[:_MOST_DIGITS])
    if not 0 < size <= MOST_PEOPLE:
        raise InputError(f"{text} people can't sit at one table.")
    return size


def read_voters(
    text: str, details: Details, *, chair_is_member: bool = False, joined: Session | None = None
) -> PeopleRead:
    """Return what `read_people` does, or `read_tables` if small groups answer in a workshop with these details."""
    if details.mode is Mode.GROUPS:
        return read_tables(text, joined)
    return read_people(text, details.secrecy, chair_is_member=chair_is_member, joined=joined)
