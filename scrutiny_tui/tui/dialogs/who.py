"""Who is here."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.text import clean


class WhoDialog(Dialog[None]):
    """The list of people with who is here; Enter or a click changes it, saved at once."""

    AUTO_FOCUS = "OptionList"
    hint = "Enter: here or away · Esc leaves"

    def __init__(self, workshop: Workshop) -> None:
        super().__init__("Who is here")
        self._workshop = workshop

    def inside(self) -> Iterable[Widget]:
        people = self._workshop.session.voters.values()
        yield OptionList(*(Option(self._line(voter), id=str(voter.id)) for voter in people), markup=False)

    @on(OptionList.OptionSelected)
    def _change(self, event: OptionList.OptionSelected) -> None:
        voter = self._workshop.session.voters[int(event.option_id or 0)]
        away = voter.id in self._workshop.session.sitting.away
        try:
            self._workshop.set_away(voter.id, away=not away)
        except ScrutinyError as error:
            self.notify(clean(str(error)), severity="warning", markup=False)
            return
        event.option_list.replace_option_prompt_at_index(event.option_index, self._line(voter))

    def _line(self, voter: Voter) -> str:
        away = voter.id in self._workshop.session.sitting.away
        mark = "□ away" if away else "■ here"
        ballot = "" if voter.casts else "  (does not answer)"
        return f"{mark}  {clean(voter.label)}{ballot}"
