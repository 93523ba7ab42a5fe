"""Files that come back different: nothing odd is ever taken for an empty session or silently believed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store.journal.database import SessionDatabase, create_database, open_database
from scrutiny_tui.store.journal.errors import DamagedError, NewerFormatError, SealError
from scrutiny_tui.store.journal.reading import read_snapshot
from scrutiny_tui.store.journal.system import System
from tests.support.disk import SimulatedDisk

PATH = Path("/sessions/day.json")
JOURNAL = PATH.with_suffix(".journal")
MIRROR = Path("/mirror")
NOW = datetime(2026, 4, 12, 10, 15, tzinfo=UTC)
VOTES = 20


def left_open(mirror: Path | None = MIRROR) -> SimulatedDisk:
    """Return a disk as a killed program leaves it: twenty votes, all of them in the journal."""
    disk = SimulatedDisk()
    database = create_database(PATH, {"votes": {}}, session_id="s-1", mirror=mirror, system=disk)
    for number in range(1, VOTES + 1):
        database.commit({"votes": {number: {"level": number % 3 + 1}}})
    return disk.after_kill()


def closed(mirror: Path | None = MIRROR) -> SimulatedDisk:
    disk = left_open(mirror)
    reopen(disk, mirror).close()
    return disk


def reopen(
    disk: SimulatedDisk, mirror: Path | None = MIRROR, *, accept_edit: bool = False
) -> SessionDatabase:
    return open_database(PATH, mirror=mirror, system=disk, now=lambda: NOW, accept_edit=accept_edit)


def flip(data: bytes) -> bytes:
    middle = data.rindex(b'"level":') - 5
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def without_a_line(data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join(lines[:7] + lines[8:])


def edited(data: bytes) -> bytes:
    return data.replace(b'"level":3', b'"level":1', 1)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda data: b"",
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "NULs": lambda data: bytes(len(data)),
    "doubled": lambda data: data + data,
    "one bit": flip,
    "first half lost": lambda data: data[len(data) // 2 :],
    "noise": lambda data: bytes(range(128, 256)) * 9,
    "deep": lambda data: b"[" * 100_000,
    "another file": lambda data: b'{"votes": {"1": {"level": 1}}}\n',
}
JOURNAL_DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    **DAMAGE,
    "edited line": edited,
    "line removed": without_a_line,
    "line ends of Windows": lambda data: data.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("damage", JOURNAL_DAMAGE)
def test_a_damaged_journal_is_replaced_by_the_second_copy_and_kept(damage: str) -> None:
    disk = left_open()
    bad = JOURNAL_DAMAGE[damage](disk.content(JOURNAL))
    disk.put(JOURNAL, bad)
    database = reopen(disk)
    assert len(database.documents("votes")) == VOTES
    assert disk.content(JOURNAL.with_name("day.journal.damaged-20260412T101500")) == bad
    assert "day.journal.damaged-20260412T101500" in " ".join(database.notices)


@pytest.mark.parametrize("damage", JOURNAL_DAMAGE)
def test_a_damaged_journal_without_a_second_copy_is_refused_untouched(damage: str) -> None:
    disk = left_open(None)
    disk.put(JOURNAL, JOURNAL_DAMAGE[damage](disk.content(JOURNAL)))
    before = {path: disk.content(path) for path in disk.paths() if path.suffix != ".opened"}
    with pytest.raises(DamagedError, match=r"day.*journal"):
        reopen(disk, None)
    with pytest.raises(DamagedError):
        read_snapshot(PATH, system=disk)
    assert {path: disk.content(path) for path in disk.paths() if path.suffix != ".opened"} == before
    assert disk.locks == set()


@pytest.mark.parametrize("damage", [damage for damage in DAMAGE if damage != "one bit"])
def test_a_damaged_session_file_is_restored_from_the_second_copy(damage: str) -> None:
    disk = closed()
    bad = DAMAGE[damage](disk.content(PATH))
    disk.put(PATH, bad)
    database = reopen(disk)
    assert len(database.documents("votes")) == VOTES
    assert disk.content(PATH.with_name("day.json.damaged-20260412T101500")) == bad


@pytest.mark.parametrize("damage", [damage for damage in DAMAGE if damage != "one bit"])
def test_a_damaged_session_file_without_a_second_copy_is_refused_untouched(damage: str) -> None:
    disk = closed(None)
    bad = DAMAGE[damage](disk.content(PATH))
    disk.put(PATH, bad)
    with pytest.raises(DamagedError, match=r"day\.json is damaged"):
        reopen(disk, None)
    assert disk.content(PATH) == bad


@pytest.mark.parametrize("damage", JOURNAL_DAMAGE)
def test_a_damaged_second_copy_is_made_anew(damage: str) -> None:
    disk = left_open()
    copy = next(path for path in disk.paths() if path.parent == MIRROR and path.suffix == ".journal")
    disk.put(copy, JOURNAL_DAMAGE[damage](disk.content(copy)))
    database = reopen(disk)
    assert len(database.documents("votes")) == VOTES
    assert any(".damaged-" in path.name for path in disk.paths() if path.parent == MIRROR)


def test_a_journal_cut_in_half_is_completed_from_the_second_copy() -> None:
    disk = left_open()
    whole = disk.content(JOURNAL)
    disk.put(JOURNAL, whole[: len(whole) // 2])
    database = reopen(disk)
    assert len(database.documents("votes")) == VOTES
    assert "were taken from the second copy" in " ".join(database.notices)


def test_a_last_line_without_its_line_feed_is_whole() -> None:
    disk = left_open(None)
    disk.put(JOURNAL, disk.content(JOURNAL)[:-1])
    assert len(reopen(disk, None).documents("votes")) == VOTES


@pytest.mark.parametrize("end", [b"\0" * 300, b'1234abcd {"n":21,"t', b"\n\n", b"7\n", b"\xff\n\xff"])
def test_an_unfinished_end_is_set_aside_and_told(end: bytes) -> None:
    disk = left_open(None)
    disk.put(JOURNAL, disk.content(JOURNAL) + end)
    assert len(read_snapshot(PATH, system=disk).tables["votes"]) == VOTES
    database = reopen(disk, None)
    assert len(database.documents("votes")) == VOTES
    assert disk.content(JOURNAL.with_name("day.journal.tail-20260412T101500")) == end
    assert "had never been acknowledged" in " ".join(database.notices)


def test_an_end_longer_than_any_line_is_damage() -> None:
    disk = left_open(None)
    disk.put(JOURNAL, disk.content(JOURNAL) + bytes(65 * 1024))
    with pytest.raises(DamagedError, match="line 22"):
        reopen(disk, None)


def test_a_hand_edited_session_opens_only_on_request_and_both_versions_are_kept() -> None:
    disk = closed()
    before = disk.content(PATH)
    disk.put(PATH, edited(before))
    with pytest.raises(SealError, match="changed by hand"):
        reopen(disk)
    with pytest.raises(SealError):
        read_snapshot(PATH, MIRROR, system=disk)
    assert read_snapshot(PATH, MIRROR, system=disk, accept_edit=True).tables["votes"][2] == {"level": 1}
    assert disk.content(PATH) == edited(before)
    reopen(disk, accept_edit=True).close()
    assert disk.content(PATH.with_name("day.json.edited-20260412T101500")) == edited(before)
    assert before in [disk.content(path) for path in disk.paths() if ".before-" in path.name]
    assert reopen(disk).documents("votes")[2] == {"level": 1}


def test_an_edit_beside_a_journal_is_not_used() -> None:
    disk = left_open()
    disk.put(PATH, disk.content(PATH).replace(b'"votes"', b'"others"'))
    assert len(reopen(disk).documents("votes")) == VOTES
    disk = left_open(None)
    disk.put(PATH, disk.content(PATH).replace(b'"votes"', b'"others"'))
    with pytest.raises(DamagedError, match="changed by hand"):
        reopen(disk, None, accept_edit=True)


def test_an_older_copy_opens_only_on_request() -> None:
    disk = closed()
    older = disk.content(PATH)
    database = reopen(disk)
    database.commit({"votes": {21: {}}})
    database.close()
    disk.put(PATH, older)
    with pytest.raises(SealError, match="it has 20 changes, the second copy has 21"):
        reopen(disk)
    reopen(disk, accept_edit=True).close()
    assert len(reopen(disk).documents("votes")) == VOTES


def test_an_older_copy_under_a_journal_is_not_used() -> None:
    disk = closed()
    older = disk.content(PATH)
    database = reopen(disk)
    database.commit({"votes": {21: {}}})
    database.fold()
    database.commit({"votes": {22: {}}})
    disk = disk.after_kill()
    disk.put(PATH, older)
    assert len(reopen(disk).documents("votes")) == VOTES + 2
    assert disk.content(PATH.with_name("day.json.older-20260412T101500")) == older


def test_a_newer_copy_from_elsewhere_does_not_swallow_the_journal() -> None:
    here = closed(None)
    there = here.after_kill()
    database = reopen(there, None)
    for number in range(21, 30):
        database.commit({"votes": {number: {}}})
    database.close()
    reopen(here, None).commit({"votes": {21: {"here": True}}})
    disk = here.after_kill()
    disk.put(PATH, there.content(PATH))
    with pytest.raises(DamagedError, match="does not continue the session file"):
        reopen(disk, None)


def test_two_copies_that_went_different_ways_are_not_mixed() -> None:
    one, other = closed(), closed()
    reopen(one).commit({"votes": {21: {"level": 1}}})
    reopen(other).commit({"votes": {21: {"level": 2}}})
    disk = one.after_kill()
    disk.put(JOURNAL, other.content(JOURNAL))
    with pytest.raises(DamagedError, match="disagree from change 21"):
        reopen(disk)


def test_a_journal_without_its_session_is_recovered_or_refused() -> None:
    disk = left_open()
    disk.snatch(PATH)
    assert len(reopen(disk).documents("votes")) == VOTES
    disk = left_open(None)
    disk.snatch(PATH)
    with pytest.raises(DamagedError, match=r"day\.json is missing"):
        reopen(disk, None)


def test_a_damaged_file_that_held_more_than_any_other_is_not_given_up() -> None:
    disk = left_open()
    copy = next(path for path in disk.paths() if path.parent == MIRROR and path.suffix == ".journal")
    disk.put(copy, b"".join(disk.content(copy).splitlines(keepends=True)[:15]))
    disk.put(JOURNAL, edited(disk.content(JOURNAL)))
    with pytest.raises(DamagedError, match="held changes that no other copy has"):
        reopen(disk)


def test_a_newer_format_is_refused_naming_both() -> None:
    disk = closed()
    disk.put(PATH, disk.content(PATH).replace(b'"format":1', b'"format":2'))
    with pytest.raises(NewerFormatError, match=r"format 2; this program knows format 1"):
        reopen(disk)
    disk = left_open()
    disk.put(JOURNAL, disk.content(JOURNAL).replace(b'"format":1', b'"format":2'))
    with pytest.raises(NewerFormatError, match=r"format 2; this program knows format 1"):
        read_snapshot(PATH, MIRROR, system=disk)


@pytest.mark.parametrize(
    "row", [{"1": []}, {"x": {}}, {"01": {}}, {"1": None}, [], {"1": {"a": float("inf")}}, {"9" * 5000: {}}]
)
def test_a_table_that_is_none_is_damage(row: object) -> None:
    disk = closed(None)
    content = json.loads(disk.content(PATH))
    disk.put(PATH, json.dumps({**content, "votes": row}).encode())
    with pytest.raises(DamagedError):
        reopen(disk, None)


def test_a_key_that_stands_twice_is_damage() -> None:
    disk = closed(None)
    disk.put(PATH, disk.content(PATH).replace(b'"2":', b'"1":', 1))
    with pytest.raises(DamagedError, match="'1' twice"):
        reopen(disk, None)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "day.json"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(DamagedError, match="too large"):
        read_snapshot(path)


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "day.json").mkdir()
    with pytest.raises(OSError, match="not a plain file"):
        System().read(tmp_path / "day.json")


@pytest.mark.parametrize("path", ["/sessions/none.json", "/sessions/day.txt"])
def test_what_is_no_session_is_not_opened(path: str) -> None:
    disk = SimulatedDisk()
    with pytest.raises(InputError):
        open_database(Path(path), mirror=None, system=disk)
    assert disk.paths() == []
