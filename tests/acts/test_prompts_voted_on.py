"""Prompts that are voted on beside the steps."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.results import item_result, results
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.voting import reveal
from tests.acts.rooms import filled
from tests.support.sessions import library

FIRST = 201
SECOND = 202


def test_a_prompt_is_voted_on_only_when_it_was_chosen(room: Workshop) -> None:
    with pytest.raises(RuleError, match=r"Prompt 2\.1 is not voted on in this workshop"):
        room.open_round(FIRST)

    room.save(vote_on(room.session, frozenset({FIRST})))

    assert room.open_round(FIRST).id == 201_001


def test_chosen_prompts_come_with_their_step(room: Workshop) -> None:
    room.save(vote_on(room.session, frozenset({SECOND, FIRST})))

    assert [item.id for item in room.session.items] == ["1", "2.1", "2.2", "2", "3", "4", "5", "6"]
    assert [each.item.id for each in results(room.session)] == [item.id for item in room.session.items]


def test_a_prompt_is_found_by_its_id(room: Workshop) -> None:
    found = room.session.wording.find(" 2.1 ")

    assert (found.number, found.step, room.session.wording.find("2").number) == (FIRST, 2, 2)
    with pytest.raises(RuleError, match=r"There is no step or prompt 2\.99"):
        room.session.wording.find("2.99")


def test_a_prompt_may_not_apply(room: Workshop) -> None:
    room.save(vote_on(room.session, frozenset({FIRST})))
    filled(room, FIRST, "2 2 x x")
    room.save(reveal(room.session, FIRST))

    assert (
        item_result(room.session, FIRST).rounds[0].base_line
        == "2 of 5 answered · 2 say it does not apply · 1 not in"
    )


def test_a_prompt_may_not_apply_in_a_count(room: Workshop) -> None:
    room.save(vote_on(room.session, frozenset({FIRST})))
    room.open_round(FIRST)

    room.take_headcount(FIRST, {Answer.NOT_APPLICABLE: 2, Answer.LEVEL_1: 3})

    assert room.open_round(FIRST).tally()[Answer.NOT_APPLICABLE] == 2


def test_a_prompt_with_answers_stays(room: Workshop) -> None:
    room.save(vote_on(room.session, frozenset({FIRST, SECOND})))
    filled(room, FIRST, "1")

    with pytest.raises(RuleError, match=r"Prompt 2\.1 has answers already, so it stays"):
        room.save(vote_on(room.session, frozenset({SECOND})))
    room.save(vote_on(room.session, frozenset({FIRST})))
    assert room.session.prompts == {FIRST}


def test_a_prompt_that_was_opened_and_not_answered_can_be_left_out(room: Workshop, tmp_path: Path) -> None:
    room.save(vote_on(room.session, frozenset({FIRST})))
    room.open_round(FIRST)

    room.save(vote_on(room.session, frozenset()))

    assert (room.session.prompts, room.session.open_round(FIRST)) == (frozenset(), None)
    room.close()
    assert library(tmp_path).read(room.path).rounds == room.session.rounds == {}


def test_a_prompt_whose_answers_were_all_taken_back_can_be_left_out_and_brings_none_back(
    room: Workshop,
) -> None:
    room.save(vote_on(room.session, frozenset({FIRST})))
    filled(room, FIRST, "1")
    room.clear(FIRST, 1)
    room.save(vote_on(room.session, frozenset()))
    room.save(vote_on(room.session, frozenset({FIRST})))

    assert room.open_round(FIRST).given == 0
    assert room.undo(FIRST) is None


@pytest.mark.parametrize("number", [2, 299, 901])
def test_only_prompts_are_chosen(room: Workshop, number: int) -> None:
    with pytest.raises(RuleError):
        room.save(vote_on(room.session, frozenset({number})))
    assert room.session.prompts == frozenset()


def test_a_new_sitting_sets_open_prompts_aside_too(room: Workshop) -> None:
    room.save(vote_on(room.session, frozenset({FIRST})))
    filled(room, FIRST, "1")

    room.begin_sitting()

    assert room.session.open_round(FIRST) is None
    assert "Prompt 2.1, time 1: set aside" in room.session.trail[1].text


def test_prompts_and_their_answers_are_on_the_disk(room: Workshop, tmp_path: Path) -> None:
    room.save(vote_on(room.session, frozenset({FIRST})))
    filled(room, FIRST, "1 x")
    room.close()

    assert library(tmp_path).read(room.path) == room.session
