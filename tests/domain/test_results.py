"""Results say what was revealed and nothing of what was not.

How answers moved between two rounds, told only where nobody's answer can be worked out from it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain import corrections, voting
from scrutiny_tui.domain.agreement import Counts, Label, Thresholds
from scrutiny_tui.domain.moves import add_note, agree, begin_sitting
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.results import (
    Movement,
    item_result,
    labels_kept,
    level_words,
    movement,
    results,
    round_result,
    turn,
)
from scrutiny_tui.domain.rounds import Answer, Round, RoundState
from scrutiny_tui.domain.session import AgreedLevel, How, NoteKind, Session
from scrutiny_tui.domain.topics import talk_next
from tests.support.sessions import NOW, WORDS, answered, answers, counted, revealed, session

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
        corrections.set_aside(
            opened.with_round(replace(opened.rounds[1001], ballots=given_answers)), 1, "a slip"
        )
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


def vote(keys: str, first_voter: int = 1) -> Round:
    """Return a round in which the voters from this one on gave these answers."""
    return Round(1, 1, 1, ballots=dict(enumerate(answers(keys), start=first_voter)))


def test_up_down_and_stayed_are_counted_person_by_person() -> None:
    assert movement(vote("1 2 3 1 2"), vote("2 1 3 3 2")) == Movement(up=2, down=1, stayed=2)


def test_a_movement_reads_as_a_line() -> None:
    assert str(Movement(3, 1, 8)) == "3 moved up, 1 moved down, 8 stayed"


@pytest.mark.parametrize("gone", [1, 2, 3, 4])
def test_movement_is_hidden_while_one_to_four_people_are_gone(gone: int) -> None:
    assert movement(vote("2 " * 12), vote("3 " * (12 - gone))) is None


@pytest.mark.parametrize("new", [1, 2, 3, 4])
def test_movement_is_hidden_while_one_to_four_people_are_new(new: int) -> None:
    assert movement(vote("2 " * 8), vote("3 " * (8 + new))) is None


def test_new_and_gone_people_are_counted_together() -> None:
    assert movement(vote("2 " * 10), vote("2 " * 10, first_voter=3)) is None
    assert movement(vote("2 " * 10), vote("2 " * 10, first_voter=4)) == Movement(0, 0, 7)


def test_movement_is_shown_again_when_five_people_are_gone() -> None:
    assert movement(vote("2 " * 12), vote("3 " * 7)) == Movement(up=7, down=0, stayed=0)


def test_whoever_chose_no_level_once_counts_as_new_or_gone() -> None:
    assert movement(vote("2 2 2 2 2 d"), vote("2 2 2 2 2 3")) is None


def test_whoever_chose_no_level_both_times_does_not_count() -> None:
    assert movement(vote("2 2 2 2 2 d"), vote("2 2 2 2 3 a")) == Movement(up=1, down=0, stayed=4)


def test_there_is_no_movement_where_nobody_answered_both_times() -> None:
    assert movement(vote("1 1 1 1 1"), vote("3 3 3 3 3", first_voter=6)) is None
    assert movement(vote("d d"), vote("a a")) is None


@pytest.mark.parametrize("counted_first", [True, False])
def test_totals_do_not_say_who_moved(counted_first: bool) -> None:
    counted = replace(vote("2 " * 8), totals={Answer.LEVEL_1: 4})
    slips = vote("3 " * 12)

    assert (movement(counted, slips) if counted_first else movement(slips, counted)) is None


@pytest.mark.parametrize(
    ("kept", "is_kept"), [((True, True), True), ((False, True), False), ((True, False), False)]
)
def test_labels_are_kept_where_every_sitting_in_between_kept_them(
    kept: tuple[bool, bool], is_kept: bool
) -> None:
    now = session()
    for labels in kept:
        now = begin_sitting(now, NOW, labels_kept=labels)

    assert labels_kept(now, Round(1, 1, 1), Round(1, 2, 3)) is is_kept


def test_labels_are_the_same_within_a_sitting() -> None:
    now = begin_sitting(session(), NOW, labels_kept=False)

    assert labels_kept(now, Round(1, 1, 2), Round(1, 2, 2))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((6, 0, 6), (1, 2, 9), "Two opposite views, then clear agreement at Strong."),
        ((6, 0, 0), (0, 6, 0), "All at Beginning, then all at Developing."),
        ((4, 4, 4), (3, 4, 5), "No single view, then still no single view."),
        ((0, 4, 8), (0, 5, 7), "Most at Strong, then between two neighbouring levels."),
        ((2, 0, 2), (2, 1, 9), "Too few to sum up, then most at Strong with a minority at an end."),
        ((0, 8, 4), (0, 4, 8), "Most at Developing, then most at Strong."),
    ],
)
def test_how_the_verdict_went_is_told_with_the_level_where_the_room_agrees(
    before: Counts, after: Counts, told: str
) -> None:
    found = [
        round_result(
            session(),
            Round(
                1,
                number,
                1,
                RoundState.REVEALED,
                dict(enumerate(counted(counts), start=1)),
                base=frozenset(range(1, sum(counts) + 1)),
            ),
        )
        for number, counts in enumerate((before, after), start=1)
    ]

    assert turn(found[0], found[1], WORDS) == told
