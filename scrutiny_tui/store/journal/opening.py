"""Opens a session for one writer: lock, read both copies, set aside what is odd, write both copies anew."""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.store.journal.appending import LiveCopy
from scrutiny_tui.store.journal.ballast import Ballast
from scrutiny_tui.store.journal.choosing import Choice, choose
from scrutiny_tui.store.journal.copies import Copies, Copy, has_session, read_copies, require_session
from scrutiny_tui.store.journal.errors import DISK_FULL, FULL, FullError, LockedError, explain
from scrutiny_tui.store.journal.findings import Finding, progress_in
from scrutiny_tui.store.journal.ledger import Ledger
from scrutiny_tui.store.journal.lines import dump
from scrutiny_tui.store.journal.lock import describe_opening, say_who
from scrutiny_tui.store.journal.places import (
    Place,
    ballast_path,
    kept_path,
    lock_path,
    main_place,
    mirror_place,
    opened_path,
)
from scrutiny_tui.store.journal.second import SecondCopy
from scrutiny_tui.store.journal.shapes import read_session, read_tables
from scrutiny_tui.store.journal.snapshot import Snapshot, render
from scrutiny_tui.store.journal.system import System, write_all, write_new

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_FULL_TO_OPEN: Final = (
    "Everything that was kept is safe. Free some space and open it again, look at it without changing anything, "
    "or write it to another disk with: scrutiny-tui repair SESSION --out FILE"
)


class Tools(NamedTuple):
    """What an opening needs from outside."""

    system: System
    now: Callable[[], datetime]


class Opening(NamedTuple):
    """A session that is open, and how to let go of it."""

    ledger: Ledger
    release: Callable[[], None]
    """Lets other programs open the session."""


def tools(system: System | None, now: Callable[[], datetime] | None) -> Tools:
    """Return the given tools, the real ones in place of those not given."""
    return Tools(system or System(), now or _utc_now)


def open_existing(path: Path, mirror: Path | None, tools: Tools, *, accept_edit: bool) -> Opening:
    """Open a session that is there; see `open_database`."""
    place = main_place(path)
    require_session(tools.system, place, path)
    with _locked(place, tools) as release:
        copies = read_copies(tools.system, path, mirror)
        choice = choose(copies, accept_edit=accept_edit)
        second = mirror_place(mirror, place, choice.state.session) if mirror else None
        ledger = _ledger(choice.state, place, second, tools.system)
        ledger.start(
            main_current=_is_current(copies.main, choice.state),
            mirror_current=_is_current(copies.mirror, choice.state),
            journal=choice.journal,
            set_aside=lambda: tuple(_set_aside(copies, choice, tools)),
        )
        return Opening(ledger, release)


def open_new(
    path: Path,
    tables: Mapping[str, Mapping[int, Any]],
    session: str,
    mirror: Path | None,
    tools: Tools,
    first: Callable[[], None] | None = None,
) -> Opening:
    """Create a session; see `create_database`. `first` is done before its file is there, with the lock held."""
    place = main_place(path)
    rows = {name: {str(number): row for number, row in table.items()} for name, table in tables.items()}
    checked = read_tables(json.loads(dump(rows)))
    _, point = render(checked, read_session(session), 0)
    _make_folder(place.snapshot.parent, tools.system)
    with _locked(place, tools) as release:
        if has_session(tools.system, place):
            raise InputError(f"There is a session at {path} already. Choose another name.")
        if first is not None:
            first()
        second = mirror_place(mirror, place, session) if mirror else None
        ledger = _ledger(Snapshot(checked, session, point), place, second, tools.system)
        ledger.start(main_current=False, mirror_current=False, journal=None)
        return Opening(ledger, release)


def _make_folder(folder: Path, system: System) -> None:
    # Before the lock is taken, whose library would make a folder that everybody may look into.
    try:
        system.make_folder(folder)
    except OSError as error:
        raise MachineError(explain(error, folder)) from error


def _ledger(state: Snapshot, main: Place, mirror: Place | None, system: System) -> Ledger:
    ballast = Ballast(system, ballast_path(main))
    return Ledger(state, LiveCopy(system, main), SecondCopy(system, mirror), ballast)


def _is_current(copy: Copy, state: Snapshot) -> bool:
    return isinstance(copy.snapshot, Snapshot) and copy.snapshot.sealed and copy.snapshot.point == state.point


def _set_aside(copies: Copies, choice: Choice, tools: Tools) -> Iterator[str]:
    """Keep the bytes of every odd file before anything is written, and say in words what was found."""
    for finding in choice.findings:
        yield f"{finding.sentence}{_keep(finding, tools)}"
    for finding in progress_in(copies, choice.points, choice.state.point.sequence):
        yield finding.sentence


def _keep(finding: Finding, tools: Tools) -> str:
    if finding.path is None or not finding.label:
        return ""
    try:
        kept = kept_path(tools.system, finding.path, finding.label, tools.now())
        _write_kept(tools.system, kept, finding.kept)
    except OSError as error:
        if error.errno in FULL:
            raise FullError(DISK_FULL, f"{finding.sentence} Nothing has been changed.") from error
        raise MachineError(
            f"{finding.sentence} {explain(error, finding.path)} Nothing has been changed."
        ) from error
    return f" It was kept as {kept.name}."


def _write_kept(system: System, path: Path, data: bytes) -> None:
    try:
        write_new(system, path, data)
    except OSError:
        # Half of it is of no use, and would stand for all of it.
        with suppress(OSError):
            system.remove(path)
        raise
    system.sync_folder(path.parent)


def _not_opened(error: OSError, path: Path) -> str:
    """Say why a session cannot be opened for writing, and what can be done where the disk is full."""
    reason = explain(error, path)
    return f"{reason} {_FULL_TO_OPEN}" if error.errno in FULL else reason


@contextmanager
def _locked(place: Place, tools: Tools) -> Iterator[Callable[[], None]]:
    """Hold the session's lock, which the block passes on; it is released if the block fails."""
    system, note = tools.system, opened_path(place)
    try:
        free = system.lock(lock_path(place))
    except OSError as error:
        raise MachineError(_not_opened(error, lock_path(place))) from error
    if free is None:
        raise LockedError(f"{say_who(_read_note(system, note))} Close it there first.")

    def release() -> None:
        with suppress(OSError):
            system.remove(note)
        free()

    try:
        _write_note(system, note, describe_opening(tools.now()))
        yield release
    except BaseException:
        release()
        raise


def _read_note(system: System, note: Path) -> bytes | None:
    with suppress(OSError):
        return system.read(note)
    return None


def _write_note(system: System, note: Path, text: bytes) -> None:
    with suppress(OSError):
        system.remove(note)
        descriptor = system.create(note)
        try:
            write_all(system, descriptor, text)
        finally:
            system.close(descriptor)


def _utc_now() -> datetime:
    return datetime.now(UTC)
