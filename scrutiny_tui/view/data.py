"""The results of a workshop as one JSON object, for other programs. Its shape is described in docs/results-json.md.

An item without a revealed round has null for every figure. Of a round that is open only how many answers are in is
said, under `"open_round"`; of one that is set aside nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any, Final, TypeAlias

from scrutiny_tui.domain.actions import first_of
from scrutiny_tui.domain.agreement import as_shown
from scrutiny_tui.domain.groups import (
    GroupResult,
    Reliability,
    Tally,
    group_results,
    groups_differ,
    reliability,
    step_tally,
    tally,
)
from scrutiny_tui.domain.personal_names import name_hidden
from scrutiny_tui.domain.printable import safe_json
from scrutiny_tui.domain.results import (
    ItemResult,
    RoundResult,
    TableAnswer,
    level_words,
    movement,
    results,
    turn,
    why_no_movement,
)
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.session import AgreedLevel, EarlierJudgement, Session, TrailEntry
from scrutiny_tui.domain.topics import Topic, talk_next
from scrutiny_tui.view.phrases import by_step

Data: TypeAlias = dict[str, Any]
"""A JSON object."""

_FIGURES = (
    "round", "counts", "ratings", "base", "not_rated", "label", "reason", "shape", "unanimous", "sentence", "finding",
    "caution", "score", "score_exact", "shown_score", "leik", "flags",
)  # fmt: skip

NO_FIGURES: Data = dict.fromkeys(_FIGURES)
"""What an item without a revealed round holds in their place."""


def figures(found: RoundResult) -> Data:
    """Return what a revealed round says, without its tables."""
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
        "caution": found.caution,
        "score": _decimal(found.score),
        "score_exact": _exact(found.score),
        "shown_score": found.shown_score,
        "leik": _decimal(found.leik),
        "flags": asdict(found.flags),
    }


def rounds(session: Session, each: ItemResult) -> list[Data]:
    """Return every revealed round of an item, oldest first, each with how it went on from the one before."""
    revealed = session.revealed(each.item.number)
    return [
        figures(found) | _since(session, each, revealed, place) | {"tables": tables(found)}
        for place, found in enumerate(each.rounds)
    ]


def _since(session: Session, each: ItemResult, revealed: Sequence[Round], place: int) -> Data:
    """Return how people moved since the round before, or why that is not told, and how the verdict went."""
    if not place:
        return {"movement": None, "no_movement_because": "", "turn": ""}
    hidden = why_no_movement(session, revealed[place - 1], revealed[place])
    moved = None if hidden else movement(revealed[place - 1], revealed[place])
    return {
        "movement": asdict(moved) if moved else None,
        "no_movement_because": hidden,
        "turn": turn(each.rounds[place - 1], each.rounds[place], level_words(session)),
    }


def tables(found: RoundResult) -> list[Data]:
    """Return each table's answer, where small groups answer."""
    return [_table(table) for table in found.tables]


def _table(table: TableAnswer) -> Data:
    return {"table": table.label, "people": table.size, "answer": table.answer.stored, "reason": table.reason}


def groups(found: Sequence[GroupResult]) -> Data:
    """Return a result by role groups; without groups where somebody could be picked out."""
    return {
        "differ": groups_differ(tuple(found)),
        "shown": [
            {
                "group": group.name,
                "counts": list(group.counts),
                "label": group.verdict.label.value,
                "sentence": group.sentence,
            }
            for group in found
        ],
    }


def overall(session: Session, found: Sequence[ItemResult], topics: Sequence[Topic]) -> Data:
    """Return what the whole workshop comes to: tallies, what to talk about next, the median score, alpha."""
    whole = tally(found)
    return {
        "tally": _tally(whole),
        "steps": _steps(session, found),
        "queue": [_topic(topic) for topic in topics],
        "median_score": None if whole.median is None else as_shown(whole.median),
        "median_score_exact": _exact(whole.median),
        "scored_items": whole.scored,
        "lowest_item": whole.lowest.item.id if whole.lowest else None,
        "alpha": _alpha(reliability(session)),
    }


def _tally(found: Tally) -> Mapping[str, int]:
    return {label.value: number for label, number in found.labels.items()}


