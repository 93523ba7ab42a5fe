"""The results of a workshop as one JSON object, for other programs.

Nothing of a round that is open or set aside is in it: an item without a revealed round says `"round": null` and holds
no counts.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import pairwise
from typing import Any, TypeAlias

from scrutiny_tui.domain.movement import Movement, labels_kept, movement
from scrutiny_tui.domain.queue import talk_next
from scrutiny_tui.domain.results import ItemResult, RoundResult, TableAnswer, level_words, results
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.session import AgreedLevel, EarlierJudgement, Session
from scrutiny_tui.report.phrases import by_step
from scrutiny_tui.report.safe import safe_json

Data: TypeAlias = dict[str, Any]
"""A JSON object."""


def results_json(session: Session, *, ascii_only: bool = False) -> str:
    """Return the results as JSON text, ending with a line break; `ascii_only` for an output that is not UTF-8."""
    text = json.dumps(results_data(session), indent=2, ensure_ascii=ascii_only)
    return f"{safe_json(text)}\n"


def results_data(session: Session) -> Data:
    """Return the results as values that JSON knows."""
    found = results(session)
    topics = talk_next(found, level_words(session))
    return {
        "session": _session(session),
        "items": [_item(session, each) for each in by_step(found)],
        "talk_next": [
            {"item": topic.item.id, "title": topic.item.title, "reason": topic.reason} for topic in topics
        ],
        "thresholds": asdict(session.wording.thresholds),
    }


def _session(session: Session) -> Data:
    details, wording = session.details, session.wording
    return {
        "id": session.id,
        "council": details.council,
        "committee": details.committee,
        "date": details.date.isoformat(),
        "facilitator": details.facilitator,
        "sponsor": details.sponsor,
        "sponsor_answers": details.sponsor_answers,
        "completed_by": details.completed_by,
        "setting": details.setting.value,
        "secrecy": details.secrecy.value,
        "mode": details.mode.value,
        "title": wording.title,
        "pack": wording.pack,
        "pack_version": wording.version,
        "levels": [level.label for level in wording.levels],
        "voters": len(session.electorate),
    }


def _item(session: Session, each: ItemResult) -> Data:
    return {
        "item": each.item.id,
        "title": each.item.title,
        "prompt_of": session.wording.item(each.item.step).id if each.item.step else None,
        **(_latest(each.latest) if each.latest else {"round": None}),
        "tables": [_table(table) for table in each.latest.tables] if each.latest else [],
        "agreed_level": _agreed(each.agreed),
        "earlier_judgement": _earlier(each.earlier),
        "notes": len(each.notes),
        "rounds": _rounds(session, each),
    }


def _latest(found: RoundResult) -> Data:
    return {
        "round": found.number,
        "counts": list(found.counts),
        "ratings": found.ratings,
        "base": found.base,
        "not_rated": dict(found.not_rated),
        "label": found.verdict.label.value,
        "reason": found.verdict.reason.value,
        "shape": found.verdict.shape.value,
        "unanimous": found.verdict.unanimous,
        "sentence": found.sentence,
        "finding": found.finding,
        "score": None if found.score is None else float(found.score),
        "score_exact": None if found.score is None else str(found.score),
        "shown_score": found.shown_score,
    }


def _agreed(view: AgreedLevel | None) -> Data | None:
    if view is None:
        return None
    return {"level": view.level, "how": view.how.value, "different_view": view.different_view}


def _table(table: TableAnswer) -> Data:
    return {
        "table": table.label,
        "people": table.size,
        "answer": table.answer.stored,
        "reason": table.reason,
    }


def _earlier(judgement: EarlierJudgement | None) -> Data | None:
    if judgement is None:
        return None
    return {"level": judgement.level, "whose": judgement.whose}


def _rounds(session: Session, each: ItemResult) -> list[Data]:
    revealed = session.revealed(each.item.number)
    moved = [_movement(session, before, after) for before, after in pairwise(revealed)]
    return [_round(found, moved[place - 1] if place else None) for place, found in enumerate(each.rounds)]


def _movement(session: Session, before: Round, after: Round) -> Movement | None:
    return movement(before, after) if labels_kept(session, before, after) else None


def _round(found: RoundResult, moved: Movement | None) -> Data:
    return {
        "round": found.number,
        "counts": list(found.counts),
        "label": found.verdict.label.value,
        "sentence": found.sentence,
        "shown_score": found.shown_score,
        "movement": asdict(moved) if moved else None,
    }
