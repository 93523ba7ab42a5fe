"""Who is here."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.field import Field


class WhoDialog(Dialog[None]):
    """The list of people with who is here; Enter or a click changes it, saved at once. More people can be added."""

    AUTO_FOCUS = "OptionList"
    hint = "Enter: here or away · Tab: add people · Esc leaves"

    def __init__(self, workshop: Workshop) -> None:
        super().__init__("Who is here")
        self._workshop = workshop

    def inside(self) -> Iterable[Widget]:
        yield OptionList(*self._options(), markup=False)
        yield Field("Add", Input(placeholder="for example 1 member, 1 officer", id="more", max_length=4000))

    @on(OptionList.OptionSelected)
    def _change(self, event: OptionList.OptionSelected) -> None:
        voter = self._workshop.session.voters[int(event.option_id or 0)]
        away = voter.id in self._workshop.session.sitting.away
        try:
            self._workshop.set_away(voter.id, away=not away)
        except ScrutinyError as error:
            self._tell(str(error))
            return
        event.option_list.replace_option_prompt_at_index(event.option_index, self._line(voter))

    @on(Input.Submitted)
    def _add(self, event: Input.Submitted) -> None:
        try:
            notices = self._workshop.add_people(clean(event.value))
        except ScrutinyError as error:
            self._tell(str(error))
            return
        event.input.clear()
        people = self.query_one(OptionList)
        people.clear_options()
        people.add_options(self._options())
        people.highlighted = people.option_count - 1
        for notice in notices:
            self._tell(notice)

    def _options(self) -> list[Option]:
        return [
            Option(self._line(voter), id=str(voter.id)) for voter in self._workshop.session.voters.values()
        ]

    def _line(self, voter: Voter) -> str:
        away = voter.id in self._workshop.session.sitting.away
        mark = "□ away" if away else "■ here"
        ballot = "" if voter.casts else "  (does not answer)"
        return f"{mark}  {clean(voter.label)}{ballot}"

    def _tell(self, text: str) -> None:
        self.notify(clean(text), severity="warning", markup=False)