def _steps(session: Session, found: Sequence[ItemResult]) -> list[Data]:
    """Return the tally of each step of which prompts were answered."""
    told = ((step, step_tally(found, step.number)) for step in session.wording.items)
    return [
        {"step": step.id, "tally": _tally(each), "lowest_item": each.lowest.item.id if each.lowest else None}
        for step, each in told
        if each.labels
    ]


def _topic(topic: Topic) -> Data:
    mark = topic.mark.value if topic.mark else None
    return {"item": topic.item.id, "title": topic.item.title, "reason": topic.reason, "mark": mark}


def _alpha(found: Reliability | None) -> Data | None:
    if found is None:
        return None
    return {
        "alpha": _decimal(found.alpha),
        "alpha_exact": _exact(found.alpha),
        "voters": found.voters,
        "items": found.items,
        "ratings": found.ratings,
        "possible": found.possible,
        "same_pairs": _decimal(found.same_pairs),
    }


def _decimal(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def _exact(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


FORMAT: Final = 1
"""The shape of the object; a number that is higher when a reader of the one before could go wrong."""


def results_json(session: Session, *, ascii_only: bool = False, by_groups: bool = False) -> str:
    """Return the results as JSON text, ending with a line break.

    `ascii_only` is for an output that is not UTF-8; `by_groups` adds the results of role groups where they may be
    shown.
    """
    text = json.dumps(results_data(session, by_groups=by_groups), indent=2, ensure_ascii=ascii_only)
    return f"{safe_json(text)}\n"


def results_data(session: Session, *, by_groups: bool = False) -> Data:
    """Return the results as values that JSON knows."""
    found = results(session)
    topics = talk_next(found, level_words(session))
    return {
        "format": FORMAT,
        "session": _session(session),
        "items": [_item(session, each, by_groups=by_groups) for each in by_step(found)],
        "overall": overall(session, found, topics),
        "priorities": _priorities(session),
        "trail": [_trail(session, entry) for entry in session.told_trail],
        "thresholds": asdict(session.wording.thresholds),
    }


def _priorities(session: Session) -> list[Data]:
    return [
        {"item": session.wording.item(step).id, "hands": session.priorities[step]}
        for step in first_of(session)
    ]


def _trail(session: Session, entry: TrailEntry) -> Data:
    item = session.wording.item(entry.item).id if entry.item else None
    return {"item": item, "text": entry.text}


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
        "secrecy": session.told_secrecy.value,
        "mode": details.mode.value,
        "title": wording.title,
        "pack": wording.pack,
        "pack_version": wording.version,
        "levels": [level.label for level in wording.levels],
        "voters": len(session.electorate),
    }


def _item(session: Session, each: ItemResult, *, by_groups: bool) -> Data:
    return {
        "item": each.item.id,
        "title": each.item.title,
        "prompt_of": session.wording.item(each.item.step).id if each.item.step else None,
        **(figures(each.latest) if each.latest else NO_FIGURES),
        "open_round": _open_round(session, each.item.number),
        "tables": tables(each.latest) if each.latest else [],
        **({"groups": _groups(session, each)} if by_groups else {}),
        "agreed_level": _agreed(each.agreed),
        "earlier_judgement": _earlier(session, each.earlier),
        "notes": len(each.notes),
        "mark": each.mark.value if each.mark else None,
        "rounds": rounds(session, each),
    }


def _groups(session: Session, each: ItemResult) -> Data | None:
    revealed = session.revealed(each.item.number)
    return groups(group_results(session, revealed[-1])) if revealed else None


def _open_round(session: Session, item: int) -> Data | None:
    found = session.open_round(item)
    return {"round": found.number, "in": found.given, "of": len(session.electorate)} if found else None


def _agreed(view: AgreedLevel | None) -> Data | None:
    if view is None:
        return None
    return {"level": view.level, "how": view.how.value, "different_view": view.different_view}


def _earlier(session: Session, judgement: EarlierJudgement | None) -> Data | None:
    if judgement is None:
        return None
    return {"level": judgement.level, "whose": name_hidden(session, judgement.whose)}
