"""Who takes part: roles, and the voters of a session."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from scrutiny_tui.domain.fields import HIGHEST_VOTER, KEY, Between, FilledText


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


@dataclass(frozen=True, slots=True)
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
