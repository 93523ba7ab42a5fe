"""Session files: written, opened by one program at a time, and read without touching them."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.domain import voting
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import InputError, MachineError, ProblemsError
from scrutiny_tui.store.finding import last_changed, session_paths
from scrutiny_tui.store.journal.errors import LockedError, SealError
from scrutiny_tui.store.sessions import (
    SessionFile,
    create_session,
    open_session,
    read_session,
)
from tests.support.sessions import answered, answers, session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the session is written."""
    return tmp_path / "sessions" / "x.json"


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    """Where its second copy is."""
    return tmp_path / "mirror"


@pytest.fixture
def file(path: Path, mirror: Path) -> SessionFile:
    """A new session, open for writing."""
    return create_session(path, session(), mirror)


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_a_new_session_can_be_read_at_once(file: SessionFile) -> None:
    assert read_session(file.path) == session()


def test_a_file_that_is_there_is_never_written_over(file: SessionFile, mirror: Path) -> None:
    file.close()

    with pytest.raises(InputError):
        create_session(file.path, session(), mirror)
    assert read_session(file.path) == session()


def test_what_is_saved_can_be_read_while_the_session_is_open(file: SessionFile, mirror: Path) -> None:
    after = answered(session(), 1, answers("1 2 3 d"))

    file.save(after)

    assert file.session is after
    assert read_session(file.path) == read_session(file.path, mirror) == after


def test_a_closed_session_is_one_file(file: SessionFile) -> None:
    after = answered(session(), 1, answers("1 2 3 d"))
    file.save(after)

    file.close()

    tables = json.loads(file.path.read_text(encoding="utf-8"))
    assert len(tables["ballots"]) == 4
    assert not file.path.with_suffix(".journal").exists()
    assert read_session(file.path) == after


def test_a_closed_session_opens_again_as_it_was(file: SessionFile, mirror: Path) -> None:
    after = answered(session(), 1, answers("1 2 3 d"))
    file.save(after)
    file.close()

    again = open_session(file.path, mirror)

    assert (again.session, again.notices) == (after, ())
    again.close()


def test_reading_changes_no_byte(file: SessionFile, mirror: Path, tmp_path: Path) -> None:
    file.save(answered(session(), 1, answers("1 2 3 d")))
    before = everything_in(tmp_path)

    read_session(file.path, mirror)

    assert everything_in(tmp_path) == before


def test_a_session_is_open_once(file: SessionFile, mirror: Path) -> None:
    with pytest.raises(LockedError):
        open_session(file.path, mirror)


def test_what_cannot_be_saved_is_not_taken_as_saved(
    file: SessionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise MachineError("The disk is full.")

    before = file.session
    with monkeypatch.context() as patched:
        patched.setattr(file._database, "commit", refuse)
        with pytest.raises(MachineError):
            file.save(answered(before, 1, answers("1")))

    assert file.session is before
    assert read_session(file.path) == before


def edited(path: Path, old: str, new: str) -> None:
    """Edit a file by hand."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_file_edited_by_hand_is_told_and_opens_when_that_is_accepted(
    file: SessionFile, mirror: Path
) -> None:
    file.close()
    edited(file.path, "Exampleshire", "Samplewick")

    with pytest.raises(SealError):
        open_session(file.path, mirror)
    with pytest.raises(SealError):
        read_session(file.path, mirror)
    again = open_session(file.path, mirror, accept_edit=True)
    assert again.session.details.council == "Samplewick"
    again.close()


def test_a_broken_file_is_refused_with_its_problems_and_left_alone(tmp_path: Path, mirror: Path) -> None:
    path = tmp_path / "broken.json"
    create_session(path, replace(session(), sittings={}), mirror).close()
    before = everything_in(tmp_path)

    with pytest.raises(ProblemsError, match=r"broken\.json: sittings: must hold at least one sitting"):
        open_session(path, mirror)
    assert everything_in(tmp_path) == before


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_session(tmp_path / "gone.json")


def test_a_folder_lists_the_session_changed_last_first(tmp_path: Path) -> None:
    for moment, name in enumerate(("old.json", "same-b.json", "same-a.json", "new.json"), start=1):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 1000 + (2 if "same" in name else moment)))
    (tmp_path / "old.journal").touch()
    os.utime(tmp_path / "old.journal", (0, 9000))
    (tmp_path / "notes.txt").touch()
    (tmp_path / "folder.json").mkdir()

    assert [path.name for path in session_paths(tmp_path)] == [
        "old.json",
        "new.json",
        "same-a.json",
        "same-b.json",
    ]


def test_a_folder_that_is_not_there_lists_nothing(tmp_path: Path) -> None:
    assert [*session_paths(tmp_path / "gone")] == []


def test_a_file_that_is_not_there_was_never_changed(tmp_path: Path) -> None:
    assert last_changed(tmp_path / "gone.json") == 0


def test_the_order_of_answers_leaves_no_trace_in_a_closed_session(tmp_path: Path) -> None:
    written = []
    for folder, order in (("one", [1, 2, 3]), ("other", [3, 1, 2])):
        file = create_session(tmp_path / folder / "x.json", session(), tmp_path / folder / "mirror")
        file.save(voting.open_round(file.session, 1))
        for voter in order:
            file.save(voting.cast(file.session, 1, voter, Answer.LEVEL_2))
        file.close()
        written.append(file.path.read_bytes())

    assert written[0] == written[1]


def test_a_session_was_changed_when_its_box_was(file: SessionFile) -> None:
    os.utime(file.path, (0, 1000))
    os.utime(file.path.with_suffix(".journal"), (0, 2000))
    file.path.with_suffix(".box").touch()
    os.utime(file.path.with_suffix(".box"), (0, 3000))

    assert last_changed(file.path) == 3000
