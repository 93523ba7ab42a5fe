from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui.widgets.slips import SlipList, SlipState
from tests.support.screens import DETAILS, SMALL, TABLES, Driver, a_result, at_vote, make_desk, running, write
from tests.support.sessions import room_of

SLIP = "2 1 2 3 d 2 enter"
"""One person's slip, as product.md has it."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workshop of six people at the whole slips."""
    return at_vote(make_desk(tmp_path, people="1 chair, 5 members"), PageName.SLIPS)


def state_of(pilot: Driver, label: str) -> SlipState:
    """Return what the list tells about a person."""
    slips = pilot.screen.query_one(SlipList).slips
    return next(slip.state for slip in slips if slip.label == label)


def slip_of(desk: Desk, voter: int) -> list[Answer | None]:
    """Return one person's answers in the open votes of the six steps."""
    session = room_of(desk).session
    rounds = [session.open_round(step) for step in range(1, 7)]
    return [found.ballots.get(voter) if found else None for found in rounds]


async def test_a_table_is_told_how_to_say_that_it_did_not_discuss_a_step(tmp_path: Path) -> None:
    desk = at_vote(make_desk(tmp_path, TABLES, "6; 5"), PageName.SLIPS)
    async with running(desk) as pilot:
        assert "x not discussed" in pilot.said
        await pilot.keys("x 2 2 2 2 2 enter")
    assert slip_of(desk, 1)[:2] == [Answer.NOT_APPLICABLE, Answer.LEVEL_2]


