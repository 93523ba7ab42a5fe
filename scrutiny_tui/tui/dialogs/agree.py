"""What the room settles on after talking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from scrutiny_tui.domain.pack import Level
from scrutiny_tui.domain.session import AgreedLevel, How
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.text import SYMBOLS, clean
from scrutiny_tui.tui.widgets.choice import Choice
from scrutiny_tui.tui.widgets.field import Field

NOT_AGREED = "not agreed"


class AgreeDialog(Dialog[AgreedLevel]):
    """Asks for the shared view on a step: a level or not agreed, how it was reached, and a different view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,enter", "keep", "Keep", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        *(Binding(str(number), f"level({number})", show=False) for number in (1, 2, 3)),
    ]
    AUTO_FOCUS = "#level"
    help_text = (
        "What the room settles on after talking: a level or not agreed, how it was reached, and a different view where "
        "somebody holds one. It stands beside the answers, never instead of them, and is for the committee to confirm. "
        "What is kept takes the place of an earlier shared view on this step."
    )
    help_keys = (
        ("1 2 3", "take this level, on the line of the level."),
        ("◄ ►", "the arrows left and right take the next one, not agreed among them."),
        ("↑ ↓ Tab", "move to another line."),
        ("Enter", "keeps all three lines; so does Ctrl+S."),
        ("Esc", "leaves it; the shared view stays as it was."),
    )
    hint = "1 2 3 or ◄ ► the level · ↓ next line · Enter keeps it · Esc leaves"

    def __init__(self, item: Item, levels: tuple[Level, ...], earlier: AgreedLevel | None) -> None:
        super().__init__(f"Our shared view on step {item.id}: {item.title}")
        self._item = item
        self._levels = levels
        self._earlier = earlier

    def inside(self) -> Iterable[Widget]:
        levels = tuple(f"{level.number} {SYMBOLS[level.number - 1]} {level.label}" for level in self._levels)
        earlier = self._earlier
        at = len(levels) if earlier is None or earlier.level is None else earlier.level - 1
        ways = tuple(How)
        yield Static("For the committee to confirm. It stands beside the answers, not instead of them.")
        yield Field("Level", Choice((*levels, NOT_AGREED), at, id="level"))
        how = ways.index(earlier.how if earlier else How.DISCUSSION)
        yield Field("How it was reached", Choice(ways, how, id="how"))
        different = clean(earlier.different_view) if earlier else ""
        yield Field(
            "A different view", Input(different, placeholder="if there is one; no names", id="different")
        )

    def action_level(self, number: int) -> None:
        self.query_one("#level", Choice).place = number - 1

    def action_keep(self) -> None:
        place = self.query_one("#level", Choice).place
        level = place + 1 if place < len(self._levels) else None
        how = How(self.query_one("#how", Choice).value)
        different = clean(self.query_one("#different", Input).value).strip()
        self.dismiss(AgreedLevel(self._item.number, level, how, different))
