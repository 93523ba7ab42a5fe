"""What frames a page, such as its title, message and keys, and the rows to choose from that nearly every page has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scrollbar import ScrollBarRender
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.domain.printable import wrapped
from scrutiny_tui.domain.records import record
from scrutiny_tui.tui.text import clean, words

if TYPE_CHECKING:
    from scrutiny_tui.domain.clock import ClockFace
    from scrutiny_tui.view.page_view import PageView

_APART: Final = 3
"""Columns between what stands on the left and what on the right, so that they do not read as one."""


class TitleBar(Widget):
    """What the page belongs to on the left, where the room is and the clock on the right."""

    DEFAULT_CSS = "TitleBar { height: 1; }"

    heading: reactive[str] = reactive("")
    """The title of the self-assessment."""
    owner: reactive[str] = reactive("")
    """The council, once one is chosen."""
    place: reactive[str] = reactive("")
    """Where the room is, such as "Step 2 of 6"."""
    clock: reactive[ClockFace | None] = reactive(None)
    """The room's clock; None if there is none."""

    def __init__(self, heading: str, owner: str = "", place: str = "") -> None:
        super().__init__()
        self.set_reactive(TitleBar.heading, clean(heading))
        self.set_reactive(TitleBar.owner, clean(owner))
        self.set_reactive(TitleBar.place, clean(place))

    def render(self) -> Content:
        """Draw the line; the owner gives way first, then the heading; the place and the clock always stay."""
        width = self.size.width - 2
        right = self._right()
        room = max(width - right.cell_length - _APART, 0)
        left = Content.styled(self.heading, "bold")
        full = Content.assemble(left, "  ", self.owner) if self.owner else left
        shown = full if full.cell_length <= room else left
        if self.owner and left.cell_length > room:
            shown = Content(self.owner)
        shown = shown.truncate(room, ellipsis=True)
        gap = " " * max(width - shown.cell_length - right.cell_length, 0)
        return Content.assemble(" ", shown, gap, right, " ")

    def _right(self) -> Content:
        """Return the place, and the clock marked where it warns: by words, a shape and reversed colours."""
        if self.clock is None:
            return Content(self.place)
        style = "bold reverse" if self.clock.calls else "bold"
        clock = Content.styled(f" {self.clock.line} ", style)
        return Content.assemble(self.place, "  " if self.place else "", clock)


MOST_KEYS: Final = 5
"""More would not be read."""


@record
class Key:
    """One key of the bar."""

    shown: str
    title: str
    action: str
    """What a click does; empty for a key that can only be pressed."""

    @property
    def width(self) -> int:
        """How many columns it takes, the gap behind it included."""
        return len(self.shown) + len(self.title) + 4


class KeyBar(Widget):
    """At most five keys with what they do, the last of them always; each can be clicked."""

    DEFAULT_CSS = "KeyBar { height: 1; dock: bottom; }"

    keys: reactive[tuple[Key, ...]] = reactive(())
    """The keys to show."""

    @dataclass
    class Pressed(Message):
        """Sent when a key of the bar is clicked."""

        action: str

    def render(self) -> Content:
        if not self.keys:
            return Content("")
        return Content("").join(
            Content.assemble(" ", (key.shown, "bold underline"), f" {key.title}  ") for key in self._fitting()
        )

    def on_click(self, event: Click) -> None:
        edge = 0
        for key in self._fitting():
            edge += key.width
            if event.x < edge:
                if key.action:
                    self.post_message(self.Pressed(key.action))
                return

    def _fitting(self) -> list[Key]:
        """Return as many keys as fit, the first ones and always the last, which is the help."""
        *others, last = self.keys
        fitting: list[Key] = []
        room = self.size.width + 2 - last.width
        for key in others[: MOST_KEYS - 1]:
            room -= key.width
            if room < 0:
                break
            fitting.append(key)
        return [*fitting, last]


