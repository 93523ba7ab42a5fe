"""The storage is one of TinyDB's, replaces its file whole, and keeps a second copy of every change."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import Query, TinyDB

from scrutiny_tui.store import storage
from scrutiny_tui.store.disk_errors import NotSavedError
from scrutiny_tui.store.storage import AtomicStorage
from tests.support.disk import SimulatedDisk, Trouble
from tests.support.failing import on

PATH = Path("/sessions/day.json").absolute()
SECOND = Path("/mirror/s-1.json").absolute()


@pytest.fixture
def disk() -> Iterator[SimulatedDisk]:
    """The program's disk, with a database that holds one document, twice."""
    with on(SimulatedDisk(PATH.parent, SECOND.parent)) as made:
        opened().insert({"levels": [1]})
        yield made


def opened() -> TinyDB:
    return TinyDB(PATH, storage=AtomicStorage, mirror=SECOND)


def storage_of(database: TinyDB) -> AtomicStorage:
    assert isinstance(database.storage, AtomicStorage)
    return database.storage


def test_tinydb_alone_opens_the_file_and_may_change_it(tmp_path: Path) -> None:
    path = tmp_path / "day.json"
    TinyDB(path, storage=AtomicStorage).insert({"name": "Zoë 🙂"})
    with TinyDB(path) as stock:
        assert stock.all() == [{"name": "Zoë 🙂"}]
        stock.update({"name": "A"})
    assert TinyDB(path, storage=AtomicStorage).all() == [{"name": "A"}]
    assert [each.name for each in tmp_path.iterdir()] == ["day.json"]


def test_one_change_of_several_tables_is_one_replacement(disk: SimulatedDisk) -> None:
    calls: list[str] = []
    disk.before = calls.append
    storage_of(opened()).write({"votes": {"1": {}}, "people": {"7": {"name": "A"}}})
    assert calls.count("replace") == 2  # the file and its second copy
    with on(disk.after_kill()):
        assert opened().table("people").get(doc_id=7) == {"name": "A"}


def test_nothing_handed_out_or_given_in_can_alter_the_state(disk: SimulatedDisk) -> None:
    database, mine = opened(), {"levels": [2]}
    database.insert(mine)
    mine["levels"].append(9)
    for found in (database.get(doc_id=1), database.search(Query().levels.exists())[0], next(iter(database))):
        found["levels"].append(9)
    assert opened().all() == [{"levels": [1]}, {"levels": [2]}]
    database.clear_cache()
    assert database.all() == [{"levels": [1]}, {"levels": [2]}]


def test_a_change_too_large_is_refused(disk: SimulatedDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    database = opened()
    monkeypatch.setattr(storage, "FILE_LIMIT", 200)
    before = disk.content(PATH)
    with pytest.raises(NotSavedError, match=r"grown too large for one file\. This was not saved"):
        database.insert({"text": "x" * 200})
    assert disk.content(PATH) == disk.content(SECOND) == before
    database.insert({"text": "x"})
    assert len(opened()) == 2


@pytest.mark.parametrize("how", ["longer", "replaced", "removed"])
def test_what_another_program_wrote_is_not_written_over(disk: SimulatedDisk, how: str) -> None:
    database = opened()
    if how == "longer":
        disk.names_now[PATH].pending.append(b" ")
    elif how == "replaced":
        disk.put(PATH, disk.content(PATH))
    else:
        disk.snatch(PATH)
    left = disk.content(PATH) if how != "removed" else None
    for _ in range(2):
        with pytest.raises(NotSavedError, match="Another program has changed or replaced"):
            database.insert({})
    assert disk.names_now.keys() == {SECOND} if left is None else disk.content(PATH) == left
    assert storage_of(database).is_changed_outside


def test_a_stick_that_was_pulled_out_is_named_and_goes_on_when_it_is_back(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    database = TinyDB(stick / "day.json", storage=AtomicStorage)
    database.insert({"levels": [1]})
    away = stick.rename(tmp_path / "away")
    with pytest.raises(NotSavedError, match="USB stick"):
        database.insert({"levels": [2]})
    away.rename(stick)
    database.insert({"levels": [3]})
    assert TinyDB(stick / "day.json", storage=AtomicStorage).all() == [{"levels": [1]}, {"levels": [3]}]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errno.ENOENT, "the backup folder is missing"),
        (errno.ENOSPC, "the backup folder is full"),
        (errno.EACCES, "the backup folder can't be written to"),
    ],
)
def test_a_copy_that_fails_is_told_once_and_made_again(disk: SimulatedDisk, error: int, words: str) -> None:
    database = opened()
    second = storage_of(database)
    disk.plan(Trouble(1, error, folder=SECOND.parent.as_posix(), forever=True))
    database.insert({})
    database.insert({})
    assert second.lacks == words
    (notice,) = second.notices
    assert "one place only" in notice
    assert not second.renew()
    disk.plan(None)
    assert second.renew()
    assert second.lacks == ""
    assert disk.content(SECOND) == disk.content(PATH)
    database.insert({})
    assert disk.content(SECOND) == disk.content(PATH)


@pytest.mark.parametrize("instead", [False, True])
def test_a_second_folder_that_is_gone_is_never_made_again(disk: SimulatedDisk, instead: bool) -> None:
    database = opened()
    disk.snatch(SECOND)
    own = disk.folders.pop(SECOND.parent)
    if instead:
        disk.make_folder(SECOND.parent)
    database.insert({})
    assert storage_of(database).lacks == "the backup folder is missing"
    assert not storage_of(database).renew()
    assert disk.paths() == [PATH]
    assert (SECOND.parent in disk.folders) == instead
    disk.folders[SECOND.parent] = own
    assert storage_of(database).renew()


def test_a_stick_that_comes_back_is_known_by_the_copy_that_is_on_it(tmp_path: Path) -> None:
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    kept = AtomicStorage(tmp_path / "a.json", stick / "copy.json")
    kept.write({"table": {"1": {"a": 1}}})
    stick.rename(away)
    kept.write({"table": {"1": {"a": 2}}})
    shutil.copytree(away, stick)
    assert kept.lacks
    assert kept.renew()
    assert (stick / "copy.json").read_bytes() == kept.path.read_bytes()
