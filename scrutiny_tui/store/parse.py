"""The documents of a session file as a session, with everything checked and every problem found at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import InputError, Problem, ProblemsError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.documents import SCHEMA_VERSION, TABLES, ballot_id
from scrutiny_tui.store.fields import Fields
from scrutiny_tui.store.migrations import RawTables, migrate, without_figures
from scrutiny_tui.store.records import (
    read_action,
    read_agreed,
    read_ballot,
    read_details,
    read_earlier,
    read_item,
    read_mark,
    read_note,
    read_round,
    read_sitting,
    read_trail,
    read_voter,
    read_wording,
)
from scrutiny_tui.store.references import check_references

Record = TypeVar("Record")


class NewerSchemaError(InputError):
    """The file was written by a newer program than this one."""


def parse_session(documents: RawTables, file: str) -> Session:
    """Return the session that the documents hold; `file` is named in every problem.

    An older file is read as if it were of now. Raises `NewerSchemaError` for a file of a newer shape and `ProblemsError` with every problem found otherwise.
    """
    session, problems = read_documents(documents, file)
    problems += check_references(session, file)
    if problems:
        raise ProblemsError(
            f"{file} cannot be opened as a workshop. Nothing in it was changed.", tuple(problems)
        )
    return session


def read_documents(documents: RawTables, file: str) -> tuple[Session, list[Problem]]:
    """Return what the documents hold, with stand-ins for what is wrong, and what is wrong with each by itself.

    Whether they fit together is not looked at. Raises `NewerSchemaError` for a file of a newer shape.
    """
    problems: list[Problem] = []
    documents = without_figures(migrate(documents, file))
    session_id = _schema(documents, file, problems)
    missing = sorted(set(TABLES) - documents.keys())
    problems.extend(Problem(file, name, "this table is missing") for name in missing)
    strange = sorted(documents.keys() - set(TABLES) - {"seal", "_default"})
    problems.extend(Problem(file, name, "is not a table that this program knows") for name in strange)
    session = _session(session_id, documents, _Source(documents, file, problems))
    return session, problems


class _Source:
    """The tables of a file, read record by record."""

    def __init__(self, documents: RawTables, file: str, problems: list[Problem]) -> None:
        self._documents = documents
        self._file = file
        self._problems = problems

    def wrong(self, key: str, reason: str) -> None:
        """Note that something is wrong; `key` says where."""
        self._problems.append(Problem(self._file, key, reason))

    def table(self, name: str, read: Callable[[int, Fields], Record]) -> dict[int, Record]:
        """Return a table's records by id, in the order of ids."""
        return {key: self._read(name, key, read) for key in sorted(self._documents.get(name, {}))}

    def one(self, name: str, read: Callable[[int, Fields], Record]) -> Record:
        """Return the one record of a table, document 1."""
        return self._read(name, 1, read)

    def _read(self, name: str, key: int, read: Callable[[int, Fields], Record]) -> Record:
        document = self._documents.get(name, {}).get(key)
        fields = Fields(
            None if document is None else dict(document), self._file, f"{name}[{key}]", self._problems
        )
        record = read(key, fields)
        if document is not None:
            fields.close()
        return record


def _schema(documents: RawTables, file: str, problems: list[Problem]) -> str:
    fields = Fields(dict(documents.get("schema", {}).get(1, {})), file, "schema[1]", problems)
    version = fields.whole("version", 1, 1_000_000)
    program = fields.text("program", empty=False)
    if not problems and version > SCHEMA_VERSION:
        raise NewerSchemaError(
            f"{file} was written by Scrutiny TUI {program} (file version {version}); this program reads up to "
            f"version {SCHEMA_VERSION}. Install the newer program to open it. Nothing in it was changed."
        )
    session_id = fields.text("session", empty=False)
    fields.close()
    return session_id


def _session(session_id: str, documents: RawTables, source: _Source) -> Session:
    details, place, prompts, gone, plan, after, forgotten = source.one("session", read_details)
    ballots: dict[int, dict[int, Answer]] = {}
    for key, (round_key, voter, answer) in source.table("ballots", read_ballot).items():
        if key != ballot_id(round_key, voter):
            source.wrong(f"ballots[{key}]", "its number does not belong to its item, round and voter")
        ballots.setdefault(round_key, {})[voter] = answer
    stray = ballots.keys() - documents.get("rounds", {}).keys()
    for key in sorted(stray):
        source.wrong("ballots", f"a ballot names round {key}, which is not in the file")
    items = tuple(source.table("items", read_item).values())
    return Session(
        id=session_id,
        details=details,
        wording=source.one("wording", lambda _key, fields: read_wording(fields, items)),
        voters=source.table("voters", read_voter),
        sittings=source.table("sittings", read_sitting),
        rounds=source.table("rounds", lambda key, fields: read_round(fields, ballots.get(key, {}))),
        notes=source.table("notes", read_note),
        agreed=source.table("agreed_levels", read_agreed),
        actions=after.in_order(source.table("actions", read_action)),
        priorities=after.priorities,
        next_meeting=after.next_meeting,
        follows=after.follows,
        trail=source.table("trail", read_trail),
        earlier=source.table("earlier_judgements", read_earlier),
        marks=source.table("marks", read_mark),
        prompts=prompts,
        gone=gone,
        place=place,
        plan=plan,
        forgotten=forgotten,
    )
