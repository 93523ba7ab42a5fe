"""A document of every table is told by its fields, with all that the program writes into it and with the least it reads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny_tui.domain.action import Action, Predecessor
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.day_plan import DayPlan
from scrutiny_tui.domain.forgotten import Forgotten
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.session import (
    AgreedLevel,
    EarlierJudgement,
    How,
    Mark,
    MarkKind,
    Note,
    NoteKind,
    Session,
    TrailEntry,
)
from scrutiny_tui.domain.today import Today
from scrutiny_tui.store.documents import TABLES, tables
from scrutiny_tui.store.parse import read_documents
from scrutiny_tui.store.salvage.kinds import NEEDED, table_of
from tests.store.random_sessions import sessions
from tests.support.sessions import NOW, session

Document = dict[str, Any]


def full() -> Session:
    """Return a session with a document in every table and something in every field that may be left out."""
    begun = session(5)
    return replace(
        begun,
        sittings={1: replace(begun.sitting, today=Today(back_at=NOW))},
        rounds={
            1001: Round(1, 1, 1, RoundState.REVEALED, totals={Answer.LEVEL_2: 5}),
            2001: Round(2, 1, 1, ballots={1: Answer.LEVEL_1}),
        },
        notes={1: Note(1, 1, NoteKind.EVIDENCE, "We asked.")},
        agreed={1: AgreedLevel(1, 2, How.DISCUSSION)},
        actions={
            2: Action(2, 1, "Ask."),
            1: Action(1, 1, "Look.", carried=True),
        },
        trail={1: TrailEntry(1, "Set aside.", 1)},
        earlier={1: EarlierJudgement(1, 2, "The chair")},
        marks={1: Mark(1, MarkKind.PINNED)},
        gone=frozenset({"Member 9"}),
        plan=DayPlan(()),
        forgotten=Forgotten(),
        priorities={1: 3},
        next_meeting=begun.details.date,
        follows=Predecessor("session-0", begun.details.date),
    )


def without(document: Document, name: str) -> Document:
    return {field: value for field, value in document.items() if field != name}


def is_missed(table: str, number: int, name: str) -> bool:
    """Say whether reading a session finds something wrong where a document has not this field."""
    written = tables(full(), "1.0")
    written[table][number] = without(written[table][number], name)
    return bool(read_documents(written, "x.json")[1])


@pytest.mark.parametrize("table", TABLES)
def test_what_is_needed_to_tell_a_document_is_what_reading_it_needs(table: str) -> None:
    written = tables(full(), "1.0")[table]

    assert written
    for number, document in written.items():
        assert NEEDED[table] == {name for name in document if is_missed(table, number, name)}


def test_every_table_can_be_told() -> None:
    assert [*NEEDED] == [*TABLES]


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(sessions() | st.just(full()))
def test_every_document_that_the_program_writes_is_told_by_its_fields(found: Session) -> None:
    for table, documents in tables(found, "1.0").items():
        assert {table_of(document) for document in documents.values()} <= {table}


@pytest.mark.parametrize("table", TABLES)
def test_the_least_and_the_most_of_a_document_are_told(table: str) -> None:
    least = dict.fromkeys(NEEDED[table])

    assert table_of(least) == table
    assert table_of({**least, "of_a_newer_program": 1}) == table


@pytest.mark.parametrize("document", [{}, {"text": ""}, {"item": 1, "round": 1}])
def test_what_belongs_nowhere_is_not_told(document: Document) -> None:
    assert table_of(document) == ""
