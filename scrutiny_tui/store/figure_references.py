"""Whether the figures that stay of deleted answers fit the rounds that they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scrutiny_tui.domain.frozen import FEWEST_IN_GROUP, Forgotten, Frozen
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.session import Session


def figures_at_fault(session: Session) -> Iterator[tuple[str, str]]:
    """Yield where and why figures cannot be those of their rounds."""
    for key, each in session.rounds.items():
        if each.frozen:
            where = f"rounds[{key}].figures"
            yield from ((where, reason) for reason in _round(each, each.frozen))
            if unknown := sorted(each.frozen.tables.keys() - session.voters.keys()):
                yield where, f"names table {unknown[0]}, which is not in the file"
    if session.forgotten:
        yield from _whole(session, session.forgotten)


def _whole(session: Session, forgotten: Forgotten) -> Iterator[tuple[str, str]]:
    where = "session[1].forgotten"
    for number in sorted(forgotten.entries - session.trail.keys()):
        yield f"{where}.entries", f"names line {number} of the record, which is not in the file"


def _round(each: Round, frozen: Frozen) -> Iterator[str]:
    if each.state is RoundState.OPEN or each.ballots:
        yield "stand beside answers, or in a vote that is open"
    if frozen.tables and Counter(frozen.tables.values()) != Counter(each.totals):
        yield "hold other answers of tables than the totals"
    if frozen.moved and not 0 < sum(frozen.moved) <= sum(each.counts):
        yield "say that more people moved than chose a level, or nobody"
    if frozen.groups and not _make_up(each, frozen):
        yield f"hold groups that do not make up the result, or one of fewer than {FEWEST_IN_GROUP}"


def _make_up(each: Round, frozen: Frozen) -> bool:
    """Say whether there are several groups, each large enough, that come to the result together."""
    columns = zip(*(group.counts for group in frozen.groups), strict=True)
    names = {group.name for group in frozen.groups}
    return (
        len(names) == len(frozen.groups) > 1
        and all(sum(group.counts) >= FEWEST_IN_GROUP for group in frozen.groups)
        and tuple(map(sum, columns)) == each.counts
    )
