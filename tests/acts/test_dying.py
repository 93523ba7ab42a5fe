"""A program that dies in the middle of an act leaves all of it or nothing, and loses nothing that was acknowledged."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from tests.acts.rooms import filled
from tests.support.dying import dies, without_locks
from tests.support.sessions import details, library, people, room_of

MOST_CALLS = 300
"""More calls that change something than any of these acts makes."""


@pytest.fixture(autouse=True)
def _no_locks() -> Iterator[None]:
    with without_locks():
        yield


@pytest.fixture(params=[Secrecy.LABELS, Secrecy.TOTALS])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Where sessions and second copies are, with a workshop that was killed: two answers are in on step 1."""
    made = tmp_path / "data"
    filled(library(made).create(details(secrecy=request.param), people(5)), 1, "1 2")
    shutil.copytree(made, tmp_path / "as it was")
    return made


def opened(folder: Path) -> Desk:
    """Return a desk with the workshop that the start page continues."""
    desk = Desk(library(folder))
    last = desk.library.last()
    assert last is not None
    desk.open(last)
    return desk


def given(room: Workshop) -> dict[int, int]:
    """Return by step how many are in."""
    return {each.item: each.given for each in room.session.rounds.values()}


def deaths(folder: Path, act: Callable[[Desk], object]) -> Iterator[Desk]:
    """Die at every call of an act; yield what is continued after each."""
    for at in range(1, MOST_CALLS):
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
        assert given(room) == {1: 3}
    assert len(found) == 2


def test_a_slip_over_several_steps_is_there_whole_or_not_at_all(folder: Path) -> None:
    slip = {1: Answer.LEVEL_1, 2: Answer.LEVEL_1, 3: Answer.LEVEL_2}
    found = [given(room_of(desk)) for desk in deaths(folder, lambda desk: room_of(desk).cast_slip(3, slip))]

    assert [state for at, state in enumerate(found) if state not in found[:at]] == [
        {1: 2},
        {1: 3, 2: 1, 3: 1},
    ]
