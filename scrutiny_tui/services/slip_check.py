"""Keying slips a second time: whether the two entries match, and never so often that an answer could be guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session

MOST_TIMES: Final = 2
"""So often the slip of one person is compared while the workshop is open; whoever still doubts it keys it anew."""


class SlipCheck:
    """Compares what is keyed a second time with what is in. It lives in memory only.

    How often is counted for each person and vote. Keying the slip anew does not set it back: with undo, that would be
    a way to try one answer after another.
    """

    def __init__(self) -> None:
        self._times: Counter[tuple[int, int]] = Counter()

    def matches(self, session: Session, voter: int, answers: Mapping[int, Answer]) -> bool:
        """Say whether the answers, by item, are those that are in, without saying where they differ.

        Raises `RuleError` where only totals are kept, where nothing of this voter is in, and where the slip was
        compared as often as it may be.
        """
        if session.details.secrecy is Secrecy.TOTALS:
            raise RuleError("Only totals are kept, so there is nothing to compare a slip with.")
        rounds = [found for item in answers if (found := session.open_round(item))]
        label = session.voters[voter].label
        if not any(voter in each.ballots for each in rounds):
            raise RuleError(f"The slip of {label} is not in, so there is nothing to compare.")
        compared = [(voter, each.id) for each in rounds]
        if any(self._times[key] >= MOST_TIMES for key in compared):
            raise RuleError(
                f"The slip of {label} was compared twice. Stop checking, take the slip out and key it anew."
            )
        self._times.update(compared)
        given = {each.item: each.ballots[voter] for each in rounds if voter in each.ballots}
        return given == answers
