"""The three levels of a pack and its thresholds: read, and checked for making sense together."""

from __future__ import annotations

from scrutiny_tui.domain.pack import LEVEL_NUMBERS, Level
from scrutiny_tui.domain.thresholds import Thresholds
from scrutiny_tui.store.content import limits
from scrutiny_tui.store.content.schema import Table

_WHOLE = 100
_HALF = 50


def load_levels(pack: Table) -> tuple[Level, ...]:
    """Return the levels; anything but three, numbered 1, 2, 3, is noted."""
    tables = pack.tables("levels")
    if len(tables) != len(LEVEL_NUMBERS):
        pack.problem("levels", f"A pack has exactly three levels; this one has {len(tables)}.")
    return tuple(_level(table, place) for place, table in enumerate(tables, start=1))


def _level(table: Table, place: int) -> Level:
    level = Level(
        number=table.number("number", LEVEL_NUMBERS[0], LEVEL_NUMBERS[-1]),
        label=table.text("label", limits.LEVEL_LABEL),
        short=table.text("short", limits.LEVEL_SHORT),
    )
    if place in LEVEL_NUMBERS and level.number != place:
        table.problem("number", f"Levels are numbered 1, 2, 3 in this order; this one should be {place}.")
    return level


def load_thresholds(table: Table) -> Thresholds:
    """Return the thresholds, the usual ones for keys left out; contradictions are noted."""
    usual = Thresholds()
    thresholds = Thresholds(
        fewest_ratings=table.optional_number("fewest_ratings", 1, _WHOLE, usual.fewest_ratings),
        consensus_percent=table.optional_number("consensus_percent", 0, _WHOLE, usual.consensus_percent),
        broad_percent=table.optional_number("broad_percent", 0, _WHOLE, usual.broad_percent),
        minority_percent=table.optional_number("minority_percent", 0, _WHOLE, usual.minority_percent),
        split_percent=table.optional_number("split_percent", 0, _WHOLE, usual.split_percent),
        hollow_percent=table.optional_number("hollow_percent", 0, _WHOLE, usual.hollow_percent),
    )
    for key, contradiction, reason in _contradictions(thresholds):
        if contradiction:
            table.problem(key, reason)
    return thresholds


def _contradictions(thresholds: Thresholds) -> tuple[tuple[str, bool, str], ...]:
    return (
        (
            "broad_percent",
            thresholds.broad_percent <= _HALF,
            "Write more than 50, so that only one level can hold that share.",
        ),
        (
            "consensus_percent",
            thresholds.consensus_percent < thresholds.broad_percent,
            "Clear agreement asks for at least as much as broad agreement; write broad_percent or more.",
        ),
        (
            "split_percent",
            thresholds.split_percent > _HALF,
            "Write at most 50; two ends cannot each hold more than half.",
        ),
        (
            "minority_percent",
            thresholds.minority_percent > thresholds.split_percent,
            "An end small enough for agreement cannot be large enough for a split; write split_percent or less.",
        ),
    )
