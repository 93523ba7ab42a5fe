"""A whole folder of workshops, a line each, told as they are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from scrutiny_tui.acts.library import Entry
from scrutiny_tui.domain.comparison import Told, stands_of
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.results import level_words
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.sentences import label_word
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.comparing import FORMAT, NO_RESULT, about_workshop, agreed_data, agreed_word
from scrutiny_tui.view.data_figures import Data

ABOUT: Final = (
    "One line a workshop, in the order of the files' names: each step with what the counts are called and n, how many "
    "chose a level. The order says nothing about who is further on."
)

LIKE: Final = "Steps are told where they are worded as in {}."


def folder_lines(entries: Iterator[Entry], like: Entry | None = None) -> Iterator[str]:
    """Yield a line for each workshop, one at a time; compared with `like`, or else with the first that can be read."""
    yield ABOUT
    for entry in entries:
        like = like or _readable(entry)
        yield _line(entry, like)
    if like:
        yield safe(LIKE.format(like.path.name))


def folder_json(entries: Iterator[Entry], like: Entry | None = None) -> Iterator[str]:
    """Yield the lines of one JSON object in which each workshop is a line, in ASCII."""
    yield f'{{"format": {FORMAT}, "workshops": ['
    before = ""
    for entry in entries:
        like = like or _readable(entry)
        if before:
            yield f"{before},"
        before = json.dumps(_data(entry, like))
    yield before
    name = like.path.name if like else None
    yield f'], "compared_with": {json.dumps(name)}}}'


def _readable(entry: Entry) -> Entry | None:
    return entry if entry.session else None


def _line(entry: Entry, like: Entry | None) -> str:
    session = entry.session
    if session is None or like is None or like.session is None:
        return safe(f"{entry.path.name}: {entry.problem}")
    details = session.details
    who = ", ".join(part for part in (day(details.date), details.council, details.committee) if part)
    steps = stands_of(session, like.session.wording)
    told = "; ".join(f"{each.item_id} {_in_a_word(session, each)}" for each in steps)
    return safe(f"{entry.path.name}: {who}. {told}.")


def _data(entry: Entry, like: Entry | None) -> Data:
    session = entry.session
    if session is None or like is None or like.session is None:
        return {"file": entry.path.name, "problem": entry.problem}
    steps = [_step(each) for each in stands_of(session, like.session.wording)]
    return about_workshop(entry.path.name, session.details, len(session.electorate)) | {"steps": steps}


def _step(told: Told) -> Data:
    return {
        "item": told.item_id,
        "same_wording": told.same,
        "label": told.label.value if told.label else None,
        "n": told.ratings if told.label else None,
        "agreed_level": agreed_data(told.agreed),
    }


def _in_a_word(session: Session, told: Told) -> str:
    """Return how a step stands in a line: what its counts are called with n, the shared view where there are none."""
    if not told.same:
        return "worded otherwise"
    if told.label:
        what = " tables" if session.details.mode is Mode.GROUPS else ""
        return f"{label_word(told.label)} (n = {told.ratings}{what})"
    if told.agreed:
        return f"shared view {agreed_word(level_words(session), told.agreed)}"
    return NO_RESULT
