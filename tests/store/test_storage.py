"""The storage behaves as TinyDB's own JSON storage does, and keeps a second copy of every change."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import Query, TinyDB
from tinydb.operations import increment
from tinydb.storages import JSONStorage, MemoryStorage
from tinydb.table import Document

from scrutiny_tui.store import storage
from scrutiny_tui.store.disk_errors import NotSavedError
from scrutiny_tui.store.storage import NO_SECOND, AtomicStorage
from tests.support.disk import SimulatedDisk, Trouble

PATH = Path("/sessions/day.json")
SECOND = Path("/mirror/s-1.json")

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=4,
)
FIELDS = st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3)
NAMES = st.sampled_from(["votes", "people", "_default"])
IDS = st.integers(1, 4)
HAS_A = Query().a.exists()


class AnyOperations(RuleBasedStateMachine):
    """Does the same to a database in a file and to one in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.disk = SimulatedDisk(PATH.parent, SECOND.parent)
        self.ours = TinyDB(PATH, storage=AtomicStorage, mirror=SECOND, system=self.disk)
        self.stock = TinyDB(storage=MemoryStorage)

    def do(self, act: Callable[[TinyDB], Any]) -> None:
        assert told(act, self.ours) == told(act, self.stock)

    @rule(name=NAMES, fields=FIELDS)
    def insert(self, name: str, fields: dict[str, Any]) -> None:
        self.do(lambda database: database.table(name).insert(fields))

    @rule(name=NAMES, number=IDS, fields=FIELDS)
    def insert_as(self, name: str, number: int, fields: dict[str, Any]) -> None:
        self.do(lambda database: database.table(name).insert(Document(fields, number)))

    @rule(name=NAMES, fields=FIELDS, where=st.sampled_from([None, HAS_A]))
    def update(self, name: str, fields: dict[str, Any], where: Any) -> None:
        self.do(lambda database: database.table(name).update(fields, where))

    @rule(name=NAMES, number=IDS)
    def remove(self, name: str, number: int) -> None:
        self.do(lambda database: database.table(name).remove(doc_ids=[number]))

    @rule(name=NAMES)
    def drop(self, name: str) -> None:
        self.do(lambda database: database.drop_table(name))

    @rule()
    def drop_all(self) -> None:
        self.do(TinyDB.drop_tables)

    @rule(killed=st.booleans())
    def reopen(self, killed: bool) -> None:
        if killed:
            self.disk = self.disk.after_kill()
        else:
            self.ours.close()
        self.ours = TinyDB(PATH, storage=AtomicStorage, mirror=SECOND, system=self.disk)
        self.stock._tables.clear()  # what the next number is, a database that is opened finds out anew

    @invariant()
    def hold_the_same(self) -> None:
        assert self.ours.storage.read() == (self.stock.storage.read() or {}) or not self.ours.tables()
        assert self.ours.tables() == self.stock.tables()
        if self.disk.content(PATH):
            assert self.disk.content(PATH) == self.disk.content(SECOND)


TestAnyOperations = AnyOperations.TestCase
TestAnyOperations.settings = settings(max_examples=30, stateful_step_count=15, deadline=None)


def told(act: Callable[[TinyDB], Any], database: TinyDB) -> Any:
    """Return what TinyDB answers, or the name of its error."""
    try:
        found = act(database)
    except (ValueError, KeyError) as error:
        return type(error)
    return sorted(found) if isinstance(found, list) else found


@pytest.fixture
def disk() -> SimulatedDisk:
    """A disk with a database that holds one document, twice."""
    made = SimulatedDisk(PATH.parent, SECOND.parent)
    database_on(made).insert({"levels": [1]})
    return made


def database_on(disk: SimulatedDisk) -> TinyDB:
    return TinyDB(PATH, storage=AtomicStorage, mirror=SECOND, system=disk)


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


