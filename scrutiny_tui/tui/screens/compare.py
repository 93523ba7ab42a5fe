"""Workshops to set side by side: two are chosen from the list, then shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.library import Entry, to_compare
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.comparison import compare
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.choose import entry_lines
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.text import clean, lines, words
from scrutiny_tui.view.comparison_text import comparison_lines

_TWO: Final = 2
_NO_THIRD: Final = "Two are set side by side. To take another one, leave one of them out first."


class Choices(OptionList):
    """A list in which a click chooses a workshop and Enter is done with choosing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.show", "Show", show=False)]


def _has_several(page: Any) -> bool:
    return bool(page.has_several)


class ComparePage(Page):
    """A list to choose workshops from; it names councils, so it is opened on purpose."""

    AUTO_FOCUS = "OptionList"
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "choose", "space", "Choose", "Take the workshop under the cursor, or leave it out.", footer=True
        ),
        Command(
            "show",
            "enter",
            "Show",
            "Show the two that are chosen side by side.",
            footer=True,
            when=_has_several,
        ),
        Command("back", "escape", "Back", "Back to the page before.", footer=True),
    )
    BINDINGS = bindings(commands)
    help_text = (
        "The workshops that can be read. Space or a click chooses one, Enter shows two of them side by side, the earliest "
        "first. Only what was worded the same is compared. No workshop is changed."
    )

    def __init__(self, desk: Desk, going_on: Workshop | None = None) -> None:
        """Show all workshops; the one that is going on is chosen already."""
        super().__init__(desk)
        self._told = "There are not two workshops to compare on this laptop yet."
        self._entries: tuple[Entry, ...] = ()
        try:
            self._entries = to_compare(desk.library, going_on)
        except ScrutinyError as error:
            self._told = str(error)
        self._chosen = {0} if going_on else set()

    def body(self) -> Iterable[Widget]:
        yield Static("Compare workshops", classes="heading")
        if not self.has_several:
            yield Static(clean(self._told), markup=False)
        self._lines = entry_lines(self._entries)
        options = (Option(self._line(place)) for place in range(len(self._entries)))
        yield Choices(*options, markup=False)

    @property
    def has_several(self) -> bool:
        """Whether there is anything to compare."""
        return len(self._entries) > 1

    def action_choose(self) -> None:
        place = self.query_one(OptionList).highlighted
        if place is not None:
            self._choose(place)

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_index)

    def _choose(self, place: int) -> None:
        if place not in self._chosen and len(self._chosen) == _TWO:
            self.warn(_NO_THIRD)
            return
        self._chosen ^= {place}
        self.query_one(OptionList).replace_option_prompt_at_index(place, self._line(place))

    def _line(self, place: int) -> str:
        return f"{'■' if place in self._chosen else '□'} {self._lines[place]}"

    def action_show(self) -> None:
        from scrutiny_tui.tui.dialogs.telling import TellingDialog

        chosen = [each.session for place, each in enumerate(self._entries) if place in self._chosen]
        try:
            found = compare(sorted((each for each in chosen if each), key=lambda each: each.details.date))
        except ScrutinyError as error:
            self.warn(str(error))
            return
        told = lines(_styled(line) for line in comparison_lines(found))
        self.app.push_screen(TellingDialog("Workshops side by side", told))

    def action_back(self) -> None:
        self.app.pop_screen()


def _styled(line: str) -> Content:
    """Return a line of the comparison, the names of items standing out."""
    return words(line, "bold" if line.startswith(("Step ", "Prompt ", "Not compared")) else "")
