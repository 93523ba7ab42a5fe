"""What other programs read of a workshop: its results as one JSON object, and the days of its plan as a calendar.

The shape of the object is described in docs/results-json.md. An item without a revealed round has null for every figure. Of a round that is open only how many answers are in is
said, under `"open_round"`; of one that is set aside nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import Any, Final, TypeAlias

from scrutiny_tui.domain.actions import first_of, review_day
from scrutiny_tui.domain.agreement import as_shown
from scrutiny_tui.domain.groups import Tally, group_results, groups_differ, reliability, step_tally, tally
from scrutiny_tui.domain.own_words import left_out, shown_lines
from scrutiny_tui.domain.personal_names import name_hidden
from scrutiny_tui.domain.phrases import where_in
from scrutiny_tui.domain.printable import safe_json
from scrutiny_tui.domain.references import reference
from scrutiny_tui.domain.results import (
    ItemResult,
    RoundResult,
    level_words,
    movement,
    results,
    turn,
    why_no_movement,
)
from scrutiny_tui.domain.session import ActionStatus, Session
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.store.codec import plain
from scrutiny_tui.view.blocks import harmless_line
from scrutiny_tui.view.result_words import by_step

Data: TypeAlias = dict[str, Any]
"""A JSON object."""

FORMAT: Final = 1
"""The shape of the object; a number that is higher when a reader of the one before could go wrong."""


def _decimal(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def _exact(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


_FIGURES: Final[Mapping[str, Callable[[RoundResult], Any]]] = {
    "round": attrgetter("number"),
    "counts": lambda found: list(found.counts),
    "ratings": attrgetter("ratings"),
    "base": attrgetter("base"),
    "not_rated": lambda found: dict(found.not_rated),
    "label": attrgetter("verdict.label.value"),
    "reason": attrgetter("verdict.reason.value"),
    "shape": attrgetter("verdict.shape.value"),
    "unanimous": attrgetter("verdict.unanimous"),
    "accord": attrgetter("accord.value"),
    "headline": attrgetter("headline"),
    "sentence": attrgetter("sentence"),
    "finding": attrgetter("finding"),
    "caution": attrgetter("caution"),
    "score": lambda found: _decimal(found.score),
    "score_exact": lambda found: _exact(found.score),
    "shown_score": attrgetter("shown_score"),
    "leik": lambda found: _decimal(found.leik),
    "flags": lambda found: plain(found.flags),
}
"""What a revealed round says, without its tables."""


def results_json(session: Session, *, ascii_only: bool = False, by_groups: bool = False) -> str:
    """Return the results as JSON text, ending with a line break.

    `ascii_only` is for an output that is not UTF-8; `by_groups` adds the results of role groups if they may be shown.
    """
    return json_text(results_data(session, by_groups=by_groups), ascii_only=ascii_only)


def json_text(data: Data, *, ascii_only: bool = False) -> str:
    """Return an object as JSON text on which no terminal acts, ending with a line break."""
    return f"{safe_json(json.dumps(data, indent=2, ensure_ascii=ascii_only, default=plain))}\n"


def results_data(session: Session, *, by_groups: bool = False) -> Data:
    """Return the results as values that JSON knows."""
    found, wording = results(session), session.wording
    return {
        "format": FORMAT,
        "session": _session(session),
        "items": [_item(session, each, by_groups=by_groups) for each in by_step(found)],
        "overall": _overall(session, found),
        "priorities": [
            {"item": wording.item(step).id, "hands": session.priorities[step]} for step in first_of(session)
        ],
        "parked": [
            {"item": wording.item(each.item).id if each.item else None, "question": each.text}
            for each in session.parked.values()
        ],
        "trail": [
            {"item": wording.item(entry.item).id if entry.item else None, "text": entry.text}
            for entry in session.told_trail
        ],
        "thresholds": plain(wording.thresholds),
    }


def _session(session: Session) -> Data:
    wording = session.wording
    about = (
        "council", "committee", "date", "facilitator", "sponsor", "sponsor_answers", "completed_by", "setting",
        "secrecy", "mode",
    )  # fmt: skip
    return {
        "id": session.id,
        **picked(session.details, *about),
        "secrecy": session.told_secrecy.stored,
        "title": wording.title,
        "pack": wording.pack,
        "pack_version": wording.version,
        "levels": [level.label for level in wording.levels],
        "voters": len(session.electorate),
    }


def picked(value: Any, *names: str) -> Data:
    """Return these attributes of a value as JSON can hold them."""
    return {name: plain(getattr(value, name)) for name in names}


def _item(session: Session, each: ItemResult, *, by_groups: bool) -> Data:
    item, latest, earlier = each.item, each.latest, each.earlier
    going_on = session.open_round(item.number)
    judged = earlier and {"level": earlier.level, "whose": name_hidden(session, earlier.whose)}
    return {
        "item": item.id,
        "title": item.title,
        "prompt_of": session.wording.item(item.step).id if item.step else None,
        **_figures(latest),
        "open_round": going_on
        and {"round": going_on.number, "in": going_on.given, "of": len(session.electorate)},
        "tables": _tables(latest) if latest else [],
        **({"groups": _groups(session, item.number)} if by_groups else {}),
        "agreed_level": each.agreed
        and picked(each.agreed, "level", "how", "different_view", "target", "direction"),
        "earlier_judgement": judged,
        "notes": len(each.notes),
        "evidence": len(each.evidence),
        "own_words": {
            "shown": list(shown_lines(session, item.number)),
            "left_out": left_out(session, item.number),
        },
        "mark": plain(each.mark),
        "rounds": list(_rounds(session, each)),
    }


def _figures(found: RoundResult | None) -> Data:
    return {name: figure(found) if found else None for name, figure in _FIGURES.items()}


def _tables(found: RoundResult) -> list[Data]:
    return [
        {"table": table.label, "people": table.size, "answer": plain(table.answer), "reason": table.reason}
        for table in found.tables
    ]


def _groups(session: Session, item: int) -> Data | None:
    """Return the latest result by role groups; without groups if somebody could be picked out."""
    revealed = session.revealed(item)
    if not revealed:
        return None
    found = group_results(session, revealed[-1])
    shown = [
        {
            "group": group.name,
            "counts": list(group.counts),
            "label": group.verdict.label.value,
            "sentence": group.sentence,
        }
        for group in found
    ]
    return {"differ": groups_differ(found), "shown": shown}


def _rounds(session: Session, each: ItemResult) -> Iterator[Data]:
    """Yield every revealed round of an item, oldest first, each with how it went on from the one before."""
    revealed = session.revealed(each.item.number)
    for place, found in enumerate(each.rounds):
        since: Data = {"movement": None, "no_movement_because": "", "turn": ""}
        if place:
            pair = revealed[place - 1], revealed[place]
            hidden = why_no_movement(session, *pair)
            moved = None if hidden else movement(*pair)
            went = turn(each.rounds[place - 1], found, level_words(session))
            since = {"movement": plain(moved), "no_movement_because": hidden, "turn": went}
        yield _figures(found) | since | {"tables": _tables(found)}


def _overall(session: Session, found: Sequence[ItemResult]) -> Data:
    whole = tally(found)
    steps = ((step, step_tally(found, step.number)) for step in session.wording.items)
    queue = talk_next(tuple(found), level_words(session))
    return {
        "tally": _labels(whole),
        "steps": [
            {"step": step.id, "tally": _labels(each), "lowest_item": _lowest(each)}
            for step, each in steps
            if each.labels
        ],
        "queue": [
            {"item": topic.item.id, "title": topic.item.title, **picked(topic, "reason", "mark")}
            for topic in queue
        ],
        "median_score": None if whole.median is None else as_shown(whole.median),
        "median_score_exact": _exact(whole.median),
        "scored_items": whole.scored,
        "lowest_item": _lowest(whole),
        "alpha": _alpha(session),
    }


def _labels(found: Tally) -> Data:
    return {label.value: number for label, number in found.labels.items()}


def _lowest(found: Tally) -> str | None:
    return found.lowest.item.id if found.lowest else None


def _alpha(session: Session) -> Data | None:
    found = reliability(session)
    if found is None:
        return None
    return {
        "alpha": _decimal(found.alpha),
        "alpha_exact": _exact(found.alpha),
        **picked(found, "voters", "items", "ratings", "possible"),
        "same_pairs": _decimal(found.same_pairs),
    }


_LONGEST: Final = 75
"""Octets of a line of a calendar, its line break not counted."""
_ESCAPED: Final = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def calendar_bytes(session: Session, made: date) -> bytes:
    """Return the days on which open actions and answers are due, and when to look at them again, as RFC 5545 has it.

    Events keep their ids, so that a newer file changes those of an older one. Nothing in it is of the time at which it
    was made but the day.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Scrutiny TUI//Action plan//EN"]
    for key, day, title, about in _events(session):
        lines += ["BEGIN:VEVENT", f"UID:{session.id}-{key}@scrutiny-tui", f"DTSTAMP:{made:%Y%m%d}T000000Z"]
        lines += [f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"SUMMARY:{_text(where_in(session, title))}"]
        lines += [f"DESCRIPTION:{_text(about)}"] if about else []
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    return b"".join(folded for line in (*lines, "END:VCALENDAR") for folded in _folded(line))


def _events(session: Session) -> Iterator[tuple[str, date, str, str]]:
    """Yield each event: a key that it alone has and keeps, its day, its title and what it is about.

    The review comes first: a calendar has at least one event.
    """
    yield (
        "review",
        review_day(session),
        f"Review the actions: {session.details.committee or session.details.council}",
        "",
    )
    for each in session.actions.values():
        known, about = reference(session, each), f"{each.text}\n{each.owner}".strip()
        if each.due and each.status is ActionStatus.OPEN:
            yield f"{each.id}-due", each.due, f"{known} is due", about
        if each.answer_due and not each.reply:
            yield f"{each.id}-answer", each.answer_due, f"{known}: answer due", about


def _text(typed: str) -> str:
    return "\n".join(map(harmless_line, typed.splitlines())).translate(_ESCAPED)


def _folded(line: str) -> Iterator[bytes]:
    """Yield a line in pieces of at most 75 octets, the further ones behind a blank; no character is cut in two."""
    piece = b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > _LONGEST:
            yield piece + b"\r\n"
            piece = b" "
        piece += octets
    yield piece + b"\r\n"