class StepBar(Widget):
    """The steps by number and short title, the one the room is at marked by more than colour."""

    DEFAULT_CSS = "StepBar { height: 1; }"

    @dataclass
    class Chosen(Message):
        """Sent when a step is clicked."""

        number: int

    def __init__(self, view: PageView) -> None:
        super().__init__()
        self.show(view)

    def show(self, view: PageView) -> None:
        """Show the steps of a page, with the one it is about; nothing if it is about none."""
        self._view = view
        self.display = bool(view.steps)
        self.refresh()

    def render(self) -> Content:
        """Draw the line; where it is narrow, only the current step keeps its title."""
        parts = []
        for number, text in enumerate(self._texts(), start=1):
            # The blank behind a step stays outside its mark, which would run into that of the next step.
            marked = Content.assemble((text[:-1], "bold reverse"), text[-1:])
            parts.append(marked if number == self._view.step else Content(text))
        return Content("").join(parts)

    def on_click(self, event: Click) -> None:
        edge = 0
        for number, text in enumerate(self._texts(), start=1):
            edge += len(text)
            if event.x < edge:
                self.post_message(self.Chosen(number))
                return

    def _texts(self) -> list[str]:
        full = [self._text(number, title) for number, title in enumerate(self._view.steps, start=1)]
        if sum(map(len, full)) <= self.size.width:
            return full
        here = self._view.step
        return [text if number == here else self._text(number) for number, text in enumerate(full, start=1)]

    def _text(self, number: int, title: str = "") -> str:
        sign = "".join(self._view.signs[number - 1 : number])
        return f" {sign}{number} {clean(title)} " if title else f" {sign}{number} "


SHORTEST_SECONDS: Final = 5.0
"""How long the shortest message stands."""

_CHARACTERS_A_SECOND: Final = 12
"""Slow enough for whoever looks up only when the message is already there."""


class MessageLine(Static):
    """One message at a time, in rows of its own, so that it covers nothing; without a message it takes no room."""

    DEFAULT_CSS = "MessageLine { height: auto; display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        """What is shown, or was shown last."""
        self._stays = False
        self._is_new = False
        self._timer: Timer | None = None

    def say(self, text: str, *, stays: bool = False) -> None:
        """Show a text instead of the one before: until a key is pressed where it stays, else as long as it reads."""
        self.clear()
        self.text = text
        self.update(words(text))
        self.display = True
        self._stays = stays
        self._is_new = True
        if not stays:
            self._timer = self.set_timer(reading_seconds(text), self.clear)

    def say_too(self, other: MessageLine) -> None:
        """Show what another line says of the last key that was pressed, if it does."""
        if other.display and other._is_new:
            self.say(other.text, stays=other._stays)

    def note_key(self) -> None:
        """Take note that a key was pressed, which ends a message that stays until then."""
        self._is_new = False
        if self._stays:
            self.clear()

    def clear(self) -> None:
        """Show nothing."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = None
        self._stays = False
        self.display = False


def reading_seconds(text: str) -> float:
    """Return for how many seconds a text stands before it goes by itself."""
    return max(SHORTEST_SECONDS, len(text) / _CHARACTERS_A_SECOND)


_HEADING: Final = "For you only: "
_MORE: Final = "… (all: Ctrl+P, Private notes)"
"""Ends what does not fit, and says where all of it is."""
_SHARE: Final = 6
"""The strip takes at most so small a part of the rows: a sixth, its border included."""


class PrivateStrip(Widget):
    """A few lines above the keys; without anything to show it takes no room."""

    DEFAULT_CSS = "PrivateStrip { height: auto; padding: 0 1; border-top: solid $border; }"

    text: reactive[str] = reactive("", layout=True)
    """What is shown."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines needed, as many as there may be."""
        return len(self._lines(width, viewport.height))

    def render(self) -> Content:
        """Draw the lines; the last one says where the rest is where they do not all fit."""
        told = "\n".join(self._lines(self.size.width, self.app.size.height))
        return Content.assemble((_HEADING, "bold"), told.removeprefix(_HEADING))

    def _lines(self, width: int, height: int) -> list[str]:
        paragraphs = f"{_HEADING}{clean(self.text)}".splitlines()
        rows = [row for each in paragraphs for row in wrapped(each, max(width, len(_MORE)))]
        most = max(height // _SHARE - 1, 1)
        if len(rows) <= most:
            return rows
        last = rows[most - 1][: max(width - len(_MORE) - 1, 0)].rpartition(" ")[0]
        return [*rows[: most - 1], f"{last} {_MORE}"]


class HalfBlocks(ScrollBarRender):
    """Draws the ends of a scroll bar to half a cell; Textual's eighths are in few fonts."""

    VERTICAL_BARS = ["▄", " "]
    HORIZONTAL_BARS = ["▌", " "]


class Rows(OptionList):
    """A list whose marked line stays in sight when there is less room, as beside a message or in bigger letters."""

    def on_resize(self) -> None:
        self.call_after_refresh(self.scroll_to_highlight)

    def refill(self, options: Sequence[Option], at: int) -> None:
        """Show other lines, the one at this place marked or the next that can be, or the last one if there are fewer."""
        self.clear_options()
        self.add_options(options)
        can_be = [place for place, option in enumerate(options) if not option.disabled]
        self.highlighted = next((place for place in can_be if place >= at), can_be[-1] if can_be else None)
        self.on_resize()
