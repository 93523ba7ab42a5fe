"""The moves that put a mistake right: a round set aside, an answer corrected, somebody taken off the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.fields import check_text
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.rounds import Answer, Round, RoundState, answers_deleted
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session, TrailEntry
from scrutiny_tui.domain.voting import may_skip, name_of

NEW_SITTING: Final = "a new session began before the result was shown"
"""The reason recorded when a half-filled round is left behind by a new sitting."""

ASIDE_REASONS: Final = (
    "the question was misunderstood",
    "answers were said aloud",
    "the wrong step was answered",
    "the slips were mixed up",
    "the committee asked for it",
)
"""Why a round can be set aside."""

CORRECTION_REASONS: Final = (
    "it was entered wrongly",
    "the slip was misread",
    "it was saved for the wrong person",
)
"""Why an answer can be corrected after the result."""


DELETED: Final = "The individual answers in this result were deleted, so they can't be corrected."
"""Why a result stays as it is."""


def set_aside(session: Session, item: int, reason: str) -> Session:
    """Return the session with the item's latest round set aside, and a line about it in the trail.

    Totals of a round that was not revealed go with it, and it is never shown. Raises `RuleError` if the item has
    no round that counts, or the reason is too long.
    """
    check_text(reason, "The reason")
    rounds = [each for each in session.rounds_of(item) if each.state is not RoundState.VOID]
    if not rounds:
        raise RuleError(f"There is no answer on {name_of(session, item)} to cancel.")
    last = rounds[-1]
    voided = replace(last, state=RoundState.VOID, reason=reason, answered=frozenset())
    if session.details.secrecy is Secrecy.TOTALS and last.state is RoundState.OPEN:
        voided = replace(voided, totals={}, closed=False, absent=frozenset())
    line = f"{name_of(session, item).capitalize()}, Round {last.number}: cancelled: {reason}."
    return with_trail(session.with_round(voided), line, item)


def correct(session: Session, item: int, voter: int, answer: Answer, reason: str) -> Session:
    """Return the session with one answer of the item's latest result corrected, and a line about it in the trail.

    The line names somebody only where answers are kept by name. An answer that is the same as before gets the same
    line: were there none, the record would tell whoever keys one answer after another which of them the person gave.
    Raises `RuleError` if the item has no result, only totals are kept, or the voter has no answer of their own in
    it.
    """
    revealed = session.revealed(item)
    if session.details.secrecy is Secrecy.TOTALS:
        raise RuleError("This workshop keeps totals only. Cancel the result and answer again.")
    if not revealed:
        raise RuleError(f"There is no result on {name_of(session, item)} to correct.")
    last = revealed[-1]
    if answers_deleted(session.forgotten, last):
        raise RuleError(f"{DELETED} Cancel the result and answer again.")
    if voter not in last.ballots:
        raise RuleError("This person has no answer in this result.")
    if answer is Answer.NOT_APPLICABLE and not may_skip(session, item):
        raise RuleError('"Not applicable" can\'t be used for a step.')
    where = f"{name_of(session, item).capitalize()}, Round {last.number}"
    line = f"{where}: {corrected(session, voter)} was corrected after the result: {check_text(reason, 'The reason')}."
    changed = replace(last, ballots={**last.ballots, voter: answer})
    return with_trail(session.with_round(changed), line, item)


def corrected(session: Session, voter: int) -> str:
    """Return how the record calls the answer that is corrected: whose it is only where answers are kept by name."""
    by_name = session.details.secrecy is Secrecy.BY_NAME
    return f"the answer of {session.voters[voter].label}" if by_name else "one answer"


def with_trail(session: Session, line: str, item: int = 0) -> Session:
    """Return the session with one more line in its trail, about an item where one is given."""
    entry = TrailEntry(max(session.trail, default=0) + 1, line, item)
    return replace(session, trail={**session.trail, entry.id: entry})


def remove_person(session: Session, voter: int) -> Session:
    """Return the session without this person. A numbered label is kept as gone: somebody may hold it on a card.

    Nothing that was counted changes: raises `RuleError` if the person has answered, was on the list at a result or
    a count, gave a table's reason, or is the last who answers.
    """
    if voter not in session.voters:
        raise RuleError("That person is not on the list.")
    why = why_stays(session, voter)
    if why:
        raise RuleError(why)
    found = session.voters[voter]
    sittings = {
        key: replace(each, away=each.away - {voter}) if voter in each.away else each
        for key, each in session.sittings.items()
    }
    voters = {key: each for key, each in session.voters.items() if key != voter}
    gone = session.gone | {found.label} if _is_numbered(found) else session.gone
    return replace(session, voters=voters, sittings=sittings, gone=gone)


def why_stays(session: Session, voter: int) -> str:
    """Return why somebody on the list cannot be taken off it; empty if they can."""
    found = session.voters[voter]
    reason = next(_holds(session, found), "")
    if reason:
        return f"{found.label} {reason}, so can't be removed. Mark them absent instead."
    if session.electorate == {voter}:
        return "At least one person must be able to answer. Add the others first."
    return ""


def _holds(session: Session, found: Voter) -> Iterator[str]:
    """Yield what holds somebody on the list."""
    for _key, each in sorted(session.rounds.items()):
        where = name_of(session, each.item)
        if found.id in each.is_in:
            yield f"has answered {where}"
        elif each.unknown and found.casts:
            yield f"may have answered {where}"
        elif found.id in each.base:
            yield f"was on the list when the result of {where} was shown"
        elif found.id in each.absent or _was_counted(each, found):
            yield f"was on the list when {where} was counted"
    for _key, note in sorted(session.notes.items()):
        if note.table == found.id:
            yield f"has given a reason on {name_of(session, note.item)}"


def _was_counted(each: Round, found: Voter) -> bool:
    """Say whether somebody may be among those whom a headcount took in without names."""
    return found.casts and each.closed and each.state is RoundState.OPEN


def _is_numbered(voter: Voter) -> bool:
    stem, _space, number = voter.label.rpartition(" ")
    return stem in {role.heading for role in Role} and number.isdigit()
