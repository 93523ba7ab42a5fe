"""The list of people while their slips are keyed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from textual.cache import LRUCache
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from scrutiny_tui.tui.text import NEUTRAL_MARK, clean

_REMEMBERED: Final = 256
"""Rows that are remembered as they were drawn: a long list, each with and without the cursor."""


class SlipState(StrEnum):
    """What the list may tell about somebody before the result."""

    WAITING = ""
    BEGUN = "begun"
    PARTLY_IN = "partly in"
    IN = NEUTRAL_MARK
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Slip:
    """One person of the list."""

    voter: int
    label: str
    state: SlipState


class SlipList(Widget):
    """Who is in, the same neutral mark for every answer, and a cursor on whose slip is next.

    The list never holds the focus: the page's keys answer for it.
    """

    DEFAULT_CSS = "SlipList { height: 1fr; }"

    slips: reactive[tuple[Slip, ...]] = reactive(())
    """The people, in the order of the list."""
    cursor: reactive[int] = reactive(0)
    """The place of the person whose slip is next, counted from 0."""
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._drawn: LRUCache[tuple[_Row, int, Style], Strip] = LRUCache(_REMEMBERED)

    @dataclass
    class Chosen(Message):
        """Sent when a person is clicked."""

        slip_list: SlipList
        place: int

        @property
        def control(self) -> SlipList:
            """The list."""
            return self.slip_list

    def show(self, slips: tuple[Slip, ...]) -> None:
        """Show these slips with the cursor on the same person; where that one is gone, on who is in their place."""
        whose = self.slips[self.cursor].voter if self.slips else None
        self.slips = slips
        following = (place for place, slip in enumerate(slips) if slip.voter == whose)
        self.cursor = next(following, min(self.cursor, len(slips) - 1))

    def render_line(self, y: int) -> Strip:
        """Draw one row of the part of the list around the cursor; one that looked the same anywhere before is remembered.

        A key changes two rows and moves the others, and drawing them all takes longer than saving the answer.
        """
        row, width = self._row(y), self.size.width
        key = (row, width, self.visual_style)
        strip = self._drawn.get(key)
        if strip is None:
            (strip,) = Visual.to_strips(self, self._content(row), width, 1, self.visual_style)
            self._drawn[key] = strip
        return strip

    def on_click(self, event: Click) -> None:
        """Tell which person was clicked."""
        first, rows = self._window()
        place = first + event.y - (1 if first else 0)
        if first <= place < min(first + rows, len(self.slips)):
            self.post_message(self.Chosen(self, place))

    def _window(self) -> tuple[int, int]:
        """Return the first person shown and how many are."""
        height = max(self.size.height, 3)
        if len(self.slips) <= height:
            return 0, len(self.slips)
        rows = height - 2
        first = min(max(self.cursor - rows // 2, 0), len(self.slips) - rows)
        if first <= 1:
            return 0, height - 1
        if first + rows >= len(self.slips) - 1:
            return len(self.slips) - (height - 1), height - 1
        return first, rows

    def _row(self, y: int) -> _Row:
        """Return what stands in a row."""
        first, rows = self._window()
        place = first + y - (1 if first else 0)
        below = len(self.slips) - first - rows
        if place < first:
            return _Row(f"  ▲ {first} more")
        if place < first + rows:
            slip = self.slips[place]
            return _Row(slip.label, slip.state, place == self.cursor)
        return _Row(f"  ▼ {below} more" if below and place == first + rows else "")

    def _content(self, row: _Row) -> Content:
        if row.state is None:
            return Content(row.text)
        state = f"{row.state.value:>7} "
        room = max(self.size.width - 2 - len(state), 6)
        label = Content(clean(row.text)).truncate(room, ellipsis=True, pad=True)
        content = Content.assemble("► " if row.here else "  ", label, state)
        return content.stylize("bold reverse") if row.here else content


class _Row(NamedTuple):
    """A person; or words in their place, which have no state."""

    text: str
    state: SlipState | None = None
    here: bool = False
