"""A session file that somebody broke is told what is wrong with it: all of it, and where."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from scrutiny_tui.domain.errors import Problem, ProblemsError
from scrutiny_tui.domain.limits import LONGEST_TEXT
from scrutiny_tui.domain.people import Role
from scrutiny_tui.store.documents import Tables
from scrutiny_tui.store.parse import NewerSchemaError, parse_session
from tests.store.broken_files import FILE, found, put, right_documents


@pytest.fixture
def documents() -> Tables:
    """A session file to break."""
    return right_documents()


def test_the_file_to_break_is_right(documents: Tables) -> None:
    assert len(parse_session(documents, FILE).rounds) == 3


def test_a_tables_reason_without_a_round_is_of_the_first(documents: Tables) -> None:
    note = {"item": 1, "kind": "a reason for a view", "text": "Why.", "table": 2}
    documents["notes"][1] = note
    assert parse_session(documents, FILE).notes[1].round == 1

    documents["notes"][1] = note | {"table": 0}
    assert parse_session(documents, FILE).notes[1].round == 0


DAY = "must be a date such as 2026-11-21 or a time such as 2026-11-21T14:05"


ROLES = ", ".join(Role)


BALLOT = 1_001_002


MAY_BE_MISSING = ("notes", "round")
"""A table's reason without a round is of the first one."""


