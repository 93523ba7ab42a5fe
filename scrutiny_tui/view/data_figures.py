"""What a round, an item and the whole workshop come to, as values that JSON knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any, TypeAlias

from scrutiny_tui.domain.agreement import as_shown
from scrutiny_tui.domain.groups import (
    GroupResult,
    Reliability,
    Tally,
    groups_differ,
    reliability,
    step_tally,
    tally,
)
from scrutiny_tui.domain.results import (
    ItemResult,
    RoundResult,
    TableAnswer,
    level_words,
    movement,
    turn,
    why_no_movement,
)
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.topics import Topic

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
