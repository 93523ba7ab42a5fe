"""What was taken out of a session goes out of its other files too, or it is told which of them may still have it.

A renaming or a removal that is stopped at any call leaves one whole session, or none.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import EditedError, InputError, MachineError
from scrutiny_tui.domain.moves import add_note, leave_note, remove_note
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.store.disk_errors import LockedError
from scrutiny_tui.store.session_file import SessionFile, create_session, open_session
from scrutiny_tui.store.session_paths import last_changed
from scrutiny_tui.store.session_upkeep import (
    newest_holds_more,
    other_files,
    own_files,
    remove_session,
    rename_session,
    take_out,
)
from tests.support.dying import dies, without_locks
from tests.support.failing import FailingSystem
from tests.support.files import holding
from tests.support.sealed import rewrite_as_newer
from tests.support.sessions import NOW, answered, answers, session

WORDS = "Anne Smith said so."


@pytest.fixture
def file(tmp_path: Path) -> SessionFile:
    """A session from which a note was taken out; what was written before is in nearly every kind of file."""
    path, mirror, stick = tmp_path / "sessions" / "x.json", tmp_path / "mirror", tmp_path / "stick"
    for folder in (mirror, stick / "backups"):
        folder.mkdir(parents=True)
    made = create_session(path, session(3), mirror)
    made.keep_copy(NOW)
    made.save(add_note(made.session, 1, NoteKind.EVIDENCE, WORDS))
    made.keep_copy(NOW)
    for copy in (
        path.with_name("x.json.older-20260412T101500"),
        mirror / "session-1.json.damaged-20260412T101500",
        stick / "session-1.json",
        stick / "backups" / "2026-11-21-1405-session-1.json",
        path.with_name("copied by hand.json"),
    ):
        shutil.copyfile(path, copy)
    made.save(remove_note(made.session, 1))
    return made


def test_it_is_in_no_file_any_more_that_the_program_made(file: SessionFile, tmp_path: Path) -> None:
    assert newest_holds_more(file)
    assert len(holding(tmp_path, WORDS)) == 6
    told = take_out(file, [tmp_path / "stick", tmp_path / "gone"], NOW, thoroughly=True)
    assert told == ()
    assert holding(tmp_path, WORDS) == ["copied by hand.json"]
    assert not newest_holds_more(file)
    assert (
        len(list((tmp_path / "mirror" / "backups").iterdir())) == 2
    )  # the first one, and one that was made anew
    assert other_files(file.path, file.session, [tmp_path / "mirror"]) == (file.path.with_name("copied by hand.json"),)  # fmt: skip
    assert take_out(file, [tmp_path / "stick"], NOW, thoroughly=False) == ()


def test_what_was_set_aside_is_told_unless_it_is_done_thoroughly(file: SessionFile, tmp_path: Path) -> None:
    told = take_out(file, [tmp_path / "stick"], NOW, thoroughly=False)
    assert [each.partition(" is an older copy")[0].rpartition(".")[2] for each in told] == [
        "older-20260412T101500", "damaged-20260412T101500",
    ]  # fmt: skip
    assert len(holding(tmp_path, WORDS)) == 3


def test_a_folder_out_of_reach_comes_later(file: SessionFile, tmp_path: Path, system: FailingSystem) -> None:
    system.fail(tmp_path / "mirror", errno.EIO)
    file.save(add_note(file.session, 1, NoteKind.EVIDENCE, "Another."))
    told = take_out(file, [], NOW, thoroughly=False)
    assert "may still have what was deleted: the backup folder can't be written to." in told[0]
    system.mend()
    file.renew_mirror()
    assert all("older copy" in each for each in take_out(file, [], NOW, thoroughly=False))


def test_a_session_from_which_nothing_was_taken_keeps_its_copies(tmp_path: Path) -> None:
    (tmp_path / "mirror").mkdir()
    file = create_session(tmp_path / "x.json", session(3), tmp_path / "mirror")
    file.keep_copy(NOW)
    file.save(leave_note(file.session, "Go on with step 2."))
    before = sorted(each.name for each in (tmp_path / "mirror").rglob("*"))
    assert take_out(file, [tmp_path / "mirror"], NOW, thoroughly=False) == ()
    assert sorted(each.name for each in (tmp_path / "mirror").rglob("*")) == before
    assert not newest_holds_more(file)
    assert other_files(file.path, file.session, [tmp_path / "mirror"]) == ()


NOW_IN = answered(session(5), 1, answers("1 2"))
ASIDE = "damaged-20260412T101500"


class Room:
    """A session with a dated copy, with bytes that were set aside and with another session beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "sessions" / "day.json"
        self.target = folder / "sessions" / "autumn.json"
        self.mirror = folder / "mirror"
        self.mirror.mkdir(parents=True)
        file = create_session(self.path, NOW_IN, self.mirror)
        file.keep_copy(NOW)
        file.close()
        for path in (self.path, self.mirror / "session-1.json"):
            path.with_name(f"{path.name}.{ASIDE}").write_bytes(b"set aside")
        for name in ("other.json", "day-2.json.tmp", "day.txt"):
            (self.path.parent / name).write_bytes(b"a stranger's")
        (self.mirror / "backups" / "2026-11-21-1405-other.json").touch()

    @property
    def names(self) -> set[str]:
        """Names of files that belong to the session under either name."""
        strangers = {"other.json", "day-2.json.tmp", "day.txt", "2026-11-21-1405-other.json"}
        return {each.name for each in self.folder.rglob("*") if each.is_file()} - strangers

    def opened(self, path: Path) -> Session:
        file = open_session(path, self.mirror)
        file.close()
        return file.session


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "room")


