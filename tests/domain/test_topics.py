"""What to talk about next, and questions that make the case for views, never for people.

Most divergent first, then what is quiet but worth the time; marks of the room change the order.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest

from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import add_note, agree, mark_of, set_aside, toggle_mark
from scrutiny_tui.domain.pack import Questions
from scrutiny_tui.domain.results import results, round_result
from scrutiny_tui.domain.session import AgreedLevel, How, MarkKind, NoteKind, Session
from scrutiny_tui.domain.topics import questions, talk_next
from tests.support.sessions import WORDS, answers, counted, of_tables, revealed, session

NO_EVIDENCE = "agreed at Strong, no evidence noted"


def room(steps: Mapping[int, str], members: int = 15) -> Session:
    """Return a session in which these steps have these answers as their result."""
    now = session(members)
    for step, keys in steps.items():
        now = revealed(now, step, answers(keys))
    return now


def split(low: int, middle: int, high: int) -> str:
    return "1 " * low + "2 " * middle + "3 " * high


def topics(now: Session) -> list[tuple[int, str]]:
    return [(topic.item.number, topic.reason) for topic in talk_next(results(now), WORDS)]


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ({}, []),
        (
            {1: split(8, 7, 0), 2: split(5, 5, 5), 3: split(6, 0, 6), 4: split(2, 0, 10)},
            [
                (3, "two opposite views"), (2, "no single view"), (4, "most at Strong, but some differ strongly"),
                (1, "split between Beginning and Developing"),
            ],
        ),
        ({1: split(12, 0, 0), 2: split(9, 4, 0)}, [(1, "agreed at Beginning: what would move us on?"), (2, "agreed at Beginning: what would move us on?")]),
        ({5: split(0, 1, 12)}, [(5, NO_EVIDENCE)]),
        ({1: split(0, 12, 0)}, []),
        (
            {1: "2 2 2 2", 2: "d d d", 3: split(0, 8, 0) + "d d d d", 4: split(0, 9, 0) + "d d d d"},
            [(1, "not enough known"), (2, "not enough known"), (3, "not enough known")],
        ),
        (
            {1: split(0, 0, 12), 2: split(12, 0, 0), 3: "2 2", 4: split(5, 5, 5)},
            [(4, "no single view"), (3, "not enough known"), (2, "agreed at Beginning: what would move us on?"), (1, NO_EVIDENCE)],
        ),
        ({1: split(5, 0, 5) + "d d d d d"}, [(1, "two opposite views, and many don't know")]),
    ],
)  # fmt: skip
def test_what_is_worth_the_time_is_in_order(steps: Mapping[int, str], told: list[tuple[int, str]]) -> None:
    assert topics(room(steps)) == told


@pytest.mark.parametrize(
    ("steps", "order"),
    [
        pytest.param({1: split(9, 0, 3), 2: split(4, 4, 4)}, [2, 1], id="the larger share at the smaller end"),
        pytest.param({1: split(4, 4, 4), 2: split(4, 4, 4) + "d d", 3: split(4, 4, 4) + "d"}, [2, 3, 1], id="more don't knows"),
        pytest.param({6: split(5, 5, 5), 2: split(5, 5, 5), 4: split(5, 5, 5)}, [2, 4, 6], id="their own order"),
    ],
)  # fmt: skip
def test_what_ties_is_ordered_by(steps: Mapping[int, str], order: list[int]) -> None:
    assert [step for step, _ in topics(room(steps))] == order


def test_only_the_latest_result_and_evidence_on_the_step_itself_count() -> None:
    now = add_note(room({5: split(0, 1, 12)}), 4, NoteKind.EVIDENCE, "The work programme.")
    talked = add_note(now, 5, NoteKind.DIFFERENT, "Somebody sees it otherwise.")
    assert topics(talked) == [(5, NO_EVIDENCE)]
    assert topics(add_note(talked, 5, NoteKind.EVIDENCE, "The work programme.")) == []
    now = revealed(room({1: split(6, 0, 6)}), 1, counted((0, 12, 0)))
    assert topics(now) == []
    assert topics(set_aside(now, 1, "a wrong count")) == [(1, "two opposite views")]


@pytest.mark.parametrize("given", [split(12, 0, 0), split(0, 12, 0), split(0, 0, 12)])
def test_what_the_room_did_not_settle_is_not_called_agreed_and_comes_before_what_is_low(given: str) -> None:
    now = agree(room({5: given, 1: split(12, 0, 0), 3: "2 2"}), AgreedLevel(5, None, How.DISCUSSION))
    assert topics(now) == [
        (3, "not enough known"),
        (5, "no agreed position"),
        (1, "agreed at Beginning: what would move us on?"),
    ]


def test_a_few_tables_are_compared_and_those_that_agree_are_not_left_out() -> None:
    now = revealed(revealed(of_tables(5, 6), 2, answers("1 3")), 3, answers("2 2"))
    assert topics(now) == [(2, "the tables differ")]
    told = questions(round_result(now, now.revealed(2)[0]), WORDS, Questions())
    assert told == (WHOM, CASE.format("Strong"), LEAD.format("Beginning"))
    now = revealed(revealed(of_tables(5, 6, 4), 2, answers("2 2 d")), 3, answers("1 3 d"))
    assert topics(now) == [(3, "the tables differ"), (2, "not enough known")]


# Marks


def test_a_mark_is_taken_away_or_replaced_and_puts_a_step_forward_or_off() -> None:
    now = room({1: split(6, 0, 6), 2: split(4, 4, 4), 3: split(0, 12, 0)})
    first, second = (1, "two opposite views"), (2, "no single view")
    assert topics(toggle_mark(now, 2, MarkKind.PINNED)) == [(2, "discuss first; no single view"), first]
    quiet = toggle_mark(toggle_mark(now, 3, MarkKind.PINNED), 5, MarkKind.PINNED)
    assert topics(quiet) == [(3, "discuss first"), (5, "discuss first; not yet answered"), first, second]
    assert topics(toggle_mark(now, 1, MarkKind.LATER)) == [
        second,
        (1, "come back to later; two opposite views"),
    ]
    done = toggle_mark(now, 1, MarkKind.DONE)
    assert topics(done) == [second]
    again = revealed(done, 1, counted((6, 0, 6)))
    assert (mark_of(again, 1), topics(again)) == (None, topics(now))
    pinned = toggle_mark(session(), 1, MarkKind.PINNED)
    assert toggle_mark(pinned, 1, MarkKind.PINNED) == session()
    assert mark_of(toggle_mark(pinned, 1, MarkKind.LATER), 1) is MarkKind.LATER
    with pytest.raises(RuleError):
        toggle_mark(session(), 9, MarkKind.PINNED)


# Questions

WHOM = "What did we each have in mind: this committee, the council or the service?"
CASE = "What would we show a visitor to make the case for {}?"
CHILD = "What might a child in our care say about this?"
LEAD = "What might lead someone to choose {}? Anyone can answer."
INSPECTOR = "What would we show an inspector?"


def asked(counts: Counts, *, has_evidence: bool = False, forms: Questions | None = None) -> tuple[str, ...]:
    now = revealed(session(12), 1, counted(counts))
    found = round_result(now, now.revealed(1)[0])
    return questions(found, WORDS, forms or Questions(), has_evidence=has_evidence)


@pytest.mark.parametrize(
    ("counts", "has_evidence", "told"),
    [
        ((5, 0, 5), False, (WHOM, CASE.format("Strong"), LEAD.format("Beginning"))),
        ((8, 3, 1), False, (LEAD.format("Beginning"), LEAD.format("Strong"))),
        ((0, 7, 5), False, (CASE.format("Developing"), LEAD.format("Strong"))),
        ((5, 6, 1), False, (WHOM, CASE.format("Developing"), LEAD.format("Beginning"))),
        ((1, 6, 5), False, (WHOM, CASE.format("Developing"), LEAD.format("Strong"))),
        ((0, 4, 8), False, (CASE.format("Strong"), INSPECTOR)),
        ((0, 0, 12), False, (CASE.format("Strong"), INSPECTOR)),
        ((0, 4, 8), True, (CASE.format("Strong"), LEAD.format("Developing"))),
        ((0, 0, 12), True, (CASE.format("Strong"), CHILD)),
        ((9, 3, 0), False, (LEAD.format("Beginning"), "What is the first thing that would move us on?")),
        ((0, 12, 0), False, (CASE.format("Developing"), CHILD)),
        ((0, 3, 1), False, ("What would help us to judge this step?",)),
    ],
)
def test_views_get_a_case_and_a_question(counts: Counts, has_evidence: bool, told: tuple[str, ...]) -> None:
    assert asked(counts, has_evidence=has_evidence) == told


def test_the_questions_may_be_the_packs_own_and_speak_of_no_person_or_number() -> None:
    now = revealed(session(12), 1, answers("2 2 2 2 2 3 3 d d d d"))
    told = questions(round_result(now, now.revealed(1)[0]), WORDS, Questions())
    assert told == ("What would we need to see to know, and who could show us?", LEAD.format("Developing"))
    forms = Questions(case="Who sees {level}? {0} {level.real}", lead="And {level}?")
    assert asked((6, 0, 6), forms=forms) == (WHOM, "Who sees Strong? {0} {level.real}", "And Beginning?")
    for low, middle in product(range(13), repeat=2):
        counts = (low, middle, 12 - low - middle)
        if min(counts) < 0:
            continue
        told = asked(counts)
        assert len(told) == len(set(told))
        assert len(told) == (3 if WHOM in told else 2)
        empty = {word for word, count in zip(WORDS, counts, strict=True) if not count}
        assert not any(word in " ".join(told) for word in {*empty, "Member"})
        assert not any(letter.isdigit() for letter in " ".join(told))
