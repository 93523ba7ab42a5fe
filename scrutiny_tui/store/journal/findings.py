"""What was found among a session's files that a person should know of, and which bytes to set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scrutiny_tui.store.journal.replay import Broken, Journal
from scrutiny_tui.store.journal.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scrutiny_tui.store.journal.copies import Copies, Copy
    from scrutiny_tui.store.journal.shapes import Point


class Finding(NamedTuple):
    """One thing found, and what to keep of it before the file is written again."""

    sentence: str
    path: Path | None = None
    """The file that it is about."""
    label: str = ""
    """Part of the name under which the bytes are kept; empty if there is nothing to keep."""
    kept: bytes = b""


def say_damage(copies: Copies) -> str:
    """Say why there is no way to tell what the session is."""
    main = copies.main
    if main.place is None:
        return ""
    parts = ((main.place.snapshot, main.snapshot), (main.place.journal, main.journal))
    faults = [f"{path} is damaged: {part.reason}." for path, part in parts if isinstance(part, Broken)]
    if main.snapshot is None:
        faults.append(f"{main.place.snapshot} is missing, and only its journal is there.")
    if isinstance(main.snapshot, Snapshot):
        faults.append(f"{main.place.snapshot} was changed by hand while the session was open.")
    return " ".join([*faults, "There is no second copy that could be used. Nothing has been changed."])


def findings_in(copies: Copies, points: frozenset[Point]) -> tuple[Finding, ...]:
    """Return what is remarkable about the files of a history that holds `points`."""
    found = [Finding(sentence) for sentence in copies.notices]
    for copy in (copies.main, copies.mirror):
        found.extend(_in_snapshot(copy))
        found.extend(_in_journal(copy, points))
    if isinstance(copies.main.snapshot, Snapshot) and copies.main.snapshot.sealed:
        found.extend(_older(copies.main, copies.main.snapshot, points))
    return tuple(found)


def accepted_in(copies: Copies) -> tuple[Finding, ...]:
    """Return what to keep before a session file is used that a person accepted although it was not saved last."""
    found = [Finding(sentence) for sentence in copies.notices]
    main, mirror = copies.main.place, copies.mirror.place
    if main is not None:
        sentence = f"{main.snapshot} is not what was saved last and was opened on request."
        found.append(Finding(sentence, main.snapshot, "edited", copies.main.snapshot_bytes))
    if mirror is not None and copies.mirror.snapshot_bytes:
        sentence = f"{mirror.snapshot} held what was saved last."
        found.append(Finding(sentence, mirror.snapshot, "before", copies.mirror.snapshot_bytes))
    if mirror is not None and copies.mirror.journal_bytes:
        sentence = f"{mirror.journal} held the last changes."
        found.append(Finding(sentence, mirror.journal, "before", copies.mirror.journal_bytes))
    return tuple(found)


def progress_in(copies: Copies, points: frozenset[Point], reach: int) -> Iterator[Finding]:
    """Yield what a writer that opens the session should say about unfinished work in it."""
    main, mirror = _reach(copies.main, points), _reach(copies.mirror, points)
    if 0 <= main < reach and mirror == reach:
        yield Finding(f"{reach - main} changes were missing here and were taken from the second copy.")
    if 0 <= mirror < main:
        yield Finding("The second copy was behind and has been completed.")
    journals = [copy.journal for copy in (copies.main, copies.mirror)]
    if any(
        isinstance(journal, Journal) and journal.records and journal.seals & points for journal in journals
    ):
        yield Finding("Last time the program was not closed. Nothing that was kept is lost.")


def _in_snapshot(copy: Copy) -> Iterator[Finding]:
    snapshot, data = copy.snapshot, copy.snapshot_bytes
    if copy.place is None:
        return
    path = copy.place.snapshot
    if isinstance(snapshot, Broken):
        yield Finding(f"{path} was damaged ({snapshot.reason}).", path, "damaged", data)
    elif snapshot and not snapshot.sealed:
        yield Finding(f"{path} was changed by hand and was not used.", path, "damaged", data)


def _older(main: Copy, snapshot: Snapshot, points: frozenset[Point]) -> Iterator[Finding]:
    if main.place is not None and snapshot.point not in points:
        path = main.place.snapshot
        yield Finding(f"{path} was an older copy and was not used.", path, "older", main.snapshot_bytes)


def _in_journal(copy: Copy, points: frozenset[Point]) -> Iterator[Finding]:
    journal = copy.journal
    if copy.place is None:
        return
    path = copy.place.journal
    if isinstance(journal, Broken):
        yield Finding(f"{path} was damaged ({journal.reason}).", path, "damaged", copy.journal_bytes)
    elif journal and journal.tail and journal.seals & points:
        sentence = (
            f"The last line of {path} was not finished, as after a power cut; it had never been acknowledged."
        )
        yield Finding(sentence, path, "tail", journal.tail)


def _reach(copy: Copy, points: frozenset[Point]) -> int:
    """Return the last change of this copy alone, whether or not it belongs to the history; -1 if it has none."""
    snapshot = copy.snapshot.point.sequence if isinstance(copy.snapshot, Snapshot) else -1
    known = isinstance(copy.journal, Journal) and bool(copy.journal.seals & points)
    return max(snapshot, copy.journal.reach) if known and isinstance(copy.journal, Journal) else snapshot
