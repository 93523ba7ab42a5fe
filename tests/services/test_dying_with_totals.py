"""Where only totals are kept, two files hold a workshop: dying between the two loses nothing that was acknowledged."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.store.elsewhere import NAME
from tests.support.dying import dies, without_locks
from tests.support.failing import FailingSystem, use
from tests.support.sessions import answers, details, library, people

MOST_CALLS = 300
"""More calls that change something than any of these acts makes."""


@pytest.fixture(autouse=True)
def _no_locks() -> Iterator[None]:
    with without_locks():
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where sessions and second copies are, with a workshop that was killed: two answers are in on step 1."""
    made = tmp_path / "data"
    room = library(made).create(details(secrecy=Secrecy.TOTALS), people(5))
    room.open_round(1)
    for voter, answer in enumerate(answers("1 2"), start=1):
        room.cast(1, voter, answer)
    shutil.copytree(made, tmp_path / "as it was")
    return made


def opened(folder: Path) -> Desk:
    """Return a desk with the workshop that the start page continues."""
    desk = Desk(library(folder))
    last = desk.library.last()
    assert last is not None
    desk.open(last)
    return desk


def room_of(desk: Desk) -> Workshop:
    assert desk.workshop is not None
    return desk.workshop


def given(room: Workshop) -> dict[int, int]:
    """Return by step how many are in."""
    return {each.item: each.given for each in room.session.rounds.values()}


def deaths(folder: Path, act: Callable[[Desk], object]) -> Iterator[Desk]:
    """Die at every third call of an act; yield what is continued after each."""
    for at in range(1, MOST_CALLS, 3):
        shutil.rmtree(folder)
        shutil.copytree(folder.with_name("as it was"), folder)
        desk = opened(folder)
        is_dead = dies(at, lambda desk=desk: act(desk))  # type: ignore[misc]
        yield opened(folder)
        if not is_dead:
            return
    raise AssertionError("The act makes more calls than that.")


@pytest.mark.parametrize("target", ["sessions", "stick"])
def test_whichever_file_is_continued_after_a_death_while_carrying_on_holds_all_of_it(
    folder: Path, target: str
) -> None:
    found = set()
    for desk in deaths(folder, lambda desk: desk.carry_on(folder / target)):
        room = room_of(desk)
        found.add(room.path)
        assert given(room) == {1: 2}
        room.cast(1, 3, Answer.LEVEL_3)
        # Beside those that go on, totals of before would tell by the difference how the third person answered.
        assert {
            path.with_suffix(".json") for path in folder.rglob("*.box*") if "mirror" not in str(path)
        } == {room.path}
        assert len([*folder.glob("mirror/*.box*")]) == 1
    assert len(found) == 2


def test_a_slip_that_opens_votes_is_there_or_can_be_keyed_again(folder: Path) -> None:
    slip = {2: Answer.LEVEL_1, 3: Answer.LEVEL_2}
    found = []
    for desk in deaths(folder, lambda desk: room_of(desk).cast_slip(3, slip)):
        room = room_of(desk)
        found.append(given(room))
        room.cast_slip(3, slip, keep_earlier=True)
        assert given(room) == {1: 2, 2: 1, 3: 1}
        room.reveal(2)
        assert room.result(2).rounds[0].counts == (1, 0, 0)
    assert [state for at, state in enumerate(found) if state not in found[:at]] == [
        {1: 2},
        {1: 2, 2: 0, 3: 0},
        {1: 2, 2: 1, 3: 1},
    ]


def test_where_the_new_place_cannot_be_listed_the_totals_stay_until_it_was_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(folder)
    old = room_of(desk).path
    system = FailingSystem()
    use(system, monkeypatch)
    system.fail(folder / "mirror")
    system.fail(folder / "sessions")

    told = desk.carry_on(folder / "stick")

    assert "Write down where it is" in told
    assert old.with_suffix(".box").exists()
    room_of(desk).cast(1, 3, Answer.LEVEL_3)
    assert not old.with_suffix(".box").exists()
    assert not (folder / "mirror" / NAME).exists()


def test_a_box_that_somebody_took_away_from_its_session_is_left_alone(folder: Path) -> None:
    desk = opened(folder)
    path = room_of(desk).path
    desk.leave()
    alone = path.with_name("renamed-by-hand.box")
    shutil.copy(path.with_suffix(".box"), alone)

    opened(folder)

    assert alone.exists()


def test_totals_that_went_on_in_the_old_file_are_not_taken_away_by_the_new_one(folder: Path) -> None:
    desk = opened(folder)
    old = room_of(desk).path
    desk.carry_on(folder / "stick")
    new = room_of(desk).path
    again = library(folder).open(old)
    again.open_round(1)
    again.cast(1, 1, Answer.LEVEL_3)

    library(folder).open(new)

    assert given(library(folder).open(old)) == {1: 1}
