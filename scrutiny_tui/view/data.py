"""The results of a workshop as one JSON object, for other programs. Its shape is described in docs/results-json.md.

An item without a revealed round has null for every figure. Of a round that is open only how many answers are in is
said, under `"open_round"`; of one that is set aside nothing.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Final

from scrutiny_tui.domain.actions import first_of
from scrutiny_tui.domain.groups import group_results
from scrutiny_tui.domain.hidden_names import name_hidden
from scrutiny_tui.domain.printable import safe_json
from scrutiny_tui.domain.results import ItemResult, level_words, results
from scrutiny_tui.domain.session import AgreedLevel, EarlierJudgement, Session, TrailEntry
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.view.data_figures import NO_FIGURES, Data, figures, groups, overall, rounds, tables
from scrutiny_tui.view.phrases import by_step

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
