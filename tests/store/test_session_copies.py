"""Which of its two copies a session is: the newer whole one; both are the same afterwards, and odd bytes are kept."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import EditedError, InputError
from scrutiny_tui.store.disk_errors import DamagedError, NewerFormatError
from scrutiny_tui.store.session_copies import kept_path, session_path, side_files
from scrutiny_tui.store.session_file import (
    SessionFile,
    create_session,
    open_session,
    read_session,
    view_session,
)
from scrutiny_tui.store.session_paths import head_of
from tests.support.files import everything_in, needs_links
from tests.support.sealed import rewrite_as_newer
from tests.support.sessions import answered, answers, noted, notes, session

VERSION_1 = Path(__file__).with_name("version-1.json")


@dataclass(frozen=True)
class Room:
    """A closed session that was saved with the note "one", then with "two"."""

    folder: Path
    older: bytes
    newer: bytes

    @property
    def path(self) -> Path:
        return self.folder / "sessions" / "x.json"

    @property
    def mirror(self) -> Path:
        return self.folder / "mirror"

    @property
    def second(self) -> Path:
        return self.mirror / "session-1.json"

    @property
    def edited(self) -> bytes:
        return self.newer.replace(b'"two"', b'"2"')

    def put(self, main: bytes | None, second: bytes | None) -> None:
        """Put these in the place of the two copies; None has a copy missing."""
        for path, data in ((self.path, main), (self.second, second)):
            path.unlink(missing_ok=True)
            if data is not None:
                path.write_bytes(data)

    def open(self, *, accept: bool = False) -> SessionFile:
        """Open the session as reading and looking have told it, and compare its copies."""
        before = everything_in(self.folder)
        shown = read_session(self.path, self.mirror, accept_edit=accept)
        assert accept or view_session(self.path, self.mirror).session == shown
        assert everything_in(self.folder) == before
        file = open_session(self.path, self.mirror, accept_edit=accept)
        assert file.session == shown
        assert self.path.read_bytes() == self.second.read_bytes()
        assert file.lacks == ""
        file.close()
        return file

    def kept(self) -> dict[str, bytes]:
        """Return what was set aside, by its label, such as "damaged"."""
        found = [each for each in self.folder.rglob("*.json.*") if each.suffix != ".tmp"]
        return {each.suffix[1:].partition("-")[0]: each.read_bytes() for each in found}

    def assert_refused(self, error: type[Exception], told: str, *, accept: bool = False) -> None:
        """Look that nothing opens it and nothing is changed."""
        before = everything_in(self.folder)
        for act in (open_session, read_session):
            with pytest.raises(error, match=told):
                act(self.path, self.mirror, accept_edit=accept)
        after = everything_in(self.folder)
        assert after.keys() - before.keys() <= {str(self.path.with_suffix(".lock"))}
        assert {name: after[name] for name in before} == before


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A session whose two copies are the same."""
    path, mirror = tmp_path / "sessions" / "x.json", tmp_path / "mirror"
    mirror.mkdir()
    file = create_session(path, answered(session(3, steps=1), 1, answers("1 2")), mirror)
    file.save(noted(file.session, "one"))
    older = path.read_bytes()
    file.save(noted(file.session, "two"))
    file.close()
    return Room(tmp_path, older, path.read_bytes())


def test_two_equal_copies_are_left_and_a_newer_second_one_is_taken(room: Room) -> None:
    assert room.open().notices == ()
    assert room.path.read_bytes() == room.newer
    assert room.kept() == {}
    room.put(room.older, room.newer)
    file = room.open()
    assert notes(file.session) == ["one", "two"]
    assert "x.json was out of date. The backup is newer and is now used" in file.notices[0]
    assert room.kept() == {"older": room.older}


@pytest.mark.parametrize("second", ["older", "missing"])
def test_an_older_or_missing_second_copy_is_made_again(room: Room, second: str) -> None:
    room.put(room.newer, room.older if second == "older" else None)
    file = room.open()
    assert (notes(file.session), file.notices, room.kept()) == (["one", "two"], (), {})


def test_a_second_copy_changed_by_hand_or_unreadable_keeps_nobody_from_opening(room: Room) -> None:
    room.put(room.newer, room.edited)
    file = room.open()
    assert notes(file.session) == ["one", "two"]
    assert "The backup was damaged and has been made again." in file.notices[0]
    assert room.kept() == {"damaged": room.edited}
    room.second.unlink()
    room.second.mkdir()
    file = open_session(room.path, room.mirror)
    assert notes(file.session) == ["one", "two"]
    assert "The backup can't be used now" in file.notices[0]
    assert file.lacks == "the backup folder can't be written to"
    file.close()


def test_what_was_changed_by_hand_opens_on_request_unless_it_fits_no_more(room: Room) -> None:
    room.put(room.edited, room.newer)
    room.assert_refused(EditedError, "changed by hand or by another program.*If you open it as it is")
    assert notes(room.open(accept=True).session) == ["one", "2"]
    assert room.kept() == {"edited": room.edited, "before": room.newer}
    assert notes(room.open().session) == ["one", "2"]
    room.put(room.edited.replace(b'"voter":1', b'"voter":9'), room.newer)
    room.assert_refused(InputError, "can't be opened as a workshop", accept=True)
    room.put(room.newer[:-9], room.newer[:-9])
    room.assert_refused(DamagedError, r"x\.json is damaged: it is not JSON text\. Its latest backup")


