"""Dated copies of a session: the last ten of each, whole or not at all, and never in the place of a stick that is gone."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.backups import KEPT, Backups, dated_copies, place_mark, read_name
from scrutiny_tui.store.journal.system import System

NOW = datetime.fromisoformat("2026-11-21T14:05")


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    folder = tmp_path / "mirror"
    folder.mkdir()
    return folder


def backups(mirror: Path, session: str = "abc", system: System | None = None) -> Backups:
    return Backups(mirror.parent / "day.json", session, mirror, system)


def texts(mirror: Path) -> list[str]:
    copies = sorted(dated_copies(mirror), key=lambda each: each.age)
    return [each.path.read_text(encoding="ascii") for each in copies]


def test_a_copy_says_when_it_was_made_and_of_what(mirror: Path) -> None:
    backups(mirror).keep(b"one", NOW)

    [copy] = dated_copies(mirror)
    assert (copy.made, copy.number, copy.session) == (NOW, 1, "abc")
    assert copy.place == place_mark(mirror.parent / "day.json")
    assert copy.path.read_bytes() == b"one"


def test_the_last_ten_are_kept(mirror: Path) -> None:
    for number in range(KEPT + 3):
        backups(mirror).keep(b"%d" % number, NOW + timedelta(minutes=number))

    assert texts(mirror) == [str(number) for number in range(3, KEPT + 3)]


def test_copies_of_one_minute_are_kept_in_their_order(mirror: Path) -> None:
    for number in range(KEPT + 3):
        backups(mirror).keep(b"%d" % number, NOW)

    assert texts(mirror) == [str(number) for number in range(3, KEPT + 3)]


def test_copies_of_other_sessions_are_left_alone(mirror: Path) -> None:
    backups(mirror, "other").keep(b"other", NOW - timedelta(days=900))
    for number in range(KEPT + 3):
        backups(mirror).keep(b"%d" % number, NOW + timedelta(minutes=number))

    assert "other" in texts(mirror)


def test_a_copy_made_by_a_clock_that_was_set_back_stays(mirror: Path) -> None:
    for number in range(KEPT):
        backups(mirror).keep(b"%d" % number, NOW + timedelta(minutes=number))
    backups(mirror).keep(b"the newest", NOW - timedelta(days=9000))

    assert "the newest" in texts(mirror)
    assert len(texts(mirror)) == KEPT


def test_what_a_crash_left_half_written_goes_with_the_next_copy(mirror: Path) -> None:
    backups(mirror).keep(b"one", NOW)
    [copy] = dated_copies(mirror)
    half = copy.path.with_name(f"{copy.path.name.replace('1405', '1404')}.tmp")
    half.write_bytes(b"o")

    backups(mirror).keep(b"two", NOW)

    assert not half.exists()


def test_a_stick_that_was_pulled_out_is_told_and_its_folder_is_not_made_on_another_disk(mirror: Path) -> None:
    mirror.rmdir()

    with pytest.raises(MachineError, match="it is not there any more"):
        backups(mirror).keep(b"one", NOW)

    assert not mirror.exists()


class FullDisk(System):
    """A disk on which nothing more has room."""

    def write(self, descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_disk_costs_no_earlier_copy(mirror: Path) -> None:
    backups(mirror).keep(b"one", NOW)

    with pytest.raises(MachineError, match="is full"):
        backups(mirror, system=FullDisk()).keep(b"two", NOW)

    assert texts(mirror) == ["one"]
    assert [each.name for each in (mirror / "backups").glob("*.tmp")] == []


def test_only_the_owner_reads_a_copy(mirror: Path) -> None:
    backups(mirror).keep(b"one", NOW)

    [copy] = dated_copies(mirror)
    assert copy.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["notes.json", "2026-13-41-9999-abc-0123456789.json", ".json", "x"])
def test_another_file_is_no_copy(name: str) -> None:
    assert read_name(Path(name)) is None


@pytest.mark.parametrize(
    ("minutes", "recent"), [(0, True), (59, True), (61, False), (-59, True), (-61, False)]
)
def test_how_old_the_newest_copy_is(mirror: Path, minutes: int, recent: bool) -> None:
    assert not backups(mirror).is_recent(NOW, timedelta(hours=1))
    backups(mirror).keep(b"one", NOW)

    assert backups(mirror).is_recent(NOW + timedelta(minutes=minutes), timedelta(hours=1)) is recent
