"""Where a workshop got to: who was here is told as it is elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.so_far import sittings_so_far
from tests.support.sessions import of_tables, session


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
def test_who_was_here_is_told_in_people_and_where_tables_answer_in_tables_too(
    held: Session, told: str
) -> None:
    assert next(sittings_so_far(held)).endswith(f": {told}")
