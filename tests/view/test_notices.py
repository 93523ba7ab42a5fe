"""What is right is summed up in one line.

A list says what each workshop is and how far it is, never how anybody answered.

Where a workshop got to: who was here is told as it is elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.acts.library import Entry
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.notices import entry_line, session_line
from scrutiny_tui.view.result_pages import sittings_so_far
from tests.support.sessions import counted, of_tables, revealed, session


def test_a_line_says_when_who_how_far_and_where_or_what_is_wrong() -> None:
    assert ", 3 tables answer, 15 people: " in session_line("x.json", of_tables(6, 5, 4))
    told = revealed(session(), 1, counted((0, 6, 6)))
    assert entry_line(Entry(FILE, told)) == (
        "21 November 2026, Exampleshire, Children's scrutiny, 1 of 6 steps has a result, "
        "2026-11-21-exampleshire.json"
    )
    start = session()
    told = replace(start, details=replace(start.details, committee=""))
    assert entry_line(Entry(FILE, told)).startswith(
        "21 November 2026, Exampleshire, 0 of 6 steps have a result"
    )
    assert entry_line(Entry(Path("x.json"), None, "It is \x1b[31mdamaged.")) == "x.json: It is □[31mdamaged."


FILE = Path("2026-11-21-exampleshire.json")


def without(gone: int, before: Session) -> Session:
    """Return the session with somebody absent, or one of the tables."""
    sittings = {number: replace(each, away=frozenset({gone})) for number, each in before.sittings.items()}
    return replace(before, sittings=sittings)


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (session(5), "5 people here."),
        (without(1, session(2)), "1 person here."),
        (of_tables(6, 5, 4), "3 tables, 15 people here."),
        (without(1, of_tables(6, 5)), "1 table, 5 people here."),
    ],
)
def test_who_was_here_is_told_in_people_and_of_tables_in_tables_too(held: Session, told: str) -> None:
    assert next(sittings_so_far(held)).endswith(f": {told}")
