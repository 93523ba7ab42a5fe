"""Who is here."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from scrutiny_tui.acts.act import Act, Given
from scrutiny_tui.acts.people_acts import absent, add_people, here, remove
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.tui.dialogs.ask import BeforeAct
from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.bars import MessageLine
from scrutiny_tui.tui.widgets.forms import PEOPLE_APART, Field, LineInput, Press, Rows


class WhoDialog(Dialog[None]):
    """The list of people with who is here, saved at once. People can be added, and taken off if that was a mistake."""

    AUTO_FOCUS = "OptionList"
    BINDINGS = [Binding("delete,backspace", "take_off", "Take off the list", show=False)]
    help_text = (
        "Who is here now; ■ is here, □ is absent, and a change is saved at once. Who is absent is not waited for. "
        "Under Add late arrivals and substitutes are put on the list with new labels; earlier results keep "
        "the people they had. Whoever was put on the list by mistake can be taken off while nothing holds them there; "
        "a number that was taken off is not given to anybody else."
    )
    help_keys = (
        ("↑ ↓", "move to another person."),
        (
            "Enter",
            "marks the person as absent or here; a click does too. In the line Add it puts people on the list.",
        ),
        ("Delete", "takes the person off the list, after asking; so does the last line."),
        (
            "Tab",
            "goes to the line Add, such as 1 member (where tables answer, one more table), to the last line, and back.",
        ),
        ("Esc", "leaves the list; what was changed is kept."),
    )
    hint = "Enter here or not · Del take off · Tab add · Esc leaves"

    def __init__(self, workshop: Workshop) -> None:
        super().__init__("Who is here")
        self._workshop = workshop

    def inside(self) -> Iterable[Widget]:
        yield Rows(*self._options(), markup=False)
        tables = self._workshop.session.details.mode is Mode.GROUPS
        example = "such as 5 members: one more table" if tables else "for example 1 member, 1 officer"
        yield Field("Add", LineInput(placeholder=example, id="more", between=PEOPLE_APART))
        yield Press("Take the marked person off the list", id="off")

    def unkept(self) -> str:
        written = self.query_one("#more", Input).value.strip()
        return "Who was written after Add is not on the list yet." if written else ""

    @on(OptionList.OptionSelected)
    def _change(self, event: OptionList.OptionSelected) -> None:
        voter = self._workshop.session.voters[int(event.option_id or 0)]
        is_away = voter.id in self._workshop.session.sitting.away
        if self._did(here if is_away else absent, {"person": voter}) is not None:
            event.option_list.replace_option_prompt_at_index(event.option_index, self._line(voter))

    @on(Input.Submitted)
    def _add(self, event: Input.Submitted) -> None:
        told = self._did(add_people, {"people": clean(event.value)})
        if told is not None:
            event.input.clear()
            self._list_again()
            self._tell(told)

    @on(Press.Pressed)
    def action_take_off(self) -> None:
        """Ask whether the person that is marked is to be taken off the list; say why if they have to stay."""
        people = self.query_one(OptionList)
        if people.highlighted_option is None:
            return
        voter = self._workshop.session.voters[int(people.highlighted_option.id or 0)]
        place, values = people.highlighted, {"person": voter}

        def take_off(choice: str | None) -> None:
            if choice == "yes" and self._did(remove, values) is not None:
                self._list_again(place)

        try:
            (question,) = remove.questions(self._workshop, values)
        except ScrutinyError as error:
            self._tell(str(error))
        else:
            self.app.push_screen(BeforeAct(question, remove), take_off)

    def _did(self, act: Act, values: Given) -> str | None:
        """Do an act and return what it says; tell why it was refused, and return None, if it was."""
        try:
            return act.do(self._workshop, values)
        except ScrutinyError as error:
            self._tell(str(error))
            return None

    def _list_again(self, place: int | None = None) -> None:
        """Bring the list to who is on it now, with this place marked; the last one where none is named."""
        people = self.query_one(OptionList)
        people.clear_options()
        people.add_options(self._options())
        last = people.option_count - 1
        people.highlighted = last if place is None else min(place, last)

    def _options(self) -> list[Option]:
        return [
            Option(self._line(voter), id=str(voter.id)) for voter in self._workshop.session.voters.values()
        ]

    def _line(self, voter: Voter) -> str:
        away = voter.id in self._workshop.session.sitting.away
        mark = "□ absent" if away else "■ here"
        ballot = "" if voter.casts else "  (does not answer)"
        return f"{mark}  {clean(voter.label)}{ballot}"

    def _tell(self, text: str) -> None:
        self.query_one(MessageLine).say(text, stays=True)
