"""One person's slip and the list of people, while slips are keyed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.tui.text import NEUTRAL_MARK, clean, lines, words

MOST_CELLS: Final = 6
"""So many lines are shown at a time; with prompts a slip has more than a small screen."""


class SlipCells(Widget):
    """The lines of a slip, the same mark whatever was keyed, and a cursor on the line that is next."""

    DEFAULT_CSS = "SlipCells { height: auto; }"

    names: reactive[tuple[str, ...]] = reactive((), layout=True)
    """What each line is about, in the order of the slip."""
    keyed: reactive[int] = reactive(0)
    """How many lines are keyed, from the first one on."""

    def render(self) -> Content:
        """Draw the part of the slip around the line that is next."""
        first = min(max(self.keyed - MOST_CELLS // 2, 0), max(len(self.names) - MOST_CELLS, 0))
        shown = range(first, min(first + MOST_CELLS, len(self.names)))
        return lines(self._line(place) for place in shown)

    def _line(self, place: int) -> Content:
        mark = "■" if place < self.keyed else "□"
        here = place == self.keyed
        name = words(self.names[place], "bold" if here else "")
        return Content.assemble("► " if here else "  ", f"{mark} ", name)


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

    @dataclass
    class Chosen(Message):
        """Sent when a person is clicked."""

        place: int

    def show(self, slips: tuple[Slip, ...]) -> None:
        """Show these slips with the cursor on the same person; where that one is gone, on who is in their place."""
        whose = self.slips[self.cursor].voter if self.slips else None
        self.slips = slips
        following = (place for place, slip in enumerate(slips) if slip.voter == whose)
        self.cursor = next(following, min(self.cursor, len(slips) - 1))

    def render(self) -> Content:
        """Draw the part of the list around the cursor, with arrows where more is hidden."""
        first, rows = self._window()
        shown = self.slips[first : first + rows]
        drawn = [self._row(first + place, slip) for place, slip in enumerate(shown)]
        if first > 0:
            drawn.insert(0, Content(f"  ▲ {first} more"))
        below = len(self.slips) - first - len(shown)
        if below > 0:
            drawn.append(Content(f"  ▼ {below} more"))
        return Content("\n").join(drawn)

    def on_click(self, event: Click) -> None:
        """Tell which person was clicked."""
        first, rows = self._window()
        place = first + event.y - (1 if first else 0)
        if first <= place < min(first + rows, len(self.slips)):
            self.post_message(self.Chosen(place))

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

    def _row(self, place: int, slip: Slip) -> Content:
        here = place == self.cursor
        state = f"{slip.state.value:>7} "
        room = max(self.size.width - 2 - len(state), 6)
        label = Content(clean(slip.label)).truncate(room, ellipsis=True, pad=True)
        row = Content.assemble("► " if here else "  ", label, state)
        return row.stylize("bold reverse") if here else row
