"""Workshops side by side, or a whole folder of them a line each, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from scrutiny_tui.acts.library import Entry
from scrutiny_tui.domain.comparison import Compared, Comparison, Side, Stand, Told, stands_of
from scrutiny_tui.domain.phrases import day, item_name
from scrutiny_tui.domain.printable import safe, safe_json
from scrutiny_tui.domain.results import level_words
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.sentences import Words, label_word
from scrutiny_tui.domain.session import AgreedLevel, Details, Session
from scrutiny_tui.view.data import Data
from scrutiny_tui.view.report_view import said

FORMAT: Final = 1
"""The shape of the object; higher when a reader of the one before could go wrong."""

ABOUT: Final = (
    "Only what was worded the same is compared; n is how many chose a level. "
    "The order of the workshops says nothing about who is further on."
)

NOT_VOTED_ON: Final = "not voted on"
NO_RESULT: Final = "no result yet"


def comparison_lines(found: Comparison) -> Iterator[str]:
    """Yield the comparison line by line, without line breaks; an empty line stands before each item."""
    yield ABOUT
    yield from found.cautions
    yield ""
    yield from (safe(side_line(side)) for side in found.sides)
    for each in found.items:
        yield ""
        yield safe(f"{item_name(each.item)}: {each.item.title}")
        yield from (f"  {safe(line)}" for line in _stand_lines(found, each))
    if found.changed:
        yield ""
        yield "Not compared:"
        yield from (f"  {safe(f'{each.item_id} {each.title}: {each.why}')}" for each in found.changed)
    if not found.items:
        yield ""
        yield "Nothing was worded the same, so nothing is compared."


def side_line(side: Side) -> str:
    """Return which workshop a letter stands for, such as "A: 21 November 2026, Exampleshire, 15 answer individually"."""
    details = side.details
    who = "" if details.mode is Mode.COLLECTIVE else f"{side.voters} answer "
    parts = (day(details.date), details.council, details.committee, f"{who}{details.mode.value}")
    return f"{side.letter}: {', '.join(part for part in parts if part)}"


def comparison_json(found: Comparison, names: Sequence[str], *, ascii_only: bool = False) -> str:
    """Return the comparison as JSON text with a line break at its end; `names` are those of the workshops' files."""
    data = {
        "format": FORMAT,
        "workshops": [_side(side, name) for side, name in zip(found.sides, names, strict=True)],
        "cautions": list(found.cautions),
        "items": [
            {
                "item": each.item.id,
                "title": each.item.title,
                "stands": [_stand(stand) for stand in each.stands],
            }
            for each in found.items
        ],
        "not_compared": [
            {"item": each.item_id, "title": each.title, "why": each.why} for each in found.changed
        ],
    }
    return f"{safe_json(json.dumps(data, indent=2, ensure_ascii=ascii_only))}\n"


def _stand_lines(found: Comparison, each: Compared) -> Iterator[str]:
    for side, stand in zip(found.sides, each.stands, strict=True):
        yield f"{side.letter}: {_stand_words(side, stand)}"


def _stand_words(side: Side, stand: Stand) -> str:
    """Return how an item stands in one workshop: counts, n, the sentence, then the shared view."""
    told = []
    if stand.result:
        counts = ", ".join(
            f"{word} {count}" for word, count in zip(side.words, stand.result.counts, strict=True)
        )
        what = " tables" if side.details.mode is Mode.GROUPS else ""
        told = [f"{counts} (n = {stand.result.ratings}{what}).", said(stand.result)]
    elif not stand.agreed:
        return NO_RESULT if stand.voted_on else NOT_VOTED_ON
    if stand.agreed:
        told.append(f"Shared view: {agreed_word(side.words, stand.agreed)}.")
    return " ".join(told)


def agreed_word(words: Words, agreed: AgreedLevel) -> str:
    """Return a shared view as the level's short word."""
    return words[agreed.level - 1] if agreed.level else "not agreed"


def _side(side: Side, name: str) -> Data:
    return {"letter": side.letter} | about_workshop(name, side.details, side.voters)


def about_workshop(name: str, details: Details, voters: int) -> Data:
    """Return which workshop it is: nobody in it is named."""
    return {
        "file": name,
        "council": details.council,
        "committee": details.committee,
        "date": details.date.isoformat(),
        "mode": details.mode.value,
        "voters": voters,
    }


def _stand(stand: Stand) -> Data:
    found = stand.result
    return {
        "voted_on": stand.voted_on,
        "n": found.ratings if found else None,
        "counts": list(found.counts) if found else None,
        "base": found.base if found else None,
        "label": found.verdict.label.value if found else None,
        "sentence": said(found) if found else None,
        "agreed_level": agreed_data(stand.agreed),
    }


def agreed_data(view: AgreedLevel | None) -> Data | None:
    """Return a shared view without a different one; None if none is recorded."""
    return {"level": view.level, "how": view.how.value} if view else None


ABOUT_FOLDER: Final = (
    "One line a workshop, in the order of the files' names: each step with what the counts are called and n, how many "
    "chose a level. The order says nothing about who is further on."
)

LIKE: Final = "Steps are told where they are worded as in {}."


def folder_lines(entries: Iterator[Entry], like: Entry | None = None) -> Iterator[str]:
    """Yield a line for each workshop, one at a time; compared with `like`, or else with the first that can be read."""
    yield ABOUT_FOLDER
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
