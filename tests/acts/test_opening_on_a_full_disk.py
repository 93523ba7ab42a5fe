"""A workshop is opened on a full disk: what is in is seen, nothing is refused in odd words, and it goes on elsewhere."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.store.disk_errors import NotSavedError
from tests.acts.rooms import filled
from tests.support.dying import without_locks
from tests.support.failing import FailingSystem, use
from tests.support.sessions import details, library, people, room_of


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> FailingSystem:
    """The system that the program uses."""
    made = FailingSystem()
    use(made, monkeypatch)
    return made


@pytest.fixture(params=[(Secrecy.LABELS, "killed"), (Secrecy.TOTALS, "killed"), (Secrecy.LABELS, "closed")])
def desk(request: pytest.FixtureRequest, tmp_path: Path, system: FailingSystem) -> Desk:
    """A desk with a workshop that was killed or closed with two answers in and opened again on a full disk."""
    secrecy, ended = request.param
    room = library(tmp_path).create(details(secrecy=secrecy), people(5))
    filled(room, 1, "1 2")
    if ended == "closed":
        room.close()
    for folder in ("sessions", "mirror"):
        system.fail(tmp_path / folder, errno.ENOSPC)
    made = Desk(library(tmp_path))
    with without_locks():
        made.open(room.path)
    return made


def test_everything_is_seen(desk: Desk) -> None:
    room = room_of(desk)

    assert (room.session.rounds[1001].given, room.notices, room.one_copy) == (2, (), "")


def test_an_answer_is_refused_and_is_taken_when_there_is_room(desk: Desk, system: FailingSystem) -> None:
    room = room_of(desk)
    with pytest.raises(NotSavedError):
        room.cast(1, 3, Answer.LEVEL_3)
    assert room.take_refusal() == "The disk is full."
    assert not room.is_stuck

    system.mend()
    room.cast(1, 3, Answer.LEVEL_3)

    assert desk.leave() == ""
    assert desk.open(room.path).session.rounds[1001].given == 3


def test_it_is_carried_on_elsewhere_with_all_that_is_in(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotSavedError):
        room_of(desk).cast(1, 3, Answer.LEVEL_3)

    desk.carry_on(tmp_path / "stick")
    room = room_of(desk)
    room.cast(1, 3, Answer.LEVEL_3)

    assert desk.leave() == ""
    assert desk.open(room.path).session.rounds[1001].given == 3


def test_a_sitting_that_could_not_be_taken_up_at_once_goes_on_with_the_next_change(
    desk: Desk, system: FailingSystem
) -> None:
    room = room_of(desk)
    was_ended = room.session.sitting.ended is not None
    if was_ended:
        with pytest.raises(NotSavedError):
            room.continue_sitting()
    system.mend()

    room.cast(1, 3, Answer.LEVEL_3)

    assert room.session.sitting.ended is None


def test_closing_it_again_says_that_every_answer_is_there(desk: Desk) -> None:
    assert desk.leave() in {"", "The disk is full. Every answer that was taken is still on the disk."}


def test_it_can_be_looked_at_without_being_opened(desk: Desk) -> None:
    path = room_of(desk).path
    desk.leave()

    looked_at = desk.look(path)

    assert looked_at.read_only
    assert looked_at.session.rounds[1001].given == 2
