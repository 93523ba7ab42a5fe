"""A disk fails in the middle of a workshop: nothing acknowledged is lost, and the workshop goes on in another folder."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.domain import voting
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.box import Box, box_paths
from scrutiny_tui.store.journal.errors import NotSavedError
from scrutiny_tui.store.journal.system import System
from scrutiny_tui.store.sessions import SessionFile, create_session, open_session, read_session
from tests.support.failing import FailingSystem, use
from tests.support.sessions import answered, answers, details, session


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> FailingSystem:
    """The system that the program uses."""
    made = FailingSystem()
    use(made, monkeypatch)
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the session is at first."""
    return tmp_path / "sessions" / "x.json"


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    """Where second copies are."""
    return tmp_path / "mirror"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Another folder."""
    return tmp_path / "a stick, Ärger €"


def two_in(secrecy: Secrecy = Secrecy.LABELS) -> Session:
    """Return a session with two answers in an open vote."""
    return answered(replace(session(6), details=details(secrecy=secrecy)), 1, answers("1 2"))


def begun(path: Path, mirror: Path, now: Session) -> SessionFile:
    """Return a session file that holds this moment of a session."""
    file = create_session(path, replace(now, rounds={}), mirror)
    file.save(now)
    return file


def found_at(path: Path, mirror: Path) -> Session:
    """Return the session as a program finds it after the one that has it open was killed."""
    found = read_session(path, mirror)
    return Box(box_paths(path, found.id, mirror), found.id, System()).fill(found)


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.mark.parametrize("secrecy", Secrecy)
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EROFS])
def test_all_that_was_acknowledged_goes_on_elsewhere(
    system: FailingSystem, path: Path, mirror: Path, stick: Path, secrecy: Secrecy, error: int
) -> None:
    file = begun(path, mirror, two_in(secrecy))
    system.fail(path.parent, error)
    third = voting.cast(file.session, 1, 3, Answer.LEVEL_3)
    with pytest.raises(NotSavedError):
        file.save(third)

    file.carry_on(stick / "x.json", file.session, mirror)
    assert found_at(file.path, mirror) == two_in(secrecy)
    file.save(third)
    file.save(voting.cast(file.session, 1, 4, Answer.LEVEL_1))

    assert file.path == stick / "x.json"
    assert found_at(file.path, mirror).rounds[1001].given == 4
    assert file.lacks == ""
    file.close()
    again = open_session(stick / "x.json", mirror)
    assert again.session.rounds[1001].given == 4
    again.close()


def test_the_old_file_stays_as_it_was_and_can_be_opened(
    system: FailingSystem, path: Path, mirror: Path, stick: Path
) -> None:
    file = begun(path, mirror, two_in())
    before = {name: data for name, data in contents(path.parent).items() if name in {"x.json", "x.journal"}}
    system.fail(path.parent)
    with pytest.raises(NotSavedError):
        file.save(voting.cast(file.session, 1, 3, Answer.LEVEL_3))
    file.carry_on(stick / "x.json", file.session, mirror)
    file.save(voting.cast(file.session, 1, 3, Answer.LEVEL_3))

    after = contents(path.parent)
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() <= {"x.lock"}
    system.mend()
    old = open_session(path, mirror)
    assert old.session == two_in()
    old.close()
    file.close()


def test_the_box_does_not_stay_where_it_was(
    system: FailingSystem, path: Path, mirror: Path, stick: Path
) -> None:
    file = begun(path, mirror, two_in(Secrecy.TOTALS))
    assert path.with_suffix(".box").exists()
    system.fail(path.parent, errno.ENOSPC)
    file.carry_on(stick / "x.json", file.session, mirror)
    assert not path.with_suffix(".box").exists()
    assert [each.suffix for each in mirror.iterdir()].count(".box") == 1
    assert file.notices == ()
    file.close()


def test_a_folder_that_cannot_be_written_either_changes_nothing(
    system: FailingSystem, path: Path, mirror: Path, stick: Path
) -> None:
    file = begun(path, mirror, two_in(Secrecy.TOTALS))
    system.fail(path.parent)
    system.fail(stick)
    with pytest.raises(MachineError):
        file.carry_on(stick / "x.json", file.session, mirror)
    assert file.path == path
    assert not [each for each in stick.iterdir() if each.suffix == ".json"]
    system.mend()
    file.save(voting.cast(file.session, 1, 3, Answer.LEVEL_3))
    assert found_at(file.path, mirror).rounds[1001].given == 3
    file.close()


def test_in_the_mirror_folder_there_is_one_copy_and_that_is_said(
    system: FailingSystem, path: Path, mirror: Path
) -> None:
    file = begun(path, mirror, two_in(Secrecy.TOTALS))
    system.fail(path.parent)
    file.carry_on(mirror / "x.json", file.session, mirror)
    assert file.lacks == "there is no second folder"
    assert read_session(mirror / "x.json").id == "session-1"
    file.close()


def test_a_file_replaced_under_the_program_is_saved_under_a_new_name(path: Path, mirror: Path) -> None:
    file = begun(path, mirror, two_in())
    journal = path.with_suffix(".journal")
    journal.write_bytes(journal.read_bytes() + b"something else\n")
    with pytest.raises(NotSavedError, match="Another program changed or replaced the journal"):
        file.save(voting.cast(file.session, 1, 3, Answer.LEVEL_3))
    assert file.is_stuck
    file.carry_on(path.with_name("x-2.json"), file.session, mirror)
    assert not file.is_stuck
    assert read_session(path.with_name("x-2.json")) == two_in()
    file.close()
