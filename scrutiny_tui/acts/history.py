"""What can be taken back while votes are open. It lives in memory only: no file holds the order of answers."""

from __future__ import annotations

from collections.abc import Mapping

from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import restore


@record
class Act:
    """One act, and what was known before it."""

    voter: int | None
    """Whom it was about; None for a headcount."""
    answered: bool
    """Whether it was an answer or a count; otherwise somebody was marked absent or here."""
    rounds: tuple[Round, ...]
    """The open rounds it was about, as they were before."""
    away: bool
    """Whether the voter was away before."""

    def is_about(self, item: int) -> bool:
        """Say whether the act was about the item."""
        return any(each.item == item for each in self.rounds)


@record
class Undone:
    """What an undo took back."""

    voter: Voter | None
    """Whom it was about; None for a headcount."""
    answered: bool
    """Whether it was an answer or a count; otherwise it was being marked absent or here."""
    whole_slip: bool = False
    """Whether it was a whole slip, on several items at once."""
    earlier_back: bool = False
    """Whether an answer that the person had given before counts again."""


class History:
    """The acts of the votes that are open, oldest first."""

    def __init__(self) -> None:
        self._acts: list[Act] = []

    def add(self, act: Act, *, only: bool) -> None:
        """Remember an act; `only` forgets those before it, where nothing but the latest may be taken back."""
        if only:
            self._acts.clear()
        self._acts.append(act)

    def latest(self, item: int) -> Act | None:
        """Return the latest act about the item; None if there is none."""
        return next((act for act in reversed(self._acts) if act.is_about(item)), None)

    def drop(self, act: Act) -> None:
        """Forget an act that was taken back, and what the same person did later in those votes: it went with it."""
        at = next(place for place, each in enumerate(self._acts) if each is act)
        items = {each.item for each in act.rounds}
        later = (
            each
            for each in self._acts[at + 1 :]
            if each.voter != act.voter or not any(each.is_about(item) for item in items)
        )
        self._acts = [*self._acts[:at], *later]

    def forget(self, item: int) -> None:
        """Forget what was about an item whose vote is over."""
        self._acts = [act for act in self._acts if not act.is_about(item)]

    def keep_open(self, session: Session) -> None:
        """Forget what cannot be taken back any more: its vote is over, or the person is no longer on the list."""
        if self._acts:
            opened = {
                each.item: each.number for each in session.rounds.values() if each.state is RoundState.OPEN
            }
            self._acts = [act for act in self._acts if _can_be_taken_back(act, session, opened)]

    def clear(self) -> None:
        """Forget everything."""
        self._acts.clear()


def before(session: Session, act: Act) -> Session:
    """Return the session as it was before the act, everything else as it is now."""
    for each in act.rounds:
        if session.open_round(each.item):
            session = restore(session, each, act.voter, away=act.away)
    return session


def _can_be_taken_back(act: Act, session: Session, opened: Mapping[int, int]) -> bool:
    """Say whether all votes that an act was about are still those that are open, and its voter is on the list."""
    same = (opened.get(each.item) == each.number for each in act.rounds)
    return (act.voter is None or act.voter in session.voters) and all(same)
