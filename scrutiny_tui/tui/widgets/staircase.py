"""The staircase of six steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.domain.printable import wrapped
from scrutiny_tui.tui.text import clean, mark_style
from scrutiny_tui.view.page_view import Stair, Stairs

MOST_MARKS: Final = 30
"""Up to so many answers, the most that a committee has, each has a mark of its own."""

_RISES: Final = ((92, 4), (74, 2), (0, 0))
"""From so many columns on, each step stands this far to the right of the one below."""


class Staircase(Widget):
    """Step 6 on top, step 1 at the base, a cursor that the page's keys move; a click goes to a step.

    Where there is room each step shows its sentence; where there is not, the one under the cursor does, and as many as
    there is room for of those nearest to it. Where there is no room for all steps, those around the cursor are shown.
    """

    DEFAULT_CSS = "Staircase { height: 1fr; } Staircase.-picture { height: auto; }"

    stairs: reactive[tuple[Stair, ...]] = reactive(())
    """The steps, the first one first."""
    cursor: reactive[int] = reactive(0)
    """The place of the step under the cursor, counted from 0; -1 if it is only a picture."""

    def show(self, block: Stairs) -> None:
        """Show these steps with the cursor on the one that is pointed at."""
        self.stairs, self.cursor = block.stairs, min(block.at, len(block.stairs) - 1)
        self.set_class(block.at < 0, "-picture")

    @dataclass
    class Chosen(Message):
        """Sent when a step is clicked."""

        place: int

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of a picture: one a step."""
        return len(self.stairs)

    def render(self) -> Content:
        """Draw the steps from the top one down."""
        return Content("\n").join(line for _place, line in self._lines())

    def on_click(self, event: Click) -> None:
        """Tell which step was clicked."""
        drawn = self._lines()
        if event.y < len(drawn):
            self.post_message(self.Chosen(drawn[event.y][0]))

    def _lines(self) -> list[tuple[int, Content]]:
        """Return the lines with the step that each belongs to, as generous as the height allows."""
        places = sorted(range(len(self.stairs)), key=lambda place: abs(place - self.cursor))
        if self.cursor < 0:
            return self._drawn(())
        for gap in (True, False):
            if len(found := self._drawn(places, gap=gap)) <= self.size.height:
                return found
        whole, found = places[:1], self._drawn(places[:1])
        for place in places[1:]:
            more = self._drawn([*whole, place])
            if len(more) <= self.size.height:
                whole, found = [*whole, place], more
        return self._around_cursor(found)

    def _drawn(self, whole: Sequence[int], *, gap: bool = False) -> list[tuple[int, Content]]:
        """Return the lines of every step, from the top one down, with the sentences of those that are drawn whole."""
        return [
            (place, line)
            for place in reversed(range(len(self.stairs)))
            for line in self._stair(place, full=place in whole, gap=gap and place > 0)
        ]

    def _around_cursor(self, lines: list[tuple[int, Content]]) -> list[tuple[int, Content]]:
        """Return as many lines as there is room for, those of the step under the cursor as near the middle as can be."""
        if len(lines) <= self.size.height:
            return lines
        rows = [row for row, (place, _line) in enumerate(lines) if place == max(self.cursor, 0)]
        room = self.size.height
        middle = rows[0] - max(room - len(rows), 0) // 2
        first = max(min(middle, len(lines) - room), 0)
        return lines[first : first + room]

    def _stair(self, place: int, *, full: bool, gap: bool) -> list[Content]:
        stair = self.stairs[place]
        here = place == self.cursor
        cursor = "► " if here else "  "
        title = Content(clean(f"{stair.id} {stair.title}")).stylize("bold reverse" if here else "bold")
        rise = self._rise() * place
        if not full:
            return [self._one_line(Content.assemble(" " * rise, cursor, title), stair)]
        under = " " * (self._rise() * (len(self.stairs) - 1) + 4)
        rows = [*self._head(Content.assemble(" " * rise, cursor, title), under, stair)]
        bar = distribution(stair.counts)
        row = Content.assemble(under, bar, "  " if stair.counts else "", stair.sentence)
        rows += [row] if row.cell_length <= self.size.width else self._broken(stair, bar, under)
        return [*rows, *([Content("")] if gap else [])]

    def _one_line(self, start: Content, stair: Stair) -> Content:
        """Return title and answers; the counts as numbers where a mark for each answer does not fit on every line."""
        bar = distribution(stair.counts) if self._marks_fit else numbers(stair.counts)
        if not stair.counts:
            bar = Content(stair.sentence.rstrip("."))
        left = max(self.size.width - bar.cell_length - 2, 10)
        mark = f" ({stair.mark})" if stair.mark else ""
        marked = Content.assemble(start, mark)
        shown = marked if marked.cell_length <= left else start
        return Content.assemble(shown.truncate(left, ellipsis=True), "  ", bar)

    @property
    def _marks_fit(self) -> bool:
        """Whether every step has room for a mark for each answer beside its title."""
        return all(
            self._rise() * place + len(clean(stair.title)) + 6 + distribution(stair.counts).cell_length
            <= self.size.width
            for place, stair in enumerate(self.stairs)
        )

    def _head(self, title: Content, under: str, stair: Stair) -> list[Content]:
        """Return the title with the mark and the agreed position, which goes below it if it does not fit beside."""
        mark = f" ({stair.mark})" if stair.mark else ""
        whole = Content.assemble(title, mark, f" – {stair.view}" if stair.view else "")
        if whole.cell_length <= self.size.width:
            return [whole]
        beside = Content.assemble(title, mark).truncate(self.size.width, ellipsis=True)
        return [beside, Content(f"{under}{stair.view}")] if stair.view else [beside]

    def _broken(self, stair: Stair, bar: Content, under: str) -> list[Content]:
        told = wrapped(stair.sentence, max(self.size.width - len(under), 20))
        return [Content.assemble(under, bar), *(Content(under + line) for line in told)]

    def _rise(self) -> int:
        return next(rise for least, rise in _RISES if self.size.width >= least)


def distribution(counts: Counts | None) -> Content:
    """Return the counts as one bar with a mark for each answer; to scale for more answers than a committee has."""
    if not counts or not sum(counts):
        return Content("")
    scale = min(MOST_MARKS / sum(counts), 1)
    return Content.assemble(
        *(
            (str(level) * max(round(count * scale), 1), mark_style(level))
            for level, count in enumerate(counts, start=1)
            if count
        )
    )


def numbers(counts: Counts | None) -> Content:
    """Return the counts as numbers, each behind a mark of its level."""
    told = enumerate(counts or (), start=1)
    return Content("  ").join(
        Content.assemble((str(level), mark_style(level)), f" {count}") for level, count in told
    )
