"""A warm-up on the screens: begun with one key, answered like a step, seen by the room, and gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.public_file import PublicFile
from tests.support.files import everything_in
from tests.support.screens import (
    DETAILS,
    NORMAL,
    SIZES,
    SMALL,
    TABLES,
    Driver,
    Size,
    at,
    at_vote,
    make_desk,
    running,
    some_answers,
    write,
)
from tests.support.sessions import room_of
from tests.tui.audience.windows import read, watching

PRACTICE = "PRACTICE · Warm-up"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a workshop of five that has just been set up."""
    return make_desk(tmp_path, people="5 members")


def marked(pilot: Driver) -> bool:
    """Say whether the page says at its top that this is a warm-up."""
    return PRACTICE in pilot.lines[0]


@pytest.mark.parametrize("size", [SMALL, NORMAL])
async def test_five_people_practise_in_eight_keys_and_go_on_where_they_were(
    desk: Desk, tmp_path: Path, size: Size
) -> None:
    room = room_of(desk)
    async with watching(tmp_path, room.path, size) as audience, running(desk, size) as pilot:
        await read(audience, "5 people answer")
        before, files = room.session, everything_in(tmp_path)
        await pilot.keys("y")
        assert (pilot.page, marked(pilot)) == ("WarmUpPage", True)
        await read(audience, "We are glad of a good cup")
        await pilot.keys("v 1 2")
        assert (pilot.page, marked(pilot)) == ("AnswersPage", True)
        await read(audience, "have answered")
        assert "not on your slip" in audience.said
        assert marked(audience)
        await pilot.keys("3 2 2 r")
        assert (pilot.page, marked(pilot)) == ("ResultPage", True)
        await read(audience, "Most chose Good tea (3), but 1 chose Any tea and 1 chose Tea first.")
        assert marked(audience)
        await pilot.keys("right")
        assert (pilot.page, PRACTICE in pilot.text) == ("WelcomePage", False)
        await read(audience, "5 people answer")
        assert room.session is before
        await audience.until(lambda: everything_in(tmp_path) == files)
    desk.leave()


async def test_no_file_ever_holds_an_answer_of_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, write_view = [], PublicFile._write

    def note(file: PublicFile, view: object) -> None:
        written.append(view)
        write_view(file, view)

    monkeypatch.setattr(PublicFile, "_write", note)
    async with running(desk) as pilot:
        await pilot.keys("y v 1 2 3 2")
        await pilot.until(lambda: "4 of 5" in repr(written[-1:]))
        kept = [name for name, held in everything_in(tmp_path).items() if b"Tea" in held]
        assert [Path(name).parent.name for name in kept] == ["audience"]
    desk.leave()
    assert [name for name, held in everything_in(tmp_path).items() if b"Tea" in held] == []


async def test_it_is_answered_in_the_way_that_the_first_step_will_be(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("s y m")
        assert "Show of hands or cards" in pilot.said
        await pilot.keys("down down down enter")
        assert (pilot.page, marked(pilot)) == ("HeadcountPage", True)
        await pilot.keys("1 enter 3 enter 1 r")
        assert "Most chose Good tea (3), but 1 chose Any tea and 1 chose Tea first." in pilot.said
        await pilot.keys("right")
        assert (pilot.page, "Step 1 of 6" in pilot.said) == ("StepPage", True)
        await pilot.keys("v right")
        assert (pilot.page, marked(pilot)) == ("HeadcountPage", False)
    desk.leave()


async def test_a_laptop_that_is_passed_round_and_tables_can_practise_too(tmp_path: Path) -> None:
    async with running(make_desk(tmp_path / "1", people="2 members")) as pilot:
        await pilot.keys("y m down down enter")
        assert pilot.page == "AskDialog" or "projector" in pilot.said
        await pilot.keys("enter space 3 enter space 3 enter r")
        await pilot.keys("down enter" if pilot.page != "ResultPage" else "")
        assert (pilot.page, marked(pilot)) == ("ResultPage", True)
    async with running(make_desk(tmp_path / "2", TABLES, "6; 5; 4")) as pilot:
        await pilot.keys("y v 1 2 3 r")
        assert (pilot.page, marked(pilot)) == ("ResultPage", True)
        await pilot.keys("right")
        assert pilot.page == "WelcomePage"


async def test_nothing_else_of_the_workshop_can_be_asked_for_in_it(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("y v 1 2 3 2 2")
        for _page in ("AnswersPage", "ResultPage", "WarmUpPage"):
            page = pilot.page
            assert page == _page
            await pilot.keys("?")
            assert "not even that you did it" in pilot.said
            await pilot.keys("escape")
            for key in "ngakopwtljc*ye":
                await pilot.keys(key)
                assert (pilot.page, marked(pilot)) == (page, True), key
            await pilot.keys({"AnswersPage": "r", "ResultPage": "left"}.get(page, ""))
        await pilot.keys("ctrl+p")
        for command in ("Finish", "Import", "Print", "Hand over", "Close this", "Compare"):
            assert command not in pilot.text
        await pilot.keys("escape escape")
        assert pilot.page == "WelcomePage"
    desk.leave()


async def test_leaving_before_the_result_asks_nothing_and_keeps_the_answers_until_it_ends(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("y v 1 2 escape")
        assert (pilot.page, "2 of 5 have answered" in pilot.said) == ("WarmUpPage", True)
        await pilot.keys("v")
        assert pilot.counted == "2 of 5 have answered"
        await pilot.keys("escape escape")
        assert pilot.page == "WelcomePage"
        await pilot.keys("y v")
        assert pilot.counted == "0 of 5 have answered"
    desk.leave()


async def test_it_can_come_between_two_steps_and_be_quit_in_the_middle(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, people="5 members"), Place(PageName.STEP, 4))
    write(desk, some_answers(4, "1 3"))
    path, before = room_of(desk).path, room_of(desk).session
    async with running(desk) as pilot:
        for size in (*SIZES, NORMAL):
            await pilot.keys("y v 3")
            await pilot.resize(size)
            assert marked(pilot)
            await pilot.keys("escape escape")
            assert "Step 4 of 6" in pilot.said
        await pilot.keys("y v 3 3 q")
        assert "Everything but the warm-up is saved." in pilot.said
        await pilot.keys("q")
    desk.leave()
    again = desk.library.read(path)
    assert (again.rounds, again.place) == (before.rounds, before.place)


async def test_it_is_offered_only_if_the_pack_has_one_people_answer_and_the_workshop_can_be_changed(
    tmp_path: Path,
) -> None:
    together = make_desk(tmp_path / "1", replace(DETAILS, mode=Mode.COLLECTIVE), "5 members")
    plain = make_desk(tmp_path / "2", people="5 members")
    room_of(plain).pack = replace(room_of(plain).pack, warm_up=None)
    looked = make_desk(tmp_path / "3", people="5 members")
    looked.look(room_of(looked).path)
    for desk in (together, plain, looked):
        async with running(desk) as pilot:
            page = pilot.page
            assert "y Warm-up" not in pilot.said
            await pilot.keys("y")
            assert pilot.page == page
            assert not marked(pilot)


async def test_it_is_not_offered_while_people_answer(tmp_path: Path) -> None:
    async with running(at_vote(make_desk(tmp_path, people="5 members"))) as pilot:
        await pilot.keys("y")
        assert (pilot.page, marked(pilot)) == ("AnswersPage", False)
