"""Results say what was revealed and nothing of what was not, and how answers moved only where nobody can be picked out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain import moves, voting
from scrutiny_tui.domain.agreement import Counts, Label, Thresholds
from scrutiny_tui.domain.moves import add_note, agree, begin_sitting
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.personal_names import sealed
from scrutiny_tui.domain.results import (
    Movement,
    RoundResult,
    item_result,
    labels_kept,
    level_words,
    movement,
    results,
    round_result,
    turn,
)
from scrutiny_tui.domain.rounds import Answer, Round, RoundState
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import AgreedLevel, How, NoteKind, Session
from scrutiny_tui.domain.topics import talk_next
from tests.support.sessions import NOW, WORDS, answered, answers, counted, details, revealed, session

CASTABLE = [answer for answer in Answer if answer is not Answer.NOT_APPLICABLE]
MEMBERS = 7

ballots = st.dictionaries(st.integers(1, MEMBERS), st.sampled_from(CASTABLE))


def latest(now: Session, step: int = 1) -> RoundResult:
    found = item_result(now, step).latest
    assert found is not None
    return found


def test_a_result_holds_everything_that_is_told_of_a_round_no_level_too() -> None:
    room = voting.set_absent(voting.open_round(session(15), 2), 2, 15, absent=True)
    found = latest(revealed(room, 2, answers("3 3 3 3 3 3 3 3 3 3 2 1 d")), 2)
    assert found.counts == (1, 1, 10)
    assert (found.ratings, found.base, found.number) == (12, 15, 1)
    assert found.verdict.label is Label.CONSENSUS
    assert found.sentence == "Clear agreement: 10 chose Strong, 1 Beginning and 1 Developing."
    assert (
        found.base_line == "12 of 14 here chose a statement · 1 doesn't know · 1 absent · 1 has not answered"
    )
    assert (found.score, found.shown_score, found.finding) == (Fraction(3, 4), "+75", "")
    found = latest(revealed(session(5), 1, answers("d d a i")))
    assert (found.score, found.shown_score) == (None, None)
    assert found.base_line == (
        "0 of 5 chose a statement · 2 don't know · 1 prefers not to say · 1 interest declared · 1 has not answered"
    )
    many = latest(revealed(session(9), 1, answers("2 2 2 2 2 2 d d d")))
    assert many.finding == "3 of 9 don't know. That is a finding."


@pytest.mark.parametrize(
    ("room", "told"),
    [
        (revealed(session(5, Role.OFFICER), 1, answers("2 2 2 2 2")), "Everyone chose Developing."),
        (revealed(session(6), 1, answers("2 2 2 2 2")), "All 5 who chose a statement chose Developing."),
        (revealed(session(3, thresholds=Thresholds(fewest_ratings=3)), 1, answers("2 2 2")), "Everyone chose Developing."),
        (revealed(session(5), 1, answers("d d a i")), "Nobody chose a statement."),
    ],
)  # fmt: skip
def test_everyone_means_everyone_asked_under_the_sessions_thresholds(room: Session, told: str) -> None:
    assert latest(room).sentence == told


def test_every_step_has_its_own_notes_and_times_and_a_movement_reads_as_a_line() -> None:
    room = agree(add_note(session(), 2, NoteKind.REASON, "Why."), AgreedLevel(2, 3, How.CLEAR))
    room = revealed(revealed(room, 2, counted((6, 0, 6))), 2, counted((0, 12, 0)))
    first, second, *_ = results(room)
    assert (first.notes, first.agreed, first.latest) == ((), None, None)
    assert ([note.text for note in second.notes], second.agreed) == (["Why."], AgreedLevel(2, 3, How.CLEAR))
    assert [(each.number, each.counts) for each in second.rounds] == [(1, (6, 0, 6)), (2, (0, 12, 0))]
    assert str(Movement(3, 1, 8)) == "3 moved up, 1 moved down, 8 stayed"


@pytest.mark.parametrize("state", [RoundState.OPEN, RoundState.VOID])
def test_only_a_revealed_round_is_summed_up(state: RoundState) -> None:
    with pytest.raises(ValueError, match="round 1001 is not revealed"):
        round_result(session(), Round(1, 1, 1, state))


# Nothing that is not shown is told


def everything_told(room: Session) -> str:
    """Return whatever can be worked out from a session for the room to see."""
    found = results(room)
    return repr((found, talk_next(found, level_words(room))))


def with_answers(room: Session, given_answers: dict[int, Answer]) -> Session:
    """Return the session with these answers in another, open round of step 1."""
    opened = voting.open_round(room, 1)
    return opened.with_round(replace(voting.opened(opened, 1), ballots=given_answers))


@given(shown=ballots.filter(bool), one=ballots, other=ballots)
def test_nothing_told_depends_on_a_vote_that_is_open_or_was_set_aside_unseen(
    shown: dict[int, Answer], one: dict[int, Answer], other: dict[int, Answer]
) -> None:
    room = voting.reveal(with_answers(session(MEMBERS, Role.OFFICER), shown), 1)
    found = latest(room)
    assert found.ratings + sum(found.not_rated.values()) == found.base == MEMBERS
    mine, theirs = (with_answers(room, each) for each in (one, other))
    assert everything_told(mine) == everything_told(theirs) == everything_told(room)
    aside = [moves.set_aside(each, 1, "a slip") for each in (mine, theirs)]
    assert everything_told(aside[0]) == everything_told(aside[1])


@given(given_answers=ballots.filter(bool), chance=st.randoms(use_true_random=False))
def test_the_order_of_casting_leaves_no_trace(given_answers: dict[int, Answer], chance: Random) -> None:
    shuffled = list(given_answers.items())
    chance.shuffle(shuffled)
    rooms = []
    for slips in (given_answers.items(), shuffled):
        room = voting.open_round(session(MEMBERS), 1)
        for voter, answer in slips:
            room = voting.cast(room, 1, voter, answer)
        rooms.append(voting.reveal(room, 1))
    assert rooms[0] == rooms[1]
    assert repr(results(rooms[0])) == repr(results(rooms[1]))


def half_seen(open_answers: str, aside: str, secrecy: Secrecy) -> Session:
    """Return a session with a result on step 1, a vote set aside on step 2 and one going on on step 3."""
    start = revealed(replace(session(6), details=details(secrecy=secrecy)), 1, answers("1 2 3 3 3 d"))
    start = moves.set_aside(answered(start, 2, answers(aside)), 2, "a fire alarm")
    return answered(start, 3, answers(open_answers))


@pytest.mark.parametrize("secrecy", Secrecy)
def test_sessions_that_differ_only_in_what_is_not_shown_are_the_same_once_sealed(secrecy: Secrecy) -> None:
    now = half_seen("1 1 2", "1 1", secrecy)
    assert sealed(now) == sealed(half_seen("d 3 3", "3 i", secrecy))
    assert sealed(now).rounds[1001] is now.rounds[1001]
    assert sealed(now).next_round(2) == 2


# Movement


def vote(keys: str, first_voter: int = 1) -> Round:
    """Return a round in which the voters from this one on gave these answers."""
    return Round(1, 1, 1, ballots=dict(enumerate(answers(keys), start=first_voter)))


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (vote("1 2 3 1 2"), vote("2 1 3 3 2"), Movement(up=2, down=1, stayed=2)),
        *((vote("2 " * 12), vote("3 " * (12 - gone)), None) for gone in (1, 2, 3, 4)),
        (vote("2 " * 12), vote("3 " * 7), Movement(7, 0, 0)),
        *((vote("2 " * 8), vote("3 " * (8 + new)), None) for new in (1, 2, 3, 4)),
        (vote("2 " * 10), vote("2 " * 10, first_voter=3), None),
        (vote("2 " * 10), vote("2 " * 10, first_voter=4), Movement(0, 0, 7)),
        (vote("2 2 2 2 2 d"), vote("2 2 2 2 2 3"), None),
        (vote("2 2 2 2 2 d"), vote("2 2 2 2 3 a"), Movement(1, 0, 4)),
        (vote("1 1 1 1 1"), vote("3 3 3 3 3", first_voter=6), None),
        (vote("d d"), vote("a a"), None),
        (replace(vote("2 " * 8), totals={Answer.LEVEL_1: 4}), vote("3 " * 12), None),
        (vote("3 " * 12), replace(vote("2 " * 8), totals={Answer.LEVEL_1: 4}), None),
    ],
)  # fmt: skip
def test_movement_is_told_unless_it_points(before: Round, after: Round, moved: Movement | None) -> None:
    assert movement(before, after) == moved


@pytest.mark.parametrize("kept", [(True, True), (False, True), (True, False)])
def test_labels_are_kept_where_every_sitting_in_between_kept_them(kept: tuple[bool, bool]) -> None:
    now = session()
    for labels in kept:
        now = begin_sitting(now, NOW, labels_kept=labels)
    assert labels_kept(now, Round(1, 1, 1), Round(1, 2, 3)) is all(kept)
    assert labels_kept(now, Round(1, 1, 2), Round(1, 2, 2))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((6, 0, 6), (1, 2, 9), "Two opposite views, then clear agreement at Strong."),
        ((6, 0, 0), (0, 6, 0), "All at Beginning, then all at Developing."),
        ((4, 4, 4), (3, 4, 5), "No single view, then still no single view."),
        ((0, 4, 8), (0, 5, 7), "Most at Strong, then split between Developing and Strong."),
        ((2, 0, 2), (2, 1, 9), "Too few to say, then most at Strong, but some differ strongly."),
        ((0, 8, 4), (0, 4, 8), "Most at Developing, then most at Strong."),
    ],
)
def test_how_the_verdict_went_is_told_with_its_level(before: Counts, after: Counts, told: str) -> None:
    now = revealed(revealed(session(), 1, counted(before)), 1, counted(after))
    first, second = item_result(now, 1).rounds
    assert turn(first, second, WORDS) == told
