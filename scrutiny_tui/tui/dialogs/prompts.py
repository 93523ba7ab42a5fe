"""Which prompts are voted on beside the steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.bars import MessageLine
from scrutiny_tui.tui.widgets.forms import Rows
from scrutiny_tui.view.phrases import how_long


class PromptsDialog(Dialog[None]):
    """The prompts with those that are voted on; Enter changes one, a takes all or none, saved at once."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a,A", "all", "All", show=False)]
    AUTO_FOCUS = "OptionList"
    help_text = (
        "The prompts of all steps; ■ is voted on beside the steps, □ is only talked about. Each takes about two minutes. "
        "A change is saved at once. A prompt that has answers stays."
    )
    help_keys = (
        ("↑ ↓", "move to another prompt."),
        ("Enter", "votes on the prompt that is marked, or no longer does; a click does too."),
        ("a", "votes on all prompts, or on none."),
        ("Esc", "leaves the list; what was changed is kept."),
    )
    hint = "Enter: vote on it or not · a: all or none · Esc leaves"

    def __init__(self, workshop: Workshop) -> None:
        super().__init__("What is voted on")
        self._workshop = workshop
        wording = workshop.session.wording
        self._prompts = tuple(prompt for step in wording.items for prompt in wording.prompts_of(step))

    def inside(self) -> Iterable[Widget]:
        yield Static(self._total(), id="total")
        yield Rows(*(Option(self._line(prompt)) for prompt in self._prompts), markup=False)

    @on(OptionList.OptionSelected)
    def _change(self, event: OptionList.OptionSelected) -> None:
        number = self._prompts[event.option_index].number
        self._keep(self._workshop.session.prompts ^ {number})

    def action_all(self) -> None:
        everything = frozenset(prompt.number for prompt in self._prompts)
        self._keep(frozenset() if self._workshop.session.prompts == everything else everything)

    def _keep(self, prompts: frozenset[int]) -> None:
        try:
            self._workshop.save(vote_on(self._workshop.session, prompts))
        except ScrutinyError as error:
            self.query_one(MessageLine).say(str(error), stays=True)
            return
        self.query_one("#total", Static).update(self._total())
        shown = self.query_one(OptionList)
        for place, prompt in enumerate(self._prompts):
            shown.replace_option_prompt_at_index(place, self._line(prompt))

    def _line(self, prompt: Item) -> str:
        mark = "■" if prompt.number in self._workshop.session.prompts else "□"
        return f"{mark} {prompt.id} {clean(prompt.title)}"

    def _total(self) -> str:
        number = len(self._workshop.session.items)
        if not self._workshop.session.prompts:
            return f"The {number} steps are voted on, and no prompt."
        return f"{number} answers from each person, {how_long(number)}."
