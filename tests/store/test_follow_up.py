"""The order of the plan, the priorities and what is followed are kept with the session, and hostile ones refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scrutiny_tui.domain import actions
from scrutiny_tui.domain.action import Action, Predecessor
from scrutiny_tui.domain.errors import ProblemsError
from scrutiny_tui.domain.priorities import record_hands
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.documents import difference, tables
from scrutiny_tui.store.parse import parse_session
from tests.support.sessions import session

FIELDS = ("plan_order", "priorities", "next_meeting", "follows")


def planned() -> Session:
    now = session()
    for text in ("A", "B", "C"):
        now = actions.add_action(now, Action(0, 0, text, carried=text == "C"))
    return now


def read(now: Session, **fields: Any) -> Session:
    """Return what is read from the documents of a session, these fields of its own document being other ones."""
    documents = tables(now, "1.0")
    documents["session"][1].update(fields)
    return parse_session(documents, "x.json")


def test_the_order_of_the_plan_comes_back() -> None:
    now = actions.move_action(planned(), 3, -2)

    assert [each.text for each in read(now).actions.values()] == ["C", "A", "B"]
    assert read(now).actions[3].carried


def test_priorities_the_next_meeting_and_what_is_followed_come_back() -> None:
    now = record_hands(session(), {1: 4, 3: 9})
    now = replace(
        now, next_meeting=date(2027, 1, 12), follows=Predecessor("session-0", date(2025, 11, 3), True)
    )

    back = read(now)

    assert (back.priorities, back.next_meeting, back.follows) == (
        now.priorities,
        now.next_meeting,
        now.follows,
    )


def test_nothing_of_it_is_written_where_there_is_nothing_to_keep() -> None:
    document = tables(planned(), "1.0")["session"][1]

    assert not [name for name in FIELDS if name in document]


def test_a_move_in_the_plan_is_one_change_of_the_session() -> None:
    before = planned()

    changes = difference(before, actions.move_action(before, 1, 1))

    assert changes.keys() == {"session"}
    assert changes["session"][1] is not None
    assert changes["session"][1]["plan_order"] == [2, 1, 3]


def test_an_order_that_does_not_fit_the_plan_loses_no_action() -> None:
    found = read(planned(), plan_order=[9, 3])

    assert [each.text for each in found.actions.values()] == ["C", "A", "B"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("plan_order", "3 1 2"),
        ("plan_order", [1, "2"]),
        ("plan_order", [1, 1]),
        ("plan_order", [True]),
        ("priorities", [4]),
        ("priorities", {"1": -1}),
        ("priorities", {"1": 1.5}),
        ("priorities", {"1": 10_000}),
        ("priorities", {"one": 1}),
        ("priorities", {"9": 1}),
        ("next_meeting", "soon"),
        ("next_meeting", None),
        ("follows", "session-0"),
        ("follows", {"session": "", "date": "2025-11-03", "gone_through": False}),
        ("follows", {"session": "x", "date": 5, "gone_through": False}),
        ("follows", {"session": "x", "date": "2025-11-03", "gone_through": 1}),
        ("follows", {"session": "x", "date": "2025-11-03", "gone_through": True, "who": "Member 1"}),
    ],
)
def test_anything_else_is_a_problem_of_the_file(field: str, value: object) -> None:
    with pytest.raises(ProblemsError, match=field):
        read(planned(), **{field: value})


@pytest.mark.parametrize(("field", "value"), [("carried", "yes"), ("item", 99), ("item", -1), ("owner", 5)])
def test_a_strange_action_is_a_problem_of_the_file(field: str, value: object) -> None:
    documents = tables(planned(), "1.0")
    documents["actions"][1][field] = value

    with pytest.raises(ProblemsError, match=rf"actions\[1\].{field}"):
        parse_session(documents, "x.json")
