from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.system import Refuge
from tests.support.failing import FailingSystem
from tests.support.screens import (
    DETAILS,
    NORMAL,
    SIZES,
    SMALL,
    Driver,
    Size,
    at,
    make_desk,
    running,
    some_answers,
    write,
)
from tests.support.sessions import library, room_of


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one memory stick that is in."""
    folder = tmp_path / "STICK"
    folder.mkdir()
    refuge = Refuge("the USB stick or drive STICK", folder, True)
    monkeypatch.setattr("scrutiny_tui.acts.desk.refuges", lambda *_: (refuge,))
    return folder


def answering(folder: Path, page: PageName = PageName.ANSWERS, secrecy: Secrecy = Secrecy.LABELS) -> Desk:
    """Return a desk on which two people have answered step 1."""
    desk = make_desk(folder, replace(DETAILS, secrecy=secrecy))
    write(desk, some_answers(1, "1 2"))
    return at(desk, Place(page, 1))


@pytest.fixture
def desk(tmp_path: Path, system: FailingSystem, stick: Path) -> Desk:
    """A desk on which two people have answered step 1, on a disk that can fail, beside a stick."""
    return answering(tmp_path)


def given(desk: Desk) -> int:
    """Return how many answers on step 1 are on the disk."""
    found = library(desk.library.places.sessions.parent).read(room_of(desk).path)
    return found.rounds[1001].given


def struck(system: FailingSystem, desk: Desk, error: int = errno.EIO) -> None:
    """Let the disk on which the workshop is fail."""
    system.fail(room_of(desk).path.parent, error)


async def failed(pilot: Driver, system: FailingSystem, desk: Desk, error: int = errno.EIO) -> None:
    """Key an answer on a disk that fails."""
    struck(system, desk, error)
    await pilot.keys("3")
    assert pilot.page == "TroubleDialog"


async def test_a_failing_disk_is_told_with_what_is_safe(desk: Desk, system: FailingSystem) -> None:
    full, failing = (errno.ENOSPC, "The disk is full."), (errno.EIO, "The disk reported an error.")
    async with running(desk) as pilot:
        for size, (error, why) in zip(SIZES, (full, failing, full, failing), strict=True):
            await pilot.resize(size)
            await failed(pilot, system, desk, error)
            explained, lines = pilot.told(".explanation"), pilot.said
            assert "Everything before it is safe. Your last key press was not saved." in explained
            assert explained.startswith(why)
            assert "t Try again" in lines
            assert "c Carry on in the USB stick or drive STICK" in lines
            assert "f Carry on in another folder…" in lines
            await pilot.keys("escape")


async def test_nothing_is_taken_in_until_one_key_carries_on_elsewhere_with_the_answer_that_failed(
    desk: Desk, tmp_path: Path, system: FailingSystem, stick: Path
) -> None:
    old = room_of(desk).path
    async with running(desk) as pilot:
        await failed(pilot, system, desk)
        for _ in range(2):
            await pilot.keys("escape 3")
            assert pilot.page == "TroubleDialog"
        assert given(desk) == 2

        await pilot.keys("c")
        assert pilot.page == "AnswersPage"
        assert "Member 1: entered" in pilot.said
        assert "You are now working in a new file" in pilot.said
        await pilot.keys("2")
    assert room_of(desk).path == stick / old.name
    assert given(desk) == 4
    assert desk.leave() == ""

    shelf = library(tmp_path)
    assert shelf.last() == stick / old.name
    assert [entry.path for entry in shelf.entries()] == [stick / old.name, old]
    [line] = shelf.read(stick / old.name).trail.values()
    assert line.text == (
        f"Carried on in a new file, {old.name}, because {old.name} could no longer be written."
    )


async def test_trying_again_keeps_the_answer_in_the_same_file(desk: Desk, system: FailingSystem) -> None:
    before = room_of(desk).path
    async with running(desk) as pilot:
        await failed(pilot, system, desk)
        await pilot.keys("t")
        assert pilot.page == "TroubleDialog"
        system.mend()
        await pilot.keys("t")
        assert "Member 1: entered" in pilot.said
    assert room_of(desk).path == before
    assert given(desk) == 3
    desk.leave()


async def test_what_opens_on_a_full_disk_is_shown(desk: Desk, system: FailingSystem, stick: Path) -> None:
    desk.leave()
    system.fail(desk.library.places.sessions, errno.ENOSPC)
    async with running(desk) as pilot:
        await pilot.keys("enter")
        assert pilot.page == "TroubleDialog"
        assert "Everything before it is safe." in pilot.told(".explanation")
        await pilot.keys("c")
        assert pilot.page == "AnswersPage"
        await pilot.keys("3")
    assert room_of(desk).path.parent == stick
    assert given(desk) == 3
    assert desk.leave() == ""


async def test_if_it_is_not_certain_what_the_file_holds_trying_again_writes_a_new_one_beside_it(
    desk: Desk, system: FailingSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = room_of(desk).path

    def sync_folder(folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(folder))

    async with running(desk) as pilot:
        with monkeypatch.context() as failing:
            failing.setattr(system, "sync_folder", sync_folder)
            await pilot.keys("3")
        assert "Your last key press may not have been saved." in pilot.told(".explanation")
        assert "t Try again, in a new file beside the old one" in pilot.said
        await pilot.keys("t")
        assert "Member 1: entered" in pilot.said
    assert room_of(desk).path == before.with_name(f"{before.stem}-2.json")
    assert given(desk) == 3
    desk.leave()


async def test_a_folder_that_fails_is_asked_again(desk: Desk, tmp_path: Path, system: FailingSystem) -> None:
    (tmp_path / "a-file").touch()
    async with running(desk) as pilot:
        await failed(pilot, system, desk)
        await pilot.keys("f")
        await pilot.paste(str(tmp_path / "a-file" / "x"))
        await pilot.keys("enter")
        assert pilot.page == "TroubleDialog"
        assert "Another folder can't be " in pilot.told(".explanation")
        await pilot.keys("f escape f")
        await pilot.paste(str(tmp_path / "another place"))
        await pilot.keys("enter")
        assert "Member 1: entered" in pilot.said
    assert room_of(desk).path.parent == tmp_path / "another place"
    desk.leave()


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [(PageName.SLIPS, "down down 1 2 3 1 2 3", "AnswersPage"), (PageName.ANSWERS, "r down", "ResultPage")],
    ids=["a whole slip", "a result"],
)
async def test_what_could_not_be_saved_is_kept_when_it_can_be(
    tmp_path: Path, system: FailingSystem, stick: Path, page: PageName, before: str, after: str
) -> None:
    desk = answering(tmp_path, page)
    async with running(desk) as pilot:
        await pilot.keys(before)
        struck(system, desk)
        await pilot.keys("enter")
        assert pilot.page == "TroubleDialog"
        await pilot.keys("c")
        assert pilot.page == after
    kept = room_of(desk).session
    assert kept.revealed(1) or kept.rounds[6001].given == 1
    desk.leave()


async def test_what_a_question_could_not_save_waits_below_it(desk: Desk, system: FailingSystem) -> None:
    async with running(desk) as pilot:
        await pilot.keys("w")
        struck(system, desk)
        await pilot.keys("enter escape")
        assert pilot.page == "TroubleDialog"
        await pilot.keys("escape")
        assert pilot.page == "AnswersPage"


async def test_a_note_not_saved_is_kept_later(tmp_path: Path, system: FailingSystem, stick: Path) -> None:
    desk = at(answering(tmp_path), Place(PageName.STEP, 1))
    async with running(desk) as pilot:
        await pilot.keys("n")
        await pilot.type("Evidence is thin")
        struck(system, desk)
        await pilot.keys("ctrl+s")
        assert pilot.page == "TroubleDialog"
        await pilot.keys("c")
        assert "It is saved now." in pilot.said
    [note] = room_of(desk).session.notes.values()
    assert note.text == "Evidence is thin"
    desk.leave()


async def test_trouble_is_the_same_for_any_answer(tmp_path: Path, system: FailingSystem, stick: Path) -> None:
    shown = []
    for name, key in (("one", "1"), ("other", "3")):
        desk = answering(tmp_path / name, secrecy=Secrecy.TOTALS)
        async with running(desk) as pilot:
            struck(system, desk)
            await pilot.keys(key)
            assert pilot.page == "TroubleDialog"
            shown.append(pilot.lines)
        system.mend()
        desk.leave()
    assert shown[0] == shown[1]


@pytest.mark.parametrize("size", [SMALL, NORMAL])
async def test_a_second_copy_is_missed_while_lost(desk: Desk, system: FailingSystem, size: Size) -> None:
    async with running(desk, size) as pilot:
        assert "Only one copy" not in pilot.said
        system.fail(desk.library.places.mirror, errno.ENOENT)
        await pilot.keys("3")
        one = "Only one copy is saved now: the backup folder is missing."
        assert one in pilot.said
        await pilot.keys("1 escape down enter")
        assert pilot.page == "StepPage"
        assert one in pilot.said
        system.mend()
        await pilot.keys("o")
        assert "Only one copy" not in pilot.said
        assert "Two copies are saved again." in pilot.said

        system.fail(desk.library.places.mirror, errno.ENOSPC)
        await pilot.keys("p")
        await pilot.ask_for("Try the backup again")
        assert "Only one copy is saved now: the backup folder is full." in pilot.said
        system.mend()
        await pilot.ask_for("Try the backup again")
        assert "Two copies are saved again." in pilot.said
    assert desk.leave() == ""


@pytest.mark.parametrize("page", [PageName.ANSWERS, PageName.SLIPS, PageName.COUNT])
async def test_no_path_is_projected_while_answers_are_taken(tmp_path: Path, page: PageName) -> None:
    desk = answering(tmp_path, page)
    path, mirror = room_of(desk).path, desk.library.places.mirror
    desk.leave()
    shutil.rmtree(mirror)
    mirror.write_bytes(b"a stick that is another thing")
    desk.open(path)
    async with running(desk) as pilot:
        assert tmp_path.name not in "".join(pilot.said.split())
        assert "No backup could be made. Every answer is still saved. The backup folder" in pilot.said
        assert "can't be used" in pilot.said
    desk.leave()
