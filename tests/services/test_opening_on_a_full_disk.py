"""A workshop is opened on a full disk: what is in is seen, nothing is refused in odd words, and it goes on elsewhere."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.repairing import repair
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.store.journal.errors import FullError
from scrutiny_tui.store.journal.ledger import HELD
from tests.services.rooms import filled
from tests.support.dying import without_locks
from tests.support.failing import FailingSystem, use
from tests.support.sessions import details, library, people


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


def room_of(desk: Desk) -> Workshop:
    assert desk.workshop is not None
    return desk.workshop


def test_everything_is_seen_and_it_is_told_that_nothing_more_can_be_saved(desk: Desk) -> None:
    room = room_of(desk)

    assert room.session.rounds[1001].given == 2
    last_time = {"Last time the program was not closed. Nothing that was kept is lost."}
    assert set(room.notices) - last_time == {HELD}


def test_an_answer_is_refused_and_is_taken_when_there_is_room(desk: Desk, system: FailingSystem) -> None:
    room = room_of(desk)
    with pytest.raises(FullError):
        room.cast(1, 3, Answer.LEVEL_3)
    assert room.take_refusal() == "The disk is full."
    assert not room.is_stuck

    system.mend()
    room.cast(1, 3, Answer.LEVEL_3)

    assert desk.leave() == ""
    assert desk.open(room.path).session.rounds[1001].given == 3


def test_it_is_carried_on_elsewhere_with_all_that_is_in(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FullError):
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
        with pytest.raises(FullError):
            room.continue_sitting()
    system.mend()

    room.cast(1, 3, Answer.LEVEL_3)

    assert room.session.sitting.ended is None


def test_closing_it_again_says_that_every_answer_is_there(desk: Desk) -> None:
    assert desk.leave() in {"", "The disk is full. Every answer that was taken is still on the disk."}


def test_it_can_be_looked_at_and_written_to_another_disk_without_being_opened(
    desk: Desk, tmp_path: Path
) -> None:
    path = room_of(desk).path
    desk.leave()
    (tmp_path / "stick").mkdir()

    assert desk.look(path).read_only
    made = repair(desk.library, path, tmp_path / "stick" / "kept.json")

    assert made.session.voters == desk.library.read(path).voters
    assert desk.open(made.path).path.parent == tmp_path / "stick"
