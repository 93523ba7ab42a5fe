"""The counts of a result in big letters; they stand as ordinary text in the bars below."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from textual.content import Content
from textual.widget import Widget

from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.domain.pack import Level
from scrutiny_tui.tui.big_letters import breadth, drawable, drawn
from scrutiny_tui.tui.text import SYMBOLS, clean

_BETWEEN: Final = 3
"""Columns between a word and its count."""


class BigCounts(Widget):
    """A line a level, its word and its count; or the three counts beside one another; or nothing if room lacks.

    Takes only rows that nothing else needs, as `BigTwin` does.
    """

    DEFAULT_CSS = "BigCounts { height: 0.4fr; }"

    def __init__(self, levels: tuple[Level, Level, Level], counts: Counts, *, scale: int = 1) -> None:
        """Take the levels and their counts; the lines are drawn up to `scale` times as big."""
        super().__init__()
        self._words = tuple(clean(level.short) for level in levels)
        self._counts = tuple(str(count) for count in counts)
        self._scale = scale

    def render(self) -> Content:
        """Draw the biggest form that fits whole."""
        width, height = self.size
        fits = (
            rows
            for rows in self._forms()
            if rows and len(rows) <= height and max(len(row) for row in rows) <= width
        )
        return Content("\n".join(next(fits, [])))

    def _forms(self) -> Iterator[list[str]]:
        if all(drawable(word) for word in self._words):
            for scale in range(self._scale, 0, -1):
                yield self._lines(scale)
        for scale in (2, 1):
            yield self._beside(scale)

    def _lines(self, scale: int) -> list[str]:
        """Return a line a level, the words on the left and the counts on the right."""
        left = max(breadth(word, scale) for word in self._words)
        right = max(breadth(count, scale) for count in self._counts)
        rows: list[str] = []
        for word, count in zip(self._words, self._counts, strict=True):
            beside = zip(drawn(word, scale), drawn(count, scale), strict=True)
            rows += [""] * bool(rows)
            rows += [f"{one:<{left}}{' ' * _BETWEEN * scale}{other:>{right}}" for one, other in beside]
        return rows

    def _beside(self, scale: int) -> list[str]:
        """Return the three counts beside one another, each above its level; no rows where they do not fit so."""
        share = self.size.width // len(self._words)
        blocks = [
            [*drawn(count, scale), f"{place + 1} {SYMBOLS[place]} {word}"]
            for place, (word, count) in enumerate(zip(self._words, self._counts, strict=True))
        ]
        if any(len(row) >= share for block in blocks for row in block):
            return []
        return ["".join(f"{row:<{share}}" for row in rows) for rows in zip_longest(*blocks, fillvalue="")]
