"""The geometry of a chart: bars of counts that grow with the page, because every length across is a share of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scrutiny_tui.view.record.blocks import Bar, Chart

ROW: Final = 56
"""Height of a bar with its label above, in CSS pixels."""

BAR: Final = 28
"""Height of the bar alone."""

KEY: Final = 28
"""Height of the key, one line for each series."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One count of a bar."""

    series: int
    """From 0."""
    count: int
    left: str
    """Where it begins, in per cent of the width."""
    width: str
    middle: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A bar with its label."""

    label: str
    top: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart to draw."""

    strips: tuple[Strip, ...]
    height: int


def drawing(chart: Chart) -> Drawing:
    """Return where everything of a chart is. Every bar is as wide as the page: they compare shares."""
    top = KEY * len(chart.series) + BAR // 4
    strips = tuple(_strip(bar, top + place * ROW) for place, bar in enumerate(chart.bars))
    return Drawing(strips, top + ROW * len(chart.bars))


def _strip(bar: Bar, top: int) -> Strip:
    whole = sum(bar.counts) or 1
    pieces, before = [], 0
    for series, count in enumerate(bar.counts):
        if count:
            left, width = 100 * before / whole, 100 * count / whole
            pieces.append(Piece(series, count, _percent(left), _percent(width), _percent(left + width / 2)))
        before += count
    return Strip(bar.label, top, tuple(pieces))


def _percent(number: float) -> str:
    return f"{number:.3f}%"
