"""Keying slips a second time: whether the two entries match, and never so often that an answer could be guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.rounds import Round
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
        self._differing: set[tuple[int, int]] = set()
        """Voter and vote of each slip that differed, until it matches or its answer is keyed anew."""

    def matches(self, session: Session, voter: int, answers: Mapping[int, Answer]) -> bool:
        """Say whether the answers, by item, are those that are in, without saying where they differ.

        Raises `RuleError` where only totals are kept, where not the whole slip of this voter is in, and where it was
        compared as often as it may be.
        """
        if session.details.secrecy is Secrecy.TOTALS:
            raise RuleError("Only totals are kept, so there is nothing to compare a slip with.")
        rounds = _open(session, answers)
        label = session.voters[voter].label
        if len(rounds) < len(answers) or not all(voter in each.ballots for each in rounds):
            raise RuleError(f"No whole slip of {label} is in.")
        if not self.may_compare(session, voter, answers):
            raise RuleError(
                f"The slip of {label} was compared twice. Stop checking, take the slip out and key it anew."
            )
        compared = {(voter, each.id) for each in rounds}
        self._times.update(compared)
        same = all(each.ballots[voter] is answers[each.item] for each in rounds)
        self._differing = self._differing - compared if same else self._differing | compared
        return same

    def may_compare(self, session: Session, voter: int, items: Iterable[int]) -> bool:
        """Say whether the slip of this voter was compared less often than it may be."""
        return all(self._times[voter, each.id] < MOST_TIMES for each in _open(session, items))

    def settle(self, session: Session, voter: int, items: Iterable[int]) -> None:
        """Take note that the answers of this voter on these items were keyed anew, taken out or put back."""
        self._differing -= {(voter, each.id) for each in _open(session, items)}

    def differing(self, session: Session, item: int) -> int:
        """Return of how many people the slip differed, of those whose answer on the item is in."""
        rounds = _open(session, (item,))
        return sum((voter, each.id) in self._differing for each in rounds for voter in each.ballots)


def _open(session: Session, items: Iterable[int]) -> list[Round]:
    """Return the open votes on these items."""
    return [found for item in items if (found := session.open_round(item))]
