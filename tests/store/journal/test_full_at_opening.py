"""A disk that is full when a session is opened: all of it is there to be seen, and it goes on when there is room."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.journal.database import SessionDatabase, create_database, open_database
from scrutiny_tui.store.journal.errors import FullError, NotSavedError
from scrutiny_tui.store.journal.ledger import HELD
from tests.support.disk import SimulatedDisk, Trouble

PATH = Path("/sessions/day.json")
MIRROR = Path("/mirror")
JOURNAL = PATH.with_suffix(".journal")
BALLAST = PATH.with_suffix(".ballast")
MOST_CALLS = 300
"""More than opening makes that need room."""
FULL = Trouble(1, errno.ENOSPC, only=frozenset({"create", "write", "reserve"}), forever=True)


def killed(*, torn: bool = False) -> SimulatedDisk:
    """Return a disk with a session of three votes whose program was killed, while it wrote a fourth if `torn`."""
    disk = SimulatedDisk()
    database = create_database(PATH, {"votes": {}}, session_id="s-1", mirror=MIRROR, system=disk)
    for number in (1, 2, 3):
        database.commit({"votes": {number: {}}})
    left = disk.after_kill()
    for file in (BALLAST, PATH.with_suffix(".opened")):
        left.snatch(file)
    if torn:
        left.put(JOURNAL, left.content(JOURNAL) + b'0badc0de {"n":')
    return left


def closed() -> SimulatedDisk:
    """Return a disk with a session of three votes that was closed."""
    disk = killed()
    open_database(PATH, mirror=MIRROR, system=disk).close()
    return disk


def opened(disk: SimulatedDisk) -> SessionDatabase:
    return open_database(PATH, mirror=MIRROR, system=disk)


def contents(disk: SimulatedDisk) -> dict[Path, bytes]:
    return {path: disk.content(path) for path in disk.paths()}


@pytest.fixture(params=["killed", "torn", "closed"])
def disk(request: pytest.FixtureRequest) -> SimulatedDisk:
    """A disk with a session of three votes, as a program may have left it."""
    return closed() if request.param == "closed" else killed(torn=request.param == "torn")


def test_everything_is_there_and_no_file_is_changed(disk: SimulatedDisk) -> None:
    before = contents(disk)
    disk.plan(FULL)

    database = opened(disk)

    assert set(database.documents("votes")) == {1, 2, 3}
    assert HELD in database.notices
    assert not database.is_stuck
    with pytest.raises(FullError, match=r"^The disk is full\. This answer was not saved"):
        database.commit({"votes": {4: {}}})
    database.close()
    assert contents(disk) == before


def test_it_goes_on_as_soon_as_there_is_room(disk: SimulatedDisk) -> None:
    disk.plan(FULL)
    database = opened(disk)
    disk.plan(None)

    database.commit({"votes": {4: {}}})

    assert set(opened(disk.after_kill()).documents("votes")) == {1, 2, 3, 4}
    database.close()
    assert set(opened(disk).documents("votes")) == {1, 2, 3, 4}


@pytest.mark.parametrize("forever", [False, True])
def test_wherever_the_room_ends_it_is_open_and_loses_nothing(disk: SimulatedDisk, forever: bool) -> None:
    writing = frozenset({"create", "write", "replace", "make_folder", "sync", "reserve"})
    for at in range(1, MOST_CALLS, 3):
        tried = disk.after_kill()
        tried.plan(Trouble(at, errno.ENOSPC, only=writing, forever=forever))
        database = opened(tried)
        was_struck = tried.calls >= at
        tried.plan(None)
        assert set(database.documents("votes")) == {1, 2, 3}
        assert set(opened(tried.after_kill()).documents("votes")) == {1, 2, 3}
        database.commit({"votes": {4: {}}})
        assert set(opened(tried.after_kill()).documents("votes")) == {1, 2, 3, 4}
        if not was_struck:
            return
    raise AssertionError("Opening takes more calls than that.")


def test_what_was_set_aside_is_kept_once(disk: SimulatedDisk) -> None:
    disk = killed(torn=True)
    disk.plan(Trouble(1, errno.ENOSPC, only=frozenset({"replace"}), forever=True))
    database = opened(disk)
    with pytest.raises(FullError):
        database.commit({"votes": {4: {}}})
    disk.plan(None)

    database.commit({"votes": {4: {}}})

    assert [path.name.partition("-")[0] for path in disk.paths() if "tail" in path.name] == [
        "day.journal.tail"
    ]


def test_the_room_that_a_killed_program_held_back_is_used() -> None:
    disk = killed()
    disk.put(BALLAST, bytes(8))
    disk.before = lambda _name: disk.plan(None) if BALLAST not in disk.paths() else None
    disk.plan(FULL)

    database = opened(disk)

    database.commit({"votes": {4: {}}})
    assert HELD not in database.notices


def test_a_disk_that_then_fails_is_not_trusted() -> None:
    disk = killed()
    disk.plan(FULL)
    database = opened(disk)
    disk.plan(Trouble(1, errno.EIO, forever=True))

    with pytest.raises(NotSavedError, match="The disk reported an error"):
        database.commit({"votes": {4: {}}})

    assert database.is_stuck


def test_a_new_session_is_refused() -> None:
    disk = SimulatedDisk()
    disk.plan(FULL)
    with pytest.raises(MachineError, match=r"^The disk is full\.$"):
        create_database(PATH, {}, session_id="s-1", mirror=MIRROR, system=disk)
    assert disk.paths() == []


def test_where_not_even_a_lock_can_be_made_it_says_what_is_safe_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    disk = closed()

    def refuse(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, "lock", refuse)
    with pytest.raises(MachineError) as told:
        opened(disk)
    assert "Everything that was kept is safe. Free some space" in str(told.value)
    assert "answer" not in str(told.value)
