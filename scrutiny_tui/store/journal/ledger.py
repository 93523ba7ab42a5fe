"""A session that is open for writing: its state in memory, and each change on the disk twice before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.journal.appending import IN_DOUBT, INTERRUPTED, NOT_SAVED, Stop
from scrutiny_tui.store.journal.ballast import NEARLY_FULL, NO_ROOM
from scrutiny_tui.store.journal.errors import FULL, FullError, NotSavedError, not_saved
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
    from collections.abc import Callable, Iterable

    from scrutiny_tui.store.journal.appending import LiveCopy
    from scrutiny_tui.store.journal.ballast import Ballast
    from scrutiny_tui.store.journal.replay import Journal
    from scrutiny_tui.store.journal.second import SecondCopy
    from scrutiny_tui.store.journal.shapes import Point, Tables

HELD: Final = (
    "The disk is full. Everything that was kept is here, but nothing more can be saved until there is room: "
    "free some space, or carry on in another folder when you are asked."
)
_SAFE: Final = (
    "Nothing is lost: what was acknowledged is in the journal or its second copy, "
    "and is taken over when the session is opened next."
)


class Ledger:
    """The state of a session and the only way to change it."""

    def __init__(self, state: Snapshot, main: LiveCopy, mirror: SecondCopy, ballast: Ballast) -> None:
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
        self._ballast = ballast
        self._is_open = True
        self._starting: Callable[[], None] | None = None
        """What is still to be done before anything is written, where the disk was full at the opening."""

    @property
    def is_stuck(self) -> bool:
        """Whether the journal takes nothing more, whatever is asked for."""
        return self._main.trouble is not None

    @property
    def lacks(self) -> str:
        """Why only one copy is kept, as the end of a sentence; empty while there are two."""
        return self._mirror.trouble

    def renew_mirror(self) -> bool:
        """Make a lost second copy again, whole; return whether there is one again."""
        is_begun = self._is_open and self._starting is None
        return is_begun and not self.is_stuck and self._mirror.renew(self._main.place)

    def make_room(self) -> bool:
        """Give up what was held back on the disk; return whether there was any, so that a write may be tried again."""
        if not self._ballast.give_up():
            return False
        self.notices.append(NEARLY_FULL)
        return True

    def start(
        self,
        *,
        main_current: bool,
        mirror_current: bool,
        journal: Journal | None,
        set_aside: Callable[[], Iterable[str]] | None = None,
    ) -> None:
        """Make both session files hold the state, unless they do, and begin both journals.

        `journal` is what led to the state: it announces the new session file before that is written, so that the two
        connect whenever the power fails. `set_aside` keeps odd files before that and tells of them; without it the
        session is a new one. On a full disk one that is there already is open as it was found, and begins with the
        next change that finds room. Raises `MachineError`.
        """
        is_new, keeping = set_aside is None, set_aside or tuple

        def starting() -> None:
            nonlocal keeping
            self.notices.extend(keeping())
            keeping = tuple
            self._start(main_current=main_current, mirror_current=mirror_current, journal=journal)
            if not self._ballast.make():
                self.notices.append(NO_ROOM)

        try:
            self._ballast.take_over()
            starting()
        except FullError:
            if is_new:
                self.let_go()
                raise
            self._starting = starting
            self.notices = [*(told for told in self.notices if told != NEARLY_FULL), HELD]
        except BaseException:
            self.let_go()
            raise

    def commit(self, changes: Changes) -> None:
        """Make one transaction of changes to several tables; it is on the disk twice when this returns.

        Raises `NotSavedError` if it is not saved, `TypeError` or `ValueError` if it holds something that is not JSON.
        """
        self._begin_late()
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
            self._main.trouble = self._main.trouble or INTERRUPTED
            raise

    def image(self) -> bytes:
        """Return the state as a whole session file; raises `NotSavedError` if it is too large for one."""
        return render(self.tables, self._session, self._sequence)[0]

    def fold(self) -> None:
        """Put every change into the session file and begin the journal anew; raises `MachineError`, and loses nothing."""
        if self._sequence != self._folded.sequence:
            self._begin(self._save(self.tables, self._sequence))

    def close(self) -> None:
        """Fold and remove the journals; if that fails they stay, and a notice says so."""
        if self._starting:
            # Nothing was written, and the files still hold what they held.
            self.let_go()
        if not self._is_open:
            return
        self._is_open = False
        self._ballast.give_up()
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
        """Close the files as they are; nothing more is taken in."""
        self._is_open = False
        self._ballast.give_up()
        self._main.close()
        self._mirror.close()

    def _begin_late(self) -> None:
        """Do what could not be done at the opening of a session on a full disk; raises `NotSavedError`."""
        if self._starting is None:
            return
        try:
            self._starting()
        except FullError as error:
            raise FullError(*NOT_SAVED) from error
        except NotSavedError as error:
            self._main.trouble = self._main.trouble or Stop(error.reason, NOT_SAVED[1])
            raise
        self._starting = None
        self.notices.remove(HELD)

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
            self._append(line)
            self._on_mirror(lambda copy: copy.append(line))

    def _append(self, line: bytes) -> None:
        """Append to the first copy; on a full disk once more after making room."""
        try:
            self._main.append(line)
        except FullError:
            if not self.make_room():
                raise
            self._main.append(line)

    def _write_folded(self, record: Record) -> None:
        """Save a transaction that is too long for a line by folding it in."""
        tables = {name: dict(table) for name, table in self.tables.items()}
        apply(tables, record.changes)
        before = self._main.state()
        try:
            self._begin(self._save(tables, record.sequence))
        except NotSavedError as error:
            # The next change would take the number that the new session file, once it is there, has already.
            if before is None or self._main.state() != before:
                self._main.trouble = Stop(error.reason, IN_DOUBT)
                raise self._main.trouble.error() from error
            raise

    def _save(self, tables: Tables, sequence: int) -> Point:
        data, point = render(tables, self._session, sequence)
        seal = encode_seal(self._seed, point)
        self._append(seal)
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
            self._trying_twice(act)
        except OSError as error:
            raise not_saved(error, self._main.place.snapshot) from error

    def _trying_twice(self, act: Callable[[LiveCopy], None]) -> None:
        try:
            act(self._main)
        except OSError as error:
            if error.errno not in FULL or not self.make_room():
                raise
            act(self._main)

    def _on_mirror(self, act: Callable[[LiveCopy], None]) -> None:
        """Do something to the second copy; if it fails the session goes on with one copy and says so."""
        if told := self._mirror.do(act):
            self.notices.append(told)
