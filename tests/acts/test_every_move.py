"""Any sequence of moves: everything adds up, nothing is lost or invented, undo goes back, nothing open leaks."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.results import level_words, results
from scrutiny_tui.domain.rounds import Answer, RoundState
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.domain.voting import opened
from scrutiny_tui.store.session_checks import inconsistencies
from scrutiny_tui.view.data import results_json
from scrutiny_tui.view.plain_text import results_text
from tests.acts.moves import (
    MEMBERS,
    OTHERS,
    REOPEN,
    SLIPS,
    STEPS,
    VOTING,
    Move,
    answers_in,
    counted,
    do,
    moves,
    opened_again,
    room_in_memory,
)
from tests.support.sessions import as_kept, library, workshop

EVERY_SECRECY: Final = pytest.mark.parametrize("secrecy", Secrecy)


def check_adds_up(room: Workshop) -> None:
    """Check that everybody in the base of a result is told of once."""
    for each in results(room.session):
        for found in each.rounds:
            assert found.ratings + sum(found.not_rated.values()) == found.base
            assert min(found.not_rated.values()) >= 0


def everything_told(now: Session) -> tuple[object, ...]:
    """Return whatever can be worked out from a session for the room to see."""
    found = results(now)
    return found, talk_next(found, level_words(now)), results_text(now), results_json(now)


def twin_of(now: Session, draw: Random) -> Session:
    """Return a session that differs in the answers to open rounds only: in what they are and whose, not in how many."""
    people, given = range(1, MEMBERS + 5), [*Answer]
    for each in now.rounds.values():
        if each.state is RoundState.OPEN:
            ballots = {voter: draw.choice(given) for voter in draw.sample(people, len(each.ballots))}
            totals = Counter(draw.choice(given) for _ in range(sum(each.totals.values())))
            answered = frozenset(draw.sample(people, len(each.answered)))
            now = now.with_round(replace(each, ballots=ballots, totals=totals, answered=answered))
    return now


@EVERY_SECRECY
@settings(max_examples=30)
@given(done=moves(*VOTING, *OTHERS, REOPEN), draw=st.randoms(use_true_random=False))
def test_results_add_up_and_open_answers_are_unseen(secrecy: Secrecy, done: list[Move], draw: Random) -> None:
    room = room_in_memory(secrecy, SLIPS)
    for move in done:
        if move.what == REOPEN:
            room = opened_again(room)
        else:
            do(room, move)
        check_adds_up(room)
        assert not [*inconsistencies(room.session)]
    for step in STEPS:
        room.open_round(step)
    assert everything_told(twin_of(room.session, draw)) == everything_told(room.session)
    for step in STEPS:
        do(room, replace(done[0], what="reveal", step=step))
    check_adds_up(room)


def expected_after(before: Session, move: Move) -> dict[int, Counter[Answer]]:
    """Return the answers that a move which was allowed leaves, worked out by hand."""
    known = answers_in(before)
    steps = {"cast": (move.step,), "slip": STEPS}.get(move.what, ())
    for step in steps:
        found = before.open_round(step)
        round_id = found.id if found else step * 1000 + before.next_round(step)
        earlier = found.ballots.get(move.person) if found else None
        known[round_id] = _changed(known.get(round_id, Counter()), earlier, move.answer)
    if move.what == "clear":
        cleared = opened(before, move.step)
        known[cleared.id] -= Counter([cleared.ballots[move.person]])
    if move.what == "headcount":
        known[opened(before, move.step).id] += Counter(counted(before, move))
    if move.what == "correct":
        last = before.revealed(move.step)[-1]
        known[last.id] = _changed(known[last.id], last.ballots[move.person], move.answer)
    unseen = before.open_round(move.step)
    if move.what == "set aside" and before.details.secrecy is Secrecy.TOTALS and unseen:
        known[unseen.id] = Counter()
    return known


def _changed(known: Counter[Answer], earlier: Answer | None, answer: Answer) -> Counter[Answer]:
    return known - Counter([earlier] if earlier else []) + Counter([answer])


@EVERY_SECRECY
@settings(max_examples=30)
@given(done=moves(*VOTING, REOPEN, *(kind for kind in OTHERS if kind not in {"undo", "open"})))
def test_no_move_loses_or_invents_an_answer(secrecy: Secrecy, done: list[Move]) -> None:
    room = room_in_memory(secrecy, SLIPS)
    for move in done:
        if move.what == REOPEN:
            room = opened_again(room)
        before = room.session
        if move.what != REOPEN and do(room, move):
            assert answers_in(room.session) == expected_after(before, move)
        else:
            assert room.session is before
        for step in STEPS:
            room.open_round(step)


@settings(max_examples=50)
@given(done=moves(*VOTING))
def test_undoing_in_turn_leads_back_through_every_moment(done: list[Move]) -> None:
    room = room_in_memory(Secrecy.LABELS)
    moments: list[tuple[int, Session]] = []
    for move in done:
        before = room.session
        if do(room, move):
            moments.append((move.step, before))
    for step, before in reversed(moments):
        assert room.undo(step) is not None
        assert room.session == before
    assert room.undo(1) is room.undo(2) is None


@settings(max_examples=50)
@given(done=moves(*VOTING))
def test_undoing_until_nothing_is_left_brings_no_answer_back(done: list[Move]) -> None:
    room = room_in_memory(Secrecy.LABELS)
    for move in done:
        do(room, move)
    for step in STEPS:
        while room.undo(step):
            pass
    assert [room.open_round(step).given for step in STEPS] == [0, 0]


@settings(max_examples=50)
@given(done=moves(*VOTING, "away", "undo"))
def test_whoever_is_here_and_has_not_answered_is_waited_for(done: list[Move]) -> None:
    room = room_in_memory(Secrecy.LABELS)
    for move in done:
        do(room, move)
        for step in STEPS:
            found = room.open_round(step)
            here = set(range(1, MEMBERS + 1)) - room.session.sitting.away
            assert set(room.waiting(step)) == (set() if found.closed else here - found.ballots.keys())


@settings(max_examples=50)
@given(done=moves(*VOTING))
def test_where_only_totals_are_kept_just_the_latest_move_is_taken_back(done: list[Move]) -> None:
    room = room_in_memory(Secrecy.TOTALS)
    for move in done:
        before = room.session
        if not do(room, move):
            continue
        assert room.undo(move.step) is not None
        assert room.session == before
        assert room.undo(1) is room.undo(2) is None
        do(room, move)


@EVERY_SECRECY
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=moves(*VOTING, *OTHERS))
def test_the_disk_holds_what_memory_does(tmp_path: Path, secrecy: Secrecy, done: list[Move]) -> None:
    shutil.rmtree(tmp_path / "room", ignore_errors=True)
    room = workshop(tmp_path / "room", MEMBERS, Role.OFFICER, secrecy=secrecy)
    for step in STEPS:
        room.open_round(step)
    for move in done:
        do(room, move)
    assert library(tmp_path / "room").read(room.path) == as_kept(room.session)
    room.close()
    again = library(tmp_path / "room").open(room.path)
    assert again.session == as_kept(room.session)
    again.close()
