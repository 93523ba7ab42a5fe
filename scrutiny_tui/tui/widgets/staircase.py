"""The staircase of six steps with what the room said on each."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.tui.text import FILLS, clean

LONGEST_BAR: Final = 24
"""Columns of the longest bar."""

_RISES: Final = ((92, 4), (74, 2), (0, 0))
"""From so many columns on, each step stands this far to the right of the one below."""


@dataclass(frozen=True, slots=True)
class Stair:
    """One step of the staircase."""

    number: int
    title: str
    counts: Counts | None
    """The counts of the latest result; None where there is none yet."""
    sentence: str
    view: str
    """The shared view in a word; empty where there is none yet."""
    mark: str = ""
    """How it is marked, such as "pinned"; empty where it is not."""


class Staircase(Widget):
    """Step 6 on top, step 1 at the base, a cursor that the page's keys move; a click goes to a step.

    Where there is room each step shows its sentence; where there is not, only the one under the cursor does.
    """

    DEFAULT_CSS = "Staircase { height: 1fr; }"

    stairs: reactive[tuple[Stair, ...]] = reactive(())
    """The steps, the first one first."""
    cursor: reactive[int] = reactive(0)
    """The place of the step under the cursor, counted from 0."""

    @dataclass
    class Chosen(Message):
        """Sent when a step is clicked."""

        staircase: Staircase
        place: int

        @property
        def control(self) -> Staircase:
            """The staircase."""
            return self.staircase

    def render(self) -> Content:
        """Draw the steps from the top one down."""
        return Content("\n").join(line for _place, line in self._lines())

    def on_click(self, event: Click) -> None:
        """Tell which step was clicked."""
        drawn = self._lines()
        if event.y < len(drawn):
            self.post_message(self.Chosen(self, drawn[event.y][0]))

    def _lines(self) -> list[tuple[int, Content]]:
        """Return the lines with the step that each belongs to, as generous as the height allows."""
        for gap, everything in ((True, True), (False, True), (False, False)):
            found = [
                (place, line)
                for place in reversed(range(len(self.stairs)))
                for line in self._stair(place, full=everything or place == self.cursor, gap=gap and place > 0)
            ]
            if len(found) <= self.size.height:
                break
        return found

    def _stair(self, place: int, *, full: bool, gap: bool) -> list[Content]:
        stair = self.stairs[place]
        here = place == self.cursor
        rise = self._rise() * place
        bar = distribution(stair.counts, LONGEST_BAR if full else LONGEST_BAR // 2)
        mark = f" ({stair.mark})" if stair.mark else ""
        view = f"{mark} — our shared view: {stair.view}" if stair.view else mark
        title = Content(f"{stair.number} {clean(stair.title)}").stylize("bold reverse" if here else "bold")
        head = Content.assemble(" " * rise, "► " if here else "  ", title, view)
        room = self.size.width
        if head.cell_length > room and view:
            head = Content.assemble(
                "► " if here else "  ", title, f"{mark} — {stair.view}" if stair.view else mark
            )
        if not full:
            start = Content.assemble("► " if here else "  ", title).truncate(
                max(room - 16, 10), ellipsis=True
            )
            return [Content.assemble(start, "  ", bar)]
        under = " " * (rise + 4)
        row = Content.assemble(under, bar, "  " if stair.counts else "", stair.sentence)
        rows = [row] if row.cell_length <= room else self._broken(stair, bar, under)
        return [head.truncate(room, ellipsis=True), *rows, *([Content("")] if gap else [])]

    def _broken(self, stair: Stair, bar: Content, under: str) -> list[Content]:
        told = wrap(stair.sentence, max(self.size.width - len(under), 20))
        return [Content.assemble(under, bar), *(Content(under + line) for line in told)]

    def _rise(self) -> int:
        return next(rise for least, rise in _RISES if self.size.width >= least)


def distribution(counts: Counts | None, room: int) -> Content:
    """Return the counts as one bar with a gap between the levels, at most `room` columns without the gaps."""
    if not counts or not sum(counts):
        return Content("")
    each = max(room // sum(counts), 1)
    scale = each if each * sum(counts) <= room else room / sum(counts)
    parts = [
        Content.styled(FILLS[place] * max(round(count * scale), 1), f"$level-{place + 1}")
        for place, count in enumerate(counts)
        if count
    ]
    return Content(" ").join(parts)
