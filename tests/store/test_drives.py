"""Folders on which a workshop could be carried on."""

from __future__ import annotations

from collections import namedtuple
from pathlib import Path

import pytest

from scrutiny_tui.store import drives
from scrutiny_tui.store.drives import NEEDED, find_sticks, has_room, refuges

Usage = namedtuple("Usage", "total used free")


def test_the_mirror_comes_first_then_sticks_then_the_home_folder(tmp_path: Path) -> None:
    stick, home = tmp_path / "STICK", tmp_path / "home"
    for folder in (stick, home):
        folder.mkdir()
    found = refuges(tmp_path / "sessions" / "x.json", tmp_path / "mirror", home, [stick])
    assert [each.folder for each in found] == [tmp_path / "mirror", stick, home]
    assert [each.name for each in found][1:] == ["the memory stick or drive STICK", "your home folder"]
    assert not any(each.other_disk for each in found)


def test_the_folder_that_failed_is_not_among_them_and_none_is_twice(tmp_path: Path) -> None:
    found = refuges(tmp_path / "x.json", tmp_path / "mirror", tmp_path, [tmp_path / "mirror"])
    assert [each.folder for each in found] == [tmp_path / "mirror"]


def test_a_folder_without_room_is_not_suggested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert has_room(tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(NEEDED, 1, NEEDED - 1))
    assert not has_room(tmp_path)


def test_a_folder_that_can_only_be_read_is_not_suggested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    assert not has_room(tmp_path / "new")


def test_sticks_are_the_folders_under_the_usual_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "media" / "STICK").mkdir(parents=True)
    (tmp_path / "media" / "a file").touch()
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(drives, "_roots", lambda: (tmp_path / "media", tmp_path / "gone"))
    assert [*find_sticks()] == [tmp_path / "media" / "STICK"]
