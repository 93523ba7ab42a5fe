"""Makes a session of documents that need not fit together: what cannot be right gives way, and is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from scrutiny_tui import __version__
from scrutiny_tui.domain.errors import InputError, Problem
from scrutiny_tui.domain.rounds import ROUNDS_AN_ITEM
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.documents import SCHEMA_VERSION, VOTERS_A_ROUND
from scrutiny_tui.store.journal.shapes import Document, Tables
from scrutiny_tui.store.parse import read_documents
from scrutiny_tui.store.references import check_references
from scrutiny_tui.store.salvage.merging import Key, Merged
from scrutiny_tui.store.salvage.stand_ins import add_stand_ins, trim

_WHERE: Final = re.compile(r"(\w+)\[(-?\d+)\].*")


@dataclass(slots=True)
class Mended:
    """A session that was put together, and what became of its documents."""

    session: Session
    gone: set[Key] = field(default_factory=set)
    """Documents that could not be recovered."""
    earlier: set[Key] = field(default_factory=set)
    """Documents of which only an earlier version could be recovered."""
    made: set[Key] = field(default_factory=set)
    """Documents that were lost and made anew, so that others could be kept."""


def mend(merged: Merged, session: str, file: str, now: datetime) -> Mended:
    """Return the session; versions in `merged` that give way are taken out of it.

    Raises `NewerSchemaError` where a later version wrote it, and `InputError` where too little is left of it.
    """
    gone: set[Key] = set()
    earlier: set[Key] = set()
    while True:
        tables = merged.tables()
        tables["schema"] = {1: _schema(tables, session)}
        made = add_stand_ins(tables, now)
        trim(tables)
        found, problems = read_documents(tables, file)
        problems = problems or check_references(found, file)
        if not problems:
            return Mended(found, gone - made, earlier - made, made)
        wrong = {key for key in _keys(problems, made, tables) if key in merged.versions}
        if not wrong:
            raise InputError(
                f"Too little is left of {file} to make a workshop of it: {problems[0].key} {problems[0].reason}. "
                "Nothing was changed."
            )
        for key in wrong:
            (earlier if merged.drop(key) else gone).add(key)


def _schema(tables: Tables, session: str) -> Document:
    """Return the version of the file as it says it, or this program's where it does not."""
    said = tables["schema"].get(1, {}).get("version")
    version = said if type(said) is int and said > 0 else SCHEMA_VERSION
    return {"version": version, "program": __version__, "session": session}


def _keys(problems: Iterable[Problem], made: set[Key], tables: Tables) -> Iterator[Key]:
    """Yield the documents that have to give way; for one that was made anew, those that it was made for."""
    for problem in problems:
        where = _WHERE.fullmatch(problem.key)
        if where is None:
            continue
        key = (where[1], int(where[2]))
        if key not in made:
            yield key
        elif key[0] == "rounds":
            yield from _of_round(key[1], tables)


def _of_round(number: int, tables: Tables) -> Iterator[Key]:
    """Yield the answers of a vote, and the later votes on the same item."""
    yield from (("ballots", each) for each in tables["ballots"] if each // VOTERS_A_ROUND == number)
    item = number // ROUNDS_AN_ITEM
    yield from (("rounds", each) for each in tables["rounds"] if each // ROUNDS_AN_ITEM == item)
