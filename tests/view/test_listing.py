"""A list says what each workshop is and how far it is, never how anybody answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scrutiny_tui.acts.library import Entry
from scrutiny_tui.view.listing import entry_line
from tests.support.sessions import counted, revealed, session

FILE = Path("2026-11-21-exampleshire.json")


def test_a_line_says_when_who_how_far_and_where() -> None:
    told = revealed(session(), 1, counted((0, 6, 6)))
    assert entry_line(Entry(FILE, told)) == (
        "21 November 2026, Exampleshire, Children's scrutiny, 1 of 6 steps has a result, "
        "2026-11-21-exampleshire.json"
    )


def test_a_committee_that_is_not_given_leaves_no_gap() -> None:
    start = session()
    told = replace(start, details=replace(start.details, committee=""))
    assert entry_line(Entry(FILE, told)).startswith(
        "21 November 2026, Exampleshire, 0 of 6 steps have a result"
    )


def test_a_file_that_cannot_be_read_comes_with_its_problem() -> None:
    assert entry_line(Entry(Path("x.json"), None, "It is \x1b[31mdamaged.")) == "x.json: It is □[31mdamaged."
