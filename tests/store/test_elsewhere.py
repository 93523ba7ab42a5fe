"""The list of workshops that were carried on outside the sessions folder."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from scrutiny_tui.services.upkeep import delete, rename
from scrutiny_tui.store.elsewhere import NAME, forget_elsewhere, note_elsewhere, noted_elsewhere
from tests.support.failing import FailingSystem
from tests.support.sessions import library, workshop

ONE = Path("/media/STICK/Ärger 学.json").absolute()
OTHER = Path("/elsewhere/x.json").absolute()


def test_sessions_are_listed_once_and_can_be_forgotten(tmp_path: Path) -> None:
    folders = (tmp_path / "mirror", tmp_path / "sessions")
    for path in (ONE, OTHER, ONE):
        assert note_elsewhere(folders, path)
    assert noted_elsewhere(folders) == (OTHER, ONE)
    forget_elsewhere(folders, OTHER)
    assert noted_elsewhere(folders) == (ONE,)


def test_where_the_first_folder_fails_the_next_one_is_used(tmp_path: Path) -> None:
    system = FailingSystem()
    system.fail(tmp_path / "mirror", errno.EROFS)
    folders = (tmp_path / "mirror", tmp_path / "sessions")
    assert note_elsewhere(folders, ONE, system)
    assert (tmp_path / "sessions" / NAME).exists()
    system.fail(tmp_path / "sessions", errno.EROFS)
    assert not note_elsewhere(folders, OTHER, system)


@pytest.mark.parametrize(
    "data", [b"\xff\x00\n", b"relative.json\n", b"/etc/passwd\n", b"/x.json\n" * 100_000]
)
def test_an_odd_list_says_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / NAME).write_bytes(data)
    assert noted_elsewhere((tmp_path,)) == ()


def test_a_workshop_elsewhere_is_listed_under_its_new_name_and_no_more_after_it_is_deleted(
    tmp_path: Path,
) -> None:
    room = workshop(tmp_path)
    room.carry_on(tmp_path / "stick", tmp_path / "mirror")
    room.close()
    shelf = library(tmp_path)
    shelf.remember(room.path)
    renamed = rename(shelf, room.path, "autumn").path
    assert library(tmp_path).last() == renamed
    delete(shelf, renamed)
    assert renamed not in [entry.path for entry in library(tmp_path).entries()]
    assert noted_elsewhere((tmp_path / "mirror", tmp_path / "sessions")) == ()
