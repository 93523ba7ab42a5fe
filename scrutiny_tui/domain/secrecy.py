"""What is kept of an answer, and the sentence about it that is read out before the first one."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from scrutiny_tui.domain.fields import WordedChoice


class Secrecy(WordedChoice):
    """What a session's file keeps of each answer. Fixed at the first ballot."""

    LABELS = "by label, not by name", "numbered labels"
    BY_NAME = "by name"
    TOTALS = "totals only"


class Setting(WordedChoice):
    """Who may be watching."""

    PRIVATE = "private", "in private"
    PUBLIC = "public or webcast", "in public or webcast"


class Mode(StrEnum):
    """Who casts one ballot. Changeable until the first ballot."""

    INDIVIDUAL = "individually"
    GROUPS = "in small groups"
    COLLECTIVE = "as a collective"


_IN_SHORT: Final = {
    Secrecy.LABELS: "By label, not by name",
    Secrecy.BY_NAME: "With your name",
    Secrecy.TOTALS: "Only the totals",
}

_SENTENCES: Final = {
    Secrecy.LABELS: (
        "Your answer is saved under a label, such as Member 4, not under your name. "
        "Some people may be easy to identify, especially the chair. "
        "If we count hands or cards, only the numbers are saved, but others will see your hand."
    ),
    Secrecy.BY_NAME: "Your answer is saved with your name. Please treat it as on the record.",
    Secrecy.TOTALS: (
        "Only the totals of our answers are saved. Nobody can look up your answer. "
        "If you raise your hand, others will see it. Paper slips should be destroyed afterwards."
    ),
}

_GROUPS: Final = "Your table gives one answer. It is saved and shown with the table's name and reason."

_COLLECTIVE: Final = "We agree one answer together. We save the position we agree, and any different view."

_ALWAYS: Final = (
    "The council could be asked for this record, for example under the Freedom of Information Act. "
    "What has not been saved cannot be released. We cannot promise more than that."
)


def promise_in_short(secrecy: Secrecy, mode: Mode) -> str:
    """Return how answers are kept, in words for the back row."""
    short = {Mode.GROUPS: "One answer a table", Mode.COLLECTIVE: "One answer together"}
    return short.get(mode, _IN_SHORT[secrecy])


def promise_parts(secrecy: Secrecy, mode: Mode) -> tuple[str, str]:
    """Return what is kept of an answer, and what is true in every case."""
    return {Mode.GROUPS: _GROUPS, Mode.COLLECTIVE: _COLLECTIVE}.get(mode, _SENTENCES[secrecy]), _ALWAYS


def promise(secrecy: Secrecy, mode: Mode = Mode.INDIVIDUAL) -> str:
    """Return the sentences read out before the first answer."""
    return " ".join(promise_parts(secrecy, mode))
