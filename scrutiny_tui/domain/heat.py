"""The heat map: items across, groups or people down, sorted so that blocks of agreement and divergence stand out.

People are rows only where answers are kept by name and the room has asked for it twice; everywhere else the rows are
role groups, where they may be shown at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.groups import group_results
from scrutiny_tui.domain.results import round_result
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.wording import Item


@dataclass(frozen=True, slots=True)
class Cell:
    """What a person chose, or where a group's middle answers are."""

    low: int
    """A level, 1 to 3; 0 where no level was chosen."""
    high: int
    """The same level, or the upper one where a group's two middle answers are on different levels."""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A person or a group, with a cell for every item; None where there is nothing to show."""

    name: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Items with a result, the most agreed first, and the rows, the furthest on first."""

    items: tuple[Item, ...]
    rows: tuple[HeatRow, ...]


def heat_of_groups(session: Session) -> HeatMap:
    """Return the heat map of role groups; without rows where no group may be shown on any item."""
    told = _told(session)
    cells: dict[str, dict[int, Cell]] = {}
    for found in told:
        for group in group_results(session, found):
            cells.setdefault(group.name, {})[found.item] = Cell(*group.median)
    return _map(session, told, cells)


def heat_of_people(session: Session) -> HeatMap:
    """Return the heat map of people. Raises `RuleError` where answers are not kept by name."""
    if session.details.secrecy is not Secrecy.BY_NAME:
        raise RuleError("Answers are not kept by name in this workshop, so no person's answers are shown.")
    told = _told(session)
    cells: dict[str, dict[int, Cell]] = {}
    for found in told:
        for voter, answer in found.ballots.items():
            if voter in session.voters:
                cells.setdefault(session.voters[voter].label, {})[found.item] = _cell(answer)
    return _map(session, told, cells)


def _told(session: Session) -> list[Round]:
    """Return the latest result of every item, the most agreed first."""
    latest = [rounds[-1] for item in session.items if (rounds := session.revealed(item.number))]
    return sorted(latest, key=lambda found: -(round_result(session, found).score or Fraction(0)))


def _cell(answer: Answer) -> Cell:
    level = answer.level or 0
    return Cell(level, level)


def _map(session: Session, told: Iterable[Round], cells: Mapping[str, Mapping[int, Cell]]) -> HeatMap:
    items = tuple(session.wording.item(found.item) for found in told)
    rows = [HeatRow(name, tuple(found.get(item.number) for item in items)) for name, found in cells.items()]
    return HeatMap(items, tuple(sorted(rows, key=_furthest_on)))


def _furthest_on(row: HeatRow) -> tuple[tuple[int, ...], str]:
    """Return what a row is sorted by: how many cells are at the furthest level, then at the middle one, then its name."""
    middles = [cell.low + cell.high for cell in row.cells if cell]
    return tuple(-sum(middle >= least for middle in middles) for least in (6, 4)), row.name
