"""A session as documents, and back."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from scrutiny_tui.domain import recording, voting
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.store.documents import Changes, Tables, ballot_id, difference, tables
from scrutiny_tui.store.parse import parse_session
from tests.store.random_sessions import sessions
from tests.support.sessions import NOW, answered, answers, counted, revealed, session

VERSION = "1.2.3"


def applied(before: Tables, changes: Changes) -> Tables:
    """Return the tables as they are after the changes."""
    after = {name: dict(documents) for name, documents in before.items()}
    for name, documents in changes.items():
        for key, document in documents.items():
            if document is None:
                del after[name][key]
            else:
                after[name][key] = document
    return after


@settings(max_examples=40)
@given(sessions())
def test_any_session_comes_back_as_it_was(before: Session) -> None:
    assert parse_session(tables(before, VERSION), "x.json") == before


@settings(max_examples=40)
@given(sessions())
def test_documents_are_plain_values(before: Session) -> None:
    written = tables(before, VERSION)

    for documents in written.values():
        for document in documents.values():
            assert json.loads(json.dumps(document)) == document


@settings(max_examples=40)
@given(sessions(), sessions())
def test_what_differs_turns_one_moment_into_another(before: Session, after: Session) -> None:
    kept = replace(after.details, secrecy=before.details.secrecy)
    after = replace(after, details=kept, rounds={**before.rounds, **after.rounds})

    changes = difference(before, after)

    assert applied(tables(before, VERSION), changes) == tables(after, VERSION)


@settings(max_examples=40)
@given(sessions())
def test_nothing_differs_between_a_session_and_its_equal(before: Session) -> None:
    assert difference(before, parse_session(tables(before, VERSION), "x.json")) == {}


def test_a_new_file_names_its_version_program_and_session() -> None:
    assert tables(session(), VERSION)["schema"] == {
        1: {"version": 1, "program": VERSION, "session": "session-1"}
    }


def test_a_new_file_has_every_table() -> None:
    assert set(tables(session(), VERSION)) == {
        "schema",
        "session",
        "wording",
        "items",
        "voters",
        "sittings",
        "rounds",
        "ballots",
        "notes",
        "agreed_levels",
        "actions",
        "trail",
        "earlier_judgements",
        "marks",
    }


def test_one_answer_is_one_document() -> None:
    before = answered(session(), 2, answers("1 2"))

    changes = difference(before, voting.cast(before, 2, 3, Answer.DONT_KNOW))

    assert changes == {"ballots": {2_001_003: {"item": 2, "round": 1, "voter": 3, "answer": "dont_know"}}}


def test_an_answer_taken_back_is_one_document_gone() -> None:
    before = answered(session(), 2, answers("1 2"))

    assert difference(before, voting.withdraw(before, 2, 2)) == {"ballots": {2_001_002: None}}


def test_the_same_answer_again_changes_nothing() -> None:
    before = answered(session(), 2, answers("1 2"))

    assert difference(before, voting.cast(before, 2, 2, Answer.LEVEL_2)) == {}


def test_an_answer_of_somebody_away_changes_ballot_and_sitting() -> None:
    before = voting.set_absent(voting.open_round(session(), 1), 1, 4, absent=True)

    changes = difference(before, voting.cast(before, 1, 4, Answer.LEVEL_1))

    assert {name: [*documents] for name, documents in changes.items()} == {
        "sittings": [1],
        "ballots": [1_001_004],
    }


def test_the_reveal_changes_the_round_and_no_ballot() -> None:
    before = answered(session(), 1, counted((4, 4, 4)))

    assert [*difference(before, voting.reveal(before, 1))] == ["rounds"]


def test_answering_again_leaves_the_documents_of_the_first_time_alone() -> None:
    before = revealed(session(), 1, counted((4, 4, 4)))

    changes = difference(before, answered(before, 1, answers("3")))

    assert {name: [*documents] for name, documents in changes.items()} == {
        "rounds": [1002],
        "ballots": [1_002_001],
    }


def test_a_note_taken_out_is_a_document_gone() -> None:
    before = recording.add_note(session(), 1, NoteKind.REASON, "A name slipped in.")

    assert difference(before, recording.remove_note(before, 1)) == {"notes": {1: None}}


def test_a_ballots_number_is_worked_out_from_step_round_and_voter() -> None:
    assert ballot_id(6_002, 14) == 6_002_014


@given(st.lists(st.tuples(st.integers(1, 200), st.integers(1, 999), st.integers(1, 999)), unique=True))
def test_no_two_ballots_have_the_same_number(places: list[tuple[int, int, int]]) -> None:
    numbers = {ballot_id(step * 1000 + number, voter) for step, number, voter in places}

    assert len(numbers) == len(places)


def test_no_document_holds_when_or_in_which_order_people_answered() -> None:
    given_answers = list(enumerate(answers("1 2 3 2"), start=1))
    rooms = []
    for order in (given_answers, given_answers[::-1]):
        room = voting.open_round(session(), 1)
        for voter, answer in order:
            room = voting.cast(room, 1, voter, answer)
        rooms.append(tables(room, VERSION))

    assert rooms[0] == rooms[1]
    assert {*rooms[0]["ballots"][1_001_001]} == {"item", "round", "voter", "answer"}


def test_times_are_kept_to_the_minute() -> None:
    now = recording.end_sitting(session(), NOW)

    assert tables(now, VERSION)["sittings"][1]["ended"] == "2026-11-21T14:05"
