"""One answer on one item in one round."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

_LEVELS: Final = {"1": 1, "2": 2, "3": 3}


class Answer(StrEnum):
    """What a ballot says: a level, or one of the answers that are not levels."""

    LEVEL_1 = "1"
    LEVEL_2 = "2"
    LEVEL_3 = "3"
    DONT_KNOW = "dont_know"
    ABSTAIN = "abstain"
    NOT_APPLICABLE = "not_applicable"
    INTEREST = "interest"

    @property
    def level(self) -> int | None:
        """The level's number, None if the answer is not a level."""
        return _LEVELS.get(self.value)

    @property
    def stored(self) -> int | str:
        """The answer as a session file holds it: the level's number, or the word."""
        return self.value if self.level is None else self.level


NOT_LEVELS = (Answer.DONT_KNOW, Answer.ABSTAIN, Answer.NOT_APPLICABLE, Answer.INTEREST)
"""The answers that are not levels, in the order in which they are told."""
