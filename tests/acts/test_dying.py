"""A program that dies or finds a full disk in the middle of an act loses nothing that was acknowledged.

All of an act is there or nothing, and the next start goes on without a question.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.store.disk_errors import NotSavedError
from tests.support.dying import dies, without_locks
from tests.support.failing import FailingSystem, use
from tests.support.sessions import details, filled, library, people, room_of

MOST_CALLS = 300
"""More calls that change something than any of these acts makes."""


@pytest.fixture(autouse=True)
def _no_locks() -> Iterator[None]:
    with without_locks():
        yield


def with_two_answers(folder: Path, secrecy: Secrecy = Secrecy.LABELS) -> Workshop:
    """Return a workshop with two answers in on step 1, which may be killed."""
    room = library(folder).create(details(secrecy=secrecy), people(5))
    filled(room, 1, "1 2")
    return room


def continued(folder: Path) -> Desk:
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
    shutil.copytree(folder, folder.with_name("as it was"))
    for at in range(1, MOST_CALLS):
        shutil.rmtree(folder)
        shutil.copytree(folder.with_name("as it was"), folder)
        desk = continued(folder)
        is_dead = dies(at, lambda desk=desk: act(desk))  # type: ignore[misc]
        yield continued(folder)
        if not is_dead:
            return
    raise AssertionError("The act makes more calls than that.")


@pytest.mark.parametrize(
    ("secrecy", "target", "is_carried_on_already"),
    [(Secrecy.TOTALS, "stick", False), (Secrecy.LABELS, "stick", True)],
)
def test_whichever_file_is_continued_after_a_death_while_carrying_on_holds_all_of_it(
    tmp_path: Path, secrecy: Secrecy, target: str, is_carried_on_already: bool
) -> None:
    folder = tmp_path / "data"
    with_two_answers(folder, secrecy)
    if is_carried_on_already:
        continued(folder).carry_on(folder / target)
    found = set()
    for desk in deaths(folder, lambda desk: desk.carry_on(folder / target)):
        room = room_of(desk)
        found.add(room.path)
        assert given(room) == {1: 2}
        room.cast(1, 3, Answer.LEVEL_3)
        assert given(room) == {1: 3}
    assert len(found) == 2


@pytest.mark.parametrize("secrecy", [Secrecy.LABELS, Secrecy.TOTALS])
def test_a_slip_over_several_steps_is_there_whole_or_not_at_all(tmp_path: Path, secrecy: Secrecy) -> None:
    folder = tmp_path / "data"
    with_two_answers(folder, secrecy)
    slip = {1: Answer.LEVEL_1, 2: Answer.LEVEL_1, 3: Answer.LEVEL_2}
    found = [given(room_of(desk)) for desk in deaths(folder, lambda desk: room_of(desk).cast_slip(3, slip))]
    states = [state for at, state in enumerate(found) if state not in found[:at]]
    assert states == [{1: 2}, {1: 3, 2: 1, 3: 1}]


class LosingNames(FailingSystem):
    """A disk that fails for good as soon as it is to bring a name to the disk."""

    is_losing = False

    def sync_folder(self, folder: Path) -> None:
        if self.is_losing:
            self.fail(folder)
            raise OSError(errno.EIO, "Input/output error")
        super().sync_folder(folder)


def test_an_old_file_is_not_as_new_as_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system = LosingNames()
    use(system, monkeypatch)
    desk = Desk(library(tmp_path / "data"))
    desk.create(details(), people(5)).open_round(1)
    old = room_of(desk).path
    system.is_losing = True
    with pytest.raises(NotSavedError, match="We can't be sure"):
        room_of(desk).cast(1, 1, Answer.LEVEL_1)
    assert b'"ballots": {\n' in old.read_bytes()
    system.is_losing = False
    system.mend()
    desk.carry_on(old.parent)
    assert given(room_of(continued(tmp_path / "data"))) == {1: 0}


# Opened on a full disk


@pytest.fixture(params=[(Secrecy.LABELS, "killed"), (Secrecy.TOTALS, "killed"), (Secrecy.LABELS, "closed")])
def desk(request: pytest.FixtureRequest, tmp_path: Path, system: FailingSystem) -> Desk:
    """A desk with a workshop that was killed or closed with two answers in and opened again on a full disk."""
    secrecy, ended = request.param
    room = with_two_answers(tmp_path, secrecy)
    if ended == "closed":
        room.close()
    for folder in ("sessions", "mirror"):
        system.fail(tmp_path / folder, errno.ENOSPC)
    return continued(tmp_path)


def test_on_a_full_disk_all_is_seen_and_answers_wait_for_room(desk: Desk, system: FailingSystem) -> None:
    room = room_of(desk)
    assert (given(room), room.notices, room.one_copy) == ({1: 2}, (), "")
    if room.session.sitting.ended:
        with pytest.raises(NotSavedError):
            room.continue_sitting()
    with pytest.raises(NotSavedError):
        room.cast(1, 3, Answer.LEVEL_3)
    assert (room.take_refusal(), room.is_stuck) == ("The disk is full.", False)
    system.mend()
    room.cast(1, 3, Answer.LEVEL_3)
    assert room.session.sitting.ended is None
    assert desk.leave() == ""
    assert given(desk.open(room.path)) == {1: 3}


def test_from_a_full_disk_it_is_carried_on_elsewhere_with_all_that_is_in(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotSavedError):
        room_of(desk).cast(1, 3, Answer.LEVEL_3)
    desk.carry_on(tmp_path / "stick")
    room = room_of(desk)
    room.cast(1, 3, Answer.LEVEL_3)
    assert desk.leave() == ""
    assert given(desk.open(room.path)) == {1: 3}


def test_on_a_full_disk_closing_says_that_every_answer_is_there_and_it_can_be_looked_at(desk: Desk) -> None:
    path = room_of(desk).path
    assert desk.leave() in {"", "The disk is full. All answers shown as entered are safe."}
    looked_at = desk.look(path)
    assert (looked_at.read_only, given(looked_at)) == (True, {1: 2})