@pytest.mark.parametrize(
    ("at", "value", "where", "reason"),
    [
        (("schema", 1, "program"), 3, "schema[1].program", "must be text"),
        (("schema", 1, "session"), "", "schema[1].session", "must not be empty"),
        (("schema", 1, "version"), 0, "schema[1].version", "must be a whole number from 1 to 1000000"),
        (("session", 1, "council"), "  ", "session[1].council", "must not be empty"),
        (("session", 1, "council"), None, "session[1].council", "must be text"),
        (("session", 1, "date"), "21 November", "session[1].date", DAY),
        (("session", 1, "date"), 20261121, "session[1].date", DAY),
        (("session", 1, "date"), "2026-02-30", "session[1].date", DAY),
        (("session", 1, "quotations"), 1, "session[1].quotations", "must be true or false"),
        (("session", 1, "setting"), "secret", "session[1].setting", "must be one of: in private, in public or webcast"),
        (("session", 1, "secrecy"), [], "session[1].secrecy", "must be one of: numbered labels, by name, totals only"),
        (("session", 1, "mood"), "calm", "session[1].mood", "is not a field that this program knows"),
        (("session", 1, "place"), 3, "session[1].place", "is not a document with fields"),
        (("wording", 1, "levels"), [], "wording[1].levels", "must hold exactly three levels"),
        (("wording", 1, "levels"), "three", "wording[1].levels", "must be a list"),
        (("wording", 1, "title"), "", "wording[1].title", "must not be empty"),
        (("items", 3, "sentences"), ["One."], "items[3].sentences", "must hold one sentence for each of the three levels"),
        (("items", 3, "sentences"), [1, 2, 3], "items[3].sentences", "must be a list of texts"),
        (("items", 3, "prompts"), ["Why?"], "items[3].prompts[1]", "is not a document with fields"),
        (("voters", 2, "role"), "mayor", "voters[2].role", f"must be one of: {ROLES}"),
        (("voters", 2, "casts"), "yes", "voters[2].casts", "must be true or false"),
        (("voters", 2, "label"), "x" * (LONGEST_TEXT + 1), "voters[2].label", "is longer than 20000 characters"),
        (("sittings", 1, "started"), None, "sittings[1].started", DAY),
        (("sittings", 1, "ended"), "yesterday", "sittings[1].ended", DAY),
        (("sittings", 1, "away"), [1.0], "sittings[1].away", "must be a list of whole numbers"),
        (("sittings", 1, "away"), [True], "sittings[1].away", "must be a list of whole numbers"),
        (("rounds", 1001, "state"), "closed", "rounds[1001].state", "must be one of: open, revealed, void"),
        (("rounds", 1001, "number"), True, "rounds[1001].number", "must be a whole number from 1 to 999"),
        (("rounds", 1001, "number"), 1000, "rounds[1001].number", "must be a whole number from 1 to 999"),
        (("rounds", 1001, "base"), "1 2 3", "rounds[1001].base", "must be a list of whole numbers"),
        (("session", 1, "mode"), "alone", "session[1].mode", "must be one of: individually, in small groups, as a collective"),
        (("session", 1, "prompts"), "2.1", "session[1].prompts", "must be a list of whole numbers"),
        (("voters", 2, "size"), 0, "voters[2].size", "must be a whole number from 1 to 1000"),
        (("sittings", 1, "labels_kept"), None, "sittings[1].labels_kept", "must be true or false"),
        (("rounds", 1001, "totals"), {"2": 0}, "rounds[1001].totals.2", "must be a whole number from 1 to 999"),
        (("rounds", 1001, "totals"), {"maybe": 1}, "rounds[1001].totals.maybe", "is not a field that this program knows"),
        (("rounds", 1001, "closed"), "yes", "rounds[1001].closed", "must be true or false"),
        (("notes", 1, "table"), -1, "notes[1].table", "must be a whole number from 0 to 999"),
        (("earlier_judgements", 1, "level"), 4, "earlier_judgements[1].level", "must be a whole number from 1 to 3"),
        (("ballots", BALLOT, "answer"), 4, f"ballots[{BALLOT}].answer", "must be one of: 1, 2, 3, dont_know, abstain, not_applicable, interest"),
        (("ballots", BALLOT, "answer"), "2", f"ballots[{BALLOT}].answer", "must be one of: 1, 2, 3, dont_know, abstain, not_applicable, interest"),
        (("ballots", BALLOT, "answer"), True, f"ballots[{BALLOT}].answer", "must be one of: 1, 2, 3, dont_know, abstain, not_applicable, interest"),
        (("ballots", BALLOT, "time"), "14:07", f"ballots[{BALLOT}].time", "is not a field that this program knows"),
        (("ballots", BALLOT, "voter"), 3, f"ballots[{BALLOT}]", "its number does not belong to its item, round and voter"),
        (("notes", 1, "kind"), "gossip", "notes[1].kind", "must be one of: evidence, a reason for a view, a minority view"),
        (("agreed_levels", 1, "level"), 4, "agreed_levels[1].level", "must be a whole number from 1 to 3"),
        (("actions", 1, "due"), "soon", "actions[1].due", DAY),
        (("actions", 1, "text"), "", "actions[1].text", "must not be empty"),
        (("trail", 1, "text"), 1, "trail[1].text", "must be text"),
    ],
)  # fmt: skip
def test_a_field_that_is_wrong_is_told(
    documents: Tables, at: tuple[str, int, str], value: Any, where: str, reason: str
) -> None:
    table, key, field = at
    documents[table][key][field] = value

    assert (where, reason) in found(documents)


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("schema", 1),
        ("session", 1),
        ("wording", 1),
        ("items", 3),
        ("voters", 2),
        ("sittings", 1),
        ("rounds", 1001),
        ("ballots", BALLOT),
        ("notes", 1),
        ("agreed_levels", 1),
        ("actions", 1),
        ("trail", 1),
    ],
)
def test_every_field_has_to_be_there(documents: Tables, table: str, key: int) -> None:
    for field in [name for name in documents[table][key] if (table, name) != MAY_BE_MISSING]:
        document = documents[table][key]
        documents[table][key] = {name: value for name, value in document.items() if name != field}
        assert f"{table}[{key}].{field}" in {where for where, _ in found(documents)}
        documents[table][key] = document


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ("schema", "schema[1].version"),
        ("session", "session[1]"),
        ("wording", "wording[1]"),
        ("items", "items"),
        ("voters", "rounds[1001]"),
        ("sittings", "sittings"),
        ("rounds", "ballots"),
    ],
)
def test_a_table_that_is_missing_is_missed(documents: Tables, table: str, where: str) -> None:
    del documents[table]

    assert where in {key for key, _ in found(documents)}


def test_a_table_that_is_not_known_is_told(documents: Tables) -> None:
    documents["parties"] = {1: {"name": "A"}}

    assert found(documents) == [("parties", "is not a table that this program knows")]