async def test_six_keys_and_enter_take_a_slip_and_go_on_to_the_next_person(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("2 1 2 3 enter")
        assert pilot.told("#echo").startswith("2 answers missing.")
        assert pilot.whose == "Chair"

        await pilot.keys("d 2")
        assert pilot.told("#echo") == "The slip is full. Press Enter to save it."
        assert slip_of(desk, 1) == [None] * 6

        await pilot.keys("3 enter")
        assert (pilot.whose, pilot.told("#echo")) == ("Member 1", "Chair: entered")
        assert pilot.counted == "1 of 6 slips entered"
    assert slip_of(desk, 1) == [
        Answer.LEVEL_2,
        Answer.LEVEL_1,
        Answer.LEVEL_2,
        Answer.LEVEL_3,
        Answer.DONT_KNOW,
        Answer.LEVEL_2,
    ]


async def test_undo_takes_back_the_last_key_and_at_the_start_of_a_slip_slip_before_slip(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys(f"{SLIP} {SLIP} 3 3 u u")
        assert (pilot.whose, pilot.told("#echo")) == ("Member 2", "Last key undone.")

        for label, left in (("Member 1", 1), ("Chair", 0)):
            await pilot.keys("u")
            assert (pilot.whose, pilot.told("#echo")) == (label, f"{label}: whole slip undone")
            assert pilot.counted == f"{left} of 6 slips entered"

        await pilot.keys("u")
        assert pilot.told("#echo") == "There is nothing to undo."
    assert slip_of(desk, 1) == slip_of(desk, 2) == [None] * 6


async def test_what_is_keyed_of_a_slip_waits_while_its_person_is_absent(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("3 3 3 -")
        assert pilot.whose == "Member 1"
        assert state_of(pilot, "Chair") is SlipState.ABSENT

        await pilot.keys("up -")
        assert pilot.told("#echo") == "Chair is here again"
        assert room_of(desk).session.sitting.away == frozenset()

        await pilot.keys("1 1 1 enter")
    assert slip_of(desk, 1) == [*[Answer.LEVEL_3] * 3, *[Answer.LEVEL_1] * 3]


async def test_what_is_keyed_of_a_slip_waits_while_another_person_is_chosen(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("3 3 3 down")
        assert state_of(pilot, "Chair") is SlipState.BEGUN
        assert pilot.told("SlipCells").count("■") == 0

        await pilot.keys("1 1 1 1 1 1 enter")
        assert slip_of(desk, 1) == [None] * 6
        assert slip_of(desk, 2) == [Answer.LEVEL_1] * 6

        await pilot.keys("up up")
        assert pilot.told("SlipCells").count("■") == 3

        await pilot.click("SlipList", offset=(24, 1))
        await pilot.settle()
        await pilot.keys("2 up up up 1 1 1 enter")
    assert slip_of(desk, 1) == [*[Answer.LEVEL_3] * 3, *[Answer.LEVEL_1] * 3]


async def test_a_slip_that_is_in_and_keyed_again_in_part_stays_in_as_it_was(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys(f"{SLIP} up 3 3 down")

        assert state_of(pilot, "Chair") is SlipState.BEGUN
        assert pilot.counted == "1 of 6 slips entered"
    assert None not in slip_of(desk, 1)


async def test_leaving_the_page_asks_before_it_drops_a_slip_that_is_begun(desk: Desk) -> None:
    room_of(desk).cast(1, 6, Answer.LEVEL_1)
    leaving = (("escape", "Leave"), ("o", "Leave"), ("m enter", "Change the way"), ("r", "Show the result"))
    async with running(desk) as pilot:
        await pilot.keys("3 3 3 down")
        for keys, does in leaving:
            await pilot.keys(keys)
            assert "Chair's slip is not saved yet." in pilot.said
            assert pilot.said.rindex("Keep entering answers") < pilot.said.rindex(does)

            await pilot.keys("enter")
            assert pilot.page == "AnswersPage"

        await pilot.keys("q")
        assert "Press q again to quit. Chair's slip is not saved yet." in pilot.said
        await pilot.keys("up 1 1 1 enter")
    assert slip_of(desk, 1) == [*[Answer.LEVEL_3] * 3, *[Answer.LEVEL_1] * 3]


async def test_closing_the_workshop_asks_only_where_slips_are_begun(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("3 3 u u escape")
        assert pilot.page == "StepPage"

        await pilot.keys("m down enter 3 down 3")
        await pilot.ask_for("Close this workshop")
        assert "2 slips are not saved yet." in pilot.said

        await pilot.keys("down enter")
        assert pilot.page == "HomePage"


async def test_several_votes_are_open_at_once_and_each_is_revealed_alone(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys(" ".join([SLIP] * 6))
        assert "Everyone who is here has answered." in pilot.told("#echo")
        assert [room_of(desk).session.open_round(step) is not None for step in range(1, 7)] == [True] * 6

        await pilot.keys("r")
        assert pilot.page == "ResultPage"
        session = room_of(desk).session
        assert [bool(session.revealed(step)) for step in range(1, 7)] == [True, *[False] * 5]

        await pilot.keys("right v r")
        assert "Everyone chose Beginning." in pilot.said
    session = room_of(desk).session
    assert [bool(session.revealed(step)) for step in range(1, 7)] == [True, True, *[False] * 4]


async def test_somebody_absent_is_told_beside_the_slips_that_are_in(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys(f"- {SLIP}")
        assert pilot.counted == "1 of 5 slips entered · 1 absent"

        await pilot.keys(f"{SLIP} {SLIP} {SLIP} {SLIP}")
        assert pilot.counted == "5 of 5 slips entered · 1 absent"
        assert pilot.told("#echo").startswith("Everyone who is here has answered.")


async def test_a_step_that_has_a_result_is_left_out_until_it_is_answered_again(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="6 members")
    write(desk, a_result(2, "2 2 2 2 2 2"))

    async with running(at_vote(desk, PageName.SLIPS)) as pilot:
        cells = pilot.told("SlipCells")
        assert cells.count("□") == 5
        assert "2 " not in cells

        await pilot.keys("1 1 1 1 1 enter")
        assert pilot.told("#echo") == "Member 1: entered"
    assert slip_of(desk, 1) == [Answer.LEVEL_1, None, *[Answer.LEVEL_1] * 4]

    async with running(at_vote(desk, PageName.SLIPS, 2)) as pilot:
        await pilot.keys("down")
        assert pilot.told("SlipCells").count("□") == 6


async def test_whoever_is_taken_off_the_list_takes_a_slip_that_is_begun_along(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("3 3 w delete down enter escape")
        assert len(room_of(desk).session.voters) == 5
        assert (pilot.whose, pilot.told("SlipCells").count("■")) == ("Member 1", 0)

        await pilot.keys("escape")
        assert pilot.page == "StepPage"


async def test_where_prompts_are_voted_on_the_line_to_key_next_is_always_on_the_screen(desk: Desk) -> None:
    wording = room_of(desk).session.wording
    prompts = (prompt.number for step in wording.items for prompt in wording.prompts_of(step))
    room_of(desk).save(vote_on(room_of(desk).session, frozenset(prompts)))
    lost = []
    async with running(desk, SMALL) as pilot:
        for keyed_so_far in range(42):
            if not any(line.strip().startswith("► □") for line in pilot.lines):
                lost.append(keyed_so_far)
            await pilot.keys("2")
        assert pilot.told("#echo") == "The slip is full. Press Enter to save it."
        await pilot.keys("enter")
        assert pilot.told("#echo") == "Chair: entered"

    assert lost == []


async def test_a_step_cannot_be_left_out_of_a_slip_with_prompts_either(desk: Desk) -> None:
    async with running(desk) as pilot:
        before = pilot.text
        assert "not applicable" not in before
        await pilot.keys("x")
        assert pilot.text == before
    write(desk, lambda session: vote_on(session, frozenset({102})))
    async with running(desk) as pilot:
        await pilot.keys("x")
        assert "A step can't be left out" not in pilot.told("#echo")
        await pilot.keys("x")
        assert "A step can't be left out" in pilot.told("#echo")


# --- answers that are in already


def partly_in(desk: Desk) -> Desk:
    """Return the desk with the chair's answers on two steps in, as from a file, and Member 1's on one."""
    room = room_of(desk)
    room.cast_slip(1, {1: Answer.LEVEL_1, 2: Answer.LEVEL_2})
    room.cast_slip(2, {1: Answer.LEVEL_1})
    return desk


async def test_before_answers_are_replaced_it_asks_without_telling_them(desk: Desk) -> None:
    async with running(partly_in(desk)) as pilot:
        assert [state_of(pilot, each) for each in ("Chair", "Member 1", "Member 2")] == [
            SlipState.PARTLY_IN,
            SlipState.PARTLY_IN,
            SlipState.WAITING,
        ]
        assert pilot.told("SlipList").count("part") == 2

        await pilot.keys("3 3 3 3 3 3 enter")
        assert "Chair has already answered 2 of these steps." in pilot.said
        await pilot.keys("escape")
        assert (pilot.whose, pilot.told("SlipCells").count("■")) == ("Chair", 6)
        assert slip_of(desk, 1) == [Answer.LEVEL_1, Answer.LEVEL_2, *[None] * 4]

        await pilot.keys("enter enter")
        assert (pilot.whose, pilot.told("#echo")) == ("Member 1", "Chair: entered")
        assert slip_of(desk, 1) == [Answer.LEVEL_1, Answer.LEVEL_2, *[Answer.LEVEL_3] * 4]

        await pilot.keys("3 3 3 3 3 3 enter")
        assert "Member 1 has already answered 1 of these steps." in pilot.said
        await pilot.keys("down enter")
    assert slip_of(desk, 2) == [Answer.LEVEL_3] * 6


async def test_where_only_totals_are_kept_what_is_in_can_only_stay(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, replace(DETAILS, secrecy=Secrecy.TOTALS), "6 members")
    async with running(partly_in(at_vote(desk, PageName.SLIPS))) as pilot:
        await pilot.keys("3 3 3 3 3 3 enter")
        assert "Replace with this slip" not in pilot.said

        await pilot.keys("enter")
        assert pilot.counted == "1 of 6 slips entered"
    found = room_of(desk).session.open_round(1)
    assert found is not None
    assert found.totals == {Answer.LEVEL_1: 2}


# --- what is said


async def test_how_many_are_still_to_key_is_not_said_of_somebody_else(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("3 3 3 enter")
        assert pilot.told("#echo").startswith("3 answers missing.")

        await pilot.keys("down")
        assert pilot.told("#echo") == ""

        await pilot.keys("up enter")
        await pilot.click("SlipList", offset=(24, 1))
        await pilot.settle()
        assert pilot.told("#echo") == ""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (SLIP, "1 slip is saved."),
        (f"{SLIP} {SLIP}", "2 slips are saved."),
        ("", "2 slips are saved in part."),
        (f"down down {SLIP}", "1 slip is saved and 2 slips are saved in part."),
    ],
)
async def test_leaving_counts_slips(desk: Desk, keys: str, line: str) -> None:
    if "part" in line:
        partly_in(desk)
    async with running(desk) as pilot:
        await pilot.keys(f"{keys} escape")

        assert f"Leave this page? {line}" in pilot.said
