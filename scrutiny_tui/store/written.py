"""Each kind of record of a session as a document of its file: plain values only."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any, TypeAlias

from scrutiny_tui.domain.action import Action
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.session import (
    AgreedLevel,
    EarlierJudgement,
    Mark,
    Note,
    Session,
    Sitting,
    TrailEntry,
)
from scrutiny_tui.domain.wording import Item, Wording
from scrutiny_tui.store.follow_up import write_follow_up
from scrutiny_tui.store.forgotten import write_forgotten
from scrutiny_tui.store.timing import write_plan, write_today

Document: TypeAlias = dict[str, Any]


def write_session(session: Session) -> Document:
    """Write the details, the place and what is voted on."""
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
        **({"gone": sorted(session.gone)} if session.gone else {}),
        **write_plan(session.plan),
        **write_forgotten(session.forgotten),
        **write_follow_up(session),
    }


def write_wording(wording: Wording) -> Document:
    """Write the pinned wording, without its items."""
    return {
        "pack": wording.pack,
        "version": wording.version,
        "title": wording.title,
        "levels": [asdict(level) for level in wording.levels],
        "thresholds": asdict(wording.thresholds),
        "prompts_label": wording.prompts_label,
        "questions": asdict(wording.questions),
    }


def write_item(item: Item) -> Document:
    """Write an item of the wording."""
    return {
        "id": item.id,
        "title": item.title,
        "short": item.short,
        "statement": item.statement,
        "sentences": list(item.sentences),
        "prompts": [asdict(prompt) for prompt in item.prompts],
    }


def write_voter(voter: Voter) -> Document:
    """Write a voter."""
    return {
        "label": voter.label,
        "role": voter.role.value,
        "casts": voter.casts,
        "size": voter.size,
        "makeup": voter.makeup,
    }


def write_sitting(sitting: Sitting) -> Document:
    """Write a sitting."""
    return {
        "started": _moment(sitting.started),
        "ended": _moment(sitting.ended),
        "facilitator": sitting.facilitator,
        "away": sorted(sitting.away),
        "promised": sitting.promised,
        "handover": sitting.handover,
        "finish": _moment(sitting.finish),
        "labels_kept": sitting.labels_kept,
        **write_today(sitting.today),
    }


def write_round(each: Round) -> Document:
    """Write a round, without its ballots."""
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


def write_round_without_totals(each: Round) -> Document:
    """Write a round of a session that keeps totals only; what is in an open one stands in its box."""
    if each.state is RoundState.OPEN:
        return write_round(replace(each, totals={}, closed=False, absent=frozenset()))
    return write_round(each)


def write_ballot(each: Round, voter: int, answer: Answer) -> Document:
    """Write a ballot: neither when it was cast nor in which order."""
    return {"item": each.item, "round": each.number, "voter": voter, "answer": answer.stored}


def write_note(note: Note) -> Document:
    """Write a note."""
    return {
        "item": note.item,
        "kind": note.kind.value,
        "text": note.text,
        "table": note.table,
        "round": note.round,
    }


def write_agreed(view: AgreedLevel) -> Document:
    """Write a shared view."""
    return {"level": view.level, "how": view.how.value, "different_view": view.different_view}


def write_action(action: Action) -> Document:
    """Write an action."""
    return {
        "item": action.item,
        "text": action.text,
        "kind": action.kind.value,
        "owner": action.owner,
        "due": _day(action.due),
        "status": action.status.value,
        "evidence": action.evidence,
        **({"carried": True} if action.carried else {}),
    }


def write_earlier(judgement: EarlierJudgement) -> Document:
    """Write a judgement recorded beforehand."""
    return {"level": judgement.level, "whose": judgement.whose}


def write_mark(mark: Mark) -> Document:
    """Write a mark."""
    return {"kind": mark.kind.value, "rounds": mark.rounds}


def write_trail(entry: TrailEntry) -> Document:
    """Write a line of the trail."""
    return {"text": entry.text, "item": entry.item}


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="minutes")


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
