"""What was taken out of a session goes out of its other files too, or it is told which of them may still hold it."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from scrutiny_tui.domain.moves import add_note, leave_note, remove_note
from scrutiny_tui.domain.session import NoteKind
from scrutiny_tui.store.leftovers import newest_holds_more, other_files, take_out
from scrutiny_tui.store.session_file import SessionFile, create_session
from tests.support.failing import FailingSystem
from tests.support.files import holding
from tests.support.sessions import NOW, session

WORDS = "Anne Smith said so."


@pytest.fixture
def system() -> FailingSystem:
    return FailingSystem()


@pytest.fixture
def file(tmp_path: Path, system: FailingSystem) -> SessionFile:
    """A session from which a note was taken out; what was written before is in nearly every kind of file."""
    path, mirror, stick = tmp_path / "sessions" / "x.json", tmp_path / "mirror", tmp_path / "stick"
    for folder in (mirror, stick / "backups"):
        folder.mkdir(parents=True)
    made = create_session(path, session(3), mirror, system)
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


def test_what_was_set_aside_is_told_of_unless_it_is_done_thoroughly(
    file: SessionFile, tmp_path: Path
) -> None:
    told = take_out(file, [tmp_path / "stick"], NOW, thoroughly=False)

    assert [each.partition(" was set aside earlier")[0].rpartition(".")[2] for each in told] == [
        "older-20260412T101500", "damaged-20260412T101500",
    ]  # fmt: skip
    assert len(holding(tmp_path, WORDS)) == 3


def test_a_second_folder_that_cannot_be_reached_is_told_and_done_the_next_time(
    file: SessionFile, tmp_path: Path, system: FailingSystem
) -> None:
    system.fail(tmp_path / "mirror", errno.EIO)
    file.save(add_note(file.session, 1, NoteKind.EVIDENCE, "Another."))
    told = take_out(file, [], NOW, thoroughly=False, system=system)
    assert "may still hold what was taken out: the second folder cannot be written." in told[0]

    system.mend()
    file.renew_mirror()
    assert all("set aside" in each for each in take_out(file, [], NOW, thoroughly=False, system=system))


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
