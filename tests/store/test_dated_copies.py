"""Dated copies of a session: the last ten of each, whole or not at all, and never in the place of a stick that is gone."""

from __future__ import annotations

import errno
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.session_copies import DatedCopies, dated_copies, holds_more, read_name
from scrutiny_tui.store.session_tables import Encoder
from tests.support.failing import FailingSystem
from tests.support.files import needs_bits
from tests.support.sessions import NOW, answers, revealed, session


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    folder = tmp_path / "mirror"
    folder.mkdir()
    return folder


def keep(mirror: Path, text: object, made: datetime = NOW, session: str = "abc") -> None:
    DatedCopies(mirror, session).keep(str(text).encode(), made)


def texts(mirror: Path) -> list[str]:
    copies = sorted(dated_copies(mirror), key=lambda each: each.age)
    return [each.path.read_text(encoding="ascii") for each in copies]


def test_a_copy_says_when_it_was_made_and_of_what(mirror: Path) -> None:
    keep(mirror, "one")
    [copy] = dated_copies(mirror)
    assert (copy.made, copy.number, copy.session) == (NOW, 1, "abc")
    assert copy.path.read_bytes() == b"one"


@needs_bits
def test_only_its_owner_reads_a_copy(mirror: Path) -> None:
    keep(mirror, "one")
    [copy] = dated_copies(mirror)
    assert copy.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("apart", [timedelta(0), timedelta(minutes=1)])
def test_the_last_ten_and_those_of_other_sessions_are_kept(mirror: Path, apart: timedelta) -> None:
    keep(mirror, "other", NOW - timedelta(days=900), "other")
    for number in range(13):
        keep(mirror, number, NOW + apart * number)
    assert texts(mirror) == ["other", *(str(number) for number in range(3, 13))]


def test_a_copy_made_by_a_clock_that_was_set_back_stays_and_what_a_crash_left_goes(mirror: Path) -> None:
    for number in range(10):
        keep(mirror, number, NOW + timedelta(minutes=number))
    half = mirror / "backups" / "2026-11-21-1404-abc.json.tmp"
    half.write_bytes(b"o")
    keep(mirror, "the newest", NOW - timedelta(days=9000))
    assert "the newest" in texts(mirror)
    assert len(texts(mirror)) == 10
    assert not half.exists()


def test_a_stick_that_was_pulled_out_is_told_and_its_folder_is_not_made_on_another_disk(mirror: Path) -> None:
    mirror.rmdir()
    with pytest.raises(MachineError, match="it is no longer there"):
        keep(mirror, "one")
    assert not mirror.exists()


def test_a_full_disk_costs_no_earlier_copy(mirror: Path, system: FailingSystem) -> None:
    keep(mirror, "one")
    system.fail(mirror / "backups", errno.ENOSPC)
    with pytest.raises(MachineError, match="is full"):
        keep(mirror, "two")
    assert texts(mirror) == ["one"]
    assert [each.name for each in (mirror / "backups").glob("*.tmp")] == []


def test_another_file_is_no_copy() -> None:
    names = ("notes.json", "2026-13-41-9999-abc.json", "2026-11-21-1405-.json", ".json", "x")
    assert [read_name(Path(name)) for name in names] == [None] * 5


@pytest.mark.parametrize(
    ("minutes", "recent"), [(0, True), (59, True), (61, False), (-59, True), (-61, False)]
)
def test_how_old_the_newest_copy_is(mirror: Path, minutes: int, recent: bool) -> None:
    copies = DatedCopies(mirror, "abc")
    assert not copies.is_recent(NOW, timedelta(hours=1))
    keep(mirror, "one")
    assert copies.is_recent(NOW + timedelta(minutes=minutes), timedelta(hours=1)) is recent


def test_a_copy_that_cannot_be_read_may_hold_anything(mirror: Path) -> None:
    now = revealed(session(3), 1, answers("1 2 3"))
    keep(mirror, Encoder().encode(now, 1).decode())
    keep(mirror, "noise")
    whole, noise = (each.path for each in sorted(dated_copies(mirror), key=lambda each: each.age))
    assert [holds_more(path, now) for path in (whole, noise, mirror / "gone")] == [False, True, True]
    DatedCopies(mirror, "abc").remove_outdated(now)
    assert [each.path for each in dated_copies(mirror)] == [whole]
