"""What stays of deleted answers, as fields of a session file and back: absent where nothing was deleted."""

from __future__ import annotations

from typing import Any, Final

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.frozen import Forgotten, Frozen, GroupFigures
from scrutiny_tui.domain.limits import HIGHEST_VOTER
from scrutiny_tui.store.fields import Fields

_DROPPED: Final = ("rounds", "without_one")
"""Fields of earlier files that are left out: with the counts they gave single people's answers away."""
_MOVED: Final = ("up", "down", "stayed")
_LEVELS: Final = ("level_1", "level_2", "level_3")


def write_frozen(frozen: Frozen | None) -> dict[str, Any]:
    """Return the field of a round's document, none where its answers were not deleted."""
    if frozen is None:
        return {}
    moved = dict(zip(_MOVED, frozen.moved, strict=True)) if frozen.moved else None
    return {
        "figures": {
            "counted": frozen.counted,
            "groups": [
                {"name": each.name, **dict(zip(_LEVELS, each.counts, strict=True))} for each in frozen.groups
            ],
            "moved": moved,
            "tables": [
                {"table": voter, "answer": answer.stored} for voter, answer in sorted(frozen.tables.items())
            ],
        }
    }


def read_frozen(fields: Fields) -> Frozen | None:
    """Read what stays of a round's answers; None where they were not deleted."""
    if not fields.has("figures"):
        return None
    part = fields.part("figures")
    frozen = Frozen(
        counted=part.yes("counted"),
        groups=tuple(_group(each) for each in part.parts("groups")),
        moved=_moved(part),
        tables=dict(_table(each) for each in part.parts("tables")),
    )
    part.close()
    return frozen


def write_forgotten(forgotten: Forgotten | None) -> dict[str, Any]:
    """Return the field of the session's document, none where nothing was deleted."""
    if forgotten is None:
        return {}
    return {
        "forgotten": {
            "ballots": forgotten.ballots,
            "names": forgotten.names,
            "entries": sorted(forgotten.entries),
            "purging": forgotten.purging,
        }
    }


def read_forgotten(fields: Fields) -> Forgotten | None:
    """Read what was deleted from a session; None where nothing was."""
    if not fields.has("forgotten"):
        return None
    part = fields.part("forgotten")
    forgotten = Forgotten(
        ballots=part.yes("ballots"),
        names=part.yes("names"),
        entries=part.numbers("entries"),
        purging=part.yes("purging"),
    )
    for name in _DROPPED:
        part.raw(name)
    part.close()
    return forgotten


def read_answer(fields: Fields) -> Answer:
    """Read an answer, a level's number or a word."""
    said = fields.raw("answer")
    found = next((each for each in Answer if each.stored == said and type(each.stored) is type(said)), None)
    if found is None:
        fields.wrong("answer", f"must be one of: {', '.join(str(each.stored) for each in Answer)}")
    return found or Answer.ABSTAIN


def _group(part: Fields) -> GroupFigures:
    first, second, third = (part.whole(name, 0, HIGHEST_VOTER) for name in _LEVELS)
    found = GroupFigures(part.text("name", empty=False), (first, second, third))
    part.close()
    return found


def _moved(fields: Fields) -> tuple[int, int, int] | None:
    if fields.is_null("moved"):
        return None
    part = fields.part("moved")
    up, down, stayed = (part.whole(name, 0, HIGHEST_VOTER) for name in _MOVED)
    part.close()
    return up, down, stayed


def _table(part: Fields) -> tuple[int, Answer]:
    found = part.whole("table", 1, HIGHEST_VOTER), read_answer(part)
    part.close()
    return found
