"""Results say what was revealed and nothing of what was not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain import mending, voting
from scrutiny_tui.domain.agreement import Label
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.queue import talk_next
from scrutiny_tui.domain.recording import add_note, agree
from scrutiny_tui.domain.results import item_result, level_words, results, round_result
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.session import AgreedLevel, How, NoteKind, Session
from scrutiny_tui.domain.thresholds import Thresholds
from tests.support.sessions import WORDS, answered, answers, counted, revealed, session

CASTABLE = [answer for answer in Answer if answer is not Answer.NOT_APPLICABLE]
MEMBERS = 7

ballots = st.dictionaries(st.integers(1, MEMBERS), st.sampled_from(CASTABLE))


def test_a_result_holds_everything_that_is_told_of_a_round() -> None:
    room = voting.set_absent(voting.open_round(session(15), 2), 2, 15, absent=True)
    room = revealed(room, 2, answers("3 3 3 3 3 3 3 3 3 3 2 1 d"))

    found = item_result(room, 2).latest

    assert found is not None
    assert found.counts == (1, 1, 10)
    assert (found.ratings, found.base, found.number) == (12, 15, 1)
    assert found.verdict.label is Label.CONSENSUS
    assert found.sentence == "Clear agreement: 10 of 12 chose Strong. One answer is at Beginning."
    assert found.base_line == "12 of 15 answered · 1 does not know · 1 absent · 1 not in"
    assert (found.score, found.shown_score, found.finding) == (Fraction(3, 4), "+75", "")


def test_everyone_means_everyone_who_was_asked() -> None:
    full = revealed(session(5, Role.OFFICER), 1, answers("2 2 2 2 2"))
    short = revealed(session(6), 1, answers("2 2 2 2 2"))

    told = [results(room)[0].latest for room in (full, short)]

    assert [each.sentence for each in told if each] == [
        "Everyone chose Developing.",
        "All 5 who chose a level chose Developing.",
    ]


def test_many_dont_knows_are_told_as_a_finding() -> None:
    found = results(revealed(session(9), 1, answers("2 2 2 2 2 2 d d d")))[0].latest

    assert found is not None
    assert found.finding == "3 of 9 do not know. That is a finding."


def test_a_round_in_which_nobody_rated_has_no_score() -> None:
    found = results(revealed(session(5), 1, answers("d d a i")))[0].latest

    assert found is not None
    assert (found.score, found.shown_score, found.sentence) == (None, None, "Nobody chose a level.")
    assert found.base_line == (
        "0 of 5 answered · 2 do not know · 1 prefers not to say · 1 declared an interest · 1 not in"
    )


def test_the_thresholds_of_the_session_are_used() -> None:
    small = revealed(session(3, thresholds=Thresholds(fewest_ratings=3)), 1, answers("2 2 2"))

    found = results(small)[0].latest

    assert found is not None
    assert found.sentence == "Everyone chose Developing."


def test_the_words_are_those_of_the_session() -> None:
    assert level_words(session()) == WORDS


def test_every_step_has_its_own_notes_and_shared_view() -> None:
    room = add_note(session(), 2, NoteKind.REASON, "Why.")
    room = agree(room, AgreedLevel(2, 3, How.CLEAR))

    first, second, *_ = results(room)

    assert (first.notes, first.agreed, first.latest) == ((), None, None)
    assert ([note.text for note in second.notes], second.agreed) == (["Why."], AgreedLevel(2, 3, How.CLEAR))


def test_both_times_are_told_oldest_first() -> None:
    room = revealed(revealed(session(), 1, counted((6, 0, 6))), 1, counted((0, 12, 0)))

    found = results(room)[0]

    assert [(each.number, each.counts) for each in found.rounds] == [(1, (6, 0, 6)), (2, (0, 12, 0))]


@pytest.mark.parametrize("state", [RoundState.OPEN, RoundState.VOID])
def test_only_a_revealed_round_is_summed_up(state: RoundState) -> None:
    with pytest.raises(ValueError, match="round 1001 is not revealed"):
        round_result(session(), Round(1, 1, 1, state))


def everything_told(room: Session) -> str:
    """Return whatever can be worked out from a session for the room to see."""
    found = results(room)
    return repr((found, talk_next(found, level_words(room))))


def with_open_answers(room: Session, step: int, given_answers: dict[int, Answer]) -> Session:
    return room.with_round(
        replace(voting.open_round(room, step).rounds[step * 1000 + 2], ballots=given_answers)
    )


@given(shown=ballots.filter(bool), one=ballots, other=ballots)
def test_nothing_told_depends_on_answers_to_an_open_round(
    shown: dict[int, Answer], one: dict[int, Answer], other: dict[int, Answer]
) -> None:
    opened = voting.open_round(session(MEMBERS), 1)
    room = voting.reveal(opened.with_round(replace(opened.rounds[1001], ballots=shown)), 1)

    assert everything_told(with_open_answers(room, 1, one)) == everything_told(
        with_open_answers(room, 1, other)
    )


@given(one=ballots, other=ballots)
def test_nothing_told_depends_on_a_round_that_was_set_aside_unseen(
    one: dict[int, Answer], other: dict[int, Answer]
) -> None:
    opened = voting.open_round(session(MEMBERS), 1)
    rooms = [
        mending.set_aside(opened.with_round(replace(opened.rounds[1001], ballots=given_answers)), 1, "a slip")
        for given_answers in (one, other)
    ]

    assert everything_told(rooms[0]) == everything_told(rooms[1])


@given(given_answers=ballots.filter(bool))
def test_whoever_is_in_the_base_is_counted_once(given_answers: dict[int, Answer]) -> None:
    opened = voting.open_round(session(MEMBERS, Role.OFFICER), 1)
    room = voting.reveal(opened.with_round(replace(opened.rounds[1001], ballots=given_answers)), 1)

    found = results(room)[0].latest

    assert found is not None
    assert found.ratings + sum(found.not_rated.values()) == found.base == MEMBERS


@given(given_answers=ballots.filter(bool), chance=st.randoms(use_true_random=False))
def test_the_order_of_casting_leaves_no_trace(given_answers: dict[int, Answer], chance: Random) -> None:
    shuffled = list(given_answers.items())
    chance.shuffle(shuffled)
    opened = voting.open_round(session(MEMBERS), 1)
    rooms = []
    for cast in (list(given_answers.items()), shuffled):
        room = opened
        for voter, answer in cast:
            room = voting.cast(room, 1, voter, answer)
        rooms.append(voting.reveal(room, 1))

    assert rooms[0] == rooms[1]
    assert everything_told(rooms[0]) == everything_told(rooms[1])


def test_an_open_round_is_not_told_at_all() -> None:
    assert everything_told(answered(session(), 1, answers("1 2 3"))) == everything_told(session())
