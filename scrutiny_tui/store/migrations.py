"""Brings the documents of an older session file to the shape that this program knows, in memory.

The file itself is changed by the first write, after the original was kept beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store.documents import SCHEMA_VERSION, Changes, Tables

RawTables: TypeAlias = Mapping[str, Mapping[int, Mapping[str, Any]]]
Migration: TypeAlias = Callable[[Tables], Tables]
"""Takes tables of one version, which it may change, and returns those of the next."""

MIGRATIONS: Final[dict[int, Migration]] = {}
"""By the version that it starts from; empty as long as there is only one version."""

_DROPPED: Final = ("rounds", "without_one")
"""Fields about deleted answers that are left out wherever they stand: see `without_figures`."""


def migrate(documents: RawTables, file: str) -> RawTables:
    """Return the documents in this program's version; those of a newer or unknown version as they are.

    Raises `InputError` where this program no longer knows so old a version.
    """
    version = _version(documents)
    if version is None or version >= SCHEMA_VERSION:
        return documents
    tables = {name: {key: dict(each) for key, each in rows.items()} for name, rows in documents.items()}
    for each in range(version, SCHEMA_VERSION):
        if each not in MIGRATIONS:
            raise InputError(
                f"{file} is of version {version}, which this program cannot bring to version {SCHEMA_VERSION}. "
                "Nothing in it was changed."
            )
        tables = MIGRATIONS[each](tables)
        tables["schema"][1] = {**tables["schema"][1], "version": each + 1}
    return tables


def without_figures(documents: RawTables) -> RawTables:
    """Return the documents without figures about deleted answers, which gave answers of single people away."""
    rounds = documents.get("rounds", {})
    if any("figures" in each for each in rounds.values()):
        kept = {key: {name: each[name] for name in each if name != "figures"} for key, each in rounds.items()}
        documents = {**documents, "rounds": kept}
    session = documents.get("session", {}).get(1, {})
    forgotten = session.get("forgotten")
    if isinstance(forgotten, dict) and not forgotten.keys().isdisjoint(_DROPPED):
        left = {name: forgotten[name] for name in forgotten if name not in _DROPPED}
        documents = {**documents, "session": {1: {**session, "forgotten": left}}}
    return documents


def changes_between(before: RawTables, after: RawTables) -> Changes:
    """Return what has to be written for the documents to be as they are after a migration; nothing without one."""
    if before is after:
        return {}
    found: Changes = {}
    for name in before.keys() | after.keys():
        old, new = before.get(name, {}), after.get(name, {})
        rows = {key: dict(row) for key, row in new.items() if old.get(key) != row}
        changed = {**rows, **dict.fromkeys(old.keys() - new.keys())}
        if changed or name not in before:
            found[name] = changed
    return found


def merged(first: Changes, second: Changes) -> Changes:
    """Return two changes as one, of which the second is the later."""
    return {name: {**first.get(name, {}), **second.get(name, {})} for name in first.keys() | second.keys()}


def _version(documents: RawTables) -> int | None:
    said = documents.get("schema", {}).get(1, {}).get("version")
    return said if type(said) is int and said >= 1 else None
