"""The heat map: groups down, or people where answers are kept by name; sorted so that blocks stand out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.groups import COMMITTEE
from scrutiny_tui.domain.heat import Cell, HeatMap, heat_of_groups, heat_of_people
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from tests.support.sessions import answered, answers, details, revealed, session


def by_name(now: Session) -> Session:
    return replace(now, details=details(secrecy=Secrecy.BY_NAME))


def room(start: Session, steps: Mapping[int, str]) -> Session:
    for step, keys in steps.items():
        start = revealed(start, step, answers(keys))
    return start


def names(found: HeatMap) -> list[str]:
    return [row.name for row in found.rows]


def test_the_most_agreed_step_stands_first_and_the_most_divergent_last() -> None:
    now = by_name(room(session(6), {1: "1 1 1 3 3 3", 2: "2 2 2 2 2 2", 3: "1 1 2 2 3 3"}))

    assert [item.number for item in heat_of_people(now).items] == [2, 3, 1]


def test_people_who_answer_alike_stand_together_the_furthest_on_first() -> None:
    now = by_name(room(session(4), {1: "1 3 2 3", 2: "1 3 2 3", 3: "1 3 2 2"}))

    assert names(heat_of_people(now)) == ["Member 2", "Member 4", "Member 3", "Member 1"]


def test_a_person_without_a_level_or_without_an_answer_has_no_fill() -> None:
    now = by_name(room(session(3), {1: "2 2 d", 2: "1 3"}))
    third = next(row for row in heat_of_people(now).rows if row.name == "Member 3")

    assert third.cells == (Cell(0, 0), None)


def test_people_are_never_rows_where_answers_are_not_kept_by_name() -> None:
    with pytest.raises(RuleError, match="not kept by name"):
        heat_of_people(room(session(6), {1: "1 1 1 3 3 3"}))


def test_groups_have_their_middle_answers() -> None:
    now = room(session(6, *[Role.PARTNER] * 5), {1: "3 3 3 2 2 2 1 1 1 1 1", 2: "2 " * 11})
    found = heat_of_groups(now)

    assert [item.number for item in found.items] == [2, 1]
    assert [(row.name, row.cells) for row in found.rows] == [
        (COMMITTEE, (Cell(2, 2), Cell(2, 3))),
        ("Partners", (Cell(2, 2), Cell(1, 1))),
    ]


def test_a_group_has_no_fill_where_it_may_not_be_shown() -> None:
    now = room(session(6, *[Role.PARTNER] * 5), {1: "2 " * 11, 2: "2 " * 10})
    partners = heat_of_groups(now).rows[-1]

    assert partners.cells.count(None) == 1


def test_without_groups_there_are_no_rows() -> None:
    assert heat_of_groups(room(session(6), {1: "2 2 2 2 2 2"})).rows == ()


def test_an_open_round_has_no_column() -> None:
    assert heat_of_people(by_name(answered(session(6), 1, answers("1 2 3")))).items == ()
