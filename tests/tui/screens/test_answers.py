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
from tests.support.screens import A_LONG_TIME, DETAILS, LARGE, at, make_desk, running
from tests.support.sessions import room_of

ANSWERS = Place(PageName.ANSWERS)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workshop of fifteen people at the answers on step 1."""
    desk = make_desk(tmp_path)
    room_of(desk).open_round(1)
    return at(desk, ANSWERS)


def ballots(desk: Desk) -> dict[int, Answer]:
    """Return what is in the open round of step 1."""
    found = room_of(desk).session.open_round(1)
    return dict(found.ballots) if found else {}


async def test_a_step_of_fifteen_people_takes_seventeen_keys(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.STEP))
    presses = "v 2 2 2 3 2 2 1 2 2 3 2 2 2 2 2 r"
    assert len(presses.split()) == 17

    async with running(desk) as pilot:
        await pilot.keys(presses)

        assert pilot.page == "ResultPage"
    assert room_of(desk).session.revealed(1)[0].counts == (1, 12, 2)


async def test_an_answer_is_saved_and_the_cursor_moves_on_by_itself(desk: Desk) -> None:
    async with running(desk) as pilot:
        assert pilot.whose == "Chair"

        await pilot.keys("2")

        assert pilot.whose == "Vice-chair"
        assert pilot.told("#echo") == "Chair: entered"
        assert pilot.counted == "1 of 15 have answered"
    assert ballots(desk) == {1: Answer.LEVEL_2}


async def test_the_cursor_skips_people_who_are_absent_and_people_who_are_in(desk: Desk) -> None:
    workshop = room_of(desk)
    workshop.set_absent(1, 2, absent=True)
    workshop.cast(1, 3, Answer.LEVEL_1)

    async with running(desk) as pilot:
        await pilot.keys("2")

        assert pilot.whose == "Member 2"


async def test_after_the_end_of_the_list_the_cursor_goes_to_whoever_is_left(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("down 2 2 2 2 2 2 2 2 2 2 2 2 2 2")

        assert pilot.whose == "Chair"


async def test_the_page_says_when_everybody_who_is_here_is_in(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("- 2 2 2 2 2 2 2 2 2 2 2 2 2 2")

        assert pilot.told("#echo") == "Everyone who is here has answered. Press r for the result."
        assert pilot.counted == "14 of 14 have answered · 1 absent: Chair"


async def test_where_everybody_is_absent_the_page_says_who_can_change_that(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="2 members")
    room_of(desk).open_round(1)
    async with running(at(desk, ANSWERS)) as pilot:
        await pilot.keys("- -")
        assert pilot.told("#echo") == "Everyone is marked absent. Press w to mark who is here."

        await pilot.keys("up r")
        assert pilot.page == "AnswersPage"
        assert pilot.told("#echo") == "Everyone is marked absent. Press w to mark who is here."


async def test_each_key_of_a_slip_stands_for_its_answer(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("1 2 3 d D a A i I")

    levels = (Answer.LEVEL_1, Answer.LEVEL_2, Answer.LEVEL_3)
    others = (Answer.DONT_KNOW, Answer.ABSTAIN, Answer.INTEREST)
    given = (*levels, *(answer for answer in others for _case in "lU"))
    assert ballots(desk) == dict(enumerate(given, start=1))


async def test_not_applicable_is_no_answer_to_a_step(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("x")

        assert pilot.whose == "Chair"
    assert ballots(desk) == {}


async def test_undo_takes_back_answer_after_answer_and_goes_to_the_person(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("1 2 3 u")
        assert pilot.whose == "Member 1"
        assert pilot.told("#echo") == "Member 1: answer undone"

        await pilot.keys("U")
        assert pilot.whose == "Vice-chair"
    assert ballots(desk) == {1: Answer.LEVEL_1}


async def test_undoing_a_change_says_that_the_earlier_answer_is_in_again(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("1 up 3 u")

        assert pilot.told("#echo") == "Chair: answer undone; the earlier answer counts again"
    assert ballots(desk) == {1: Answer.LEVEL_1}


async def test_the_answer_of_anybody_can_be_cleared_whoever_answered_since(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("1 2 3 up up delete")

        assert pilot.told("#echo").startswith("Vice-chair: cleared.")
        assert pilot.whose == "Vice-chair"
        assert pilot.counted == "2 of 15 have answered"
    assert ballots(desk) == {1: Answer.LEVEL_1, 3: Answer.LEVEL_3}


async def test_an_answer_that_was_cleared_can_be_keyed_anew_or_brought_back(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("1 2 up up delete u")
        assert pilot.told("#echo") == "Chair: answer undone; the earlier answer counts again"
        assert ballots(desk) == {1: Answer.LEVEL_1, 2: Answer.LEVEL_2}

        await pilot.keys("delete 3")
        assert pilot.told("#echo") == "Chair: entered"
    assert ballots(desk) == {1: Answer.LEVEL_3, 2: Answer.LEVEL_2}


async def test_clearing_works_where_the_cursor_rests_because_everybody_is_in(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="2 members")
    room_of(desk).open_round(1)
    async with running(at(desk, ANSWERS)) as pilot:
        await pilot.keys("1 2 delete 3")

    assert ballots(desk) == {1: Answer.LEVEL_1, 2: Answer.LEVEL_3}


async def test_what_was_cleared_shows_nowhere(tmp_path: Path) -> None:
    pictures = []
    for name, key in (("one", "1"), ("other", "d")):
        desk = make_desk(tmp_path / name)
        room_of(desk).open_round(1)
        async with running(at(desk, ANSWERS)) as pilot:
            await pilot.keys(f"{key} 2 up up delete")
            pictures.append(pilot.picture)
            await pilot.keys("u")
            pictures.append(pilot.picture)

    assert pictures[:2] == pictures[2:]


async def test_the_help_says_how_an_answer_is_corrected(desk: Desk) -> None:
    async with running(desk, LARGE) as pilot:
        await pilot.keys("f1")

        assert "move to the person and type it again. Delete clears it." in pilot.told(
            "TellingDialog VerticalScroll"
        )


async def test_where_only_totals_are_kept_the_help_offers_no_correction(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, replace(DETAILS, secrecy=Secrecy.TOTALS))
    room_of(desk).open_round(1)
    async with running(at(desk, ANSWERS), LARGE) as pilot:
        await pilot.keys("f1")

        help_text = pilot.told("TellingDialog VerticalScroll")
        assert "undo the last answer, but none before it" in help_text
        assert "type it again" not in help_text


async def test_an_absence_can_be_taken_back(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("- u")

        assert pilot.whose == "Chair"
    assert room_of(desk).waiting(1)[0] == 1


async def test_moving_back_and_keying_again_corrects_without_saying_what(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("1 up 3")

        assert pilot.told("#echo") == "Chair: changed"
    assert ballots(desk) == {1: Answer.LEVEL_3}


async def test_the_same_key_brings_somebody_absent_back(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("- up -")

        assert pilot.told("#echo") == "Chair is here again"
    assert 1 in room_of(desk).waiting(1)


async def test_somebody_who_is_in_cannot_be_marked_absent(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("2 up -")

        assert "This person has answered. Clear the answer first." in pilot.said
    assert ballots(desk) == {1: Answer.LEVEL_2}


async def test_two_different_keys_at_the_same_moment_both_count(tmp_path: Path) -> None:
    held = make_desk(tmp_path, held_key_seconds=A_LONG_TIME)
    room_of(held).open_round(1)

    async with running(at(held, ANSWERS)) as pilot:
        await pilot.keys("2 3")

    assert ballots(held) == {1: Answer.LEVEL_2, 2: Answer.LEVEL_3}


@pytest.mark.parametrize("key", ["escape", "o"])
async def test_leaving_asks_and_the_first_choice_stays(desk: Desk, key: str) -> None:
    async with running(desk) as pilot:
        await pilot.keys(f"2 3 {key}")
        assert "Leave this page? 2 answers are saved." in pilot.said

        await pilot.keys("enter")

        assert pilot.page == "AnswersPage"


async def test_leaving_keeps_the_answers(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("2 escape down enter")

        assert pilot.page == "StepPage"
        await pilot.keys("v")
        assert pilot.whose == "Vice-chair"
    assert ballots(desk) == {1: Answer.LEVEL_2}


async def test_leaving_before_the_first_answer_does_not_ask(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("escape")

        assert pilot.page == "StepPage"


async def test_a_result_with_people_missing_asks_with_the_safe_choice_first(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("2 2 2 2 2 2 2 2 2 2 2 2 r")
        assert "12 of 15 have answered" in pilot.said

        await pilot.keys("enter")
        assert pilot.page == "AnswersPage"

        await pilot.keys("r down enter")
        assert pilot.page == "ResultPage"
        assert "12 of 15 chose a statement" in pilot.said


async def test_the_question_before_a_result_tells_who_is_absent_apart_from_who_is_missing(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("- 2 2 2 2 2 2 2 2 2 2 2 r")

        assert "11 of 14 have answered · 1 absent" in pilot.said


async def test_a_result_of_no_answers_is_not_shown(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("r")

        assert pilot.page == "AnswersPage"
        assert pilot.told("#echo") == "Nobody has answered yet, so there is no result to show."


async def test_slips_are_never_clicked_in(desk: Desk) -> None:
    async with running(desk) as pilot:
        assert pilot.screen.query_one(KeyBar).keys[0].shown == "1 2 3"
        for column in (1, 3, 5, 8):
            await pilot.click("KeyBar", offset=(column, 0))
        await pilot.settle()

    assert ballots(desk) == {}


async def test_a_click_on_a_person_takes_the_cursor_there(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.click("SlipList", offset=(4, 4))
        await pilot.settle()

        assert pilot.whose == "Member 3"


async def test_a_save_that_fails_is_told_and_the_cursor_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: SessionFile, _after: object) -> None:
        raise MachineError("The disk is full. The answer is not kept.")

    async with running(desk) as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(SessionFile, "save", full)
            await pilot.keys("2")
        assert "The disk is full. The answer is not kept." in pilot.said
        assert pilot.whose == "Chair"
        assert pilot.counted == "0 of 15 have answered"

        await pilot.keys("3")
        assert pilot.whose == "Vice-chair"
    assert ballots(desk) == {1: Answer.LEVEL_3}


async def test_a_prompt_may_not_apply_and_a_step_always_does(desk: Desk) -> None:
    room_of(desk).save(vote_on(room_of(desk).session, frozenset({102})))
    room_of(desk).open_round(102)
    async with running(at(desk, Place(PageName.ANSWERS, 102))) as pilot:
        assert pilot.told("#others").endswith("x not applicable")
    async with running(at(desk, ANSWERS)) as pilot:
        assert pilot.told("#others").endswith("- absent")


async def test_somebody_marked_away_in_the_list_of_people_is_not_waited_for(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("w enter escape")

        assert any("Chair" in line and "absent" in line for line in pilot.lines)
    assert 1 not in room_of(desk).waiting(1)


async def test_taking_somebody_off_the_list_leaves_the_cursor_on_the_same_person(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("down down down w delete down enter escape")
        assert len(room_of(desk).session.voters) == 14
        assert pilot.whose == "Member 2"

        await pilot.keys("2")
    assert ballots(desk) == {4: Answer.LEVEL_2}


async def test_taking_the_last_person_off_the_list_leaves_the_cursor_on_somebody(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="3 members")
    room_of(desk).open_round(1)
    async with running(at(desk, ANSWERS)) as pilot:
        await pilot.keys("down down w end delete down enter escape 2")

    assert ballots(desk) == {2: Answer.LEVEL_2}


@pytest.mark.parametrize("keys", ["down enter enter escape", "tab 1 space m e m b e r enter escape"])
async def test_whoever_is_put_back_or_added_is_next(tmp_path: Path, keys: str) -> None:
    desk = make_desk(tmp_path, people="6 members")
    room_of(desk).open_round(1)
    async with running(at(desk, ANSWERS)) as pilot:
        await pilot.keys(f"2 down down w {keys}")
        assert pilot.whose == ("Member 7" if "tab" in keys else "Member 2")


async def test_the_absent_of_the_step_before_are_named(desk: Desk) -> None:
    workshop = room_of(desk)
    for voter in (8, 9, 10, 11):
        workshop.set_absent(1, voter, absent=True)
    async with running(desk) as pilot:
        assert pilot.counted == "0 of 11 have answered · 4 absent: Member 6, Member 7, Member 8 and 1 more"

        await pilot.keys(" ".join("2" * 12))
        assert pilot.told("#echo").endswith("4 absent: Member 6, Member 7, Member 8 and 1 more (w).")


async def test_when_all_are_in_somebody_who_comes_late_is_next(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="2 members")
    room_of(desk).open_round(1)
    async with running(at(desk, ANSWERS)) as pilot:
        await pilot.keys("1 2 w tab")
        await pilot.type("1 member")
        await pilot.keys("enter escape 3")

    assert ballots(desk) == {1: Answer.LEVEL_1, 2: Answer.LEVEL_2, 3: Answer.LEVEL_3}


async def test_one_key_too_many_changes_nobodys_answer(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, people="5 members"), Place(PageName.STEP))
    async with running(desk) as pilot:
        await pilot.keys("v 2 2 2 2 2 1")
        assert "move there first" in pilot.said
        before = room_of(desk).session.open_round(1)
        await pilot.keys("down 1")
        after = room_of(desk).session.open_round(1)
    assert before is not None
    assert after is not None
    assert before.counts == (0, 5, 0)
    assert after.counts == (1, 4, 0)
