"""The plan: actions are added, changed, put in order, done, dropped, and taken over by the workshop that follows.

Two hands each over the steps are kept as numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from scrutiny_tui.domain import actions
from scrutiny_tui.domain.actions import first_of, hands_here, record_hands, too_many
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.fields import LONGEST_TEXT
from scrutiny_tui.domain.session import Action, ActionStatus, Predecessor, Session
from tests.support.sessions import of_tables, session, wording


def planned(*texts: str) -> Session:
    """Return a session with these actions, of the steps 1, 2, 3 and so on."""
    now = session()
    for step, text in enumerate(texts, start=1):
        now = actions.add_action(now, Action(0, step, text))
    return now


def texts(now: Session) -> list[str]:
    return [action.text for action in now.actions.values()]


def test_an_action_gets_the_next_number() -> None:
    now = planned(" Ask for the data. ", "Visit the team.")

    assert [(action.id, action.text) for action in now.actions.values()] == [
        (1, "Ask for the data."),
        (2, "Visit the team."),
    ]


def test_an_action_can_come_from_no_step() -> None:
    assert actions.add_action(session(), Action(0, 0, "Ask.")).actions[1].item == 0


@pytest.mark.parametrize(
    ("move", "told"),
    [
        (lambda now: actions.add_action(now, Action(0, 1, " ")), "nothing was kept"),
        (lambda now: actions.add_action(now, Action(0, 99, "Ask.")), "no step 99"),
        (lambda now: actions.add_action(now, Action(0, 1, "Ask.", owner="x" * (LONGEST_TEXT + 1))), "role is longer"),
        (lambda now: actions.change_action(now, replace(now.actions[1], text="")), "stays as it was"),
        (lambda now: actions.change_action(now, Action(7, 1, "Ask.")), "not in the plan any more"),
        (lambda now: actions.set_status(now, 7, ActionStatus.DONE), "not in the plan any more"),
        (lambda now: actions.move_action(now, 7, 1), "not in the plan any more"),
        (lambda now: actions.remove_action(now, 7), "not in the plan any more"),
    ],
)  # fmt: skip
def test_what_cannot_be_in_a_plan_is_refused(move: Callable[[Session], Session], told: str) -> None:
    with pytest.raises(RuleError, match=told):
        move(planned("Ask."))


def test_a_plan_has_an_end() -> None:
    full = planned("Ask.")
    many = {number: replace(full.actions[1], id=number) for number in range(1, actions.MOST_ACTIONS + 1)}

    with pytest.raises(RuleError, match="up to 100 actions"):
        actions.add_action(replace(full, actions=many), Action(0, 1, "One more."))


def test_a_changed_action_keeps_its_place() -> None:
    now = actions.move_action(planned("A", "B", "C"), 3, -2)

    now = actions.change_action(now, replace(now.actions[1], text="Other", item=0))

    assert texts(now) == ["C", "Other", "B"]


@pytest.mark.parametrize(
    ("number", "by", "order"),
    [(1, 1, "BAC"), (3, -1, "ACB"), (1, 9, "BCA"), (3, -9, "CAB"), (1, -1, "ABC"), (2, 0, "ABC")],
)
def test_an_action_moves_as_far_as_the_plan_goes(number: int, by: int, order: str) -> None:
    assert texts(actions.move_action(planned("A", "B", "C"), number, by)) == [*order]


def test_moving_beyond_the_end_changes_nothing() -> None:
    now = planned("A", "B")

    assert actions.move_action(now, 2, 1) is now


def test_what_became_of_an_action_is_kept_with_what_shows_it() -> None:
    done = actions.set_status(planned("Ask."), 1, ActionStatus.DONE, " Minute 14. ").actions[1]
    assert (done.status, done.evidence) == (ActionStatus.DONE, "Minute 14.")

    again = actions.set_status(replace(planned("Ask."), actions={1: done}), 1, ActionStatus.OPEN).actions[1]
    assert (again.status, again.evidence) == (ActionStatus.OPEN, "Minute 14.")


def test_an_action_that_was_a_mistake_is_gone_and_its_number_free() -> None:
    now = actions.remove_action(planned("A", "B"), 2)

    assert texts(now) == ["A"]
    assert texts(actions.add_action(now, Action(0, 1, "C"))) == ["A", "C"]


def test_a_workshop_that_follows_takes_over_what_is_open() -> None:
    before = replace(planned("A", "B", "C"), id="earlier")
    before = actions.set_status(before, 1, ActionStatus.DONE)
    before = actions.set_status(before, 2, ActionStatus.DROPPED)

    now = actions.follow(session(), before)

    assert now.follows == Predecessor("earlier", before.details.date)
    assert [(each.text, each.item, each.carried) for each in now.actions.values()] == [("C", 3, True)]


def test_an_action_whose_step_is_gone_comes_from_none() -> None:
    now = actions.follow(replace(session(), wording=wording(2)), planned("A", "B", "C"))

    assert [each.item for each in now.actions.values()] == [1, 2, 0]


def test_the_actions_of_the_earlier_workshop_are_gone_through_once() -> None:
    now = actions.add_action(actions.follow(session(), planned("A")), Action(0, 1, "New."))
    assert [each.text for each in actions.to_go_through(now)] == ["A"]

    after = actions.gone_through(now)

    assert actions.to_go_through(after) == ()
    assert actions.gone_through(after) is after
    assert texts(after) == ["A", "New."]


def test_a_first_workshop_has_nothing_to_go_through() -> None:
    now = planned("A")

    assert actions.to_go_through(now) == ()
    assert actions.gone_through(now) is now


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 21), 3, date(2027, 2, 21)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 6, date(2027, 6, 1)),
        (date(2026, 6, 15), 6, date(2026, 12, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, later: date) -> None:
    assert actions.months_after(day, months) == later


def test_a_count_takes_the_place_of_the_one_before() -> None:
    first = record_hands(session(), {1: 4, 3: 9})
    assert first.priorities == {1: 4, 2: 0, 3: 9, 4: 0, 5: 0, 6: 0}

    assert record_hands(first, {2: 1}).priorities == {1: 0, 2: 1, 3: 0, 4: 0, 5: 0, 6: 0}


def test_no_hand_at_all_takes_the_count_away() -> None:
    assert record_hands(record_hands(session(), {1: 4}), {1: 0}).priorities == {}


@pytest.mark.parametrize(
    ("hands", "told"),
    [({7: 1}, "for steps only"), ({101: 1}, "for steps only"), ({1: -1}, "from 0"), ({1: 5000}, "from 0")],
)
def test_what_cannot_be_a_count_is_refused(hands: Mapping[int, int], told: str) -> None:
    with pytest.raises(RuleError, match=told):
        record_hands(session(), hands)


def test_more_hands_than_there_are_is_asked_about() -> None:
    here = session(3)
    assert hands_here(here) == 6
    assert too_many(here, {1: 4, 2: 2}) == ""
    assert too_many(here, {1: 4, 2: 3}) == "That makes 7 hands; 3 people are here and have 6."

    away = here.with_sitting(replace(here.sitting, away=frozenset({1, 2})))
    assert too_many(away, {1: 3}) == "That makes 3 hands; 1 person is here and has 2."


def test_everybody_at_a_table_has_two_hands() -> None:
    assert hands_here(of_tables(6, 5)) == 22


def test_where_nobody_is_listed_nothing_is_asked() -> None:
    nobody = session(0)

    assert too_many(nobody, {1: 99}) == ""


def test_the_most_hands_come_first_then_the_order_of_the_steps() -> None:
    assert first_of(record_hands(session(), {2: 5, 4: 9, 6: 5})) == (4, 2, 6)
    assert first_of(session()) == ()
