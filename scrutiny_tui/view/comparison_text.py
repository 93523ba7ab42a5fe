"""Workshops side by side, or a whole folder of them a line each, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from scrutiny_tui.acts.library import Entry
from scrutiny_tui.domain.comparison import Compared, Comparison, Side, Stand, stands_of
from scrutiny_tui.domain.phrases import capitalised, item_name
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.results import level_words
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import Details, Session
from scrutiny_tui.view.data import FORMAT, Data, json_text, picked
from scrutiny_tui.view.report_view import position_words
from scrutiny_tui.view.result_words import about_workshop, agreed_level, counted, said, together

ABOUT: Final = (
    "Only steps with the same wording are compared; n is how many chose a statement. "
    "The order of the workshops is no ranking."
)

NO_RESULT: Final = "no result yet"


def comparison_lines(found: Comparison) -> Iterator[str]:
    """Yield the comparison line by line, without line breaks; an empty line stands before each item."""
    yield from (ABOUT, *found.cautions, "")
    for side in found.sides:
        details = side.details
        who = "" if details.mode is Mode.COLLECTIVE else f"{side.voters} answer "
        yield safe(f"{side.letter}: {about_workshop(details, who + details.mode.value)}")
    for each in found.items:
        yield from ("", safe(f"{item_name(each.item)}: {each.item.title}"))
        for side, stand in zip(found.sides, each.stands, strict=True):
            words = together(_stand_words(side, stand), _aim_words(found, each, side, stand))
            yield f"  {safe(f'{side.letter}: {words}')}"
    if found.changed:
        yield from ("", "Not compared:")
        yield from (f"  {safe(f'{each.item_id} {each.title}: {each.why}')}" for each in found.changed)
    if not found.items:
        yield from ("", "No step has the same wording, so nothing is compared.")


def _stand_words(side: Side, stand: Stand) -> str:
    found, agreed = stand.result, stand.agreed
    if not found and not agreed:
        return NO_RESULT if stand.voted_on else "not asked"
    return together(
        f"{counted(side.words, found.counts)} ({_number(side.details, found.ratings)})." if found else "",
        said(found) if found else "",
        f"{capitalised(position_words(agreed_level(side.words, agreed)))}." if agreed else "",
    )


def _aim_words(found: Comparison, compared: Compared, side: Side, stand: Stand) -> str:
    """Return where the same committee wanted to be when it last met before this, and where it is now; empty if it did not say."""
    aims = [
        (before.details.date, before.words[earlier.agreed.target - 1])
        for before, earlier in zip(found.sides, compared.stands, strict=True)
        if earlier.agreed and earlier.agreed.target and _came_before(before.details, side.details)
    ]
    if not aims or not stand.agreed:
        return ""
    return f"Aimed at {max(aims)[1]}; now {agreed_level(side.words, stand.agreed)}."


def _came_before(earlier: Details, later: Details) -> bool:
    """Say whether the same committee held one workshop before another."""
    is_same = (earlier.council, earlier.committee) == (later.council, later.committee)
    return is_same and earlier.date < later.date


def _number(details: Details, ratings: int) -> str:
    return f"n = {ratings}{' tables' if details.mode is Mode.GROUPS else ''}"


def comparison_json(found: Comparison, names: Sequence[str], *, ascii_only: bool = False) -> str:
    """Return the comparison as JSON text with a line break at its end; `names` are those of the workshops' files."""
    data = {
        "format": FORMAT,
        "workshops": [
            {"letter": side.letter} | _workshop(name, side.details, side.voters)
            for side, name in zip(found.sides, names, strict=True)
        ],
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
    return json_text(data, ascii_only=ascii_only)


def _workshop(name: str, details: Details, voters: int) -> Data:
    """Return which workshop it is: nobody in it is named."""
    return {"file": name, **picked(details, "council", "committee", "date", "mode"), "voters": voters}


def _stand(stand: Stand) -> Data:
    found = stand.result
    return {
        "voted_on": stand.voted_on,
        "n": found.ratings if found else None,
        "counts": list(found.counts) if found else None,
        "base": found.base if found else None,
        "label": found.verdict.label.value if found else None,
        "sentence": said(found) if found else None,
        "agreed_level": stand.agreed and picked(stand.agreed, "level", "how", "target"),
    }


ABOUT_FOLDER: Final = (
    "One line for each workshop, in the order of the file names: how far people agree on each step, and n, how many "
    "chose a statement. The order of the workshops is no ranking."
)


def folder_lines(entries: Iterator[Entry], like: Entry | None = None) -> Iterator[str]:
    """Yield a line for each workshop, one at a time; compared with `like`, or else with the first that can be read."""
    yield ABOUT_FOLDER
    for entry in entries:
        like = like or (entry if entry.session else None)
        yield safe(f"{entry.path.name}: {_in_a_line(entry, like)}")
    if like:
        yield safe(f"Steps are shown if they are worded as in {like.path.name}.")


def folder_json(entries: Iterator[Entry], like: Entry | None = None) -> Iterator[str]:
    """Yield the lines of one JSON object in which each workshop is a line, in ASCII."""
    yield f'{{"format": {FORMAT}, "workshops": ['
    before = ""
    for entry in entries:
        like = like or (entry if entry.session else None)
        if before:
            yield f"{before},"
        before = json.dumps(_data(entry, like))
    yield before
    yield f'], "compared_with": {json.dumps(like.path.name if like else None)}}}'


def _steps(entry: Entry, like: Entry | None) -> dict[str, Stand | None]:
    return stands_of(entry.session, like.session.wording) if entry.session and like and like.session else {}


def _in_a_line(entry: Entry, like: Entry | None) -> str:
    session = entry.session
    if session is None:
        return entry.problem
    told = "; ".join(f"{step} {_in_a_word(session, stand)}" for step, stand in _steps(entry, like).items())
    return f"{about_workshop(session.details)}. {told}."


def _data(entry: Entry, like: Entry | None) -> Data:
    session = entry.session
    if session is None:
        return {"file": entry.path.name, "problem": entry.problem}
    steps = [
        {
            "item": step,
            "same_wording": stand is not None,
            "label": stand.result.verdict.label.value if stand and stand.result else None,
            "n": stand.result.ratings if stand and stand.result else None,
            "agreed_level": stand and stand.agreed and picked(stand.agreed, "level", "how"),
        }
        for step, stand in _steps(entry, like).items()
    ]
    return _workshop(entry.path.name, session.details, len(session.electorate)) | {"steps": steps}


def _in_a_word(session: Session, stand: Stand | None) -> str:
    if stand is None:
        return "worded differently"
    if stand.result:
        return f"{stand.result.headline.lower()} ({_number(session.details, stand.result.ratings)})"
    return position_words(agreed_level(level_words(session), stand.agreed)) if stand.agreed else NO_RESULT
