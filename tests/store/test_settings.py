"""The colours and the workshops elsewhere are remembered; what is wrong with the file never matters."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from scrutiny_tui.store.settings import (
    LARGEST,
    keep_theme,
    keep_workshops,
    read_theme,
    read_workshops,
    settings_file,
)

ONE = Path("/media/STICK/Ärger 学.json").absolute()
OTHER = Path("/elsewhere/x.json").absolute()


def test_the_environment_says_where_the_settings_are() -> None:
    assert settings_file({"SCRUTINY_SETTINGS": "/elsewhere/mine.json"}) == Path("/elsewhere/mine.json")


def test_else_they_are_in_the_folder_for_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert settings_file({}).name == "settings.json"
    assert "scrutiny-tui" in settings_file({}).parts


def test_a_theme_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"

    assert read_theme(path) == ""
    assert keep_theme(path, "projector-dark")
    assert keep_theme(path, "high-contrast")
    assert read_theme(path) == "high-contrast"
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[1]",
        b"null",
        b'{"theme": 7}',
        b'{"theme": ["projector-dark"]}',
        b'{"theme": "\\u001b[31m"}',
        b'{"theme": "' + b"x" * 61 + b'"}',
        b'{"theme": "projector-dark"}' + b" " * LARGEST,
        b"[" * 3000,
    ],
)
def test_what_is_no_theme_counts_as_none(tmp_path: Path, written: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(written)

    assert read_theme(path) == ""
    assert keep_workshops(path, (ONE,))
    assert read_workshops(path) == (ONE,)


def test_workshops_are_remembered_once_beside_the_theme_and_can_be_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"

    assert read_workshops(path) == ()
    assert keep_workshops(path, (OTHER, ONE, OTHER))
    assert keep_theme(path, "high-contrast")
    assert read_workshops(path) == (OTHER, ONE)
    assert keep_workshops(path, (ONE,))
    assert (read_workshops(path), read_theme(path)) == ((ONE,), "high-contrast")


def test_the_newest_fifty_workshops_are_remembered(tmp_path: Path) -> None:
    many = tuple(OTHER.with_name(f"{number}.json") for number in range(60))
    keep_workshops(tmp_path / "settings.json", many)

    assert read_workshops(tmp_path / "settings.json") == many[:50]


@pytest.mark.parametrize("found", ["/x.json", {"a": 1}, ["x.json", "/etc/passwd", 7, None, [], "/a\0.json"]])
def test_odd_workshops_say_nothing(tmp_path: Path, found: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"workshops": found, "theme": "dark"}), encoding="utf-8")

    assert (read_workshops(path), read_theme(path)) == ((), "dark")


def test_what_is_no_file_counts_as_none(tmp_path: Path) -> None:
    folder, pipe = tmp_path / "folder", tmp_path / "pipe"
    folder.mkdir()
    os.mkfifo(pipe)

    assert [read_theme(path) for path in (folder, pipe)] == ["", ""]


def test_a_theme_that_cannot_be_written_is_only_forgotten(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")

    assert not keep_theme(in_the_way / "settings.json", "projector-dark")
    assert not keep_workshops(in_the_way / "settings.json", (ONE,))
