"""How many hands each step got, when everybody has two to raise for what to work on first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from scrutiny_tui.domain.actions import BEYOND, MOST_HANDS
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.keeping import NOT_KEPT, KeepingDialog
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.bars import MessageLine
from scrutiny_tui.tui.widgets.forms import Field, LineInput

TITLE: Final = "Priorities: two hands each"
_DIGITS: Final = 9
"""More than any count has; a number with more digits is refused by its first ones already."""


class HandsDialog(KeepingDialog[Mapping[int, int]]):
    """Answers with how many hands each step got, by its number; with nothing if it was left."""

    DEFAULT_CSS = """
    HandsDialog Field {
        height: 1;

        & Label {
            width: 1fr;
        }

        & Input {
            width: 6;
        }
    }

    HandsDialog #total {
        margin-top: 1;
    }

    HandsDialog.-short #total {
        margin-top: 0;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Next", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]
    AUTO_FOCUS = "Input"
    help_text = (
        "Everybody has two hands to raise for the steps to work on first: for two steps, or both for one. Call the steps "
        "one by one and count. Only the numbers are kept, never who raised a hand. All empty takes the count away."
    )
    help_keys = (
        ("0-9", "how many hands a step got."),
        ("Enter", "goes to the next step; after the last one it keeps the numbers."),
        ("↑ ↓", "go to the step before and to the next one, from the last to the first and back."),
        ("Ctrl+S", "keeps the numbers from any line."),
        ("Esc", "leaves it; what was counted can be kept, or thrown away."),
    )
    hint = "Enter next step, after the last keeps it · ↑ ↓ move · Esc leaves"

    def __init__(
        self,
        steps: tuple[Item, ...],
        hands: Mapping[int, int],
        most: int,
        too_many: Callable[[Mapping[int, int]], str],
    ) -> None:
        """Take the steps, the count so far, how many hands are here (0: not known), and what says that it is too many."""
        super().__init__(TITLE)
        self._steps = steps
        self._hands = hands
        self._most = most
        self._too_many = too_many

    def inside(self) -> Iterable[Widget]:
        yield Static("Each person may raise two hands: for two steps, or both for one.")
        for step in self._steps:
            number = self._hands.get(step.number, 0)
            shown = str(number) if self._hands else ""
            line = LineInput(shown, id=f"hands-{step.number}", restrict="[0-9]*")
            yield Field(f"{step.id} {clean(step.short)}", line)
        yield Static("", id="total", classes="strong")

    def unkept(self) -> str:
        now = self._counted()
        return NOT_KEPT if any(now[step] != self._hands.get(step, 0) for step in now) else ""

    def action_next(self) -> None:
        """Go to the next step; after the last one keep the numbers."""
        if self.focused is self.query(Input).last():
            self.action_keep()
        else:
            self.focus_next(Input)

    def action_keep(self) -> None:
        counted = self._counted()
        beyond = next((step for step, number in counted.items() if number > MOST_HANDS), None)
        if beyond is not None:
            self.query_one(MessageLine).say(BEYOND, stays=True)
            self.query_one(f"#hands-{beyond}").focus()
            return
        told = self._too_many(counted)
        if not told:
            self.dismiss(counted)
            return

        def decide(choice: str | None) -> None:
            if choice == "keep":
                self.dismiss(counted)
            else:
                self.query(Input).first().focus()

        choices = (("again", "Count again"), ("keep", "Keep it all the same"))
        about = "Count again goes back to the numbers. Keep it all the same takes them as they are; press w to say who is here."
        self.app.push_screen(AskDialog("More hands than there are?", choices, told, about=about), decide)

    @on(Input.Changed)
    def _tell_total(self) -> None:
        total = sum(self._counted().values())
        most = f" of {self._most}" if self._most else ""
        self.query_one("#total", Static).update(f"{several(total, 'hand', 'hands')}{most}")

    def _counted(self) -> dict[int, int]:
        lines = ((step.number, self.query_one(f"#hands-{step.number}", Input).value) for step in self._steps)
        return {
            number: int(value[:_DIGITS]) if value.isascii() and value.isdecimal() else 0
            for number, value in lines
        }
