"""The words column of a file with answers: taken as one change with them, without the people, and never twice."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.acts.answer_import import ImportPlan, plan_import, read_ballots, take_ballots
from scrutiny_tui.domain.session import Session
from tests.acts.rooms import times_saved
from tests.store.table_files import separated, workbook
from tests.support.sessions import session, workshop

HEADER: Final = "voter,item,answer,words\n"
THREE: Final = "Member 1,1,1,Minutes show it.\nMember 2,1,2,\nMember 3,1,3,  We never\u00a0visit. \n"


def plan(folder: Path, lines: str, now: Session | None = None, *, replace: bool = False) -> ImportPlan:
    table = read_ballots(separated(folder, HEADER + lines))
    return plan_import(now or session(5), table, replace=replace)


def test_words_are_taken_with_the_answers_as_one_change_and_the_same_file_adds_nothing(
    tmp_path: Path,
) -> None:
    with closing(workshop(tmp_path)) as room:
        before = times_saved(room)
        first = plan(tmp_path, THREE, room.session)
        room.save_for_good(take_ballots(room.session, first.ballots, first.words))
        assert times_saved(room) == before + 1
        kept = {line.text: line.item for line in room.session.words.values()}
        assert kept == {"Minutes show it.": 1, "We never visit.": 1}
        again = plan(tmp_path, THREE + "Member 4,1,1,We never visit.\n", room.session, replace=True)
        room.save_for_good(take_ballots(room.session, again.ballots, again.words))
        texts = [line.text for line in room.session.words.values()]
        assert texts == ["Minutes show it.", "We never visit.", "We never visit."]


def test_words_without_an_answer_are_skipped_and_those_on_a_prompt_belong_to_its_step(tmp_path: Path) -> None:
    deep = replace(session(5), prompts=frozenset({101}))
    lines = (
        "Member 1,1.1,1,On the prompt.\nMember 2,1,2,On the step.\nMember 3,1,3,\nMember 4,1,,No answer.\n"
    )
    assert plan(tmp_path, lines, deep).words == ((1, "On the prompt."), (1, "On the step."))


def test_a_step_with_answers_of_two_people_is_left_out_and_the_others_are_taken(tmp_path: Path) -> None:
    found = plan(tmp_path, THREE + "Member 1,2,1,Too few.\nMember 2,2,1,Far too few.\n")
    assert {step for step, _text in found.words} == {1}
    assert len(found.ballots) == 5
    assert [told for told in found.notices if "step 2 is left out" in told]


def test_words_that_are_too_long_are_refused_with_their_line(tmp_path: Path) -> None:
    found = plan(tmp_path, f"{THREE}Member 4,1,2,{'x' * 301}\n")
    assert [f"{each.key}: {each.reason}" for each in found.problems] == [
        "line 5: The text in the words column is longer than 300 characters. Nothing was saved. Make it shorter."
    ]
    assert len(found.words) == 2


@pytest.mark.parametrize("heading", ["words", "Own words", "In a few words"])
def test_the_column_is_known_by_its_heading_in_a_workbook_too(tmp_path: Path, heading: str) -> None:
    rows = [[f"Member {number}", 1, 2, f"Line {number}."] for number in (1, 2, 3)]
    path = workbook(tmp_path, [["person", "step", "answer", heading], *rows])
    found = plan_import(session(5), read_ballots(path))
    assert found.words == ((1, "Line 1."), (1, "Line 2."), (1, "Line 3."))
    assert found.notices == ()
