"""What is kept of an answer, and the sentence about it that is read out before the first one."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Secrecy(StrEnum):
    """What a session's file keeps of each answer. Fixed at the first ballot."""

    LABELS = "numbered labels"
    BY_NAME = "by name"
    TOTALS = "totals only"

    @property
    def manner(self) -> str:
        """How answers are kept, as the end of a sentence."""
        return f"under {self.value}" if self is Secrecy.LABELS else self.value.replace("totals", "as totals")


class Setting(StrEnum):
    """Who may be watching."""

    PRIVATE = "in private"
    PUBLIC = "in public or webcast"


class Mode(StrEnum):
    """Who casts one ballot. Changeable until the first ballot."""

    INDIVIDUAL = "individually"
    GROUPS = "in small groups"
    COLLECTIVE = "as a collective"


_SENTENCES: Final = {
    Secrecy.LABELS: (
        "Answers are kept under labels such as Member 4, without names. "
        "People in the room may work out who is who, above all the chair."
    ),
    Secrecy.BY_NAME: "Your name is kept with each answer. Treat it as a recorded vote.",
    Secrecy.TOTALS: (
        "Only totals are kept. No one can look up your answer in this file. "
        "Hands are seen by the room; slips should be destroyed."
    ),
}

_GROUPS: Final = (
    "Each table gives one answer. It is kept and shown with the table's name, and so is its reason."
)

_COLLECTIVE: Final = (
    "Nobody answers alone. What is kept is the level that the room settles on, and a different view."
)

_ALWAYS: Final = (
    "The council may be asked for this file. What is not kept cannot be disclosed; we cannot promise more."
)


def promise(secrecy: Secrecy, mode: Mode = Mode.INDIVIDUAL) -> str:
    """Return the sentences read out before the first answer."""
    about = {Mode.GROUPS: _GROUPS, Mode.COLLECTIVE: _COLLECTIVE}.get(mode, _SENTENCES[secrecy])
    return f"{about} {_ALWAYS}"
