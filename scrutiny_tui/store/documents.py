"""A session as the documents of its file, and what a move changes in them.

A ballot's document id is worked out from item, round and voter, and documents are plain values, so that a session
file holds neither the time nor the order of answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.limits import HIGHEST_VOTER
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import (
    Session,
)
from scrutiny_tui.store.written import (
    Document,
    write_action,
    write_agreed,
    write_ballot,
    write_earlier,
    write_item,
    write_mark,
    write_note,
    write_round,
    write_round_without_totals,
    write_session,
    write_sitting,
    write_trail,
    write_voter,
    write_wording,
)

TABLES: Final = (
    "schema",
    "session",
    "wording",
    "items",
    "voters",
    "sittings",
    "rounds",
    "ballots",
    "notes",
    "agreed_levels",
    "actions",
    "trail",
    "earlier_judgements",
    "marks",
)
"""The tables of a session file, beside the seal."""

Tables: TypeAlias = dict[str, dict[int, Document]]
Changes: TypeAlias = dict[str, dict[int, Document | None]]

SCHEMA_VERSION: Final = 1
"""The shape of session files that this program writes."""

VOTERS_A_ROUND: Final = HIGHEST_VOTER + 1
"""What a round's id is multiplied by in the ids of its ballots."""


def ballot_id(round_id: int, voter: int) -> int:
    """Return the document id of a voter's ballot in a round."""
    return round_id * VOTERS_A_ROUND + voter


def tables(session: Session, program: str) -> Tables:
    """Return every document of a new session file; `program` is the version that writes it."""
    everything: Tables = {
        "schema": {1: {"version": SCHEMA_VERSION, "program": program, "session": session.id}}
    }
    empty = Session("", session.details, session.wording)
    for table, documents in difference(empty, session).items():
        everything[table] = {key: document for key, document in documents.items() if document is not None}
    everything["session"] = {1: write_session(session)}
    everything["wording"] = {1: write_wording(session.wording)}
    everything["items"] = {item.number: write_item(item) for item in session.wording.items}
    for name in TABLES:
        everything.setdefault(name, {})
    return everything


def difference(before: Session, after: Session) -> Changes:
    """Return the documents that differ between two moments of a session; None for one that is gone.

    Parts that are the same object are passed over, so the cost is that of the change and not of the session.
    """
    changes: Changes = {}
    if write_session(before) != write_session(after):
        changes["session"] = {1: write_session(after)}
    for name, old, new, write in _mappings(before, after):
        found = _changed(old, new, write)
        if found:
            changes[name] = found
    if ballots := _changed_ballots(before.rounds, after.rounds):
        changes["ballots"] = ballots
    return changes


def _mappings(
    before: Session, after: Session
) -> Iterator[tuple[str, Mapping[int, Any], Mapping[int, Any], Callable[[Any], Document]]]:
    yield "voters", before.voters, after.voters, write_voter
    yield "sittings", before.sittings, after.sittings, write_sitting
    # Where only totals are kept, what is in is no business of a journal: see `boxed`.
    hide = after.details.secrecy is Secrecy.TOTALS
    yield "rounds", before.rounds, after.rounds, write_round_without_totals if hide else write_round
    yield "notes", before.notes, after.notes, write_note
    yield "agreed_levels", before.agreed, after.agreed, write_agreed
    yield "actions", before.actions, after.actions, write_action
    yield "trail", before.trail, after.trail, write_trail
    yield "earlier_judgements", before.earlier, after.earlier, write_earlier
    yield "marks", before.marks, after.marks, write_mark


def _changed(
    old: Mapping[int, Any], new: Mapping[int, Any], write: Callable[[Any], Document]
) -> dict[int, Document | None]:
    if old is new:
        return {}
    found: dict[int, Document | None] = {}
    for key, value in new.items():
        earlier = old.get(key)
        if earlier is not value:
            document = write(value)
            if earlier is None or write(earlier) != document:
                found[key] = document
    found.update((key, None) for key in old.keys() - new.keys())
    return found


def _changed_ballots(old: Mapping[int, Round], new: Mapping[int, Round]) -> dict[int, Document | None]:
    if old is new:
        return {}
    found: dict[int, Document | None] = {}
    for key, each in new.items():
        earlier = old.get(key)
        if earlier is each:
            continue
        before: Mapping[int, Answer] = earlier.ballots if earlier else {}
        for voter, answer in each.ballots.items():
            if before.get(voter) is not answer:
                found[ballot_id(key, voter)] = write_ballot(each, voter, answer)
        found.update((ballot_id(key, voter), None) for voter in before.keys() - each.ballots.keys())
    return found


def boxed(session: Session) -> Document:
    """Return what the open rounds of a session that keeps totals only hold: totals, and who has answered.

    Neither joins a person to an answer, and neither tells the order. Empty for every other session. A round in which
    nobody has answered is said to be empty, so that an older copy of its totals is never taken for it.
    """
    if session.details.secrecy is not Secrecy.TOTALS:
        return {}
    opened = (each for each in session.rounds.values() if each.state is RoundState.OPEN)
    return {
        str(each.id): {
            "totals": {answer.value: number for answer, number in sorted(each.totals.items())},
            "answered": sorted(each.answered),
            "closed": each.closed,
            "absent": sorted(each.absent),
        }
        for each in sorted(opened, key=lambda each: each.id)
    }
