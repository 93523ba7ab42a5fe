"""The plan: actions are added, changed, put in order, done, dropped, and taken over by the workshop that follows.

Two hands each over the steps are kept as numbers, and days are read as people in Britain write them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain import actions, phrases
from scrutiny_tui.domain.actions import (
    doubt_about,
    due_day,
    first_of,
    hands_here,
    read_day,
    record_hands,
    set_next_meeting,
    too_many,
)
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.fields import LONGEST_TEXT
from scrutiny_tui.domain.moves import begin_sitting
from scrutiny_tui.domain.session import Action, ActionKind, ActionStatus, Predecessor, Reply, Session
from tests.support.sessions import NOW, of_tables, session, wording

TODAY = date(2026, 11, 21)


def planned(*texts: str) -> Session:
    """Return a session with these actions, of the steps 1, 2, 3 and so on."""
    now = session()
    for step, text in enumerate(texts, start=1):
        now = actions.add_action(now, Action(0, step, text))
    return now


def became(now: Session, number: int, status: ActionStatus, evidence: str = "", day: date = TODAY) -> Session:
    """Return the session with an action that has this status since a day."""
    return actions.change_action(now, replace(now.actions[number], status=status, evidence=evidence), day)


def texts(now: Session) -> list[str]:
    return [action.text for action in now.actions.values()]


def test_an_action_gets_the_next_number_and_may_come_from_no_step() -> None:
    now = actions.add_action(planned(" Ask for the data. ", "Visit the team."), Action(0, 0, "Ask."))
    assert [(each.id, each.item, each.text) for each in now.actions.values()] == [
        (1, 1, "Ask for the data."),
        (2, 2, "Visit the team."),
        (3, 0, "Ask."),
    ]
    without = actions.remove_action(now, 2)
    assert texts(actions.add_action(without, Action(0, 1, "C"))) == ["Ask for the data.", "Ask.", "C"]


@pytest.mark.parametrize(
    ("move", "told"),
    [
        (lambda now: actions.add_action(now, Action(0, 1, " ")), "[Nn]othing was saved"),
        (lambda now: actions.add_action(now, Action(0, 99, "Ask.")), "no step 99"),
        (lambda now: actions.add_action(now, Action(0, 1, "x" * (LONGEST_TEXT + 1))), "longer"),
        (lambda now: actions.add_action(now, Action(0, 1, "Ask.", owner="x" * (LONGEST_TEXT + 1))), "role is longer"),
        (lambda now: actions.change_action(now, replace(now.actions[1], text=""), TODAY), "has not changed"),
        (lambda now: actions.change_action(now, Action(7, 1, "Ask."), TODAY), "no longer in the action plan"),
        (lambda now: actions.move_action(now, 7, 1), "no longer in the action plan"),
        (lambda now: actions.remove_action(now, 7), "no longer in the action plan"),
        (
            lambda now: actions.add_action(
                replace(now, actions=dict.fromkeys(range(1, actions.MOST_ACTIONS + 1), now.actions[1])),
                Action(0, 1, "One more."),
            ),
            "up to 100 actions",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_in_a_plan_is_refused(move: Callable[[Session], Session], told: str) -> None:
    with pytest.raises(RuleError, match=told):
        move(planned("Ask."))


@pytest.mark.parametrize(
    ("number", "by", "order"),
    [(1, 1, "BAC"), (3, -1, "ACB"), (1, 9, "BCA"), (3, -9, "CAB"), (1, -1, "ABC"), (2, 0, "ABC")],
)
def test_an_action_moves_as_far_as_the_plan_goes(number: int, by: int, order: str) -> None:
    before = planned("A", "B", "C")
    now = actions.move_action(before, number, by)
    assert texts(now) == [*order]
    assert order != "ABC" or now is before


def test_a_changed_action_keeps_its_place_and_what_became_of_it_is_kept_with_what_shows_it() -> None:
    now = actions.move_action(planned("A", "B", "C"), 3, -2)
    now = actions.change_action(now, replace(now.actions[1], text="Other", item=0), TODAY)
    assert texts(now) == ["C", "Other", "B"]
    done = became(now, 1, ActionStatus.DONE, " Minute 14. ")
    assert (done.actions[1].status, done.actions[1].evidence) == (ActionStatus.DONE, "Minute 14.")
    again = became(done, 1, ActionStatus.OPEN, "Minute 14.").actions[1]
    assert (again.status, again.evidence) == (ActionStatus.OPEN, "Minute 14.")


def test_every_status_is_kept_with_its_day_and_the_latest_counts() -> None:
    now = became(planned("A"), 1, ActionStatus.DONE)
    now = became(now, 1, ActionStatus.DONE, "Minute 14.", date(2026, 12, 1))
    now = became(now, 1, ActionStatus.OPEN, "Minute 14.", date(2027, 6, 3))
    kept = [(each.status, each.date) for each in now.actions[1].statuses]
    assert kept == [(ActionStatus.DONE, TODAY), (ActionStatus.OPEN, date(2027, 6, 3))]
    assert phrases.status_since(now.actions[1]) == "open since 3 June 2027"
    assert phrases.status_since(planned("A").actions[1]) == "open"


REFUSED = Action(
    0, 1, "Pay.", ActionKind.CABINET,
    sent=TODAY, answer_due=date(2027, 1, 21), reply=Reply.REFUSED, reason=" Too dear. ",
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "told", "reason"),
    [
        ({}, "not accepted", "Too dear."),
        ({"reply": Reply.IN_PART}, "accepted in part", "Too dear."),
        ({"reply": Reply.ACCEPTED}, "accepted", ""),
        ({"reply": None}, "sent on 21 November 2026, answer due on 21 January 2027", ""),
        ({"reply": None, "sent": None}, "", ""),
        ({"kind": ActionKind.US}, "", ""),
    ],
)
def test_only_a_recommendation_is_answered_and_only_a_refusal_has_a_reason(
    changes: dict[str, Any], told: str, reason: str
) -> None:
    [kept] = actions.add_action(session(), replace(REFUSED, **changes)).actions.values()
    assert (phrases.reply_words(kept), kept.reason) == (told, reason)


def test_six_months_on_the_whole_plan_is_looked_at_and_what_changed_is_kept_for_each_time() -> None:
    now = actions.follow(session(), replace(planned("A"), id="earlier"))
    with pytest.raises(RuleError, match="Six months on"):
        actions.set_changed(now, "Nothing.")
    assert actions.review_day(now) == date(2027, 5, 21)

    first = begin_sitting(actions.add_action(now, Action(0, 1, "New.")), NOW + timedelta(days=181))
    first = actions.set_changed(actions.begin_follow_up(first), " More visits. ")
    assert [each.text for each in actions.under_review(first)] == ["A", "New."]
    second = actions.begin_follow_up(begin_sitting(first, NOW + timedelta(days=400)))
    assert [each.changed for each in actions.follow_ups(second)] == ["More visits.", ""]
    assert actions.review_day(second) == date(2028, 6, 26)


def test_a_workshop_that_follows_takes_over_what_is_open_and_goes_through_it_once() -> None:
    before = replace(planned("A", "B", "C"), id="earlier")
    before = became(before, 1, ActionStatus.DONE)
    before = became(before, 2, ActionStatus.DROPPED)
    now = actions.follow(session(), before)
    assert now.follows == Predecessor("earlier", before.details.date)
    assert [(each.text, each.item, each.carried) for each in now.actions.values()] == [("C", 3, True)]
    now = actions.add_action(now, Action(0, 1, "New."))
    assert [each.text for each in actions.to_go_through(now)] == ["C"]
    after = actions.gone_through(now)
    assert (actions.to_go_through(after), texts(after)) == ((), ["C", "New."])
    for nothing_left in (after, planned("A")):
        assert actions.to_go_through(nothing_left) == ()
        assert actions.gone_through(nothing_left) is nothing_left


def test_an_action_whose_step_is_gone_comes_from_none() -> None:
    now = actions.follow(replace(session(), wording=wording(2)), planned("A", "B", "C"))
    assert [each.item for each in now.actions.values()] == [1, 2, 0]


# Hands


def test_a_count_of_hands_takes_the_place_of_the_one_before_and_none_at_all_takes_it_away() -> None:
    first = record_hands(session(), {1: 4, 3: 9})
    assert first.priorities == {1: 4, 2: 0, 3: 9, 4: 0, 5: 0, 6: 0}
    assert record_hands(first, {2: 1}).priorities == {1: 0, 2: 1, 3: 0, 4: 0, 5: 0, 6: 0}
    assert record_hands(first, {1: 0}).priorities == {}


@pytest.mark.parametrize(
    ("hands", "told"),
    [
        ({7: 1}, "Only steps can"),
        ({101: 1}, "Only steps can"),
        ({1: -1}, "0 to 1998"),
        ({1: 5000}, "0 to 1998"),
    ],
)
def test_what_cannot_be_a_count_is_refused(hands: Mapping[int, int], told: str) -> None:
    with pytest.raises(RuleError, match=told):
        record_hands(session(), hands)


def test_more_hands_than_there_are_is_asked_about_where_anybody_is_listed() -> None:
    here = session(3)
    away = here.with_sitting(replace(here.sitting, away=frozenset({1, 2})))
    assert (hands_here(here), hands_here(of_tables(6, 5))) == (6, 22)
    assert too_many(here, {1: 4, 2: 2}) == too_many(session(0), {1: 99}) == ""
    assert too_many(here, {1: 4, 2: 3}) == "That makes 7 votes. 3 people are here and have 6."
    assert too_many(away, {1: 3}) == "That makes 3 votes. 1 person is here and has 2."


def test_the_most_hands_come_first_then_the_order_of_the_steps() -> None:
    assert first_of(record_hands(session(), {2: 5, 4: 9, 6: 5})) == (4, 2, 6)
    assert first_of(session()) == ()


# Days


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 21), 3, date(2027, 2, 21)), (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)), (date(2026, 12, 1), 6, date(2027, 6, 1)),
        (date(2026, 6, 15), 6, date(2026, 12, 15)),
    ],
)  # fmt: skip
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, later: date) -> None:
    assert actions.months_after(day, months) == later


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("", None), ("3 months", date(2027, 2, 21)), ("in  6 Months", date(2027, 5, 21)),
        ("12 January 2027", date(2027, 1, 12)), ("12/1/27", date(2027, 1, 12)),
    ],
)  # fmt: skip
def test_a_due_date_is_picked_or_typed(written: str, due: date | None) -> None:
    assert due_day(session(), written, TODAY) == due


def test_the_day_of_the_next_meeting_is_kept_for_every_action() -> None:
    with pytest.raises(InputError, match="next meeting is not known yet"):
        due_day(session(), "next meeting", TODAY)
    now = set_next_meeting(session(), date(2027, 1, 12))
    assert due_day(now, "Next meeting", TODAY) == date(2027, 1, 12)


@pytest.mark.parametrize(
    "text",
    [
        "27/11/2026", " 27/11/2026 ", "27.11.2026", "27-11-2026", "27 11 2026", "27 / 11 / 2026", "27/11/26",
        "27.11.26", "27-11-26", "27 November 2026", "27 nov 2026", "27 Nov. 26", "27 Nov '26", "27-Nov-26",
        "27th November, 2026", "27th of November 2026", "Friday 27 November 2026", "Fri, 27 Nov 2026", "2026-11-27",
    ],
)  # fmt: skip
def test_a_day_is_read_as_it_is_written(text: str) -> None:
    assert read_day(text) == date(2026, 11, 27)


def test_the_day_comes_first_september_has_two_short_forms_and_today_is_read_where_it_is_known() -> None:
    assert read_day("3/4/26") == date(2026, 4, 3)
    assert read_day("1 Sep 26") == read_day("1 Sept 26") == date(2026, 9, 1)
    assert read_day(" Today ", TODAY) == TODAY


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "today", "21/11", "November 2026", "21/11/2026 14:05", "21/11.26", "21/11/126", "21 Ma 2026",
        "soon 21 May",
    ],
)  # fmt: skip
def test_anything_else_is_told_with_an_example(text: str) -> None:
    with pytest.raises(
        InputError, match=r"is not a date\. Type it like this: 21 November 2026 or 21/11/2026"
    ):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/02/2026", "February 2026 has no day 31"), ("29 Feb 27", "February 2027 has no day 29"),
        ("0/1/2026", "January 2026 has no day 0"), ("11/21/2026", "there is no month 21, and the day comes first"),
        ("Monday 27 November 2026", "27 November 2026 is a Friday"),
        ("Soon 27 November 2026", "27 November 2026 is a Friday"),
    ],
)  # fmt: skip
def test_a_day_that_the_calendar_does_not_have_is_told_with_why(text: str, why: str) -> None:
    with pytest.raises(InputError) as caught:
        read_day(text)
    assert (
        str(caught.value)
        == f'"{text}" is not a date: {why}. Type it like this: 21 November 2026 or 21/11/2026.'
    )


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_a_written_day_is_read_again(day: date) -> None:
    assert read_day(phrases.day(day)) == day


@pytest.mark.parametrize("text", ["31/12/1899", "1/1/3000"])
def test_a_year_that_no_workshop_has_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="the year must be from 1900 to 2999"):
        read_day(text)


@given(st.text(alphabet="0123456789 /.-novemberth'", max_size=24))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    with suppress(InputError):
        assert isinstance(read_day(text, TODAY), date)


@pytest.mark.parametrize(
    ("day", "question"),
    [
        (date(1990, 1, 1), "1 January 1990 is 36 years ago. Is the year right?"),
        (date(2025, 11, 20), "20 November 2025 is more than a year ago. Is the year right?"),
        (date(2025, 11, 21), ""), (TODAY, ""), (date(2028, 11, 21), ""),
        (date(2028, 11, 22), "22 November 2028 is more than 2 years ahead. Is the year right?"),
        (date(2062, 11, 21), "21 November 2062 is 36 years ahead. Is the year right?"),
    ],
)  # fmt: skip
def test_a_day_far_away_is_questioned(day: date, question: str) -> None:
    assert doubt_about(day, TODAY) == question