@pytest.mark.parametrize("kind", [JSONStorage, AtomicStorage])
def test_it_takes_what_tinydbs_own_takes(tmp_path: Path, kind: Any) -> None:
    path = tmp_path / "new" / "day.json"
    with pytest.raises(FileNotFoundError):
        TinyDB(path, storage=kind)
    options = {"indent": 1, "sort_keys": True, "ensure_ascii": False}
    with TinyDB(path, storage=kind, create_dirs=True, encoding="utf-16", **options) as made:
        made.insert({"b": "é", "a": 1})
    assert json.loads(path.read_text(encoding="utf-16")) == {"_default": {"1": {"a": 1, "b": "é"}}}
    assert '\n  "1": {\n   "a"' in path.read_text(encoding="utf-16")
    with TinyDB(path, storage=kind, access_mode="r", encoding="utf-16") as read_only:
        assert read_only.all() == [{"b": "é", "a": 1}]
        with pytest.raises(OSError, match=r"read only|Access mode"):
            read_only.insert({})
    with pytest.raises(FileNotFoundError):
        TinyDB(tmp_path / "gone.json", storage=kind, access_mode="r")
    with pytest.warns(UserWarning, match="access_mode"):
        kind(path, access_mode="a+").close()


def test_one_change_of_several_tables_is_one_replacement(disk: SimulatedDisk) -> None:
    calls: list[str] = []
    disk.before = calls.append
    storage_of(database_on(disk)).write({"votes": {"1": {}}, "people": {"7": {"name": "A"}}})
    assert calls.count("replace") == 2  # the file and its second copy
    assert database_on(disk.after_kill()).table("people").get(doc_id=7) == {"name": "A"}


def test_nothing_handed_out_or_given_in_can_alter_the_state(disk: SimulatedDisk) -> None:
    database, mine = database_on(disk), {"levels": [2]}
    database.insert(mine)
    mine["levels"].append(9)
    for found in (database.get(doc_id=1), database.search(Query().levels.exists())[0], next(iter(database))):
        found["levels"].append(9)
    assert database_on(disk).all() == [{"levels": [1]}, {"levels": [2]}]
    database.clear_cache()
    assert database.all() == [{"levels": [1]}, {"levels": [2]}]


@pytest.mark.parametrize("wrong", [{"a": object()}, {"a": {1, 2}}, {("a",): 1}])
def test_what_cannot_be_written_changes_nothing(disk: SimulatedDisk, wrong: Any) -> None:
    before = disk.content(PATH)
    database = database_on(disk)
    with pytest.raises((TypeError, ValueError)):
        database.insert(wrong)
    with pytest.raises(KeyError):
        database.update(increment("missing"))
    assert disk.content(PATH) == disk.content(SECOND) == before
    assert database.all() == [{"levels": [1]}]


def test_a_change_too_large_for_the_file_is_refused(
    disk: SimulatedDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = database_on(disk)
    monkeypatch.setattr(storage, "FILE_LIMIT", 200)
    before = disk.content(PATH)
    with pytest.raises(NotSavedError, match=r"grown too large for one file\. This was not saved"):
        database.insert({"text": "x" * 200})
    assert disk.content(PATH) == disk.content(SECOND) == before
    database.insert({"text": "x"})
    assert len(database_on(disk)) == 2


@pytest.mark.parametrize("how", ["longer", "replaced", "removed"])
def test_what_another_program_wrote_is_not_written_over(disk: SimulatedDisk, how: str) -> None:
    database = database_on(disk)
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


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errno.ENOENT, "the backup folder is missing"),
        (errno.ENOSPC, "the backup folder is full"),
        (errno.EACCES, "the backup folder can't be written to"),
    ],
)
def test_a_second_copy_that_fails_is_told_once_and_made_again(
    disk: SimulatedDisk, error: int, words: str
) -> None:
    database = database_on(disk)
    second = storage_of(database)
    disk.plan(Trouble(1, error, folder=str(SECOND.parent), forever=True))
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
    database = database_on(disk)
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


def test_without_a_second_folder_that_is_said(tmp_path: Path) -> None:
    alone = AtomicStorage(tmp_path / "day.json")
    assert alone.lacks == NO_SECOND
    assert not alone.renew()


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
