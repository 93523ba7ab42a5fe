"""The moves of a vote: opening a round, ballots, absences, the reveal and setting aside."""

from __future__ import annotations

from dataclasses import replace

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.limits import check_text
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.session import Session, TrailEntry

NEW_SITTING = "a new sitting began before the result was shown"
"""The reason recorded when a half-filled round is left behind by a new sitting."""


def open_round(session: Session, item: int) -> Session:
    """Return the session with an open round on the item.

    Raises `RuleError` where a round is open already, nobody casts a ballot, or there is no such item.
    """
    if session.open_round(session.wording.item(item).number):
        raise RuleError(f"A vote on step {_name(session, item)} is already going on.")
    if not session.electorate:
        raise RuleError("Nobody on the list casts a ballot. Add people first.")
    return session.with_round(Round(item, session.next_round(item), session.sitting.id))


def cast(session: Session, item: int, voter: int, answer: Answer) -> Session:
    """Return the session with the voter's answer in the item's open round, in place of an earlier one.

    Whoever answers is here: they are no longer away. Raises `RuleError` where no round is open, where the voter casts
    no ballot, and where the answer does not fit a step.
    """
    found = _opened(session, item)
    if voter not in session.electorate:
        raise RuleError("This person is not on the list of those who answer.")
    if answer is Answer.NOT_APPLICABLE:
        raise RuleError("A step always applies; choose one of the other answers.")
    changed = replace(found, ballots={**found.ballots, voter: answer})
    return set_away(session.with_round(changed), voter, away=False)


def withdraw(session: Session, item: int, voter: int) -> Session:
    """Return the session without the voter's answer in the item's open round."""
    found = _opened(session, item)
    kept = {key: answer for key, answer in found.ballots.items() if key != voter}
    return session.with_round(replace(found, ballots=kept))


def set_absent(session: Session, item: int, voter: int, *, absent: bool) -> Session:
    """Return the session with the voter away, or here again, while the item's round is open.

    Raises `RuleError` where the voter has answered in it already, or casts no ballot.
    """
    if voter in _opened(session, item).ballots:
        raise RuleError("This person has answered. Undo the answer first.")
    if voter not in session.electorate:
        raise RuleError("This person is not on the list of those who answer.")
    return set_away(session, voter, away=absent)


def set_away(session: Session, voter: int, *, away: bool) -> Session:
    """Return the session with the voter away, or here, in this sitting; they count as absent where they have not answered.

    Raises `RuleError` where nobody with that number is on the list.
    """
    if voter not in session.voters:
        raise RuleError("Nobody with that number is on the list.")
    sitting = session.sitting
    now = sitting.away | {voter} if away else sitting.away - {voter}
    return session if now == sitting.away else session.with_sitting(replace(sitting, away=now))


def reveal(session: Session, item: int) -> Session:
    """Return the session with the item's open round revealed, its base and who was absent fixed.

    Raises `RuleError` where nobody has answered.
    """
    found = _opened(session, item)
    if not found.ballots:
        raise RuleError("Nobody has answered yet, so there is no result to show.")
    base = session.electorate
    absent = (session.sitting.away & base) - found.ballots.keys()
    return session.with_round(replace(found, state=RoundState.REVEALED, base=base, absent=absent))


def set_aside(session: Session, item: int, reason: str) -> Session:
    """Return the session with the item's latest round set aside, and a line about it in the trail.

    Raises `RuleError` where the item has no round that counts, or the reason is too long.
    """
    check_text(reason, "The reason")
    rounds = [each for each in session.rounds_of(item) if each.state is not RoundState.VOID]
    if not rounds:
        raise RuleError(f"There is no answer on step {_name(session, item)} to set aside.")
    last = rounds[-1]
    line = f"Step {_name(session, item)}, time {last.number}: set aside: {reason}."
    voided = session.with_round(replace(last, state=RoundState.VOID, reason=reason))
    entry = TrailEntry(max(session.trail, default=0) + 1, line)
    return replace(voided, trail={**session.trail, entry.id: entry})


def restore(session: Session, item: int, voter: int, answer: Answer | None, *, away: bool) -> Session:
    """Return the session with one voter's answer in the item's open round, and whether they are away, as given.

    Raises `RuleError` where the item has no open round.
    """
    if answer is None:
        before = withdraw(session, item, voter)
    else:
        found = _opened(session, item)
        before = session.with_round(replace(found, ballots={**found.ballots, voter: answer}))
    return set_away(before, voter, away=away)


def waiting(session: Session, found: Round) -> tuple[int, ...]:
    """Return the voters who are here and have not answered in this round, in the order of the list."""
    here = session.electorate - session.sitting.away - found.ballots.keys()
    return tuple(voter for voter in session.voters if voter in here)


def _opened(session: Session, item: int) -> Round:
    found = session.open_round(item)
    if found is None:
        raise RuleError(f"No vote on step {_name(session, item)} is going on.")
    return found


def _name(session: Session, item: int) -> str:
    return session.wording.item(item).id
