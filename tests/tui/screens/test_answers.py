from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.session_file import SessionFile
from scrutiny_tui.tui.widgets.bars import KeyBar
from tests.support.screens import A_LONG_TIME, DETAILS, LARGE, at, at_vote, ballots, make_desk, running
from tests.support.sessions import room_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workshop of fifteen people at the answers on step 1."""
    return at_vote(make_desk(tmp_path))


def of_two(folder: Path) -> Desk:
    """Return the desk of a workshop of two people at the answers on step 1."""
    return at_vote(make_desk(folder, people="2 members"))


async def test_a_step_of_fifteen_people_takes_seventeen_keys(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.STEP))
    presses = "v 2 2 2 3 2 2 1 2 2 3 2 2 2 2 2 r"
    assert len(presses.split()) == 17

    async with running(desk) as pilot:
        await pilot.keys(presses)

        assert pilot.page == "ResultPage"
    assert room_of(desk).session.revealed(1)[0].counts == (1, 12, 2)


async def test_the_heading_says_that_a_step_is_answered_again(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, people="2 members"), Place(PageName.STEP))

    async with running(desk) as pilot:
        await pilot.keys("v 1 2")
        assert "Round" not in pilot.told(".heading")
        await pilot.keys("r v down enter")

        assert pilot.told(".heading").endswith("· Round 2")


async def test_an_answer_is_saved_and_the_cursor_goes_to_whoever_is_left(desk: Desk) -> None:
    room_of(desk).set_absent(1, 2, absent=True)
    room_of(desk).cast(1, 3, Answer.LEVEL_1)
    async with running(desk) as pilot:
        assert pilot.whose == "Chair"

        await pilot.keys("2")
        assert (pilot.whose, pilot.told("#echo")) == ("Member 2", "Chair: entered")
        assert pilot.counted == "2 of 14 have answered · 1 absent: Vice-chair"
        assert ballots(desk) == {1: Answer.LEVEL_2, 3: Answer.LEVEL_1}

        await pilot.keys("u down down down " + "2 " * 12)
        assert pilot.whose == "Chair"

        await pilot.keys("2")
        assert pilot.told("#echo") == "Everyone who is here has answered. Press r for the result."
        assert pilot.told("#whose") == "Slip: Chair"
        assert pilot.counted == "14 of 14 have answered · 1 absent: Vice-chair"


async def test_each_key_of_a_slip_stands_for_its_answer_and_no_click_does(desk: Desk) -> None:
    async with running(desk) as pilot:
        assert pilot.screen.query_one(KeyBar).keys[0].shown == "1 2 3"
        for column in (1, 3, 5, 8):
            await pilot.click("KeyBar", offset=(column, 0))
        await pilot.click("SlipList", offset=(4, 4))
        await pilot.settle()
        assert pilot.whose == "Member 3"
        assert ballots(desk) == {}

        await pilot.keys("up up up up x")
        assert (pilot.whose, ballots(desk)) == ("Chair", {})
        await pilot.keys("1 2 3 d D a A i I")

    levels = (Answer.LEVEL_1, Answer.LEVEL_2, Answer.LEVEL_3)
    others = (Answer.DONT_KNOW, Answer.ABSTAIN, Answer.INTEREST)
    given = (*levels, *(answer for answer in others for _case in "lU"))
    assert ballots(desk) == dict(enumerate(given, start=1))


async def test_undo_takes_back_answer_after_answer_and_goes_to_the_person(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("1 2 3 u")
        assert (pilot.whose, pilot.told("#echo")) == ("Member 1", "Member 1: answer undone")

        await pilot.keys("U")
        assert pilot.whose == "Vice-chair"
        assert ballots(desk) == {1: Answer.LEVEL_1}

        await pilot.keys("up 3")
        assert pilot.told("#echo") == "Chair: changed"
        assert ballots(desk) == {1: Answer.LEVEL_3}

        await pilot.keys("u")
        assert pilot.told("#echo") == "Chair: answer undone; the earlier answer counts again"
    assert ballots(desk) == {1: Answer.LEVEL_1}


async def test_the_answer_of_anybody_can_be_cleared_and_brought_back_or_keyed_anew(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("1 2 3 up up delete")
        assert pilot.told("#echo").startswith("Vice-chair: cleared.")
        assert (pilot.whose, pilot.counted) == ("Vice-chair", "2 of 15 have answered")
        assert ballots(desk) == {1: Answer.LEVEL_1, 3: Answer.LEVEL_3}

        await pilot.keys("u")
        assert pilot.told("#echo") == "Vice-chair: answer undone; the earlier answer counts again"
        assert ballots(desk) == {1: Answer.LEVEL_1, 2: Answer.LEVEL_2, 3: Answer.LEVEL_3}

        await pilot.keys("delete 3")
        assert pilot.told("#echo") == "Vice-chair: entered"
    assert ballots(desk) == {1: Answer.LEVEL_1, 2: Answer.LEVEL_3, 3: Answer.LEVEL_3}


async def test_when_all_are_in_an_answer_can_be_cleared_and_a_latecomer_is_next(tmp_path: Path) -> None:
    desk = of_two(tmp_path)
    async with running(desk) as pilot:
        await pilot.keys("1 2 delete 3")
        assert ballots(desk) == {1: Answer.LEVEL_1, 2: Answer.LEVEL_3}

        await pilot.keys("w tab")
        await pilot.type("1 member")
        await pilot.keys("enter escape 3")
    assert ballots(desk) == {1: Answer.LEVEL_1, 2: Answer.LEVEL_3, 3: Answer.LEVEL_3}


@pytest.mark.parametrize(
    ("secrecy", "offered"),
    [
        (Secrecy.LABELS, "move to the person and type it again. Delete clears it."),
        (Secrecy.TOTALS, "undo the last one, but none before it"),
    ],
)
async def test_the_help_says_how_to_correct_an_answer(tmp_path: Path, secrecy: Secrecy, offered: str) -> None:
    async with running(at_vote(make_desk(tmp_path, replace(DETAILS, secrecy=secrecy))), LARGE) as pilot:
        await pilot.keys("f1")

        help_text = pilot.told("TellingDialog VerticalScroll")
        assert offered in help_text
        assert ("type it again" in help_text) is (secrecy is Secrecy.LABELS)


async def test_an_absence_can_be_taken_back_and_nobody_who_is_in_is_absent(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("- u")
        assert pilot.whose == "Chair"
        assert room_of(desk).waiting(1)[0] == 1

        await pilot.keys("- up -")
        assert pilot.told("#echo") == "Chair is here again"
        assert room_of(desk).waiting(1)[0] == 1

        await pilot.keys("w enter escape")
        assert any("Chair" in line and "absent" in line for line in pilot.lines)
        assert 1 not in room_of(desk).waiting(1)

        await pilot.keys("down 2 up -")
        assert "This person has answered. Clear the answer first." in pilot.said
    assert ballots(desk) == {2: Answer.LEVEL_2}


async def test_two_different_keys_at_the_same_moment_both_count(tmp_path: Path) -> None:
    held = at_vote(make_desk(tmp_path, held_key_seconds=A_LONG_TIME))
    async with running(held) as pilot:
        await pilot.keys("2 3")

    assert ballots(held) == {1: Answer.LEVEL_2, 2: Answer.LEVEL_3}


async def test_leaving_asks_from_the_first_answer_on_and_keeps_the_answers(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("escape")
        assert pilot.page == "StepPage"

        await pilot.keys("v 2 3")
        for key in ("escape", "o"):
            await pilot.keys(key)
            assert "Leave this page? 2 answers are saved." in pilot.said
            await pilot.keys("enter")
            assert pilot.page == "AnswersPage"

        await pilot.keys("escape down enter")
        assert pilot.page == "StepPage"
        await pilot.keys("v")
        assert pilot.whose == "Member 1"
    assert ballots(desk) == {1: Answer.LEVEL_2, 2: Answer.LEVEL_3}


async def test_a_result_with_people_missing_asks_with_the_safe_choice_first(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("r")
        assert pilot.page == "AnswersPage"
        assert pilot.told("#echo") == "Nobody has answered yet, so there is no result to show."

        await pilot.keys("- 2 2 2 2 2 2 2 2 2 2 2 r")
        assert "11 of 14 have answered · 1 absent" in pilot.said

        await pilot.keys("enter")
        assert pilot.page == "AnswersPage"

        await pilot.keys("r down enter")
        assert pilot.page == "ResultPage"
        assert "11 of 14 here chose a statement" in pilot.said


async def test_a_failed_save_is_told_and_the_cursor_stays(
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


async def test_taking_somebody_off_the_list_leaves_the_cursor_on_the_same_person(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("down down down w delete down enter escape")
        assert len(room_of(desk).session.voters) == 14
        assert pilot.whose == "Member 2"

        await pilot.keys("2")
    assert ballots(desk) == {4: Answer.LEVEL_2}


async def test_taking_the_last_person_off_the_list_leaves_the_cursor_on_somebody(tmp_path: Path) -> None:
    desk = at_vote(make_desk(tmp_path, people="3 members"))
    async with running(desk) as pilot:
        await pilot.keys("down down w end delete down enter escape 2")

    assert ballots(desk) == {2: Answer.LEVEL_2}


async def test_whoever_is_put_back_or_added_is_next(tmp_path: Path) -> None:
    async with running(at_vote(make_desk(tmp_path, people="6 members"))) as pilot:
        await pilot.keys("2 down down w down enter enter escape")
        assert pilot.whose == "Member 2"

        await pilot.keys("w tab 1 space m e m b e r enter escape")
        assert pilot.whose == "Member 7"


async def test_the_absent_of_the_step_before_are_named(desk: Desk) -> None:
    workshop = room_of(desk)
    for voter in (8, 9, 10, 11):
        workshop.set_absent(1, voter, absent=True)
    async with running(desk) as pilot:
        assert pilot.counted == "0 of 11 have answered · 4 absent: Member 6, Member 7, Member 8 and 1 more"

        await pilot.keys(" ".join("2" * 12))
        assert pilot.told("#echo").endswith("4 absent: Member 6, Member 7, Member 8 and 1 more (w).")


async def test_one_key_too_many_changes_nobodys_answer(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, people="5 members"), Place(PageName.STEP))
    async with running(desk) as pilot:
        await pilot.keys("v 2 2 2 2 2 1")
        assert "move there first" in pilot.said
        assert [*ballots(desk).values()] == [Answer.LEVEL_2] * 5

        await pilot.keys("down 1")
    assert ballots(desk) == {**dict.fromkeys(range(1, 5), Answer.LEVEL_2), 5: Answer.LEVEL_1}