def test_two_copies_that_went_different_ways_open_only_on_request(room: Room) -> None:
    elsewhere = room.folder / "elsewhere" / "x.json"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(room.older)
    other = open_session(elsewhere, None)
    other.save(noted(other.session, "another"))
    other.close()
    room.put(room.newer, elsewhere.read_bytes())
    shutil.rmtree(elsewhere.parent)
    room.assert_refused(EditedError, "each been changed separately")
    assert notes(room.open(accept=True).session) == ["one", "two"]


@pytest.mark.parametrize("which", ["file", "second copy"])
def test_what_a_newer_program_wrote_can_only_be_looked_at(room: Room, which: str) -> None:
    newer = room.folder / "newer.json"
    newer.write_bytes(room.newer.replace(b'"sequence":2', b'"sequence":3'))
    rewrite_as_newer(newer)
    room.put(*((newer.read_bytes(), room.newer) if which == "file" else (room.newer, newer.read_bytes())))
    room.assert_refused(NewerFormatError, r"Scrutiny TUI 9\.0 \(file version 3")
    view = view_session(room.path, room.mirror)
    assert notes(view.session) == ["one", "two"]
    assert "9.0 (file version 3" in view.notices[-1]


def test_a_file_of_version_1_opens_and_takes_the_new_shape_with_the_first_change(room: Room) -> None:
    path, second = room.folder / "sessions" / "old.json", room.mirror / "example.json"
    shutil.copyfile(VERSION_1, path)
    file = open_session(path, room.mirror)
    assert file.session == read_session(VERSION_1)
    assert path.read_bytes() == second.read_bytes() == VERSION_1.read_bytes()
    file.save(noted(file.session, "new"))
    file.close()
    assert b'"version":2' in path.read_bytes()[:300]
    again = open_session(path, room.mirror)
    assert (again.session, again.notices) == (file.session, ())
    again.close()


@pytest.mark.parametrize("suffix", [".journal", ".box"])
def test_what_an_older_program_left_open_is_refused_in_a_sentence(room: Room, suffix: str) -> None:
    room.path.with_suffix(suffix).write_bytes(b"changes")
    room.assert_refused(InputError, f"left open by an older version of this program, and x{suffix} has")


def test_unfinished_replacements_go_and_an_older_file_counts_if_a_person_says_so(room: Room) -> None:
    for path in (room.path, room.second):
        path.with_name(f"{path.name}.tmp").write_bytes(b"half")
    room.open()
    assert list(room.folder.rglob("*.tmp")) == []
    room.put(room.older, room.newer)
    assert notes(room.open(accept=True).session) == notes(room.open().session) == ["one"]
    assert room.kept() == {"edited": room.older, "before": room.newer}


def test_a_session_in_the_second_folder_itself_has_one_copy(room: Room) -> None:
    file = open_session(room.second, room.mirror)
    assert file.lacks == "there is no backup folder"
    file.save(noted(file.session, "three"))
    assert [each.name for each in room.mirror.glob("*.json")] == ["session-1.json"]
    file.carry_on(room.mirror / "x.json", file.session, room.mirror)
    assert file.lacks == "there is no backup folder"
    file.close()


@needs_links
def test_through_a_link_it_is_the_same_session(room: Room) -> None:
    link = room.folder / "link.json"
    link.symlink_to(room.path)
    file = open_session(link, room.mirror)
    file.save(noted(file.session, "three"))
    file.close()
    assert link.is_symlink()
    assert notes(room.open().session) == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("name", "told"),
    [("gone.json", "Can't find the workshop"), ("a/gone.json", "USB stick"), ("x.txt", "must end in .json")],
)
def test_what_is_no_session_is_told(room: Room, name: str, told: str) -> None:
    for act in (open_session, read_session):
        with pytest.raises(InputError, match=told):
            act(room.folder / name, room.mirror)
    assert not (room.folder / "a").exists()


@needs_links
def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    link = tmp_path / "loop.json"
    link.symlink_to(link)
    with pytest.raises(InputError):
        session_path(link)


@pytest.mark.parametrize(
    "data", [b"", b'{"session": "../x", "sequence": 1', b'{"session": "a"}', b" " * 600 + b'"session": "a", "sequence": 1']
)  # fmt: skip
def test_what_does_not_say_what_it_holds_says_nothing(data: bytes) -> None:
    assert head_of(data) is None


def test_what_was_set_aside_has_a_name_of_its_own_and_is_found(room: Room) -> None:
    now = datetime.fromisoformat("2026-04-12T10:15")
    made = []
    for _ in range(2):
        made.append(kept_path(room.path, "damaged", now))
        made[-1].touch()
    for other in ("x.json.damaged", "y.json.tmp", "x.json.bak"):
        room.path.with_name(other).touch()
    assert [each.name for each in made] == ["x.json.damaged-20260412T101500", "x.json.damaged-20260412T101500-2"]  # fmt: skip
    assert side_files(room.path) == tuple(made)
