"""A session behaves as stock TinyDB does, and stock TinyDB opens it when it is closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB
from tinydb.operations import increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store.journal.database import SessionDatabase, create_database, open_database
from tests.support.disk import SimulatedDisk

PATH = Path("/sessions/day.json")
MIRROR = Path("/mirror")

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=4,
)
FIELDS = st.dictionaries(st.sampled_from(["a", "b", "c"]), VALUES, max_size=3)
NAMES = st.sampled_from(["votes", "people"])
IDS = st.integers(1, 4)
ACTS = st.one_of(
    st.tuples(st.just("insert"), NAMES, FIELDS),
    st.tuples(st.just("insert_as"), NAMES, IDS, FIELDS),
    st.tuples(st.just("insert_multiple"), NAMES, st.lists(FIELDS, max_size=3)),
    st.tuples(st.just("update_by_id"), NAMES, IDS, FIELDS),
    st.tuples(st.just("update_by_query"), NAMES, FIELDS),
    st.tuples(st.just("update_all"), NAMES, FIELDS),
    st.tuples(st.just("upsert"), NAMES, FIELDS),
    st.tuples(st.just("remove_by_id"), NAMES, IDS),
    st.tuples(st.just("remove_by_query"), NAMES),
    st.tuples(st.just("truncate"), NAMES),
    st.tuples(st.just("drop_table"), NAMES),
    st.tuples(st.just("drop_tables")),
    st.tuples(st.just("kill")),
    st.tuples(st.just("close")),
)


def perform(database: TinyDB, act: tuple[Any, ...]) -> Any:
    """Carry out one act and return what TinyDB answers, or the name of its error."""
    kind, *rest = act
    if kind == "drop_tables":
        return database.drop_tables()
    if kind == "drop_table":
        return database.drop_table(rest[0])
    table = database.table(rest[0])
    has_a = Query().a.exists()
    operations: dict[str, Callable[..., Any]] = {
        "insert": table.insert,
        "insert_as": lambda number, fields: table.insert(Document(fields, number)),
        "insert_multiple": table.insert_multiple,
        "update_by_id": lambda number, fields: table.update(fields, doc_ids=[number]),
        "update_by_query": lambda fields: table.update(fields, has_a),
        "update_all": table.update,
        "upsert": lambda fields: table.upsert(fields, has_a),
        "remove_by_id": lambda number: table.remove(doc_ids=[number]),
        "remove_by_query": lambda: table.remove(has_a),
        "truncate": table.truncate,
    }
    try:
        answer = operations[kind](*rest[1:])
    except ValueError:
        return "ValueError"
    return sorted(answer) if isinstance(answer, list) else answer


def contents(database: TinyDB) -> dict[str, str]:
    tables = {name: {row.doc_id: dict(row) for row in database.table(name)} for name in database.tables()}
    return {
        name: repr([(number, sort(rows[number])) for number in sorted(rows)]) for name, rows in tables.items()
    }


def sort(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: sort(value[key]) for key in sorted(value)}
    return [sort(item) for item in value] if isinstance(value, list) else value


@given(st.lists(ACTS, max_size=12))
@settings(max_examples=120, deadline=None, derandomize=True, database=None)
def test_any_operations_do_what_they_do_to_stock_tinydb(acts: list[tuple[Any, ...]]) -> None:
    disk = SimulatedDisk()
    ours: SessionDatabase = create_database(PATH, {}, session_id="s-1", mirror=MIRROR, system=disk)
    stock = TinyDB(storage=MemoryStorage)
    for act in acts:
        if act[0] in ("kill", "close"):
            if act[0] == "close":
                ours.close()
            disk = disk.after_kill()
            ours = open_database(PATH, mirror=MIRROR, system=disk)
            stock._tables.clear()
        else:
            assert perform(ours, act) == perform(stock, act)
        assert contents(ours) == contents(stock)


def test_stock_tinydb_opens_the_closed_file_and_may_change_it(tmp_path: Path) -> None:
    path = tmp_path / "day.json"
    with create_database(
        path, {"people": {1: {"name": "Zoë 🙂"}}}, session_id="s-1", mirror=None
    ) as database:
        database.table("votes").insert({"level": 2})
    assert sorted(found.name for found in tmp_path.iterdir()) == ["day.json", "day.lock"]
    with TinyDB(path) as stock:
        assert stock.table("people").all() == [{"name": "Zoë 🙂"}]
        assert stock.table("votes").get(doc_id=1) == {"level": 2}
        stock.table("votes").update({"level": 2})
    with open_database(path, mirror=None) as again:
        assert again.documents("votes") == {1: {"level": 2}}


def a_session(disk: SimulatedDisk) -> SessionDatabase:
    return create_database(
        PATH, {"votes": {1: {"levels": [1]}}}, session_id="s-1", mirror=MIRROR, system=disk
    )


def test_nothing_handed_out_can_alter_the_state() -> None:
    database = a_session(SimulatedDisk())
    table = database.table("votes")
    found = table.get(doc_id=1)
    assert isinstance(found, Document)
    found["levels"].append(9)
    table.search(Query().levels.exists())[0]["levels"].append(9)
    next(iter(table))["levels"].append(9)
    assert database.documents("votes") == {1: {"levels": [1]}}
    with pytest.raises(TypeError):
        database.documents("votes")[2] = {}  # type: ignore[index]


def test_a_document_given_in_is_not_kept() -> None:
    database = a_session(SimulatedDisk())
    mine = {"levels": [1]}
    database.commit({"votes": {2: mine}})
    mine["levels"].append(9)
    assert database.documents("votes")[2] == {"levels": [1]}


def test_an_operation_that_fails_halfway_changes_nothing() -> None:
    database = a_session(SimulatedDisk())
    with pytest.raises(KeyError):
        database.table("votes").update(increment("missing"))
    assert database.documents("votes") == {1: {"levels": [1]}}


def test_one_commit_changes_several_tables_in_one_line() -> None:
    disk = SimulatedDisk()
    database = a_session(disk)
    database.commit({"votes": {1: None, 2: {"level": 1}}, "people": {7: {"name": "A"}}})
    assert disk.content(PATH.with_suffix(".journal")).count(b"\n") == 2
    again = open_database(PATH, mirror=MIRROR, system=disk.after_kill())
    assert again.documents("votes") == {2: {"level": 1}}
    assert again.documents("people") == {7: {"name": "A"}}
    assert again.documents("nothing") == {}


def test_the_next_id_follows_a_commit() -> None:
    database = a_session(SimulatedDisk())
    table = database.table("votes")
    assert table.insert({}) == 2
    database.commit({"votes": {3: {}, 9: {}}})
    assert table.insert({}) == 10


def test_an_operation_that_changes_nothing_writes_nothing() -> None:
    disk = SimulatedDisk()
    database = a_session(disk)
    before = disk.content(PATH.with_suffix(".journal"))
    database.table("votes").update({"levels": [1]})
    database.table("votes").remove(doc_ids=[5])
    assert disk.content(PATH.with_suffix(".journal")) == before


def test_one_and_true_are_different_values() -> None:
    database = a_session(SimulatedDisk())
    database.commit({"votes": {1: {"n": 1}}})
    database.table("votes").update({"n": True})
    assert database.documents("votes")[1]["n"] is True


def test_stock_table_works_on_the_same_storage() -> None:
    disk = SimulatedDisk()
    table = Table(a_session(disk).storage, "votes", cache_size=0)
    table.update({"level": 3}, doc_ids=[1])
    table.insert({"level": 1})
    again = open_database(PATH, mirror=MIRROR, system=disk.after_kill())
    assert again.documents("votes") == {1: {"levels": [1], "level": 3}, 2: {"level": 1}}


def test_a_session_is_not_created_over_another() -> None:
    disk = SimulatedDisk()
    a_session(disk).close()
    with pytest.raises(InputError, match="There is a session at"):
        a_session(disk)


@pytest.mark.parametrize("session_id", ["", "../up", "a b", "x" * 65])
def test_a_session_id_that_is_no_file_name_is_refused(session_id: str) -> None:
    with pytest.raises(ValueError, match="does not name a session"):
        create_database(PATH, {}, session_id=session_id, mirror=None, system=SimulatedDisk())
