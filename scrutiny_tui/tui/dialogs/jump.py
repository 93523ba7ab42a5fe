"""Jump to a person by typing part of the label."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.forms import LineInput, Rows


class JumpDialog(Dialog[int]):
    """Answers with the place in the list of the person who was chosen."""

    AUTO_FOCUS = "Input"
    help_text = (
        "Type a label or part of one; the list shrinks to those that hold it. The one that ends with it comes first, so "
        "that 4 finds Member 4 before Member 14. Whoever is taken is marked in the list of slips; no answer changes."
    )
    help_keys = (
        ("Enter", "takes the first of those that were found."),
        ("Tab", "goes to those that were found; ↑ ↓ and Enter take another of them."),
        ("Esc", "leaves it; the mark stays where it was."),
    )
    hint = "Type part of the label · Enter takes the first · Esc leaves"

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__("Jump to a person")
        self._labels = labels

    def inside(self) -> Iterable[Widget]:
        yield LineInput(id="part")
        yield Rows(*self._options(""), markup=False)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options(self._options(event.value))
        found.highlighted = 0 if found.option_count else None

    @on(Input.Submitted)
    def _take_first(self) -> None:
        found = self.query_one(OptionList)
        if found.option_count:
            self.dismiss(int(found.get_option_at_index(0).id or 0))

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(int(event.option_id or 0))

    def _options(self, part: str) -> list[Option]:
        """Return the labels that hold the part; those that end with it first, so that "4" finds Member 4 before 14."""
        wanted = part.strip().lower()
        matching = [place for place, label in enumerate(self._labels) if wanted in label.lower()]
        matching.sort(key=lambda place: (self._labels[place].lower().split()[-1:] != [wanted], place))
        return [Option(clean(self._labels[place]), id=str(place)) for place in matching]
