"""Taking somebody off the list of people who was put there by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import name_of


def remove_person(session: Session, voter: int) -> Session:
    """Return the session without this person. A numbered label is kept as gone: somebody may hold it on a card.

    Nothing that was counted changes: raises `RuleError` if the person has answered, was on the list at a result or
    a count, gave a table's reason, or is the last who answers.
    """
    if voter not in session.voters:
        raise RuleError("Nobody with that number is on the list.")
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
        return f"{found.label} {reason} and stays on the list. Mark them as absent instead."
    if session.electorate == {voter}:
        return f"{found.label} is the last who answers. Add the others first."
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
