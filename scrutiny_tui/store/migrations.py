"""Brings the documents of an older session file to the shape that this program knows, in memory.

Each version has one small function on plain documents. The file itself takes the new shape with the first change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

Tables: TypeAlias = dict[str, dict[str, dict[str, Any]]]

_DETAILS: Final = [
    "council",
    "committee",
    "date",
    "facilitator",
    "sponsor",
    "setting",
    "secrecy",
    "mode",
    "sponsor_answers",
    "facilitator_answers",
    "completed_by",
    "quotations",
]
_KEPT: Final = ("place", "prompts", "gone", "priorities", "next_meeting", "follows")
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


def migrate(tables: Tables, version: int, wanted: int) -> Tables:
    """Return tables of an older version in the shape of the wanted one; those of that version or a newer one as they are.

    Raises `KeyError`, `TypeError` or `AttributeError` if they do not hold what their version held.
    """
    for each in range(version, wanted):
        tables = _STEPS[each](tables)
    return tables


def _from_1(tables: Tables) -> Tables:
    """Version 1 kept the wording in tables of its own, and the details beside everything else of the session."""
    old = tables["session"]["1"]
    items = [{**row, "number": int(number)} for number, row in tables["items"].items()]
    session: dict[str, Any] = {
        "details": {name: old[name] for name in _DETAILS},
        "wording": {**tables["wording"]["1"], "items": sorted(items, key=lambda item: item["number"])},
        **{name: old[name] for name in _KEPT if name in old},
        "plan": _plan_from_1(old.get("day")),
        "forgotten": _forgotten_from_1(old.get("forgotten")),
    }
    order = old.get("plan_order", [])
    actions = {
        key: {
            **row,
            "place_in_order": order.index(int(key)) + 1 if int(key) in order else len(order) + int(key),
        }
        for key, row in tables["actions"].items()
    }
    notes = {key: {"round": min(row["table"], 1), **row} for key, row in tables["notes"].items()}
    return {
        "session": {"1": session},
        "actions": actions,
        "rounds": {key: _without(row, "figures") for key, row in tables["rounds"].items()},
        "notes": notes,
        **{name: tables[name] for name in _SAME},
        **{new: tables[old_name] for old_name, new in _RENAMED.items()},
    }


def _plan_from_1(day: dict[str, Any] | None) -> dict[str, Any] | None:
    if day is None:
        return None
    parts = [{**_without(part, "part"), "kind": part["part"]} for part in day["parts"]]
    return {"starts": day["starts"] or None, "parts": parts}


def _forgotten_from_1(forgotten: dict[str, Any] | None) -> dict[str, Any] | None:
    names = ("ballots", "names", "entries")
    return None if forgotten is None else {name: forgotten[name] for name in names}


def _without(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


_STEPS: Final[Mapping[int, Callable[[Tables], Tables]]] = {1: _from_1}
"""By the version that it starts from."""
