"""A session that is open for writing: its state in memory, and each change on the disk twice before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.journal.errors import NotSavedError, explain
from scrutiny_tui.store.journal.lines import (
    LINE_LIMIT,
    Record,
    apply,
    encode_header,
    encode_record,
    encode_seal,
    read_entry,
    seed_of,
)
from scrutiny_tui.store.journal.shapes import Changes
from scrutiny_tui.store.journal.snapshot import Snapshot, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrutiny_tui.store.journal.appending import LiveCopy
    from scrutiny_tui.store.journal.replay import Journal
    from scrutiny_tui.store.journal.shapes import Point, Tables

_SAFE: Final = (
    "Nothing is lost: what was acknowledged is in the journal or its second copy, "
    "and is taken over when the session is opened next."
)
_INTERRUPTED: Final = (
    "Saving was interrupted, so it is not certain that the last answer was saved; everything before it is. "
    "Nothing more is taken in. Close the session and open it again."
)


class Ledger:
    """The state of a session and the only way to change it."""

    def __init__(self, state: Snapshot, main: LiveCopy, mirror: LiveCopy | None) -> None:
        """Begin with `state`; nothing is written before `start`."""
        self.tables: Tables = state.tables
        """The state in memory. Documents in it are replaced, never altered."""
        self.notices: list[str] = []
        """What the person at the laptop should know, in plain sentences."""
        self._session = state.session
        self._seed = seed_of(state.session)
        self._folded = state.point
        self._sequence = state.point.sequence
        self._main = main
        self._mirror = mirror
        self._is_open = True

    def start(self, *, main_current: bool, mirror_current: bool, journal: Journal | None) -> None:
        """Make both session files hold the state, unless they do, and begin both journals.

        `journal` is what led to the state: it announces the new session file before that is written, so that the two
        connect whenever the power fails. Raises `MachineError`.
        """
        try:
            self._start(main_current=main_current, mirror_current=mirror_current, journal=journal)
        except BaseException:
            self.let_go()
            raise

    def commit(self, changes: Changes) -> None:
        """Make one transaction of changes to several tables; it is on the disk twice when this returns.

        Raises `NotSavedError` if it is not saved, `TypeError` or `ValueError` if it holds something that is not JSON.
        """
        line = encode_record(self._seed, self._sequence + 1, changes)
        record = read_entry(self._seed, line.removesuffix(b"\n"))
        if not isinstance(record, Record):
            raise TypeError("a transaction was expected")
        try:
            self._write(record, line)
            apply(self.tables, record.changes)
            self._sequence = record.sequence
        except MachineError:
            raise
        except BaseException:
            self._main.trouble = self._main.trouble or _INTERRUPTED
            raise

    def fold(self) -> None:
        """Put every change into the session file and begin the journal anew; raises `MachineError`, and loses nothing."""
        if self._sequence != self._folded.sequence:
            self._begin(self._save(self.tables, self._sequence))

    def close(self) -> None:
        """Fold and remove the journals; if that fails they stay, and a notice says so."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            if self._sequence != self._folded.sequence:
                self._save(self.tables, self._sequence)
            if not self._main.trouble:
                self._on_main(lambda copy: copy.end())
                self._on_mirror(lambda copy: copy.end())
        except MachineError as error:
            self.notices.append(f"{error} {_SAFE}")
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Close the files as they are."""
        self._main.close()
        if self._mirror is not None:
            self._mirror.close()

    def _start(self, *, main_current: bool, mirror_current: bool, journal: Journal | None) -> None:
        if journal is not None and not main_current:
            self._on_main(lambda copy: copy.begin(journal.whole + encode_seal(self._seed, self._folded)))
        if not (main_current and mirror_current):
            data, _ = render(self.tables, self._session, self._sequence)
        if not main_current:
            self._on_main(lambda copy: copy.save(data))
        if not mirror_current:
            self._on_mirror(lambda copy: copy.save(data))
        self._begin(self._folded)

    def _write(self, record: Record, line: bytes) -> None:
        if len(line) > LINE_LIMIT:
            self._write_folded(record)
        else:
            self._main.append(line)
            self._on_mirror(lambda copy: copy.append(line))

    def _write_folded(self, record: Record) -> None:
        """Save a transaction that is too long for a line by folding it in."""
        tables = {name: dict(table) for name, table in self.tables.items()}
        apply(tables, record.changes)
        point = self._save(tables, record.sequence)
        try:
            self._begin(point)
        except MachineError as error:
            self._main.trouble = str(error)
            raise

    def _save(self, tables: Tables, sequence: int) -> Point:
        data, point = render(tables, self._session, sequence)
        seal = encode_seal(self._seed, point)
        self._main.append(seal)
        self._on_mirror(lambda copy: copy.append(seal))
        self._on_main(lambda copy: copy.save(data))
        self._on_mirror(lambda copy: copy.save(data))
        return point

    def _begin(self, point: Point) -> None:
        header = encode_header(self._session, point)
        self._on_main(lambda copy: copy.begin(header))
        self._on_mirror(lambda copy: copy.begin(header))
        self._folded = point

    def _on_main(self, act: Callable[[LiveCopy], None]) -> None:
        try:
            act(self._main)
        except OSError as error:
            raise NotSavedError(explain(error, self._main.place.snapshot)) from error

    def _on_mirror(self, act: Callable[[LiveCopy], None]) -> None:
        """Do something to the second copy; if it fails the session goes on with one copy and says so."""
        if self._mirror is None:
            return
        try:
            act(self._mirror)
        except (OSError, NotSavedError) as error:
            reason = explain(error, self._mirror.place.snapshot) if isinstance(error, OSError) else str(error)
            self._mirror.close()
            self._mirror = None
            self.notices.append(
                f"There is no second copy any more; answers are saved in one place only. {reason}"
            )
