"""What the room settles on after talking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from scrutiny_tui.domain.fields import too_long
from scrutiny_tui.domain.moves import DIFFERENT_VIEW
from scrutiny_tui.domain.pack import Level
from scrutiny_tui.domain.session import AgreedLevel, How
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.tui.dialogs.keeping import KeepingDialog
from scrutiny_tui.tui.text import SYMBOLS, one_line
from scrutiny_tui.tui.widgets.bars import MessageLine
from scrutiny_tui.tui.widgets.forms import Choice, Field, LineInput

NOT_AGREED = "not agreed"
NOT_CHOSEN: Final = "not chosen yet"

_CHOOSE: Final = "Choose a level, or not agreed."
_BESIDE: Final = "It stands beside the answers, not instead of them."


class AgreeDialog(KeepingDialog[AgreedLevel]):
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
        "somebody holds one. It is for the committee to confirm. What is kept takes the place of an earlier shared view on this step."
    )
    help_keys = (
        ("1 2 3", "take this level, on the line of the level."),
        ("◄ ►", "the arrows left and right take the next one, not agreed among them; one has to be chosen."),
        ("↑ ↓ Tab", "move to another line."),
        ("Enter", "keeps all three lines; so does Ctrl+S."),
        ("Esc", "leaves it, asking first where something was changed; the shared view stays as it was."),
    )
    hint = "1 2 3 or ◄ ► the level · ↓ next line · Enter keeps it · Esc leaves"

    def __init__(
        self, item: Item, levels: tuple[Level, ...], earlier: AgreedLevel | None, *, apart: bool
    ) -> None:
        """Take what is agreed on, its levels, and the view so far; `apart` says that there are answers beside it."""
        super().__init__(f"Our shared view on Step {item.id}: {item.title}")
        self._item = item
        self._levels = levels
        self._earlier = earlier
        self._first = () if earlier else (NOT_CHOSEN,)
        self._apart = apart
        self._begun: tuple[int, str, str] | None = None

    def inside(self) -> Iterable[Widget]:
        levels = tuple(f"{level.number} {SYMBOLS[level.number - 1]} {level.label}" for level in self._levels)
        earlier = self._earlier
        ways = tuple(How)
        yield Static(f"For the committee to confirm. {_BESIDE if self._apart else ''}".strip())
        at = (earlier.level or len(levels) + 1) - 1 if earlier else 0
        yield Field("Level", Choice((*self._first, *levels, NOT_AGREED), at, id="level"))
        how = ways.index(earlier.how if earlier else How.DISCUSSION)
        yield Field("How it was reached", Choice(ways, how, id="how"))
        different = one_line(earlier.different_view) if earlier else ""
        yield Field(
            "A different view",
            LineInput(different, placeholder="if there is one; no names", id="different"),
        )

    def on_mount(self) -> None:
        self._begun = self._written()

    def help_paragraphs(self) -> tuple[str, ...]:
        return (*super().help_paragraphs(), *((_BESIDE,) if self._apart else ()))

    def unkept(self) -> str:
        return "The shared view is not kept yet." if self._written() != self._begun else ""

    def action_level(self, number: int) -> None:
        self.query_one("#level", Choice).place = number - 1 + len(self._first)

    def action_keep(self) -> None:
        place, how, different = self._written()
        if place < 0:
            self.query_one(MessageLine).say(_CHOOSE, stays=True)
            self.query_one("#level").focus()
            return
        if told := too_long(different, DIFFERENT_VIEW):
            self.query_one(MessageLine).say(told, stays=True)
            self.query_one("#different").focus()
            return
        level = place + 1 if place < len(self._levels) else None
        self.dismiss(AgreedLevel(self._item.number, level, How(how), different))

    def _written(self) -> tuple[int, str, str]:
        """Return what the three lines hold, the place of the level first."""
        place = self.query_one("#level", Choice).place - len(self._first)
        different = one_line(self.query_one("#different", Input).value).strip()
        return place, self.query_one("#how", Choice).value, different
