"""What is kept of an answer, and the sentence about it that is read out before the first one."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Secrecy(StrEnum):
    """What a session's file keeps of each answer. Fixed at the first ballot."""

    LABELS = "numbered labels"
    BY_NAME = "by name"


class Setting(StrEnum):
    """Who may be watching."""

    PRIVATE = "in private"
    PUBLIC = "in public or webcast"


_SENTENCES: Final = {
    Secrecy.LABELS: (
        "Answers are kept under labels such as Member 4, without names. "
        "People in the room may work out who is who, above all the chair."
    ),
    Secrecy.BY_NAME: "Your name is kept with each answer. Treat it as a recorded vote.",
}

_ALWAYS: Final = (
    "The council may be asked for this file. What is not kept cannot be disclosed; we cannot promise more."
)


def promise(secrecy: Secrecy) -> str:
    """Return the sentences read out before the first answer."""
    return f"{_SENTENCES[secrecy]} {_ALWAYS}"
