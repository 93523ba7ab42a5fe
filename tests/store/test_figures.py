"""What stays of deleted answers comes back from a file as it was, and is checked as everything else is."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from scrutiny_tui.domain.errors import ProblemsError
from scrutiny_tui.domain.forgetting import forget_ballots, forget_names
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.documents import Tables, tables
from scrutiny_tui.store.parse import parse_session
from tests.report.record.workshops import by_name, in_tables, individually
from tests.support.groups import of_two_groups

DAY = date(2026, 11, 22)


def with_groups() -> Session:
    return forget_ballots(of_two_groups(), DAY)


@pytest.mark.parametrize(
    "now",
    [with_groups(), forget_ballots(in_tables(), DAY), forget_names(forget_ballots(by_name(), DAY), DAY)],
)
def test_a_session_comes_back_as_it_was(now: Session) -> None:
    assert parse_session(tables(now, "1.0"), "x.json") == now


def test_nothing_is_added_to_a_session_from_which_nothing_was_deleted() -> None:
    written = tables(individually(), "1.0")
    assert "forgotten" not in written["session"][1]
    assert all("figures" not in each for each in written["rounds"].values())


def put(documents: Tables, path: tuple[Any, ...], value: object) -> None:
    """Put a value at a place in the documents."""
    at: Any = documents
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value


ROUND = ("rounds", 1002, "figures")
WHOLE = ("session", 1, "forgotten")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (ROUND, 7),
        ((*ROUND, "counted"), "yes"),
        ((*ROUND, "groups"), {}),
        ((*ROUND, "groups"), [{"name": "Members", "level_1": 5, "level_2": 0, "level_3": 0}]),
        ((*ROUND, "groups", 0, "level_2"), -1),
        ((*ROUND, "groups", 0, "level_2"), 10**30),
        ((*ROUND, "groups", 0, "name"), " "),
        ((*ROUND, "groups", 0, "whose"), "Member 1"),
        ((*ROUND, "moved"), {"up": 999, "down": 0, "stayed": 0}),
        ((*ROUND, "moved"), [1, 2, 3]),
        ((*ROUND, "tables"), [{"table": 1, "answer": 3}]),
        ((*ROUND, "tables"), [{"table": 77, "answer": 4}]),
        ((*ROUND, "unknown"), 1),
        (("rounds", 1002, "state"), "open"),
        (WHOLE, None),
        ((*WHOLE, "ballots"), 1),
        ((*WHOLE, "entries"), [9]),
        ((*WHOLE, "purging"), "no"),
    ],
)
def test_figures_that_cannot_be_right_are_refused(path: tuple[Any, ...], value: object) -> None:
    documents = deepcopy(tables(with_groups(), "1.0"))
    put(documents, path, value)
    with pytest.raises(ProblemsError, match="cannot be opened as a workshop"):
        parse_session(documents, "x.json")


def test_figures_beside_answers_are_refused() -> None:
    documents = tables(with_groups(), "1.0")
    documents["ballots"] = {1002001: {"item": 1, "round": 2, "voter": 1, "answer": 2}}
    with pytest.raises(ProblemsError, match="stand beside answers"):
        parse_session(documents, "x.json")


def test_the_range_of_alpha_in_an_earlier_file_is_left_out() -> None:
    now = with_groups()
    documents = deepcopy(tables(now, "1.0"))
    documents["session"][1]["forgotten"] |= {"rounds": [1002, 2001], "without_one": ["1/2", "3/4"]}
    assert parse_session(documents, "x.json") == now
    assert tables(now, "1.0")["session"][1]["forgotten"].keys() == {"ballots", "names", "entries", "purging"}
