"""Phrases are right for one, two and many.

The plan of the day in words.

What to talk about next is told in a few words.

The figures of the whole workshop in sentences.

On how many steps the room agrees, in a headline and in a sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from scrutiny_tui.domain import voting
from scrutiny_tui.domain.day_plan import DayPlan, Part, PartKind
from scrutiny_tui.domain.phrases import round_name
from scrutiny_tui.domain.results import results
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.accords import in_brief, in_short
from scrutiny_tui.view.result_words import annex_lines, no_result_yet, over_words, part_name, topic_name
from tests.support.days import PLAN, day_of, ending, in_room
from tests.support.sessions import answered, answers, counted, revealed, session


@pytest.mark.parametrize(("number", "told"), [(1, "Round 1"), (10, "Round 10")])
def test_every_round_has_a_name(number: int, told: str) -> None:
    assert round_name(number) == told


def test_how_far_a_vote_is_that_is_going_on() -> None:
    assert no_result_yet(answered(session(5), 1, answers("1 d")), 1) == "2 of 5 have answered, no result yet."


@pytest.mark.parametrize(
    "without", [session(5), voting.open_round(session(5), 1), revealed(session(5), 1, answers("1"))]
)
def test_where_nobody_is_in_nothing_is_said(without: Session) -> None:
    assert no_result_yet(without, 1) == ""


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (85, "fits just in time"),
        (86, "fits 1 minute before"),
        (100, "fits 15 minutes before"),
        (84, "1 minute it ends"),
        (71, "14 minutes it ends"),
    ],
)
def test_whether_the_plan_fits_is_told_with_how_many_minutes(end: int, words: str) -> None:
    told = over_words(day_of(ending(in_room(3), end)))

    assert [*re.finditer(".*".join(words.split()), told)], told


def test_a_part_is_called_by_its_own_title_where_it_has_one() -> None:
    wording = in_room().wording
    lunch = Part(PartKind.BREAK, 45, title="Lunch")
    plan = DayPlan((*PLAN.parts[:3], lunch, replace(PLAN.parts[3], minutes=5)))

    assert [part_name(wording, part) for part in plan.parts] == [
        "Welcome", "Briefing", "Step 1 Step 1", "Lunch", "Step 2 Step 2"
    ]  # fmt: skip


def test_a_name_stays_on_one_line_with_its_number() -> None:
    step = session(6).wording.items[1]
    prompt = session(6).wording.prompts_of(step)[0]

    assert topic_name(step) == f"2\N{NO-BREAK SPACE}{step.short}"
    assert topic_name(prompt) == "Prompt\N{NO-BREAK SPACE}2.1"


def test_the_annex_holds_the_tally_and_what_is_furthest_apart() -> None:
    now = session(6)
    for step, counts in enumerate([(6, 0, 0), (3, 0, 3), (0, 2, 4)], start=1):
        now = revealed(now, step, counted(counts))
    assert list(annex_lines(results(now))) == [
        "3 results: we agree 1, most agree 1, we diverge 1.",
        "People differ most on Step 2: -100, on the scale from -100 to +100.",
    ]


def test_too_few_answers_have_no_lowest() -> None:
    now = revealed(session(3), 1, answers("1 2 3"))
    assert list(annex_lines(results(now))) == ["1 result: not enough known 1."]


_ALL, _MOST, _SPLIT, _UNKNOWN = "1 1 1 1 1 1", "2 2 3 3 3 3", "1 1 1 3 3 3", "1 2 d d d d"


@pytest.mark.parametrize(
    ("given", "brief", "rest"),
    [
        ((), "", ""),
        ((_ALL,), "We agree on 1 of 6", " steps."),
        ((_ALL,) * 6, "We agree on 6 of 6", " steps."),
        ((_SPLIT,), "We agree on none of 6", " steps and we diverge on 1."),
        (
            (_ALL, _ALL, _MOST, _SPLIT, _SPLIT, _SPLIT),
            "We agree on 2 of 6",
            " steps, most agree on 1 and we diverge on 3.",
        ),
        ((_ALL, _MOST), "We agree on 1 of 6", " steps and most agree on 1."),
        (
            (_MOST, _MOST, _SPLIT, _UNKNOWN),
            "We agree on none of 6",
            " steps, most agree on 2, we diverge on 1 and not enough is known about 1.",
        ),
    ],
)
def test_steps_are_counted_as_the_overview_parts_them(given: tuple[str, ...], brief: str, rest: str) -> None:
    now = session(6)
    for step, chosen in enumerate(given, start=1):
        now = revealed(now, step, answers(chosen))

    assert (in_brief(now), in_short(now)) == (brief, f"{brief}{rest}")
