"""The clock and the plan of the day in a session file: left out where there is none, and told where they are broken."""

from __future__ import annotations

from typing import Any

import pytest

from scrutiny_tui.domain.clock import start_clock
from scrutiny_tui.store.documents import Tables, tables
from scrutiny_tui.store.parse import parse_session
from tests.store.broken_files import FILE, found, put, right_documents
from tests.support.sessions import NOW, session

CLOCK = {"started": "2026-11-21T14:05:30", "seconds": 600, "held": None}
TODAY = {"clock": CLOCK, "back_at": None, "part": "", "since": None, "breaks": 0}
STEP = {"part": "step", "minutes": 20, "step": 1, "title": ""}
DAY = {"starts": "14:00", "parts": [STEP]}


@pytest.fixture
def documents() -> Tables:
    """A session file to break."""
    return right_documents()


def test_a_session_without_a_clock_and_with_the_packs_plan_says_nothing_of_either() -> None:
    documents = tables(session(), "1.2.3")

    assert "today" not in documents["sittings"][1]
    assert "day" not in documents["session"][1]


def test_a_clock_is_kept_to_the_second() -> None:
    started = NOW.replace(second=31)
    kept = parse_session(tables(start_clock(session(), 10, started), "1.2.3"), FILE)

    assert kept.sitting.today.clock is not None
    assert kept.sitting.today.clock.started == started


@pytest.mark.parametrize(
    ("today", "where"),
    [
        ("soon", "today"),
        ({}, "today.back_at"),
        (TODAY | {"clock": []}, "today.clock"),
        (TODAY | {"clock": CLOCK | {"seconds": 10_801}}, "today.clock.seconds"),
        (TODAY | {"clock": CLOCK | {"started": None}}, "today.clock.started"),
        (TODAY | {"clock": CLOCK | {"left": 4}}, "today.clock.left"),
        (TODAY | {"breaks": -1}, "today.breaks"),
        (TODAY | {"lunch": True}, "today.lunch"),
    ],
)
def test_a_broken_clock_is_told_with_its_place(documents: Tables, today: Any, where: str) -> None:
    put(documents, "sittings", 1, today=today)

    assert f"sittings[1].{where}" in [key for key, _reason in found(documents)]


@pytest.mark.parametrize(
    ("day", "where"),
    [
        (None, "day"),
        (DAY | {"starts": "two"}, "day.starts"),
        (DAY | {"parts": [STEP] * 51}, "day.parts"),
        (DAY | {"parts": [STEP | {"part": "lunch"}]}, "day.parts[1].part"),
        (DAY | {"parts": [STEP | {"minutes": 241}]}, "day.parts[1].minutes"),
        (DAY | {"parts": [STEP, STEP]}, "day.parts[2]"),
        (DAY | {"parts": [STEP | {"step": 9}]}, "day.parts[1]"),
        (DAY | {"ends": "17:00"}, "day.ends"),
    ],
)
def test_a_broken_plan_is_told_with_its_place(documents: Tables, day: Any, where: str) -> None:
    put(documents, "session", 1, day=day)

    assert f"session[1].{where}" in [key for key, _reason in found(documents)]