@pytest.fixture(autouse=True)
def _no_locks(request: pytest.FixtureRequest) -> Iterator[None]:
    if "locks" in request.fixturenames:
        yield
    else:
        with without_locks():
            yield


def stopped(folder: Path, act: Callable[[Room], object]) -> Iterator[Room]:
    """Yield a room in which the act was stopped at its first call, then at its second, until it was not stopped."""
    at, is_stopped = 0, True
    while is_stopped:
        at += 1
        shutil.rmtree(folder, ignore_errors=True)
        room = Room(folder)
        is_stopped = dies(at, lambda room=room: act(room))  # type: ignore[misc]
        yield room
    assert at > 5


def test_a_renamed_session_keeps_its_copies_and_takes_along_what_was_set_aside(room: Room) -> None:
    assert rename_session(room.path, room.target, room.mirror) == ()
    assert room.opened(room.target) == NOW_IN
    assert room.names - {"autumn.lock"} == {
        "autumn.json", f"autumn.json.{ASIDE}", "session-1.json", f"session-1.json.{ASIDE}", "2026-11-21-1405-session-1.json",
    }  # fmt: skip


def test_a_renaming_is_no_use_of_a_session_also_if_its_file_has_to_be_mended(room: Room) -> None:
    older = room.path.read_bytes()
    file = open_session(room.path, room.mirror)
    file.save(leave_note(file.session, "Begin with step 2."))
    file.close()
    room.path.write_bytes(older)
    os.utime(room.path, (0, 1000))
    rename_session(room.path, room.target, room.mirror)
    assert (last_changed(room.target), room.opened(room.target)) == (1000, file.session)


def test_what_is_stopped_leaves_one_whole_session_or_none(tmp_path: Path) -> None:
    for room in stopped(tmp_path / "room", lambda room: rename_session(room.path, room.target, room.mirror)):
        (there,) = [path for path in (room.path, room.target) if path.exists()]
        assert room.opened(there) == NOW_IN
    for room in stopped(tmp_path / "room", lambda room: remove_session(room.path, (room.mirror,))):
        if room.path.exists():
            assert room.opened(room.path) == NOW_IN
            remove_session(room.path, (room.mirror,))
        assert room.names <= {"day.lock", "day.opened"}


def test_a_name_that_is_taken_or_a_file_that_is_gone_or_was_changed_by_hand_is_refused(room: Room) -> None:
    for target in (room.path, room.path.with_name("other.json")):
        with pytest.raises(InputError, match="There is already a file at"):
            rename_session(room.path, target, room.mirror)
    with pytest.raises(InputError, match="Can't find the workshop"):
        rename_session(room.path.with_name("gone.json"), room.target, room.mirror)
    room.path.write_bytes(room.path.read_bytes().replace(b"Exampleshire", b"Elsewhere"))
    with pytest.raises(EditedError):
        rename_session(room.path, room.target, room.mirror)
    assert room.path.exists()


def test_what_could_not_be_taken_along_is_told(room: Room) -> None:
    taken = room.target.with_name(f"{room.target.name}.{ASIDE}")
    taken.write_bytes(b"of another session")
    (notice,) = rename_session(room.path, room.target, room.mirror)
    assert notice.endswith("keeps its old name.")
    assert taken.read_bytes() == b"of another session"


def test_a_disk_that_fails_keeps_the_name(room: Room, system: FailingSystem) -> None:
    system.fail(room.path.parent, errno.EIO)
    with pytest.raises(MachineError, match="keeps its old name"):
        rename_session(room.path, room.target, room.mirror)
    system.mend()
    assert room.opened(room.path) == NOW_IN


def test_a_removed_session_leaves_no_file_and_others_alone(room: Room) -> None:
    assert own_files(room.path, (room.mirror,))[-1] == room.path
    remove_session(room.path, (room.mirror, room.folder / "gone"))
    assert room.names == set()
    assert len([each for each in room.folder.rglob("*") if each.is_file()]) == 4


@pytest.mark.usefixtures("locks")
def test_only_sessions_are_removed_damaged_ones_too_and_none_that_is_open(room: Room) -> None:
    file = open_session(room.path, room.mirror)
    with pytest.raises(LockedError):
        rename_session(room.path, room.target, room.mirror)
    with pytest.raises(LockedError):
        remove_session(room.path, (room.mirror,))
    file.close()
    with pytest.raises(InputError, match="not look like a workshop, so it was not changed"):
        remove_session(room.path.with_name("other.json"), (room.mirror,))
    assert room.path.with_name("other.json").exists()
    assert not room.path.with_name("other.lock").exists()
    rewrite_as_newer(room.path)
    remove_session(room.path, (room.mirror,))
    assert room.names == set()
    other = Room(room.folder / "again")
    other.path.write_bytes(other.path.read_bytes()[:400])
    remove_session(other.path, (other.mirror,))
    assert other.names == set()


@pytest.fixture
def locks() -> None:
    """Have locks as they are."""
