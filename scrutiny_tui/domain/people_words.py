"""The parts of a list of people as somebody says them: numbers in digits or words, roles, names."""

from __future__ import annotations

import re
from typing import Final

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.limits import too_long
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.secrecy import Secrecy

MOST_PEOPLE: Final = 200
"""More than any committee; a typing slip such as 120 for 12 stays possible, 12000 does not."""

_BETWEEN: Final = re.compile(r"[,;\n&+]|\s(?:and|plus)\s", re.IGNORECASE)
"""What stands between the parts of a list."""
_DIGITS: Final = re.compile(r"(\d{1,4000})(?!\d)\s*(.*)", re.DOTALL)
"""As many digits as Python reads as a number; more are no number of people."""
_NAMED: Final = re.compile(r"(.+?)\s*\(([^()]+)\)")

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

_ROLES: Final = tuple(role for role in Role if role is not Role.TABLE)
"""The roles of people; a table has none."""

_OTHER_WORDS: Final = {
    "people": Role.MEMBER,
    "person": Role.MEMBER,
    "councillor": Role.MEMBER,
    "councillors": Role.MEMBER,
    "cllr": Role.MEMBER,
    "cllrs": Role.MEMBER,
    "chairs": Role.CHAIR,
    "chairman": Role.CHAIR,
    "chairwoman": Role.CHAIR,
    "chairperson": Role.CHAIR,
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


def check_length(text: str) -> None:
    """Raise `InputError` if a list is too long to be one of people."""
    if told := too_long(text, "The list of people"):
        raise InputError(told)


def split_list(text: str) -> list[str]:
    """Return the parts of a list, which stand apart by commas, semicolons, line breaks or "and"."""
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def read_part(part: str) -> list[tuple[str, Role]]:
    """Return the names and roles that one part of a list comes to, such as "two officers" or "A. Example (chair)".

    An empty name stands for anybody. Raises `InputError` if a role is not known, or the number is too high.
    """
    counted = _counted(part)
    if counted:
        number, word = counted
        role = _role(word or Role.MEMBER.plural)
        if number > MOST_PEOPLE:
            raise InputError(f"{number} is more people than this program takes ({MOST_PEOPLE}).")
        return [("", role)] * number
    named = _NAMED.fullmatch(part)
    if named:
        return [(named[1], _role(named[2]))]
    role_alone = read_role(part)
    return [("", role_alone)] if role_alone else [(part, Role.MEMBER)]


def check_part(part: str, secrecy: Secrecy) -> None:
    """Raise `InputError` if a part looks like people without names, miswritten, rather than like a name."""
    if is_counted(part) or _NAMED.fullmatch(part):
        return
    if secrecy is Secrecy.BY_NAME:
        # By name, anything may be a name that does not begin like a number.
        miswritten = re.match(r"-?\d", part) is not None
    else:
        words = re.findall(r"\w[\w-]*", part.lower())
        miswritten = not words or any(word.isdigit() or read_role(word) for word in words)
    if miswritten:
        raise InputError(f'"{part}" cannot be read. Write it like: 12 members, 1 chair.')
    article, _space, word = part.partition(" ")
    # "A Smith" is a name, "a wizard" is none.
    if article in _ARTICLES and secrecy is not Secrecy.BY_NAME:
        _role(word)


def is_counted(part: str) -> bool:
    """Say whether a part stands for people without names, such as "12 members", "a chair" or "chair"."""
    return _counted(part) is not None or read_role(part) is not None


def read_role(word: str) -> Role | None:
    """Return the role that a word or its plural names; None if it is no role."""
    plain = word.strip(" .").lower()
    named = next((role for role in _ROLES if plain in {role.value, role.plural}), None)
    return named or _OTHER_WORDS.get(plain)


def _role(word: str) -> Role:
    role = read_role(word)
    if role is None:
        raise InputError(f'"{word}" is not a role. Roles are: {", ".join(_ROLES)}.')
    return role


def _counted(part: str) -> tuple[int, str] | None:
    """Return the number that a part begins with and what comes after it; None if it begins with none."""
    digits = _DIGITS.fullmatch(part)
    if digits:
        return int(digits[1]), digits[2]
    words = part.split()
    for length in (2, 1):
        number = _NUMBERS.get(" ".join(words[:length]).lower().replace("-", " "))
        if number:
            return number, " ".join(words[length:])
    rest = " ".join(words[1:])
    return (1, rest) if words and words[0].lower() in _ARTICLES and read_role(rest) else None
