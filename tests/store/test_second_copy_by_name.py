"""A file of which nothing is left is still known by the name that it was given at set-up."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.store.disk_errors import DamagedError
from tests.support.sessions import details, library, people


def test_a_file_that_is_empty_is_made_again_from_its_second_copy(tmp_path: Path) -> None:
    room = library(tmp_path).create(details(), people(5))
    room.open_round(1)
    room.close()
    whole = room.path.read_bytes()
    room.path.write_bytes(b"")

    again = library(tmp_path).open(room.path)

    assert again.session.open_round(1)
    assert any("was damaged (it is empty); the second copy was taken" in told for told in again.notices)
    assert room.path.read_bytes() == whole


def test_a_file_is_not_taken_for_one_whose_own_file_is_beside_it(tmp_path: Path) -> None:
    room = library(tmp_path).create(details(), people(5))
    room.close()
    stranger = room.path.with_name(f"{room.path.stem}-2.json")
    stranger.write_bytes(b"")

    with pytest.raises(DamagedError, match="There is no second copy"):
        library(tmp_path).open(stranger)


@pytest.mark.parametrize("name", ["results.json", "2026-11-21-exampleshire-results.json"])
def test_a_file_of_another_kind_is_left_alone(tmp_path: Path, name: str) -> None:
    room = library(tmp_path).create(details(), people(5))
    room.close()
    other = room.path.rename(tmp_path / "sessions" / name)
    other.write_text('{"results": {}}', encoding="utf-8")

    with pytest.raises(ScrutinyError):
        library(tmp_path).open(other)
    assert other.read_text(encoding="utf-8") == '{"results": {}}'


def test_of_two_second_copies_that_could_be_meant_neither_is_taken(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    rooms = [shelf.create(details(), people(5)) for _ in range(2)]
    for room in rooms:
        room.close()
        room.path.write_bytes(b"")

    with pytest.raises(DamagedError, match="There is no second copy"):
        shelf.open(rooms[0].path)
