"""The plan of the day that a pack offers: read, and checked against the pack's steps."""

from __future__ import annotations

from collections.abc import Sequence

from scrutiny_tui.domain.day_plan import LONGEST_PART, DayPlan, Part, PartKind, faults
from scrutiny_tui.store.content import limits
from scrutiny_tui.store.content.schema import Table
from scrutiny_tui.store.content.words import suggestion


def load_day(pack: Table, steps: Sequence[int]) -> DayPlan | None:
    """Return the plan under [[day]]; None where there is none. Every step has to be in it, and all but breaks once."""
    tables = pack.tables("day")
    if not tables:
        return None
    parts = tuple(_part(table) for table in tables)
    for place, reason in faults(parts, steps):
        tables[place].problem("step" if parts[place].step else "part", reason)
    planned = {part.step for part in parts}
    for number in steps:
        if number not in planned:
            pack.problem(
                "day", f"Step {number} has no minutes; write it under [[day]], or leave [[day]] out."
            )
    return DayPlan(parts)


def _part(table: Table) -> Part:
    kind = _kind(table)
    step = table.number("step", 1, 9) if kind is PartKind.STEP else 0
    return Part(
        kind, table.number("minutes", 1, LONGEST_PART), step, table.optional_text("title", limits.STEP_SHORT)
    )


def _kind(table: Table) -> PartKind:
    known = frozenset(kind.value for kind in PartKind)
    name = table.text("part", limits.IDENTIFIER)
    if name in known:
        return PartKind(name)
    if name:
        table.problem("part", f'There is no part "{name}"; {suggestion(name, known)}')
    return PartKind.BREAK
