"""TinyDB's storage and table over a ledger: reading costs no file, and each operation is one line of the journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, cast

from tinydb.storages import Storage
from tinydb.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrutiny_tui.store.journal.ledger import Ledger
    from scrutiny_tui.store.journal.shapes import Document


class JournalStorage(Storage):
    """Whole-state access, for TinyDB's own table class and for dropping tables; each call costs all documents."""

    def __init__(self, ledger: Ledger) -> None:
        """Read from and write to `ledger`."""
        super().__init__()
        self.ledger = ledger

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return a copy of all tables, with ids as text; nothing if there are none."""
        tables = self.ledger.tables
        return {name: dict(_Copies(rows)) for name, rows in tables.items()} or None

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Commit what differs from the state, in one transaction; raises `NotSavedError`."""
        state = self.ledger.tables
        changes: dict[str, dict[int, Any] | None] = dict.fromkeys(state.keys() - data.keys())
        for name, rows in data.items():
            after = {int(number): dict(row) for number, row in rows.items()}
            difference = _difference(state.get(name, {}), after)
            if difference or name not in state:
                changes[name] = difference
        if changes:
            self.ledger.commit(changes)

    def close(self) -> None:
        """Fold the journal into the session file."""
        self.ledger.close()


class JournalTable(Table):
    """TinyDB's table, with its two ways to the storage replaced: reading uses memory, writing sends only what changed."""

    def __init__(
        self, storage: JournalStorage, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        """Make a table without a query cache, which would hand out documents that it keeps."""
        self._ledger = storage.ledger
        super().__init__(storage, name, cache_size, persist_empty)

    def forget_next_id(self) -> None:
        """Look at the ids again for the next one, after a change that did not come through this table."""
        self._next_id = None

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        rows = self._ledger.tables.get(self.name, {})
        return cast("dict[str, Mapping[str, Any]]", _Copies(rows))

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        state = self._ledger.tables
        overlay = _Overlay(state.get(self.name, {}))
        updater(overlay)
        changes = overlay.changes()
        if changes or self.name not in state:
            self._ledger.commit({self.name: changes})


class _Copies(Mapping[str, Any]):
    """Rows as TinyDB reads them: ids are text, and each document is a copy that may be altered."""

    def __init__(self, rows: Mapping[int, Document]) -> None:
        self._rows = rows

    def __getitem__(self, number: str) -> Any:
        return _copy(self._rows[int(number)])

    def __iter__(self) -> Iterator[str]:
        return map(str, self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class _Overlay(MutableMapping[int, Any]):
    """Rows as TinyDB writes them: what is read or set is kept apart, the state below is not touched."""

    def __init__(self, rows: Mapping[int, Document]) -> None:
        self._rows = rows
        self._touched: dict[int, Any] = {}
        """Documents that were read, which may since have been altered, or set; nothing for those removed."""

    def __getitem__(self, number: int) -> Any:
        if number not in self._touched:
            self._touched[number] = _copy(self._rows[number])
        document = self._touched[number]
        if document is None:
            raise KeyError(number)
        return document

    def __setitem__(self, number: int, document: Mapping[str, Any]) -> None:
        self._touched[number] = document

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._touched[number] = None

    def __contains__(self, number: object) -> bool:
        if number in self._touched:
            return self._touched[number] is not None
        return number in self._rows

    def __iter__(self) -> Iterator[int]:
        yield from (number for number in self._rows if self._touched.get(number, self) is not None)
        yield from (n for n, row in self._touched.items() if row is not None and n not in self._rows)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._touched = dict.fromkeys(self._rows)

    def changes(self) -> dict[int, Any]:
        before = {number: self._rows[number] for number in self._touched if number in self._rows}
        after = {number: row for number, row in self._touched.items() if row is not None}
        return _difference(before, after)


def _difference(before: Mapping[int, Document], after: Mapping[int, Document]) -> dict[int, Document | None]:
    """Return what `after` adds to or changes in `before`, and nothing for what it lacks."""
    changed = {
        number: row for number, row in after.items() if number not in before or not _same(before[number], row)
    }
    return {**changed, **dict.fromkeys(before.keys() - after.keys())}


def _same(one: Any, other: Any) -> bool:
    """Tell whether two values are the same JSON; to Python alone, 1 and true and 1.0 are equal."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def _copy(value: Any) -> Any:
    """Return a copy of JSON that shares nothing that can be altered."""
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value
