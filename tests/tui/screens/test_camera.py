"""Raised cards: who is still to be seen, when cards count, and when the camera is on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("cv2", reason="cards are read by OpenCV")

from scrutiny_tui.acts import card_watch
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.cameras import FoundCamera
from scrutiny_tui.store.card_reader import load_cv2
from scrutiny_tui.tui.app import BlankScreen
from scrutiny_tui.tui.commands import available
from tests.support.card_rooms import CardRoom
from tests.support.failing import FailingSystem
from tests.support.screens import (
    DETAILS,
    LARGE,
    NORMAL,
    PEOPLE,
    TABLES,
    Driver,
    Size,
    at,
    at_vote,
    make_desk,
    running,
    vote,
)
from tests.support.sessions import room_of
from tests.tui.audience.windows import both, read

SIX = "1 chair, 5 members"
A_WHILE = 8
"""Pictures in which a card that is held still counts, and some more."""


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> CardRoom:
    """A room in which nobody holds anything up yet."""
    found = CardRoom()
    monkeypatch.setattr("scrutiny_tui.tui.screens.camera.open_camera", found.switch_on)
    monkeypatch.setattr(
        "scrutiny_tui.tui.screens.camera.CardWatch", partial(card_watch.CardWatch, clock=found.clock)
    )
    monkeypatch.setattr("scrutiny_tui.acts.card_watch._AGAIN_SECONDS", 0.01)
    monkeypatch.setattr("scrutiny_tui.acts.card_watch._EACH_SECONDS", 0.0)
    return found


def cards_of(
    folder: Path, people: str = SIX, secrecy: Secrecy = Secrecy.LABELS, *, tried: bool = True
) -> Desk:
    """Return a desk at the first step, where raised cards are read."""
    desk = at_vote(make_desk(folder, replace(DETAILS, secrecy=secrecy), people), PageName.CARDS)
    desk.cards.tried = tried
    return desk


async def until_in(pilot: Driver, desk: Desk, given: int) -> None:
    """Wait until so many answers are saved."""
    await pilot.until(lambda: vote(desk).given == given)
    await pilot.settle()


async def pictures(pilot: Driver, room: CardRoom, number: int = A_WHILE) -> None:
    """Wait for so many more pictures."""
    last = room.pictures + number
    await pilot.until(lambda: room.pictures >= last)
    await pilot.settle()


async def until_off(pilot: Driver, room: CardRoom) -> None:
    await pilot.until(lambda: not room.is_on)


async def test_cards_are_tried_first_and_none_counts_in_the_trial(tmp_path: Path, room: CardRoom) -> None:
    desk = cards_of(tmp_path, tried=False)
    room.hold_up("1 2 - 3")
    async with running(desk) as pilot:
        await pilot.until(lambda: "cards are seen" in pilot.said)
        await pictures(pilot, room)
        assert "A trial: please raise your card. Nothing counts yet." in pilot.said
        assert "cards are seen · 6 people are here" in pilot.said
        assert "Not seen: Member 2, 4, 5." in pilot.said
        assert vote(desk).given == 0

        await pilot.keys("enter")
        await until_in(pilot, desk, 3)
        assert "Please raise your card, with your answer at the top." in pilot.said
        assert "Still to see: Member 2, 4, 5" in pilot.said
    assert vote(desk).ballots == {1: Answer.LEVEL_1, 2: Answer.LEVEL_2, 4: Answer.LEVEL_3}

    async with running(cards_of(tmp_path / "again")) as pilot:
        assert "A trial" not in pilot.said


@pytest.mark.parametrize("chosen", [True, False])
async def test_what_the_camera_does_is_said_before_the_first_answer_where_one_is_used(
    tmp_path: Path, *, chosen: bool
) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.PROMISE))
    desk.cards.camera = 0 if chosen else None
    async with both(tmp_path, desk) as (pilot, audience):
        await read(audience, "If we raise cards" if chosen else "How your answers are kept")
        for window in (pilot, audience):
            assert ("If we raise cards: the camera only reads the cards" in window.said) is chosen


async def test_what_was_held_up_in_a_trial_does_not_count_after_it(tmp_path: Path, room: CardRoom) -> None:
    desk = cards_of(tmp_path, tried=False)
    room.hold_up("1 2 3")
    async with running(desk) as pilot:
        await pictures(pilot, room)
        room.hold_up("")
        await pilot.keys("enter")
        await pictures(pilot, room)
        assert vote(desk).given == 0


async def test_a_card_that_is_turned_counts_again_until_the_result(tmp_path: Path, room: CardRoom) -> None:
    desk = cards_of(tmp_path)
    room.hold_up("1 2")
    async with running(desk) as pilot:
        await until_in(pilot, desk, 2)
        room.hold_up("d 2")
        await pilot.until(lambda: vote(desk).ballots.get(1) is Answer.DONT_KNOW)
        assert vote(desk).ballots[2] is Answer.LEVEL_2
        # A picture may be read after the result was asked for, and before its page is there.
        room_of(desk).save(reveal(room_of(desk).session, 1))
        await pictures(pilot, room)
        assert pilot.page == "CameraPage"
    assert room_of(desk).session.revealed(1)[0].counts == (0, 1, 0)


async def test_the_result_has_a_key_of_its_own(tmp_path: Path, room: CardRoom) -> None:
    desk = cards_of(tmp_path)
    room.hold_up("1 2")
    async with running(desk) as pilot:
        await until_in(pilot, desk, 2)
        await pilot.keys("r")
        assert "2 of 6 have answered. Show the result now?" in pilot.said
        await pilot.keys("down enter")
        assert pilot.page == "ResultPage"
        await until_off(pilot, room)
    assert room_of(desk).session.revealed(1)[0].counts == (1, 1, 0)


async def test_the_step_of_fifteen_people_takes_two_keys_and_one_more_person_two_others(
    tmp_path: Path, room: CardRoom
) -> None:
    """At most four keys with somebody whose card is kept down: answer, slips, that slip, result."""
    desk = cards_of(tmp_path, PEOPLE)
    everybody = "1 2 3 d 1 2 3 d 1 2 3 d 1 2 3"
    room.hold_up(everybody)
    async with running(desk) as pilot:
        await until_in(pilot, desk, 15)
        assert "Everyone who is here has answered." in pilot.said
        await pilot.keys("r right v")
        assert "2 Role" in pilot.lines[3] or "Step 2 of 6" in pilot.said
        assert pilot.page == "CameraPage"

        room.hold_up(f"- {everybody[2:]}")
        await pilot.until(lambda: _given(desk, 2) == 14)
        await pilot.keys("s")
        await until_off(pilot, room)
        assert (pilot.page, pilot.whose) == ("AnswersPage", "Chair")
        await pilot.keys("a r")
        assert pilot.page == "ResultPage"
        await pilot.keys("right v")
        assert pilot.page == "CameraPage", "the next step begins with cards again"


def _given(desk: Desk, step: int) -> int:
    found = room_of(desk).session.open_round(step)
    return found.given if found else 0


SAID = {
    Secrecy.LABELS: "Still to see: Member 2, 4, 5",
    Secrecy.BY_NAME: "Still to see: card 3, 5, 6",
    Secrecy.TOTALS: "Still to see: card 3, 5, 6",
}


@pytest.mark.parametrize("secrecy", Secrecy)
async def test_both_windows_say_who_is_still_to_be_seen_and_no_name(
    tmp_path: Path, room: CardRoom, secrecy: Secrecy
) -> None:
    people = "A. Chair, chair\nB. Example\nC. Example\nD. Example\nE. Example\nF. Example"
    desk = cards_of(tmp_path, people if secrecy is Secrecy.BY_NAME else SIX, secrecy)
    room.hold_up("1 2 - 3")
    async with both(tmp_path, desk) as (pilot, audience):
        await until_in(pilot, desk, 3)
        await read(audience, SAID[secrecy])
        for window in (pilot, audience):
            assert SAID[secrecy] in window.said
            assert "Example " not in window.said
            assert "no picture is shown, kept or sent." in window.said
            assert "have answered" in window.said


async def test_a_table_raises_one_card(tmp_path: Path, room: CardRoom) -> None:
    desk = at_vote(make_desk(tmp_path, TABLES, "6; 5; 4"), PageName.CARDS)
    desk.cards.tried = True
    room.hold_up("2 -  3")
    async with running(desk) as pilot:
        await until_in(pilot, desk, 2)
        assert "Each table agrees one answer and raises its card" in pilot.said
        assert "Still to see: Table 2" in pilot.said


async def test_in_totals_a_card_read_before_the_page_was_left_counts_once(
    tmp_path: Path, room: CardRoom
) -> None:
    desk = cards_of(tmp_path, secrecy=Secrecy.TOTALS)
    room.hold_up("1 1 3")
    async with running(desk) as pilot:
        await until_in(pilot, desk, 3)
        room.hold_up("1 1 2")
        await pilot.until(lambda: vote(desk).totals.get(Answer.LEVEL_2) == 1)
        await pilot.keys("s m up enter")
        assert pilot.page == "CameraPage"
        room.hold_up("3 3 3 3")
        await until_in(pilot, desk, 4)
        await pictures(pilot, room)
        assert vote(desk).totals == {Answer.LEVEL_1: 2, Answer.LEVEL_2: 1, Answer.LEVEL_3: 1}


async def test_in_totals_one_card_more_than_people_is_said(tmp_path: Path, room: CardRoom) -> None:
    desk = cards_of(tmp_path, secrecy=Secrecy.TOTALS)
    room_of(desk).set_absent(1, 6, absent=True)
    room.hold_up("1 2 3 d 1 2")
    async with running(desk) as pilot:
        await pilot.until(lambda: "1 more card is raised than people are here. Press w" in pilot.said)
        assert vote(desk).given == 5
        await pilot.keys("w end enter escape")
        await until_in(pilot, desk, 6)


async def test_in_totals_cards_read_before_the_program_stopped_are_not_read_again(
    tmp_path: Path, room: CardRoom
) -> None:
    desk = cards_of(tmp_path, secrecy=Secrecy.TOTALS)
    room.hold_up("1 2 3")
    async with running(desk) as pilot:
        await until_in(pilot, desk, 3)
    path = room_of(desk).path
    desk.leave()
    desk.open(path)
    room_of(desk).continue_sitting()
    desk.cards.tried = True
    room.hold_up("1 2 3 d")
    async with running(at(desk, Place(PageName.CARDS, 1))) as pilot:
        await pilot.until(lambda: "nobody can tell whose cards were read" in pilot.said)
        await pictures(pilot, room)
        assert vote(desk).given == 3
        await pilot.keys("s 2")
        assert vote(desk).given == 4


async def test_the_camera_is_on_only_while_its_page_is_on_top(tmp_path: Path, room: CardRoom) -> None:
    desk = cards_of(tmp_path)
    async with running(desk) as pilot:
        for away, back in (
            ("b", "x"),
            ("f1", "escape"),
            ("w", "escape"),
            ("m", "escape"),
            ("ctrl+p", "escape"),
        ):
            await pilot.until(lambda: room.is_on)
            await pilot.keys(away)
            await until_off(pilot, room)
            await pilot.keys(back)
        await pilot.until(lambda: room.is_on)
        await pilot.keys("escape")
        assert pilot.page == "StepPage"
        await until_off(pilot, room)
        await pilot.keys("v")
        await pilot.until(lambda: room.is_on)
    await until_off(pilot, room)


async def test_a_blank_screen_reads_no_card(tmp_path: Path, room: CardRoom) -> None:
    desk = cards_of(tmp_path)
    async with running(desk) as pilot:
        await pilot.until(lambda: room.is_on)
        await pilot.keys("b")
        room.hold_up("1 2 3")
        await until_off(pilot, room)
        await pilot.settle()
        assert isinstance(pilot.screen, BlankScreen)
        assert vote(desk).given == 0
        await pilot.keys("space")
        await until_in(pilot, desk, 3)


async def test_a_mistake_of_the_program_switches_the_camera_off(tmp_path: Path, room: CardRoom) -> None:
    desk = cards_of(tmp_path)
    room.hold_up("1 2")

    async def meet_it() -> None:
        async with running(desk) as pilot:
            await until_in(pilot, desk, 2)
            room.fault = ValueError("a mistake")
            await pilot.until(lambda: pilot.app._exception is not None)

    with pytest.raises(Exception, match="a mistake"):
        await meet_it()
    assert not room.is_on
    assert vote(desk).given == 2


async def test_what_is_wrong_with_the_camera_is_said_and_slips_go_on(tmp_path: Path, room: CardRoom) -> None:
    desk = cards_of(tmp_path)
    room.hold_up("1 2")
    room.trouble = "Camera 0 is not there."
    async with running(desk) as pilot:
        await pilot.until(lambda: "Camera 0 is not there." in pilot.said)
        assert "Press s to enter the answers as slips." in pilot.said
        room.trouble = ""
        await until_in(pilot, desk, 2)
        assert "not there" not in pilot.said

        room.trouble = "Camera 0 has gone."
        await pilot.until(lambda: "Camera 0 has gone." in pilot.said)
        await until_off(pilot, room)
        await pilot.keys("s 3")
        assert vote(desk).given == 3


async def test_an_error_of_the_camera_driver_is_trouble_and_no_mistake(
    tmp_path: Path, room: CardRoom
) -> None:
    desk = cards_of(tmp_path)
    room.hold_up("1 2")
    room.fault = load_cv2().error("Unknown C++ exception")
    async with running(desk) as pilot:
        await pilot.until(lambda: "No camera gives a picture." in pilot.said)
        room.fault = None
        await until_in(pilot, desk, 2)


async def test_keys_act_while_pictures_are_read(tmp_path: Path, room: CardRoom) -> None:
    desk = cards_of(tmp_path)
    room.hold_up("1 2 3 d 1 2")
    async with running(desk) as pilot:
        await pictures(pilot, room, 2)
        await pilot.keys("c")
        assert "A trial" in pilot.said
        await pilot.keys("enter")
        assert "A trial" not in pilot.said


async def test_what_the_disk_refuses_counts_when_it_can_be_saved(
    tmp_path: Path, room: CardRoom, system: FailingSystem
) -> None:
    desk = cards_of(tmp_path)
    async with running(desk) as pilot:
        await pilot.until(lambda: room.is_on)
        system.fail(room_of(desk).path.parent)
        room.hold_up("1 2")
        await pilot.until(lambda: pilot.page != "CameraPage")
        await until_off(pilot, room)
        assert vote(desk).given == 0
        system.mend()
        await pilot.keys("enter")
        await until_in(pilot, desk, 2)


async def test_after_a_count_the_page_says_why_no_card_counts(tmp_path: Path, room: CardRoom) -> None:
    desk = cards_of(tmp_path)
    room_of(desk).take_headcount(1, {Answer.LEVEL_1: 6})
    room.hold_up("3 3")
    async with running(desk) as pilot:
        await pilot.until(lambda: "The count has been saved. Undo it first." in pilot.said)
        await pictures(pilot, room)
        assert vote(desk).tally() == {Answer.LEVEL_1: 6}


@pytest.mark.parametrize("keys", ["enter", "down enter", "escape"])
async def test_of_several_cameras_one_is_chosen_once(
    tmp_path: Path, room: CardRoom, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    desk = cards_of(tmp_path)
    found = (FoundCamera(0, 640, 480), FoundCamera(2, 1920, 1080))
    monkeypatch.setattr("scrutiny_tui.acts.card_watch.find_cameras", lambda: found)
    monkeypatch.setattr("scrutiny_tui.acts.card_watch.LiveCamera", lambda number: room.switch_on(desk))
    monkeypatch.setattr("scrutiny_tui.tui.screens.camera.open_camera", card_watch.open_camera)
    async with running(desk) as pilot:
        await pilot.until(lambda: pilot.page == "AskDialog")
        await pilot.settle()
        assert "Camera 2 (1920 × 1080)" in pilot.said
        await pilot.keys(keys)
        await pilot.until(lambda: room.is_on)
    assert desk.cards.camera == (2 if "down" in keys else 0)

    later = make_desk(tmp_path)
    assert later.cards.camera == desk.cards.camera, "it is remembered on this computer"


async def test_no_camera_at_all_is_said(
    tmp_path: Path, room: CardRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrutiny_tui.acts.card_watch.find_cameras", tuple)
    monkeypatch.setattr("scrutiny_tui.tui.screens.camera.open_camera", card_watch.open_camera)
    async with running(cards_of(tmp_path)) as pilot:
        await pilot.until(lambda: "No camera gives a picture." in pilot.said)


@pytest.mark.parametrize("size", [NORMAL, (60, 18)])
async def test_whoever_comes_or_goes_is_looked_for_or_not(tmp_path: Path, room: CardRoom, size: Size) -> None:
    desk = cards_of(tmp_path)
    room.hold_up("1 2 3 - 1 1")
    async with running(desk, size) as pilot:
        await until_in(pilot, desk, 5)
        await pilot.keys("w down down down enter escape")
        await pilot.until(lambda: "Everyone who is here has answered." in pilot.said)
        room.hold_up("1 2 3 2 1 1")
        await until_in(pilot, desk, 6)
        assert not room_of(desk).session.sitting.away


@pytest.mark.parametrize(("keys", "size"), [("enter", "a5"), ("down enter", "a4")])
async def test_cards_are_printed_beside_the_workshop(
    tmp_path: Path, room: CardRoom, keys: str, size: str
) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.STEP))
    for _again in range(2):
        async with running(desk, LARGE) as pilot:
            await pilot.ask_for("Print cards for the camera")
            await pilot.keys(keys)
            assert "Ready to print" in pilot.said
            assert "camera-cards.html" in pilot.said
    path = room_of(desk).path
    printed = path.with_name(f"{path.stem}-paper") / "camera-cards.html"
    assert f'class="sheet {size}"' in printed.read_text(encoding="utf-8")


async def test_a_committee_that_answers_together_is_offered_no_cards(tmp_path: Path, room: CardRoom) -> None:
    details = replace(DETAILS, mode=Mode.COLLECTIVE)
    async with running(at(make_desk(tmp_path, details), Place(PageName.STEP))) as pilot:
        assert "Print cards for the camera…" not in [each.title for each in available(pilot.screen)]
