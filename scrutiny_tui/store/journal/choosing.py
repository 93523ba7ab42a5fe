"""Decides from two copies of a session what its state is, or that nobody but a person can tell.

A journal connects with the snapshots that it continues or announces. Of all snapshots, each with a journal that
connects with it, the one that reaches furthest is the session; all other files must be an earlier part of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scrutiny_tui.store.journal.errors import DamagedError, SealError
from scrutiny_tui.store.journal.findings import Finding, accepted_in, findings_in, say_damage
from scrutiny_tui.store.journal.lines import apply
from scrutiny_tui.store.journal.replay import Broken, Journal
from scrutiny_tui.store.journal.shapes import Point, Tables
from scrutiny_tui.store.journal.snapshot import Snapshot, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrutiny_tui.store.journal.copies import Copies, Copy


_CONFIRM: Final = "It is opened only if you say so; both versions are kept first. Nothing has been changed."


class Chain(NamedTuple):
    """A snapshot and the journal that continues it."""

    snapshot: Snapshot
    journal: Journal | None

    @property
    def reach(self) -> int:
        """The number of the last change."""
        return max(self.snapshot.point.sequence, self.journal.reach if self.journal else -1)

    @property
    def points(self) -> frozenset[Point]:
        """Every snapshot that belongs to this history, as far as it is known."""
        return (self.journal.seals if self.journal else frozenset()) | {self.snapshot.point}


class Choice(NamedTuple):
    """What the session is."""

    state: Snapshot
    """The tables with every change carried out, and the point that this state has as a snapshot."""
    journal: Journal | None
    """The journal that led to it."""
    points: frozenset[Point]
    """Every snapshot that belongs to its history, as far as it is known."""
    findings: tuple[Finding, ...]


def choose(copies: Copies, *, accept_edit: bool) -> Choice:
    """Return the session's state.

    Raises `SealError` if the file was edited or is an older copy and `accept_edit` is not given, and `DamagedError` if
    the files do not tell one story.
    """
    main, mirror = copies.main, copies.mirror
    best = max(_chains(main, mirror), key=lambda chain: chain.reach, default=None)
    doubt = _doubt(main, best)
    if doubt and isinstance(main.snapshot, Snapshot):
        if not accept_edit:
            raise SealError(doubt)
        return _accept(main.snapshot, copies, best)
    if best is None or (isinstance(main.journal, Broken) and best.journal is None):
        raise DamagedError(say_damage(copies))
    _refuse_contradiction(best, main, mirror)
    return Choice(_replay(best), best.journal, best.points, findings_in(copies, best.points))


def _chains(main: Copy, mirror: Copy) -> Iterator[Chain]:
    journals = [copy.journal for copy in (main, mirror) if isinstance(copy.journal, Journal)]
    for copy in (main, mirror):
        snapshot = copy.snapshot
        if isinstance(snapshot, Snapshot) and snapshot.sealed:
            yield from (Chain(snapshot, journal) for journal in journals if snapshot.point in journal.seals)
            yield Chain(snapshot, None)


def _doubt(main: Copy, best: Chain | None) -> str:
    """Say what a person must agree to before the session file is used as it is; nothing if all is well."""
    snapshot = main.snapshot
    if main.journal is not None or not isinstance(snapshot, Snapshot) or main.place is None:
        return ""
    name = main.place.snapshot.name
    if not snapshot.sealed:
        return f"{name} was changed by hand or by another program since it was closed. {_CONFIRM}"
    if best and snapshot.point not in best.points and best.reach > snapshot.point.sequence:
        ours, theirs = snapshot.point.sequence, best.reach
        return f"{name} is an older copy: it has {ours} changes, the second copy has {theirs}. {_CONFIRM}"
    return ""


def _accept(edited: Snapshot, copies: Copies, best: Chain | None) -> Choice:
    sequence = max(edited.point.sequence, best.reach if best else 0) + 1
    _, point = render(edited.tables, edited.session, sequence)
    state = Snapshot(edited.tables, edited.session, point)
    return Choice(state, None, frozenset({point}), accepted_in(copies))


def _replay(chain: Chain) -> Snapshot:
    snapshot = chain.snapshot
    if chain.journal is None or chain.reach == snapshot.point.sequence:
        return snapshot
    tables: Tables = {name: dict(table) for name, table in snapshot.tables.items()}
    for record in chain.journal.records:
        if record.sequence > snapshot.point.sequence:
            apply(tables, record.changes)
    _, point = render(tables, snapshot.session, chain.reach)
    return Snapshot(tables, snapshot.session, point)


def _refuse_contradiction(best: Chain, main: Copy, mirror: Copy) -> None:
    base = best.snapshot.point.sequence
    for copy in (main, mirror):
        journal, snapshot = copy.journal, copy.snapshot
        if (
            isinstance(journal, Journal)
            and not journal.seals & best.points
            and (copy is main or journal.reach > base)
        ):
            raise DamagedError(
                f"{_journal_name(copy)} does not continue the session file. Nothing has been changed."
            )
        if isinstance(snapshot, Snapshot) and snapshot.sealed and _is_rival(snapshot.point, best, base):
            raise DamagedError(f"{_name(copy)} and the other copy disagree. Nothing has been changed.")
        for part, name in ((journal, _journal_name(copy)), (snapshot, _name(copy))):
            if isinstance(part, Broken) and part.reach > best.reach:
                problem = f"{name} is damaged ({part.reason}) and held changes that no other copy has."
                raise DamagedError(f"{problem} Nothing has been changed.")
    _refuse_different_lines(main, mirror, best)


def _is_rival(point: Point, best: Chain, base: int) -> bool:
    return point not in best.points and point.sequence >= base


def _refuse_different_lines(main: Copy, mirror: Copy, best: Chain) -> None:
    ours, theirs = main.journal, mirror.journal
    if not isinstance(ours, Journal) or not isinstance(theirs, Journal) or not theirs.seals & best.points:
        return
    known = {record.sequence: record.changes for record in ours.records}
    for record in theirs.records:
        if known.get(record.sequence, record.changes) != record.changes:
            problem = f"The two copies of {_journal_name(main)} disagree from change {record.sequence} on."
            raise DamagedError(f"{problem} Nothing has been changed.")


def _name(copy: Copy) -> str:
    return str(copy.place.snapshot) if copy.place else ""


def _journal_name(copy: Copy) -> str:
    return str(copy.place.journal) if copy.place else ""
