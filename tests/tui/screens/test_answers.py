from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.session_file import SessionFile
from scrutiny_tui.tui.widgets.bars import KeyBar
from tests.support.screens import (
    A_LONG_TIME,
    DETAILS,
    LARGE,
    at,
    counted,
    keyed,
    make_desk,
    page_name,
    picture,
    running,
    said,
    screen_lines,
    settled,
    told,
    typed,
    whose,
    workshop_of,
)

ANSWERS = Place(PageName.ANSWERS)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workshop of fifteen people at the answers on step 1."""
    desk = make_desk(tmp_path)
    workshop_of(desk).open_round(1)
    return at(desk, ANSWERS)


def ballots(desk: Desk) -> dict[int, Answer]:
    """Return what is in the open round of step 1."""
    found = workshop_of(desk).session.open_round(1)
    return dict(found.ballots) if found else {}


async def test_a_step_of_fifteen_people_takes_seventeen_keys(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.STEP))
    presses = "v 2 2 2 3 2 2 1 2 2 3 2 2 2 2 2 r"
    assert len(presses.split()) == 17

    async with running(desk) as pilot:
        await keyed(pilot, presses)

        assert page_name(pilot) == "ResultPage"
    assert workshop_of(desk).session.revealed(1)[0].counts == (1, 12, 2)


async def test_an_answer_is_saved_and_the_cursor_moves_on_by_itself(desk: Desk) -> None:
    async with running(desk) as pilot:
        assert whose(pilot) == "Chair"

        await keyed(pilot, "2")

        assert whose(pilot) == "Vice-chair"
        assert told(pilot, "#echo") == "Chair: entered"
        assert counted(pilot) == "1 of 15 have answered"
    assert ballots(desk) == {1: Answer.LEVEL_2}


async def test_the_cursor_skips_people_who_are_absent_and_people_who_are_in(desk: Desk) -> None:
    workshop = workshop_of(desk)
    workshop.set_absent(1, 2, absent=True)
    workshop.cast(1, 3, Answer.LEVEL_1)

    async with running(desk) as pilot:
        await keyed(pilot, "2")

        assert whose(pilot) == "Member 2"


async def test_after_the_end_of_the_list_the_cursor_goes_to_whoever_is_left(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "down 2 2 2 2 2 2 2 2 2 2 2 2 2 2")

        assert whose(pilot) == "Chair"


async def test_the_page_says_when_everybody_who_is_here_is_in(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "- 2 2 2 2 2 2 2 2 2 2 2 2 2 2")

        assert told(pilot, "#echo") == "Everyone who is here has answered. Press r for the result."
        assert counted(pilot) == "14 of 14 have answered · 1 absent: Chair"


async def test_where_everybody_is_absent_the_page_says_who_can_change_that(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="2 members")
    workshop_of(desk).open_round(1)
    async with running(at(desk, ANSWERS)) as pilot:
        await keyed(pilot, "- -")
        assert told(pilot, "#echo") == "Everyone is marked absent. Press w to mark who is here."

        await keyed(pilot, "up r")
        assert page_name(pilot) == "AnswersPage"
        assert told(pilot, "#echo") == "Everyone is marked absent. Press w to mark who is here."


async def test_each_key_of_a_slip_stands_for_its_answer(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "1 2 3 d D a A i I")

    levels = (Answer.LEVEL_1, Answer.LEVEL_2, Answer.LEVEL_3)
    others = (Answer.DONT_KNOW, Answer.ABSTAIN, Answer.INTEREST)
    given = (*levels, *(answer for answer in others for _case in "lU"))
    assert ballots(desk) == dict(enumerate(given, start=1))


async def test_not_applicable_is_no_answer_to_a_step(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "x")

        assert whose(pilot) == "Chair"
    assert ballots(desk) == {}


async def test_undo_takes_back_answer_after_answer_and_goes_to_the_person(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "1 2 3 u")
        assert whose(pilot) == "Member 1"
        assert told(pilot, "#echo") == "Member 1: answer undone"

        await keyed(pilot, "U")
        assert whose(pilot) == "Vice-chair"
    assert ballots(desk) == {1: Answer.LEVEL_1}


async def test_undoing_a_change_says_that_the_earlier_answer_is_in_again(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "1 up 3 u")

        assert told(pilot, "#echo") == "Chair: answer undone; the earlier answer counts again"
    assert ballots(desk) == {1: Answer.LEVEL_1}


async def test_the_answer_of_anybody_can_be_cleared_whoever_answered_since(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "1 2 3 up up delete")

        assert told(pilot, "#echo").startswith("Vice-chair: cleared.")
        assert whose(pilot) == "Vice-chair"
        assert counted(pilot) == "2 of 15 have answered"
    assert ballots(desk) == {1: Answer.LEVEL_1, 3: Answer.LEVEL_3}


async def test_an_answer_that_was_cleared_can_be_keyed_anew_or_brought_back(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "1 2 up up delete u")
        assert told(pilot, "#echo") == "Chair: answer undone; the earlier answer counts again"
        assert ballots(desk) == {1: Answer.LEVEL_1, 2: Answer.LEVEL_2}

        await keyed(pilot, "delete 3")
        assert told(pilot, "#echo") == "Chair: entered"
    assert ballots(desk) == {1: Answer.LEVEL_3, 2: Answer.LEVEL_2}


async def test_clearing_works_where_the_cursor_rests_because_everybody_is_in(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="2 members")
    workshop_of(desk).open_round(1)
    async with running(at(desk, ANSWERS)) as pilot:
        await keyed(pilot, "1 2 delete 3")

    assert ballots(desk) == {1: Answer.LEVEL_1, 2: Answer.LEVEL_3}


async def test_what_was_cleared_shows_nowhere(tmp_path: Path) -> None:
    pictures = []
    for name, key in (("one", "1"), ("other", "d")):
        desk = make_desk(tmp_path / name)
        workshop_of(desk).open_round(1)
        async with running(at(desk, ANSWERS)) as pilot:
            await keyed(pilot, f"{key} 2 up up delete")
            pictures.append(picture(pilot))
            await keyed(pilot, "u")
            pictures.append(picture(pilot))

    assert pictures[:2] == pictures[2:]


async def test_the_help_says_how_an_answer_is_corrected(desk: Desk) -> None:
    async with running(desk, LARGE) as pilot:
        await keyed(pilot, "f1")

        assert "move to the person and type it again. Delete clears it." in told(
            pilot, "TellingDialog VerticalScroll"
        )


async def test_where_only_totals_are_kept_the_help_offers_no_correction(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, replace(DETAILS, secrecy=Secrecy.TOTALS))
    workshop_of(desk).open_round(1)
    async with running(at(desk, ANSWERS), LARGE) as pilot:
        await keyed(pilot, "f1")

        help_text = told(pilot, "TellingDialog VerticalScroll")
        assert "undo the last answer, but none before it" in help_text
        assert "type it again" not in help_text


async def test_an_absence_can_be_taken_back(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "- u")

        assert whose(pilot) == "Chair"
    assert workshop_of(desk).waiting(1)[0] == 1


async def test_moving_back_and_keying_again_corrects_without_saying_what(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "1 up 3")

        assert told(pilot, "#echo") == "Chair: changed"
    assert ballots(desk) == {1: Answer.LEVEL_3}


async def test_the_same_key_brings_somebody_absent_back(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "- up -")

        assert told(pilot, "#echo") == "Chair is here again"
    assert 1 in workshop_of(desk).waiting(1)


async def test_somebody_who_is_in_cannot_be_marked_absent(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "2 up -")

        assert "This person has answered. Clear the answer first." in said(pilot)
    assert ballots(desk) == {1: Answer.LEVEL_2}


async def test_two_different_keys_at_the_same_moment_both_count(tmp_path: Path) -> None:
    held = make_desk(tmp_path, held_key_seconds=A_LONG_TIME)
    workshop_of(held).open_round(1)

    async with running(at(held, ANSWERS)) as pilot:
        await keyed(pilot, "2 3")

    assert ballots(held) == {1: Answer.LEVEL_2, 2: Answer.LEVEL_3}


@pytest.mark.parametrize("key", ["escape", "o"])
async def test_leaving_asks_and_the_first_choice_stays(desk: Desk, key: str) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, f"2 3 {key}")
        assert "Leave this page? 2 answers are saved." in said(pilot)

        await keyed(pilot, "enter")

        assert page_name(pilot) == "AnswersPage"


async def test_leaving_keeps_the_answers(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "2 escape down enter")

        assert page_name(pilot) == "StepPage"
        await keyed(pilot, "v")
        assert whose(pilot) == "Vice-chair"
    assert ballots(desk) == {1: Answer.LEVEL_2}


async def test_leaving_before_the_first_answer_does_not_ask(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "escape")

        assert page_name(pilot) == "StepPage"


async def test_a_result_with_people_missing_asks_with_the_safe_choice_first(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "2 2 2 2 2 2 2 2 2 2 2 2 r")
        assert "12 of 15 have answered" in said(pilot)

        await keyed(pilot, "enter")
        assert page_name(pilot) == "AnswersPage"

        await keyed(pilot, "r down enter")
        assert page_name(pilot) == "ResultPage"
        assert "12 of 15 chose a statement" in said(pilot)


async def test_the_question_before_a_result_tells_who_is_absent_apart_from_who_is_missing(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "- 2 2 2 2 2 2 2 2 2 2 2 r")

        assert "11 of 14 have answered · 1 absent" in said(pilot)


async def test_a_result_of_no_answers_is_not_shown(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "r")

        assert page_name(pilot) == "AnswersPage"
        assert told(pilot, "#echo") == "Nobody has answered yet, so there is no result to show."


async def test_slips_are_never_clicked_in(desk: Desk) -> None:
    async with running(desk) as pilot:
        assert pilot.app.screen.query_one(KeyBar).keys[0].shown == "1 2 3"
        for column in (1, 3, 5, 8):
            await pilot.click("KeyBar", offset=(column, 0))
        await settled(pilot)

    assert ballots(desk) == {}


async def test_a_click_on_a_person_takes_the_cursor_there(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.click("SlipList", offset=(4, 4))
        await settled(pilot)

        assert whose(pilot) == "Member 3"


async def test_a_save_that_fails_is_told_and_the_cursor_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: SessionFile, _after: object) -> None:
        raise MachineError("The disk is full. The answer is not kept.")

    async with running(desk) as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(SessionFile, "save", full)
            await keyed(pilot, "2")
        assert "The disk is full. The answer is not kept." in said(pilot)
        assert whose(pilot) == "Chair"
        assert counted(pilot) == "0 of 15 have answered"

        await keyed(pilot, "3")
        assert whose(pilot) == "Vice-chair"
    assert ballots(desk) == {1: Answer.LEVEL_3}


async def test_a_prompt_may_not_apply_and_a_step_always_does(desk: Desk) -> None:
    workshop_of(desk).save(vote_on(workshop_of(desk).session, frozenset({102})))
    workshop_of(desk).open_round(102)
    async with running(at(desk, Place(PageName.ANSWERS, 102))) as pilot:
        assert told(pilot, "#others").endswith("x not applicable")
    async with running(at(desk, ANSWERS)) as pilot:
        assert told(pilot, "#others").endswith("- absent")


async def test_somebody_marked_away_in_the_list_of_people_is_not_waited_for(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "w enter escape")

        assert any("Chair" in line and "absent" in line for line in screen_lines(pilot))
    assert 1 not in workshop_of(desk).waiting(1)


async def test_taking_somebody_off_the_list_leaves_the_cursor_on_the_same_person(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "down down down w delete down enter escape")
        assert len(workshop_of(desk).session.voters) == 14
        assert whose(pilot) == "Member 2"

        await keyed(pilot, "2")
    assert ballots(desk) == {4: Answer.LEVEL_2}


async def test_taking_the_last_person_off_the_list_leaves_the_cursor_on_somebody(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="3 members")
    workshop_of(desk).open_round(1)
    async with running(at(desk, ANSWERS)) as pilot:
        await keyed(pilot, "down down w end delete down enter escape 2")

    assert ballots(desk) == {2: Answer.LEVEL_2}


@pytest.mark.parametrize("keys", ["down enter enter escape", "tab 1 space m e m b e r enter escape"])
async def test_whoever_is_put_back_or_added_is_next(tmp_path: Path, keys: str) -> None:
    desk = make_desk(tmp_path, people="6 members")
    workshop_of(desk).open_round(1)
    async with running(at(desk, ANSWERS)) as pilot:
        await keyed(pilot, f"2 down down w {keys}")
        assert whose(pilot) == ("Member 7" if "tab" in keys else "Member 2")


async def test_the_absent_of_the_step_before_are_named(desk: Desk) -> None:
    workshop = workshop_of(desk)
    for voter in (8, 9, 10, 11):
        workshop.set_absent(1, voter, absent=True)
    async with running(desk) as pilot:
        assert counted(pilot) == "0 of 11 have answered · 4 absent: Member 6, Member 7, Member 8 and 1 more"

        await keyed(pilot, " ".join("2" * 12))
        assert told(pilot, "#echo").endswith("4 absent: Member 6, Member 7, Member 8 and 1 more (w).")


async def test_when_all_are_in_somebody_who_comes_late_is_next(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="2 members")
    workshop_of(desk).open_round(1)
    async with running(at(desk, ANSWERS)) as pilot:
        await keyed(pilot, "1 2 w tab")
        await typed(pilot, "1 member")
        await keyed(pilot, "enter escape 3")

    assert ballots(desk) == {1: Answer.LEVEL_1, 2: Answer.LEVEL_2, 3: Answer.LEVEL_3}


async def test_one_key_too_many_changes_nobodys_answer(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, people="5 members"), Place(PageName.STEP))
    async with running(desk) as pilot:
        await keyed(pilot, "v 2 2 2 2 2 1")
        assert "move there first" in said(pilot)
        before = workshop_of(desk).session.open_round(1)
        await keyed(pilot, "down 1")
        after = workshop_of(desk).session.open_round(1)
    assert before is not None
    assert after is not None
    assert before.counts == (0, 5, 0)
    assert after.counts == (1, 4, 0)