def test_the_seal_and_tinydbs_own_table_are_known(documents: Tables) -> None:
    assert parse_session({**documents, "seal": {1: {"sequence": 1}}, "_default": {}}, FILE).id == "session-1"


def test_numbers_of_people_have_bounds(documents: Tables) -> None:
    documents["voters"][1000] = documents["voters"][1]

    assert found(documents) == [("voters[1000]", "numbers of people go from 1 to 999")]


def test_a_time_with_a_zone_is_refused(documents: Tables) -> None:
    put(documents, "sittings", 1, ended="2026-11-21T16:00+01:00")

    assert [where for where, _ in found(documents)] == ["sittings[1].ended"]


def broken_everywhere(documents: Tables) -> Tables:
    """Break a file in a dozen ways."""
    del documents["wording"]
    documents["parties"] = {}
    put(
        documents,
        "session",
        1,
        council="",
        date="soon",
        mood="calm",
        place={"page": "bar", "item": 1, "leaf": 0},
    )
    put(documents, "items", 2, sentences=["One."])
    put(documents, "voters", 3, role="mayor")
    put(documents, "sittings", 1, started="today")
    put(documents, "rounds", 1001, state="shut")
    put(documents, "ballots", BALLOT, answer=9, voter=3)
    documents["ballots"][5_001_001] = {"item": 5, "round": 1, "voter": 1, "answer": 1}
    put(documents, "notes", 1, text=5)
    put(documents, "agreed_levels", 1, level=0)
    put(documents, "actions", 1, due="soon", colour="red", shape="round")
    return documents


def test_all_problems_are_found_at_once(documents: Tables) -> None:
    where = {key for key, _ in found(broken_everywhere(documents))}

    assert where >= {
        "parties",
        "wording[1]",
        "session[1].council",
        "session[1].date",
        "session[1].mood",
        "session[1].place.page",
        "items[2].sentences",
        "voters[3].role",
        "sittings[1].started",
        "rounds[1001].state",
        f"ballots[{BALLOT}].answer",
        f"ballots[{BALLOT}]",
        "ballots",
        "notes[1].text",
        "agreed_levels[1].level",
        "actions[1].due",
        "actions[1].colour",
    }


def test_problems_are_told_in_two_levels(documents: Tables) -> None:
    put(documents, "session", 1, council="", quotations="no")

    with pytest.raises(ProblemsError) as caught:
        parse_session(documents, FILE)

    assert str(caught.value) == (
        f"{FILE} cannot be opened as a workshop. Nothing in it was changed.\n"
        f"  {FILE}: session[1].council: must not be empty\n"
        f"  {FILE}: session[1].quotations: must be true or false"
    )


def test_problems_that_records_have_with_each_other_are_told_beside_those_of_fields(
    documents: Tables,
) -> None:
    put(documents, "session", 1, council="")
    put(documents, "notes", 1, item=50)

    assert {where for where, _ in found(documents)} == {"session[1].council", "notes[1].item"}


def test_problems_come_in_the_same_order_every_time() -> None:
    told = "from scrutiny_tui.store.fields import Fields; found = [];"
    told += (
        "Fields(dict.fromkeys('abcdefgh', 1), 'x', 'y', found).close(); print([each.key for each in found])"
    )
    orders = {
        subprocess.run(
            [sys.executable, "-c", told],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(orders) == 1


def test_a_file_of_a_newer_program_names_both_versions(documents: Tables) -> None:
    documents["schema"][1] = {"version": 2, "program": "9.0.0", "session": "session-1", "extra": True}

    with pytest.raises(NewerSchemaError) as caught:
        parse_session({**documents, "novelties": {}}, FILE)

    assert "written by Scrutiny TUI 9.0.0 (file version 2)" in str(caught.value)
    assert "reads up to version 1" in str(caught.value)
    assert "Nothing in it was changed" in str(caught.value)


def test_a_problem_reads_as_file_key_and_reason() -> None:
    assert str(Problem(FILE, "items", "must hold at least one step")) == (
        f"{FILE}: items: must hold at least one step"
    )
    assert str(Problem(FILE, "", "is empty")) == f"{FILE}: is empty"
