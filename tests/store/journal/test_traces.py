"""What a closed session leaves behind: no order, no time, and a list of every file that belongs to it."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

from scrutiny_tui.store.journal.database import create_database, open_database
from scrutiny_tui.store.journal.places import session_files
from scrutiny_tui.store.journal.reading import read_snapshot
from scrutiny_tui.store.journal.system import System
from tests.support.disk import SimulatedDisk

PATH = Path("/sessions/day.json")
MIRROR = Path("/mirror")


def disk_after(order: tuple[int, ...]) -> dict[Path, bytes]:
    disk = SimulatedDisk()
    database = create_database(PATH, {"totals": {}}, session_id="s-1", mirror=MIRROR, system=disk)
    counts: dict[str, int] = {}
    for voter in order:
        database.commit({"ballots": {voter: {"level": voter % 3 + 1}}})
        counts[str(voter)] = 1
        database.commit({"totals": {1: dict(counts)}})
    database.close()
    return {path: disk.content(path) for path in disk.paths()}


def test_no_file_shows_the_order_of_casting_after_closing() -> None:
    first, *others = [disk_after(order) for order in permutations((1, 2, 3, 10))]
    assert all(other == first for other in others)


def test_nothing_is_left_but_two_session_files() -> None:
    assert [(path.parent, path.suffix) for path in disk_after((1, 2))] == [
        (MIRROR, ".json"),
        (PATH.parent, ".json"),
    ]


def test_two_copies_of_one_session_have_two_mirrors() -> None:
    disk = SimulatedDisk()
    create_database(PATH, {}, session_id="s-1", mirror=MIRROR, system=disk).close()
    disk.put(PATH.with_name("copy.json"), disk.content(PATH))
    open_database(PATH.with_name("copy.json"), mirror=MIRROR, system=disk).close()
    assert len([path for path in disk.paths() if path.parent == MIRROR]) == 2


def test_every_file_of_a_session_is_found_and_no_other(tmp_path: Path) -> None:
    path, mirror = tmp_path / "day.json", tmp_path / "mirror"
    open_one = create_database(path, {}, session_id="s-1", mirror=mirror)
    create_database(tmp_path / "day.json.json", {}, session_id="s-1", mirror=mirror).close()
    for name in ("day.json.damaged-20260412T101500-2", "day.json.tmp", "day.journal.tail-20260412T101500"):
        (tmp_path / name).touch()
    names = [found.name.replace("s-1-", "") for found in session_files(System(), path, mirror)]
    open_one.close()
    mirrored = sorted(
        found.suffix for found in session_files(System(), path, mirror) if found.parent == mirror
    )
    assert len(names) == 10
    assert names[:8] == [
        "day.ballast",
        "day.journal",
        "day.journal.tail-20260412T101500",
        "day.json",
        "day.json.damaged-20260412T101500-2",
        "day.json.tmp",
        "day.lock",
        "day.opened",
    ]
    assert mirrored == [".json"]


def test_reading_an_open_session_changes_nothing_and_sees_every_change(tmp_path: Path) -> None:
    path, mirror = tmp_path / "day.json", tmp_path / "mirror"
    with create_database(path, {}, session_id="s-1", mirror=mirror) as database:
        database.commit({"votes": {1: {"level": 2}}})
        before = {found: found.read_bytes() for found in tmp_path.rglob("*") if found.is_file()}
        seen = read_snapshot(path, mirror)
        assert (seen.tables, seen.notices) == ({"votes": {1: {"level": 2}}}, ())
        assert {found: found.read_bytes() for found in tmp_path.rglob("*") if found.is_file()} == before
