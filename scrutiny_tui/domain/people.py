"""Who takes part: roles and what they are called, and the voters of a session."""

import re
from dataclasses import field
from enum import StrEnum
from itertools import dropwhile
from typing import Annotated, Final

from scrutiny_tui.domain.fields import HIGHEST_VOTER, KEY, Between, FilledText
from scrutiny_tui.domain.printable import plain
from scrutiny_tui.domain.records import record


class Role(StrEnum):
    """What somebody is in the room."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    MEMBER = "member"
    CO_OPTEE = "co-optee"
    CABINET_MEMBER = "cabinet member"
    OFFICER = "officer"
    PARTNER = "partner"
    YOUNG_PERSON = "young person"
    OBSERVER = "observer"
    TABLE = "table"
    """A small group that casts one ballot."""

    @property
    def casts(self) -> bool:
        """Whether this role casts a ballot unless set-up says otherwise."""
        return self not in {Role.CABINET_MEMBER, Role.OFFICER, Role.OBSERVER}

    @property
    def heading(self) -> str:
        """The word that labels begin with, such as "Member"."""
        return self.value.capitalize()

    @property
    def plural(self) -> str:
        """The word for several, such as "members" or "young people"."""
        return "young people" if self is Role.YOUNG_PERSON else f"{self.value}s"


TITLES: Final = frozenset(
    {"cllr", "councillor", "ald", "alderman", "alderwoman", "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor",
     "rev", "revd", "reverend", "sir", "dame", "lord", "lady", "baroness", "mayor", "hon"}
)  # fmt: skip
"""Words that may stand before a name, in small letters and without a full stop."""

_ROLES: Final = tuple(role for role in Role if role is not Role.TABLE)
"""The roles of people; a table has none."""

_OTHER_WORDS: Final = {
    Role.MEMBER: (
        "people", "person", "councillor", "councillors", "cllr", "cllrs", "committee member", "committee members",
        "substitute", "substitutes", "substitute member", "substitute members",
    ),
    Role.CO_OPTEE: (
        "cooptee", "cooptees", "coopted", "co opted", "coopted member", "coopted members", "co opted member",
        "co opted members", "statutory co optee", "statutory co optees",
    ),
    Role.CABINET_MEMBER: ("portfolio holder", "portfolio holders", "executive member", "executive members"),
}  # fmt: skip

_CHAIR: Final = r"(?P<vice>(?:vice|deputy) ?)?chair ?(?:man|men|woman|women|person|persons|people|s)?(?: of (?:the )?committee)?"


def read_role(word: str) -> Role | None:
    """Return the role that a word or its plural names; None if it is no role."""
    said = " ".join(re.sub(r"[\s.-]+", " ", plain(word)).split())
    if chair := re.fullmatch(_CHAIR, said):
        return Role.VICE_CHAIR if chair["vice"] else Role.CHAIR
    called = (
        (role, (role.value.replace("-", " "), role.plural.replace("-", " "), *_OTHER_WORDS.get(role, ())))
        for role in _ROLES
    )
    return next((role for role, words in called if said in words), None)


def not_a_role(word: str) -> str:
    """Return the sentence that a word is no role of a person."""
    return f'"{word}" is not a role. The roles are: {", ".join(_ROLES)}.'


def is_titled(part: str) -> bool:
    """Say whether a part is a title and a name, such as "Cllr Ann Lee"."""
    words = part.split()
    names = list(dropwhile(lambda word: word.strip(".").lower() in TITLES, words))
    if not names or len(names) == len(words):
        return False
    return not any(read_role(word) or re.search(r"\d", word) for word in (*names, " ".join(names)))


@record
class Voter:
    """Somebody on the list of a session."""

    id: int = field(metadata=KEY)
    """1 to 999; nobody else has it. That of somebody who was taken off the list may come again: nothing holds it."""
    label: FilledText
    """What the screen calls them, such as "Member 4"; in by-name sessions the name."""
    role: Role
    casts: bool
    """Whether they cast a ballot."""
    size: Annotated[int, Between(1, HIGHEST_VOTER + 1)] = 1
    """How many people it stands for: 1, or those at a table."""
    makeup: str = ""
    """The roles at a table, such as "4 members, 1 co-optee"; empty for a person."""
