"""Session files: one program writes, anybody may read, and the workshop can be carried on in another folder."""

from __future__ import annotations

import errno
import json
import os
import re
import socket
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scrutiny_tui.domain import voting
from scrutiny_tui.domain.errors import InputError, MachineError, ProblemsError, RuleError
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName, Place, Session
from scrutiny_tui.store import session_file
from scrutiny_tui.store.disk_errors import LockedError, NotSavedError
from scrutiny_tui.store.session_file import (
    SessionFile,
    create_session,
    open_session,
    read_session,
    view_session,
)
from scrutiny_tui.store.storage import say_who
from scrutiny_tui.store.system import System
from tests.support.failing import FailingSystem
from tests.support.files import everything_in
from tests.support.sessions import NOW, answered, answers, as_kept, details, session

START = answered(session(6), 1, answers("1 2"))
THIRD = voting.cast(START, 1, 3, Answer.LEVEL_3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the session is at first."""
    return tmp_path / "sessions" / "x.json"


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    """Where second copies are."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Another folder, which is not there yet."""
    return tmp_path / "a stick, Ärger €"


@pytest.fixture
def file(path: Path, mirror: Path) -> SessionFile:
    """A new session, open for writing."""
    return create_session(path, START, mirror)


def test_what_is_saved_is_there_twice_while_the_session_is_open(file: SessionFile, mirror: Path) -> None:
    file.save(THIRD)
    assert file.session is THIRD
    assert read_session(file.path) == read_session(file.path, mirror) == THIRD
    assert file.path.read_bytes() == (mirror / "session-1.json").read_bytes()
    assert len(json.loads(file.path.read_bytes())["ballots"]) == 3


def test_a_closed_session_is_one_file_and_opens_as_it_was(file: SessionFile, mirror: Path) -> None:
    file.close()
    assert {each.suffix for each in file.path.parent.iterdir()} <= {".json", ".lock"}
    with pytest.raises(NotSavedError, match=r"^The workshop is closed\. This was not saved\.$"):
        file.save(THIRD)
    again = open_session(file.path, mirror)
    assert (again.session, again.notices) == (START, ())
    again.close()


def test_a_file_that_is_there_is_never_written_over(file: SessionFile, mirror: Path) -> None:
    file.close()
    for there in (file.path, file.path.with_name("empty.json")):
        there.touch()
        before = there.read_bytes()
        with pytest.raises(InputError, match="There is already a file at"):
            create_session(there, THIRD, mirror)
        assert there.read_bytes() == before


def test_a_session_too_large_is_refused(
    path: Path, file: SessionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_file, "FILE_LIMIT", 100)
    with pytest.raises(NotSavedError, match="grown too large"):
        create_session(path.with_name("y.json"), START, None)
    with pytest.raises(NotSavedError, match="grown too large"):
        file.carry_on(path.with_name("y.json"), START, None)
    assert not path.with_name("y.json").exists()
    file.save(THIRD)
    assert read_session(path) == THIRD


def test_a_broken_session_is_refused_with_its_problems_and_left_alone(path: Path, mirror: Path) -> None:
    create_session(path, replace(START, sittings={}), mirror).close()
    before = everything_in(path.parent)
    with pytest.raises(ProblemsError, match=r"x\.json: sittings: There must be at least one session"):
        open_session(path, mirror)
    assert everything_in(path.parent) == before


# One writer at a time

HOLDER = """
import sys
from pathlib import Path
from scrutiny_tui.store.session_file import open_session
from tests.store.test_session_file import THIRD
file = open_session(Path(sys.argv[1]), Path(sys.argv[2]))
file.save(THIRD)
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_opening_is_refused_until_the_first_is_killed(file: SessionFile, mirror: Path) -> None:
    with pytest.raises(LockedError, match=f"already open on {re.escape(socket.gethostname())}"):
        open_session(file.path, None)
    file.close()
    command = [sys.executable, "-c", HOLDER, str(file.path), str(mirror)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(LockedError, match=r"already open on .*Close it there"):
            open_session(file.path, mirror)
        assert read_session(file.path, mirror) == THIRD
        holder.kill()
    again = open_session(file.path, mirror)
    assert again.session == THIRD
    again.close()


@pytest.mark.parametrize(
    "note", [None, b"", b"[]", b"{}", b'{"pid": [1]}', b"\xff", b"[" * 100_000, b"9" * 5000]
)
def test_an_odd_note_of_the_holder_is_not_believed(note: bytes | None) -> None:
    assert say_who(note) == "This workshop is already open in another program."
    told = say_who(b'{"host": "a\\u001b[31m", "opened": "2026-11-21T14:05:00"}')
    assert told == "This workshop is already open on a□[31m (since 21 November 2026 at 2:05pm)."


def test_a_drive_without_locks_is_told(file: SessionFile, monkeypatch: pytest.MonkeyPatch) -> None:
    file.close()
    told = {
        errno.ENOSPC: "Everything already saved is safe. Free some space",
        errno.ENOLCK: "can't lock files",
    }
    for error, words in told.items():

        def refuse(_system: System, _path: Path, error: int = error) -> None:
            raise OSError(error, os.strerror(error))

        monkeypatch.setattr(System, "lock", refuse)
        with pytest.raises(MachineError, match=words):
            open_session(file.path, None)


def test_reading_loads_no_lock_library(file: SessionFile) -> None:
    code = (
        "import sys; from pathlib import Path; from scrutiny_tui.store.session_file import read_session;"
        "read_session(Path(sys.argv[1])); print('filelock' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code, str(file.path)], capture_output=True, check=True)
    assert told.stdout.strip() == b"False"


# Only looked at


def test_to_look_at_an_open_session_changes_no_byte(file: SessionFile, mirror: Path, tmp_path: Path) -> None:
    before = everything_in(tmp_path)
    view = view_session(file.path, mirror)
    view.save(replace(view.session, place=Place(PageName.STEP, 3)))
    with pytest.raises(RuleError, match="read-only"):
        view.save(THIRD)
    with pytest.raises(RuleError, match="read-only"):
        view.carry_on(tmp_path / "y.json", THIRD, None)
    view.close()
    assert view.session == replace(START, place=Place(PageName.STEP, 3))
    assert (view.renew_mirror(), view.copies) == (False, None)
    assert everything_in(tmp_path) == before
    file.save(THIRD)


# Carried on elsewhere


def totals_only(now: Session) -> Session:
    start = replace(session(6), details=details(secrecy=Secrecy.TOTALS))
    return answered(start, 1, answers("1 2 3" if now is THIRD else "1 2"))


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EROFS])
@pytest.mark.parametrize("keep", [as_kept, totals_only])
def test_all_that_was_acknowledged_goes_on_elsewhere(
    path: Path, mirror: Path, stick: Path, system: FailingSystem, keep: object, error: int
) -> None:
    two, three = (totals_only(START), totals_only(THIRD)) if keep is totals_only else (START, THIRD)
    file = create_session(path, two, mirror)
    before = path.read_bytes()
    system.fail(path.parent, error)
    with pytest.raises(NotSavedError):
        file.save(three)
    file.carry_on(stick / "x.json", two, mirror)

    assert read_session(file.path, mirror) == as_kept(two)
    file.save(three)
    assert (file.lacks, file.notices, file.is_stuck) == ("", (), False)
    file.close()
    again = open_session(stick / "x.json", mirror)
    assert again.session == as_kept(three)
    again.close()
    assert path.read_bytes() == before
    system.mend()
    open_session(path, None).close()


def test_a_folder_that_cannot_be_written_either_changes_nothing(
    file: SessionFile, path: Path, mirror: Path, stick: Path, system: FailingSystem
) -> None:
    system.fail(path.parent)
    system.fail(stick)
    with pytest.raises(MachineError):
        file.carry_on(stick / "x.json", file.session, mirror)
    (path.parent.parent / "there.json").touch()
    with pytest.raises(InputError, match="There is already a file"):
        file.carry_on(path.parent.parent / "there.json", file.session, mirror)
    assert file.path == path
    assert not list(stick.glob("*.json"))
    system.mend()
    file.save(THIRD)
    assert read_session(path, mirror) == THIRD


def test_a_file_replaced_under_the_program_is_saved_under_a_new_name(file: SessionFile, path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(NotSavedError, match="Another program has changed or replaced"):
        file.save(THIRD)
    assert file.is_stuck
    file.carry_on(path.with_name("x-2.json"), THIRD, None)
    assert not file.is_stuck
    assert read_session(path.with_name("x-2.json")) == THIRD


# Dated copies of an open session


def test_a_dated_copy_that_fails_is_told_once(file: SessionFile, mirror: Path, system: FailingSystem) -> None:
    moments = iter(NOW + timedelta(minutes=number) for number in range(9))

    def keep() -> str:
        return file.keep_copy(next(moments))

    assert keep() == ""
    system.fail(mirror / "backups", errno.ENOSPC)
    assert "No backup could be made. Every answer is still saved." in keep()
    assert keep() == ""
    system.mend()
    assert keep() == "Backups are made again."
    assert keep() == ""
    assert len(list((mirror / "backups").iterdir())) == 3


def test_a_second_folder_that_is_gone_is_told_at_the_opening(tmp_path: Path) -> None:
    path, stick = tmp_path / "a.json", tmp_path / "stick"
    stick.mkdir()
    create_session(path, session(), stick).close()
    stick.rename(tmp_path / "elsewhere")
    with closing(open_session(path, stick)) as file:
        assert (
            f"Only one copy is saved now: the backup folder is missing. The other one belongs in {stick}."
            in (file.notices)
        )
    assert not stick.exists()
