"""Whether the records of a session fit together, and how those of an older file are brought up to date.

The file itself takes the new shape with the first change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from scrutiny_tui.domain.day_plan import Part, faults
from scrutiny_tui.domain.fields import HIGHEST_VOTER
from scrutiny_tui.domain.pack import LEVEL_NUMBERS
from scrutiny_tui.domain.rounds import Forgotten, Round, RoundState, round_id
from scrutiny_tui.domain.session import Details, Session
from scrutiny_tui.store.codec import kept_fields


def inconsistencies(session: Session) -> Iterator[tuple[str, str]]:
    """Yield where and why a record cannot be right beside the others, such as one that names another that is not there."""
    steps = [step.number for step in session.wording.items]
    prompts = [prompt.number for step in session.wording.items for prompt in session.wording.prompts_of(step)]
    yield from _whole(session, steps)
    yield from _rounds(session)
    yield from _open_rounds(session)
    yield from _named(session, {*steps, *prompts})
    yield from _notes(session)
    for key, sitting in session.sittings.items():
        for voter in sorted(sitting.away - session.voters.keys()):
            yield f"sittings[{key}].away", f"This names person {voter}, who is not in the file."
    for place, reason in faults(session.plan.parts, steps) if session.plan else ():
        yield f"session[1].plan.parts[{place + 1}]", reason
    if session.forgotten:
        for number in sorted(session.forgotten.entries - session.trail.keys()):
            yield (
                "session[1].forgotten.entries",
                f"This names line {number} of the record, which is not in the file.",
            )


def _whole(session: Session, steps: list[int]) -> Iterator[tuple[str, str]]:
    if tuple(level.number for level in session.wording.levels) != LEVEL_NUMBERS:
        yield "session[1].wording.levels", "Levels are numbered 1, 2, 3 in this order."
    if not steps or steps != sorted(set(steps)):
        yield "session[1].wording.items", "There must be at least one step, and each number once, in order."
    if not session.sittings:
        yield "sittings", "There must be at least one session."
    for key in session.voters:
        if not 0 < key <= HIGHEST_VOTER:
            yield f"voters[{key}]", f"People have numbers from 1 to {HIGHEST_VOTER}."


def _rounds(session: Session) -> Iterator[tuple[str, str]]:
    for key, each in session.rounds.items():
        where = f"rounds[{key}]"
        if key != each.id:
            yield where, "Its number does not belong to its item and round."
        if each.number > 1 and round_id(each.item, each.number - 1) not in session.rounds:
            yield where, "The round before it is not in the file."
        if each.sitting not in session.sittings:
            yield f"{where}.sitting", f"This names session {each.sitting}, which is not in the file."
        for voter in sorted((each.ballots.keys() | each.absent | each.base) - session.voters.keys()):
            yield where, f"This names person {voter}, who is not in the file."
        yield from _counted(session, each, where)


def _counted(session: Session, each: Round, where: str) -> Iterator[tuple[str, str]]:
    if each.state is RoundState.REVEALED and each.ballots.keys() - each.base:
        yield f"{where}.base", "This leaves out somebody who answered."
    elif each.state is RoundState.REVEALED and each.given + len(each.absent) > len(each.base):
        yield f"{where}.totals", "These come to more answers than there were people."
    elif each.state is RoundState.OPEN and each.given > len(session.voters):
        yield f"{where}.totals", "These come to more answers than there are people."


def _open_rounds(session: Session) -> Iterator[tuple[str, str]]:
    for item in sorted({each.item for each in session.rounds.values()}):
        opened = [each for each in session.rounds_of(item) if each.state is RoundState.OPEN]
        if len(opened) > 1:
            yield f"rounds[{opened[1].id}].state", "This is open although another round of the same step is."


def _named(session: Session, items: set[int]) -> Iterator[tuple[str, str]]:
    named = [
        (f"{table}[{key}].item", each.item)
        for table in ("rounds", "notes", "actions", "parked", "words")
        for key, each in getattr(session, table).items()
        if each.item
    ]
    named += [("session[1].priorities", number) for number in session.priorities]
    named += [
        (f"{table}[{key}]", key)
        for table in ("agreed", "earlier", "marks")
        for key in getattr(session, table)
    ]
    named += [("session[1].place.item", session.place.item)]
    named += [("session[1].prompts", number) for number in sorted(session.prompts)]
    for where, item in named:
        if item not in items:
            yield where, f"This names step {item}, which is not in the file."


def _notes(session: Session) -> Iterator[tuple[str, str]]:
    for key, note in session.notes.items():
        if note.table and note.table not in session.voters:
            yield f"notes[{key}].table", f"This names table {note.table}, which is not in the file."
        if note.round > session.next_round(note.item):
            yield f"notes[{key}].round", f"This names round {note.round}, which is not in the file."


Tables: TypeAlias = dict[str, dict[str, dict[str, Any]]]

_RENAMED: Final = {"agreed_levels": "agreed", "earlier_judgements": "earlier"}
_SAME: Final = ("voters", "sittings", "ballots", "trail", "marks")


def split_stamp(tables: Tables) -> tuple[Mapping[str, Any], Tables]:
    """Return what says which state of which session a file holds, and all its other tables; both as they are written.

    Raises `KeyError`, `TypeError` or `AttributeError` if the file does not say so.
    """
    if "seal" in tables:
        seal, schema = tables["seal"]["1"], tables["schema"]["1"]
        stamp = {name: seal[name] for name in ("session", "sequence", "sha256")}
        stamp |= {name: schema[name] for name in ("version", "program")}
        return stamp, {name: rows for name, rows in tables.items() if name != "seal"}
    return tables["file"]["1"], {name: rows for name, rows in tables.items() if name != "file"}


def brought_up(tables: Tables, version: int) -> Tables:
    """Return tables of version 1 in the shape of today's; those of any later version as they are.

    Version 1 kept the wording in tables of its own, and the details beside everything else of the session. Raises
    `KeyError`, `TypeError` or `AttributeError` if they do not hold what their version held.
    """
    if version > 1:
        return tables
    old = tables["session"]["1"]
    items = [{**row, "number": int(number)} for number, row in tables["items"].items()]
    forgotten, order = old.get("forgotten"), old.get("plan_order", [])
    actions = {
        key: {
            **row,
            "place_in_order": order.index(int(key)) + 1 if int(key) in order else len(order) + int(key),
        }
        for key, row in tables["actions"].items()
    }
    notes = {key: {"round": min(row["table"], 1), **row} for key, row in tables["notes"].items()}
    session = {
        **_only(old, Session),
        "details": _only(old, Details),
        "wording": {**tables["wording"]["1"], "items": sorted(items, key=lambda item: item["number"])},
        "plan": _plan_from_1(old.get("day")),
        "forgotten": forgotten and {name: forgotten[name] for name in kept_fields(Forgotten)},
    }
    return {
        "session": {"1": session},
        "actions": actions,
        "rounds": {key: _only(row, Round) for key, row in tables["rounds"].items()},
        "notes": notes,
        **{name: tables[name] for name in _SAME},
        **{new: tables[old_name] for old_name, new in _RENAMED.items()},
    }


def _plan_from_1(day: dict[str, Any] | None) -> dict[str, Any] | None:
    if day is None:
        return None
    parts = [{**_only(part, Part), "kind": part["part"]} for part in day["parts"]]
    return {"starts": day["starts"] or None, "parts": parts}


def _only(row: Mapping[str, Any], kind: type) -> dict[str, Any]:
    """Return what a row holds of the fields of a class."""
    return {name: row[name] for name in kept_fields(kind) if name in row}
