"""A session file to break, and what is told about it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

import pytest

from scrutiny_tui.domain import actions, moves, voting
from scrutiny_tui.domain.clock import start_clock
from scrutiny_tui.domain.day_plan import usual_plan
from scrutiny_tui.domain.errors import ProblemsError
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.rounds import Forgotten, TrailEntry
from scrutiny_tui.domain.session import (
    Action,
    AgreedLevel,
    EarlierJudgement,
    How,
    Mark,
    MarkKind,
    NoteKind,
    Predecessor,
    Session,
)
from scrutiny_tui.store.session_tables import VERSION, Encoder, SavedState, Stamp, session_of
from tests.support.sessions import NOW, answers, revealed, session

FILE = "day.json"
Tables: TypeAlias = dict[str, dict[str, Any]]


def full() -> Session:
    """Return a session with a record in every table and something in every field: step 1 revealed, step 2 open."""
    now = revealed(session(5, Role.OFFICER, steps=3), 1, answers("1 2 3 d 2"))
    now = moves.begin_sitting(now, NOW)
    now = voting.cast(voting.open_round(now, 2), 2, 1, answers("3")[0])
    now = moves.add_note(now, 1, NoteKind.EVIDENCE, "The work programme.")
    now = moves.park(now, 1, "Who sees the files?")
    now = moves.record_earlier(now, EarlierJudgement(1, 3, "officers"))
    now = moves.agree(now, AgreedLevel(1, 2, How.CHAIR))
    now = actions.add_action(now, Action(0, 1, "Ask for the data.", due=date(2027, 1, 12)))
    now = voting.set_away(now, 5, away=True)
    now = start_clock(now, 10, NOW.replace(second=31))
    counted = replace(now.rounds[2001], ballots={}, totals={answers("3")[0]: 1})
    return replace(
        now.with_round(counted),
        trail={1: TrailEntry(1, "Set aside.", 1)},
        marks={1: Mark(1, MarkKind.PINNED)},
        prompts=frozenset({101}),
        gone=frozenset({"Member 9"}),
        spent=frozenset({"CF 26/27 02"}),
        plan=usual_plan([1, 2, 3]),
        forgotten=Forgotten(entries=frozenset({1})),
        priorities={1: 3},
        next_meeting=now.details.date,
        follows=Predecessor("session-0", now.details.date),
    )


def tables_of(now: Session) -> Tables:
    """Return what the file of a session holds, without its stamp."""
    tables: Tables = json.loads(Encoder().encode(now, 1))
    del tables["file"]
    return tables


def read(tables: Tables, version: int = VERSION, *, lenient: bool = False) -> Session:
    """Return the session that tables hold."""
    stamp = Stamp("session-1", 1, "", version, "9.0.0")
    return session_of(SavedState(tables, stamp, is_genuine=True), FILE, lenient=lenient)


def found(tables: Tables) -> list[tuple[str, str]]:
    """Return where the problems are and what they say."""
    with pytest.raises(ProblemsError) as caught:
        read(tables)
    assert all(problem.file == FILE for problem in caught.value.problems)
    return [(problem.key, problem.reason) for problem in caught.value.problems]
