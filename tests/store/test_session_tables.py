"""A session as the tables of its file: what is in it, what is not, and records that do not fit together."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from scrutiny_tui.domain import actions, voting
from scrutiny_tui.domain.errors import ProblemsError
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Action, How
from scrutiny_tui.store.disk_errors import NewerFormatError
from scrutiny_tui.store.session_tables import DamageError, Encoder, read_state, session_of
from tests.store.broken_files import FILE, Tables, found, full, read, tables_of
from tests.support.sessions import answered, answers, as_kept, details, session

VERSION_1 = Path(__file__).with_name("version-1.json")


def test_what_is_kept_comes_back_also_in_another_order_or_writing() -> None:
    assert read(tables_of(full())) == as_kept(full())
    assert read({**tables_of(full()), "_default": {}}) == as_kept(full())  # TinyDB's own table
    tables = json.loads(Encoder().encode(full(), 7))
    assert set(tables) == {
        "file", "session", "voters", "sittings", "rounds", "ballots", "notes", "agreed", "actions", "trail", "earlier",
        "marks", "parked", "words",
    }  # fmt: skip
    stamp = tables["file"]["1"]
    assert (stamp["session"], stamp["sequence"], stamp["version"]) == ("session-1", 7, 2)
    now = session(3)
    for text in "ABC":
        now = actions.add_action(now, Action(0, 0, text))
    tables = tables_of(actions.move_action(now, 3, -2))
    assert [each.text for each in read(tables).actions.values()] == ["C", "A", "B"]
    tables["actions"]["2"]["place_in_order"] = "first"
    tables["actions"]["3"].pop("place_in_order")
    assert sorted(each.text for each in read(tables).actions.values()) == ["A", "B", "C"]
    data = Encoder().encode(full(), 1)
    tables = json.loads(data)
    rewritten = {name: dict(reversed(rows.items())) for name, rows in reversed(tables.items())}
    assert read_state(json.dumps(rewritten, indent=4, ensure_ascii=False).encode()).is_genuine
    assert not read_state(data.replace(b"The work programme", b"The work programmes")).is_genuine
    assert not read_state(data.replace(b'"sequence":1', b'"sequence":2')).is_genuine


def test_a_ballot_says_no_time_and_totals_only_say_nobody() -> None:
    files = set()
    for order in permutations((1, 2, 3)):
        now, encoder = voting.open_round(session(3), 1), Encoder()
        for voter in order:
            now = voting.cast(now, 1, voter, Answer.LEVEL_2)
            encoder.encode(now, 1)
        files.add(encoder.encode(now, 1))
    (data,) = files
    assert json.loads(data)["ballots"]["1001001"] == {"item": 1, "round": 1, "voter": 1, "answer": 2}
    start = replace(session(3), details=details(secrecy=Secrecy.TOTALS))
    one = answered(start, 1, answers("2"))
    other = voting.cast(voting.open_round(start, 1), 1, 3, Answer.LEVEL_2)
    assert one.rounds[1001].answered == {1}
    assert Encoder().encode(one, 1) == Encoder().encode(other, 1)
    back = read(tables_of(one)).rounds[1001]
    assert (back.answered, back.unknown) == (frozenset(), 1)


# Records that do not fit together

Change = Callable[[Tables], object]
STEP = {"kind": "step", "minutes": 20, "step": 1, "title": ""}


def put(name: str, number: int, /, **fields: Any) -> Change:
    """Return what changes fields of a document, or adds it."""

    def change(tables: Tables) -> None:
        tables[name][str(number)] = {**tables[name].get(str(number), {}), **fields}

    return change


def planned(*parts: dict[str, Any]) -> Change:
    return put("session", 1, plan={"starts": "14:00", "parts": list(parts)})


def is_missing(kind: str, number: int) -> str:
    return f"This names {kind} {number}, {'who' if kind == 'person' else 'which'} is not in the file."


NUMBER = "Its number does not belong to its item"
TWICE = '"welcome" is in the timetable twice. Write it once.'


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (put("ballots", 4_001_001, item=4, round=1, voter=1, answer=2), ("ballots", "An answer names round 4001, which is not in the file.")),
        (put("ballots", 1_001_077, item=1, round=1, voter=77, answer=2), ("rounds[1001]", is_missing("person", 77))),
        (put("ballots", 1_001_002, voter=3), ("ballots[1001002]", f"{NUMBER}, round and voter.")),
        (put("rounds", 3001, item=3, number=2, sitting=1), ("rounds[3001]", f"{NUMBER} and round.")),
        (put("rounds", 3002, item=3, number=2, sitting=1), ("rounds[3002]", "The round before it is not in the file.")),
        (put("rounds", 2001, sitting=9), ("rounds[2001].sitting", is_missing("session", 9))),
        (put("rounds", 2002, item=2, number=2, sitting=1), ("rounds[2002].state", "This is open although another round of the same step is.")),
        (put("rounds", 1001, base=[1, 2, 3, 4]), ("rounds[1001].base", "This leaves out somebody who answered.")),
        (put("rounds", 1001, totals={"2": 1}), ("rounds[1001].totals", "These come to more answers than there were people.")),
        (put("rounds", 2001, totals={"2": 7}), ("rounds[2001].totals", "These come to more answers than there are people.")),
        (put("rounds", 2001, absent=[9]), ("rounds[2001]", is_missing("person", 9))),
        (put("rounds", 9001, item=9, number=1, sitting=1), ("rounds[9001].item", is_missing("step", 9))),
        (put("sittings", 2, away=[8]), ("sittings[2].away", is_missing("person", 8))),
        (lambda tables: tables["sittings"].clear(), ("sittings", "There must be at least one session.")),
        (put("voters", 1000, label="x", role="member", casts=True), ("voters[1000]", "People have numbers from 1 to 999.")),
        (put("notes", 1, item=50), ("notes[1].item", is_missing("step", 50))),
        (put("notes", 1, table=77), ("notes[1].table", is_missing("table", 77))),
        (put("notes", 1, table=2, round=3), ("notes[1].round", is_missing("round", 3))),
        (put("parked", 1, item=51), ("parked[1].item", is_missing("step", 51))),
        (put("actions", 1, item=51), ("actions[1].item", is_missing("step", 51))),
        (put("agreed", 52, level=None, how=How.CHAIR.value), ("agreed[52]", is_missing("step", 52))),
        (put("earlier", 198, level=2, whose="officers"), ("earlier[198]", is_missing("step", 198))),
        (put("marks", 9, kind="done"), ("marks[9]", is_missing("step", 9))),
        (put("session", 1, place={"item": 54}), ("session[1].place.item", is_missing("step", 54))),
        (put("session", 1, prompts=[199]), ("session[1].prompts", is_missing("step", 199))),
        (put("session", 1, priorities={"9": 1}), ("session[1].priorities", is_missing("step", 9))),
        (put("session", 1, forgotten={"entries": [9]}), ("session[1].forgotten.entries", "This names line 9 of the record, which is not in the file.")),
        (planned({**STEP, "step": 9}), ("session[1].plan.parts[1]", "There is no step 9.")),
        (planned(STEP, {"kind": "welcome", "minutes": 1}, {"kind": "welcome", "minutes": 1}), ("session[1].plan.parts[3]", TWICE)),
        (lambda tables: tables.pop("session"), ("session", "This table must have one document, with the number 1.")),
        (put("session", 2), ("session", "This table must have one document, with the number 1.")),
        (lambda tables: tables.update(tea={}), ("tea", "There is no such table; known here: actions, agreed, ballots, earlier, marks, notes, parked, rounds, session, sittings, trail, voters, words.")),
        (lambda tables: tables.update(notse={}), ("notse", 'There is no such table; did you mean "notes"?')),
    ],
)  # fmt: skip
def test_records_that_do_not_fit_together_are_told(change: Change, told: tuple[str, str]) -> None:
    tables = tables_of(full())
    change(tables)
    assert told in found(tables)


def test_problems_are_told_in_two_levels_and_what_a_newer_program_wrote_is_refused() -> None:
    tables = tables_of(full())
    put("voters", 2, label="", casts="no")(tables)
    with pytest.raises(ProblemsError) as caught:
        read(tables)
    assert str(caught.value) == (
        f"{FILE} can't be opened as a workshop. Nothing was changed.\n  {FILE}: voters[2].label: This is empty; write a text in quotation marks.\n  {FILE}: voters[2].casts: This is a text; write true or false."
    )
    tables = tables_of(full())
    tables["session"]["1"]["mood"] = "good"
    tables["moods"] = {"1": {"mood": "good"}}
    with pytest.raises(NewerFormatError, match=r"program, Scrutiny TUI 9\.0\.0 \(file version 3.*up to 2"):
        read(tables, 3)
    assert read(tables, 3, lenient=True) == as_kept(full())


# Version 1


def test_a_file_of_version_1_is_the_same_session() -> None:
    state, old = read_state(VERSION_1.read_bytes()), json.loads(VERSION_1.read_bytes())
    assert (state.stamp.session, state.stamp.sequence, state.is_genuine) == ("example", 137, True)
    now = session_of(state, "version-1.json")
    labels = {str(key): each.label for key, each in now.voters.items()}
    assert labels == {key: each["label"] for key, each in old["voters"].items()}
    assert sum(len(each.ballots) for each in now.rounds.values()) == len(old["ballots"])
    assert [each.title for each in now.wording.items] == [
        old["items"][str(key)]["title"] for key in range(1, 7)
    ]
    levels = {str(key): each.level for key, each in now.agreed.items()}
    assert levels == {key: each["level"] for key, each in old["agreed_levels"].items()}
    assert now.details.date == date.fromisoformat(old["session"]["1"]["date"])
    assert replace(read(tables_of(now)), id="example") == now
    old = json.loads(VERSION_1.read_bytes())
    old["session"]["1"] |= {
        "plan_order": [3, 1],
        "day": {"starts": "", "parts": [{"part": "step", "minutes": 5, "step": 1}]},
        "forgotten": {"ballots": True, "names": False, "entries": [], "purging": True},
    }
    old["notes"]["1"] |= {"table": 1}
    old["notes"]["1"].pop("round", None)
    old["rounds"]["1001"]["figures"] = {"moved": 3}
    now = session_of(read_state(json.dumps(old).encode()), "x.json")
    assert list(now.actions)[:2] == [3, 1]
    assert now.plan is not None
    assert now.plan.starts is None
    assert [(part.kind.value, part.step) for part in now.plan.parts] == [("step", 1)]
    assert now.forgotten is not None
    assert (now.forgotten.ballots, now.notes[1].round) == (True, 1)


@pytest.mark.parametrize("value", [3, "x", [[]], {"1": 1}])
@pytest.mark.parametrize("name", ["day", "forgotten", "date"])
def test_an_odd_file_of_version_1_is_refused_in_words(name: str, value: Any) -> None:
    old = json.loads(VERSION_1.read_bytes())
    old["session"]["1"][name] = value
    with pytest.raises((DamageError, ProblemsError)):
        session_of(read_state(json.dumps(old).encode()), "x.json")
