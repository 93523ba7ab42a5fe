"""A result by role groups, and how people moved between two results, in words."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.groups import NO_GROUPS, ONLY_TOTALS, group_results, groups_differ
from scrutiny_tui.domain.phrases import which_time
from scrutiny_tui.domain.results import movement, why_no_movement
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.session import Session


def group_lines(session: Session, found: Round) -> Iterator[str]:
    """Yield a revealed round by role groups, a line each; nothing if they may not be shown: see `no_groups`."""
    groups = group_results(session, found)
    words = [level.short for level in session.wording.levels]
    for group in groups:
        counts = ", ".join(f"{word} {count}" for word, count in zip(words, group.counts, strict=True))
        yield f"{group.name}: {counts}. {group.sentence}"
    if groups_differ(groups):
        yield "These groups differ: their middle answers are on different levels."


def no_groups(found: Round) -> str:
    """Return why a revealed round is not shown by groups."""
    return ONLY_TOTALS if found.totals else NO_GROUPS


def moved(session: Session, before: Round, after: Round) -> str:
    """Return how people moved between two results of an item, or why that is not told."""
    hidden = why_no_movement(session, before, after)
    return hidden or f"Since the {which_time(before.number).lower()}: {movement(before, after)}."
