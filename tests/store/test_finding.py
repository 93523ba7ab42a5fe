"""Session files are found without being opened, the one that was changed last first."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.finding import last_changed, read_head, session_paths, twins_of
from scrutiny_tui.store.session_file import create_session, open_session
from tests.support.sessions import answered, answers, session


def test_a_folder_lists_the_session_changed_last_first_and_those_elsewhere(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "sessions", tmp_path / "stick" / "elsewhere.json"
    folder.mkdir()
    elsewhere.parent.mkdir()
    for moment, path in enumerate((folder / "old.json", elsewhere, folder / "b.json", folder / "a.json", folder / "new.json")):  # fmt: skip
        path.touch()
        os.utime(path, (0, 1000 + (2 if path.stem in "ab" else moment)))
    for other in ("notes.txt", "x.json.tmp", "x.json.damaged-20260412T101500", "x.lock"):
        (folder / other).touch()
    (folder / "folder.json").mkdir()

    found = list(session_paths(folder, (elsewhere, folder / "old.json", tmp_path / "gone" / "x.json")))
    assert [path.name for path in found] == ["new.json", "a.json", "b.json", "elsewhere.json", "old.json"]


def test_a_folder_that_is_not_there_lists_nothing(tmp_path: Path) -> None:
    assert [*session_paths(tmp_path / "gone")] == []
    assert last_changed(tmp_path / "gone.json") == 0


def test_a_folder_that_cannot_be_looked_into_is_told_unless_others_are_there(tmp_path: Path) -> None:
    (tmp_path / "x.json").touch()
    too_long = tmp_path / ("x" * 300)
    with pytest.raises(MachineError, match="File name too long"):
        [*session_paths(too_long)]
    assert [*session_paths(too_long, (tmp_path / "x.json",))] == [tmp_path / "x.json"]


def test_other_files_of_the_same_session_are_found_with_how_often_they_were_saved(tmp_path: Path) -> None:
    path, elsewhere = tmp_path / "x.json", tmp_path / "stick" / "x.json"
    elsewhere.parent.mkdir()
    create_session(path, session(3), None).close()
    for copy in (tmp_path / "x (1).json", elsewhere):
        shutil.copyfile(path, copy)
    file = open_session(elsewhere, None)
    file.save(answered(file.session, 1, answers("1")))
    file.close()
    create_session(tmp_path / "another.json", session(3), None).close()
    (tmp_path / "another.json").write_bytes(b'{"file": {"1": {"sequence":9,"session":"session-2"}}}')
    for number, odd in enumerate((b"", b"\xff" * 99, b"[]")):
        (tmp_path / f"{number}.json").write_bytes(odd)

    twins = twins_of(path, (elsewhere, path, tmp_path / "gone.json"))
    assert {(twin.path, twin.sequence) for twin in twins} == {(tmp_path / "x (1).json", 0), (elsewhere, 1)}
    assert twins_of(tmp_path / "0.json") == ()


def test_a_head_tells_which_state_of_which_session_a_file_holds_however_long_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    file = create_session(path, session(3), None)
    file.save(answered(file.session, 1, answers("1")))

    head = read_head(path)
    assert head is not None
    assert (head.session, head.sequence) == ("session-1", 1)
    assert read_head(Path(__file__).with_name("version-1.json")) == ("example", 137)
    assert read_head(tmp_path) is None
