"""A session as the documents of its file, and what a move changes in them.

A ballot's document id is worked out from item, round and voter, and documents are plain values, so that a session
file holds neither the time nor the order of answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.limits import HIGHEST_VOTER
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import (
    Action,
    AgreedLevel,
    EarlierJudgement,
    Note,
    Session,
    Sitting,
    TrailEntry,
)
from scrutiny_tui.domain.wording import Item, Wording

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
)
"""The tables of a session file, beside the seal."""

Document: TypeAlias = dict[str, Any]
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
    everything["session"] = {1: _session(session)}
    everything["wording"] = {1: _wording(session.wording)}
    everything["items"] = {item.number: _item(item) for item in session.wording.items}
    for name in TABLES:
        everything.setdefault(name, {})
    return everything


def difference(before: Session, after: Session) -> Changes:
    """Return the documents that differ between two moments of a session; None for one that is gone.

    Parts that are the same object are passed over, so the cost is that of the change and not of the session.
    """
    changes: Changes = {}
    if _session(before) != _session(after):
        changes["session"] = {1: _session(after)}
    for name, old, new, write in _mappings(before, after):
        found = _changed(old, new, write)
        if found:
            changes[name] = found
    ballots = _changed_ballots(before.rounds, after.rounds)
    if ballots:
        changes["ballots"] = ballots
    return changes


def _mappings(
    before: Session, after: Session
) -> Iterator[tuple[str, Mapping[int, Any], Mapping[int, Any], Callable[[Any], Document]]]:
    yield "voters", before.voters, after.voters, _voter
    yield "sittings", before.sittings, after.sittings, _sitting
    # Where only totals are kept, what is in is no business of a journal: see `boxed`.
    hide = after.details.secrecy is Secrecy.TOTALS
    yield "rounds", before.rounds, after.rounds, _round_without_totals if hide else _round
    yield "notes", before.notes, after.notes, _note
    yield "agreed_levels", before.agreed, after.agreed, _agreed
    yield "actions", before.actions, after.actions, _action
    yield "trail", before.trail, after.trail, _trail
    yield "earlier_judgements", before.earlier, after.earlier, _earlier


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
                found[ballot_id(key, voter)] = _ballot(each, voter, answer)
        found.update((ballot_id(key, voter), None) for voter in before.keys() - each.ballots.keys())
    return found


def _session(session: Session) -> Document:
    details, place = session.details, session.place
    return {
        "council": details.council,
        "committee": details.committee,
        "date": details.date.isoformat(),
        "facilitator": details.facilitator,
        "sponsor": details.sponsor,
        "setting": details.setting.value,
        "secrecy": details.secrecy.value,
        "mode": details.mode.value,
        "sponsor_answers": details.sponsor_answers,
        "facilitator_answers": details.facilitator_answers,
        "completed_by": details.completed_by,
        "quotations": details.quotations,
        "prompts": sorted(session.prompts),
        "place": {"page": place.page.value, "item": place.item, "leaf": place.leaf},
    }


def _wording(wording: Wording) -> Document:
    return {
        "pack": wording.pack,
        "version": wording.version,
        "title": wording.title,
        "levels": [asdict(level) for level in wording.levels],
        "thresholds": asdict(wording.thresholds),
        "prompts_label": wording.prompts_label,
    }


def _item(item: Item) -> Document:
    return {
        "id": item.id,
        "title": item.title,
        "short": item.short,
        "statement": item.statement,
        "sentences": list(item.sentences),
        "prompts": [asdict(prompt) for prompt in item.prompts],
    }


def _voter(voter: Voter) -> Document:
    return {
        "label": voter.label,
        "role": voter.role.value,
        "casts": voter.casts,
        "size": voter.size,
        "makeup": voter.makeup,
    }


def _sitting(sitting: Sitting) -> Document:
    return {
        "started": _moment(sitting.started),
        "ended": _moment(sitting.ended),
        "facilitator": sitting.facilitator,
        "away": sorted(sitting.away),
        "promised": sitting.promised,
        "handover": sitting.handover,
        "labels_kept": sitting.labels_kept,
    }


def _round(each: Round) -> Document:
    return {
        "item": each.item,
        "number": each.number,
        "sitting": each.sitting,
        "state": each.state.value,
        "totals": {answer.value: number for answer, number in sorted(each.totals.items())},
        "closed": each.closed,
        "prepared": each.prepared,
        "absent": sorted(each.absent),
        "base": sorted(each.base),
        "reason": each.reason,
    }


def _round_without_totals(each: Round) -> Document:
    if each.state is RoundState.OPEN:
        return _round(replace(each, totals={}, closed=False, absent=frozenset()))
    return _round(each)


def boxed(session: Session) -> Document:
    """Return what the open rounds of a session that keeps totals only hold: totals, and who has answered.

    Neither joins a person to an answer, and neither tells the order. Empty for every other session.
    """
    if session.details.secrecy is not Secrecy.TOTALS:
        return {}
    opened = (each for each in session.rounds.values() if each.state is RoundState.OPEN and each.given)
    return {
        str(each.id): {
            "totals": {answer.value: number for answer, number in sorted(each.totals.items())},
            "answered": sorted(each.answered),
            "closed": each.closed,
            "absent": sorted(each.absent),
        }
        for each in sorted(opened, key=lambda each: each.id)
    }


def _ballot(each: Round, voter: int, answer: Answer) -> Document:
    return {"item": each.item, "round": each.number, "voter": voter, "answer": answer.stored}


def _note(note: Note) -> Document:
    return {"item": note.item, "kind": note.kind.value, "text": note.text, "table": note.table}


def _agreed(view: AgreedLevel) -> Document:
    return {"level": view.level, "how": view.how.value, "different_view": view.different_view}


def _action(action: Action) -> Document:
    return {
        "item": action.item,
        "text": action.text,
        "kind": action.kind.value,
        "owner": action.owner,
        "due": _day(action.due),
        "status": action.status.value,
        "evidence": action.evidence,
    }


def _earlier(judgement: EarlierJudgement) -> Document:
    return {"level": judgement.level, "whose": judgement.whose}


def _trail(entry: TrailEntry) -> Document:
    return {"text": entry.text}


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="minutes")


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
