"""What to shorten where the plan of the day goes beyond its end. Proposals only: the room decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from scrutiny_tui.domain.day_plan import PartKind
from scrutiny_tui.domain.standing import Day, Standing

LEAST: Final = 5
"""No part is made shorter than so many minutes; it is dropped, or left alone."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Minutes taken off one part."""

    standing: Standing
    minutes: int

    @property
    def whole(self) -> bool:
        """Whether the part is dropped."""
        return self.minutes == self.standing.part.minutes


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to bring the day to its end."""

    cuts: tuple[Cut, ...]
    """In the order of the plan."""
    missing: int = 0
    """Minutes that the day is over even so."""

    @property
    def minutes(self) -> Mapping[str, int]:
        """The minutes taken off, by the keys of the parts."""
        return {cut.standing.key: cut.minutes for cut in self.cuts}


def proposals(day: Day) -> tuple[Proposal, ...]:
    """Return ways to bring a day that is over to its end, the mildest first; none where it fits or nothing can be shorter.

    Without the break first, then with it and everything else shorter, then with the last steps left for another day.
    Where none of them is enough, the one way is to go on to what closes the day, and to keep that short.
    """
    if day.over <= 0 or not day.left:
        return ()
    breaks = [each for each in day.left if each.part.kind is PartKind.BREAK]
    others = [each for each in day.left if each.part.kind is not PartKind.BREAK]
    steps = [each for each in others if each.part.kind is PartKind.STEP]
    ways = (
        _spread(others, day.over, _dropped(breaks, day.over)),
        _spread(others, day.over, {}),
        _spread(breaks, day.over, _dropped(reversed(steps), day.over)),
    )
    found = tuple(dict.fromkeys(_proposal(day, way) for way in ways if sum(way.values()) >= day.over))
    if found:
        return found
    closing = [each for each in others if each.part.kind is not PartKind.STEP]
    last = _proposal(day, _spread(closing, day.over, _dropped([*reversed(steps), *breaks], day.over)))
    return (last,) if last.cuts else ()


def _dropped(parts: Iterable[Standing], minutes: int) -> dict[str, int]:
    """Return the minutes of whole parts, one after the other, until they come to so many; one may be made shorter only."""
    found: dict[str, int] = {}
    for each in parts:
        left = minutes - sum(found.values())
        if left <= 0:
            break
        stays = each.part.minutes - left >= LEAST and each.part.kind is PartKind.BREAK
        found[each.key] = left if stays else each.part.minutes
    return found


def _spread(parts: Sequence[Standing], minutes: int, taken: Mapping[str, int]) -> dict[str, int]:
    """Return what was taken with the rest taken off the longest parts, a minute at a time, the later one first."""
    found = dict(taken)
    while sum(found.values()) < minutes:
        able = [each for each in parts if each.part.minutes - found.get(each.key, 0) > LEAST]
        if not able:
            break
        longest = max(reversed(able), key=lambda each: each.part.minutes - found.get(each.key, 0))
        found[longest.key] = found.get(longest.key, 0) + 1
    return found


def _proposal(day: Day, minutes: Mapping[str, int]) -> Proposal:
    cuts = tuple(Cut(each, minutes[each.key]) for each in day.left if minutes.get(each.key))
    return Proposal(cuts, max(day.over - sum(minutes.values()), 0))
