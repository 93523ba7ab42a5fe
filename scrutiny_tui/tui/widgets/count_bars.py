"""The counts of a result as bars."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.domain.pack import Level
from scrutiny_tui.tui.text import FILLS, SYMBOLS, clean

WHEN: Final = len("time 1  ")
ROOMY: Final = 28
"""Lines of a screen from which on there is room for empty ones between the levels of several rounds."""
FLAT: Final = 24
"""Lines of a screen below which there is none between those of one round either."""


class CountBars(Widget):
    """One line a level: digit, symbol, label, the count, and a bar whose fill tells the level without colour."""

    DEFAULT_CSS = "CountBars { height: auto; }"

    def __init__(
        self,
        levels: tuple[Level, Level, Level],
        rounds: tuple[Counts, ...],
        numbers: tuple[int, ...],
        *,
        close: bool = False,
    ) -> None:
        """Take the counts of one round, or of several to show each below the one before, and the rounds' numbers.

        `close` leaves no empty line between two levels.
        """
        super().__init__()
        self._levels = levels
        self._rounds = rounds
        self._numbers = numbers
        self._close = close

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines needed: those of the rounds for each level, and a gap between levels where there is room."""
        return len(self._levels) * len(self._rounds) + (len(self._levels) - 1) * self._gap(viewport)

    def _gap(self, viewport: Size) -> int:
        """Return the empty lines between two levels: none where everything has to fit a small screen."""
        return 0 if self._close or viewport.height < (ROOMY if len(self._rounds) > 1 else FLAT) else 1

    def render(self) -> Content:
        """Draw the bars; the longest fills what the widest label leaves."""
        label_width = max(len(level.label) for level in self._levels)
        tag = len(self._rounds) > 1
        start = 5 + 6 + label_width + 2 + (WHEN if tag else 0)
        room = max(self.size.width - start, 4)
        most = max((max(counts) for counts in self._rounds), default=0) or 1
        found = [self._level(place, room, most, label_width) for place in range(len(self._levels))]
        return Content("\n" * (1 + self._gap(self.app.size))).join(found)

    def _level(self, place: int, room: int, most: int, label_width: int) -> Content:
        level = self._levels[place]
        rows: list[Content] = []
        for number, counts in zip(self._numbers, self._rounds, strict=True):
            count = counts[place]
            length = max(round(count * room / most), 1) if count else 0
            head = f"{level.number} {SYMBOLS[place]} {clean(level.label):<{label_width}}" if not rows else ""
            when = f"time {number}  " if len(self._rounds) > 1 else ""
            rows.append(
                Content.assemble(
                    (f"{head:<{6 + label_width}}  ", "bold"),
                    when,
                    (f"{count:>3}  ", "bold"),
                    (FILLS[place] * length, f"$level-{level.number}"),
                )
            )
        return Content("\n").join(rows)
