"""Questions that need more than a line for each parameter of an act: hands, prompts, people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.act import ON_AGAIN, Act, Given
from scrutiny_tui.acts.people_acts import absent, add_people, here, remove
from scrutiny_tui.acts.plan_acts import prioritise
from scrutiny_tui.acts.word_acts import WAYS, how_many, pointed_out, unsorted
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import BEYOND, hands_here
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.fields import LONGEST_OWN_LINE, MOST_HANDS
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.rounds import LineState
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.dialogs.dialog import Dialog
from scrutiny_tui.tui.dialogs.line import NOT_KEPT, KeepingDialog, LineDialog
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.bars import Rows
from scrutiny_tui.tui.widgets.forms import PEOPLE_APART, Field, LineInput, Press
from scrutiny_tui.view.result_words import how_long

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

TITLE: Final = "Priorities: two votes each (show of hands)"
_DIGITS: Final = 9
"""More than any count has; a number with more digits is refused by its first ones already."""


class HandsDialog(KeepingDialog[Mapping[int, int]]):
    """Answers with how many hands each step got, by its number; with nothing if it was left."""

    AUTO_FOCUS = "Input"
    help_text = (
        "Which steps should the committee work on first? Call the steps one by one and count the hands. "
        "Only the numbers are saved, not who raised a hand. To remove the priorities, empty every line."
    )
    keys = (("Enter", "Next"), ("↑ ↓", "Move"), ("Ctrl+S", "Save"), ("Esc", "Cancel"))

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(TITLE)
        self._workshop = workshop
        self._steps = workshop.session.wording.items
        self._hands = workshop.session.priorities

    def inside(self) -> Iterable[Widget]:
        yield Static("Raise your hand twice: for two steps, or both times for one.")
        for step in self._steps:
            number = self._hands.get(step.number, 0)
            shown = str(number) if self._hands else ""
            line = LineInput(shown, id=f"hands-{step.number}", restrict="[0-9]*")
            yield Field(f"{step.id} {clean(step.short)}", line)
        yield Static("", id="total", classes="strong")

    def unkept(self) -> str:
        now = self._counted()
        return NOT_KEPT if any(now[step] != self._hands.get(step, 0) for step in now) else ""

    @property
    def is_on_last(self) -> bool:
        return self.focused is self.query(Input).last()

    def action_keep(self) -> None:
        counted = self._counted()
        beyond = next((step for step, number in counted.items() if number > MOST_HANDS), None)
        if beyond is not None:
            self.warn(BEYOND)
            self.query_one(f"#hands-{beyond}").focus()
            return
        again, save = self.query(Input).first().focus, partial(self.dismiss, counted)
        question = next(iter(prioritise.questions(self._workshop, {"hands": counted})), None)
        if question is None:
            save()
        else:
            ask(self, question.text, {question.no: again, question.yes: save}, question.told, left=again)

    @on(Input.Changed)
    def _tell_total(self) -> None:
        total = sum(self._counted().values())
        most = hands_here(self._workshop.session)
        self.query_one("#total", Static).update(
            f"{several(total, 'hand', 'hands')}{f' of {most}' if most else ''}"
        )

    def _counted(self) -> dict[int, int]:
        lines = ((step.number, self.query_one(f"#hands-{step.number}", Input).value) for step in self._steps)
        return {
            number: int(value[:_DIGITS]) if value.isascii() and value.isdecimal() else 0
            for number, value in lines
        }


class PromptsDialog(Dialog[None]):
    """The prompts with those that are answered; Enter changes one, a takes all or none, saved at once."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a,A", "all", "All", show=False)]
    AUTO_FOCUS = "OptionList"
    help_text = (
        "We answer the prompt questions marked ■ as well as the steps. We only discuss those marked □. "
        "Each answer takes about two minutes. Changes are saved at once. You can't remove a question that has answers."
    )
    keys = (("↑ ↓", "Choose"), ("Enter", "Answer or not"), ("a", "All or none"), ("Esc", "Close"))

    def __init__(self, workshop: Workshop) -> None:
        super().__init__("Which questions do we answer?")
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
            self.warn(str(error))
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
            return f"We answer the {number} steps only."
        return f"{number} answers from each person, {how_long(number)}."


class WhoDialog(Dialog[int]):
    """The list of people with who is here, saved at once. People can be added, and removed if that was a mistake.

    Answers with the number of the person who was added or marked as here last.
    """

    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "take_off", "Remove", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    help_text = (
        "Mark who is here. We don't wait for people marked absent. Use Add for late arrivals and substitutes. "
        "You can remove someone added by mistake if they have not answered yet. Changes are saved at once."
    )
    keys = (
        ("↑ ↓", "Choose"),
        ("Enter", "Here or absent"),
        ("Tab", "Add"),
        ("Delete", "Remove"),
        ("Esc", "Close"),
    )

    def __init__(self, workshop: Workshop) -> None:
        super().__init__("Who is here")
        self._workshop = workshop
        self._joined: int | None = None

    def inside(self) -> Iterable[Widget]:
        yield Rows(*self._options(), markup=False)
        tables = self._workshop.session.details.mode is Mode.GROUPS
        example = "for example 5 members: one more table" if tables else "for example 1 member, 1 officer"
        yield Field("Add", LineInput(placeholder=example, id="more", between=PEOPLE_APART))
        yield Press("Remove the marked person", id="off")

    def unkept(self) -> str:
        written = self.query_one("#more", Input).value.strip()
        return "The people you typed are not on the list yet." if written else ""

    def action_leave(self) -> None:
        self.dismiss(self._joined)

    @on(OptionList.OptionSelected)
    def _change(self, event: OptionList.OptionSelected) -> None:
        voter = self._workshop.session.voters[int(event.option_id or 0)]
        is_away = voter.id in self._workshop.session.sitting.away
        if self._did(here if is_away else absent, {"person": voter}) is not None:
            self._joined = voter.id if is_away else None
            event.option_list.replace_option_prompt_at_index(event.option_index, self._line(voter))

    @on(Input.Submitted)
    def _add(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            self.query_one(OptionList).focus()
            return
        before = self._workshop.session.voters
        told = self._did(add_people, {"people": clean(event.value)})
        if told is not None:
            self._joined = next(each for each in self._workshop.session.voters if each not in before)
            event.input.clear()
            self._list_again()
            self.warn(told)

    @on(Press.Pressed)
    def action_take_off(self) -> None:
        """Ask whether the person that is marked is to be taken off the list; say why if they have to stay."""
        people = self.query_one(OptionList)
        if people.highlighted_option is None:
            return
        voter = self._workshop.session.voters[int(people.highlighted_option.id or 0)]
        place, values = people.highlighted, {"person": voter}

        def take_off() -> None:
            if self._did(remove, values) is not None:
                self._list_again(place)

        try:
            (question,) = remove.questions(self._workshop, values)
        except ScrutinyError as error:
            self.warn(str(error))
        else:
            ask(self, question.text, {question.no: None, question.yes: take_off}, question.told)

    def _did(self, act: Act, values: Given) -> str | None:
        """Do an act and return what it says; tell why it was refused, and return None, if it was."""
        try:
            return act.do(self._workshop, values)
        except ScrutinyError as error:
            self.warn(str(error))
            return None

    def _list_again(self, place: int | None = None) -> None:
        """Bring the list to who is on it now, with this place marked; the last one where none is named."""
        options = self._options()
        self.query_one(Rows).refill(options, len(options) if place is None else place)

    def _options(self) -> list[Option]:
        return [
            Option(self._line(voter), id=str(voter.id)) for voter in self._workshop.session.voters.values()
        ]

    def _line(self, voter: Voter) -> str:
        away = voter.id in self._workshop.session.sitting.away
        widest = max(len(clean(each.label)) for each in self._workshop.session.voters.values())
        mark, state = ("□", "absent") if away else ("■", "here")
        ballot = "" if voter.casts else "  (does not answer)"
        return f"{mark} {clean(voter.label):<{widest}}  {state}{ballot}"


class OwnLinesDialog(LineDialog):
    """Saves one line after another; Escape ends. Of what was typed before, only how many lines there are is shown."""

    keys = (("Enter", "Save line"), ("Ctrl+U", "Empty"), ("Esc", "End"))
    longest = LONGEST_OWN_LINE

    def __init__(self, page: WorkshopPage, act: Act) -> None:
        told = (
            "Type the lines in any order, not in that of the slips. No names of children, families or staff."
        )
        super().__init__(act.title, "Line", "", told)
        self._page = page
        self._act = act

    def inside(self) -> Iterable[Widget]:
        yield from super().inside()
        yield Static(how_many(self._page.workshop, self._page.item), id="count", classes="strong")

    def take(self, written: str) -> None:
        if len(written) > self._longest:
            self.warn(self._too_long(len(written)))
        elif self._page.attempt(
            self._act.do, self._page.workshop, {"step": self._page.item, "text": written}
        ):
            self.query_one(Input).value = ""
            self.query_one("#count", Static).update(how_many(self._page.workshop, self._page.item))


def type_lines(page: WorkshopPage, act: Act) -> None:
    """Type what people wrote on a step, line by line."""

    def end(_nothing: object) -> None:
        page.tell(f"{how_many(page.workshop, page.item)} {ON_AGAIN}")
        page.acted(act)

    page.app.push_screen(OwnLinesDialog(page, act), end)


def sort_lines(page: WorkshopPage, act: Act) -> None:
    """Go through what people wrote on a step: ask of one line after another what becomes of it."""
    lines = unsorted(page.workshop, page.item)

    def end() -> None:
        page.tell(ON_AGAIN)
        page.acted(act)

    def decide(at: int, state: LineState) -> None:
        if page.attempt(act.do, page.workshop, {"step": page.item, "line": lines[at], "state": state}):
            ask_about(at + 1)

    def ask_about(at: int) -> None:
        if at == len(lines):
            end()
            return
        doubt = pointed_out(page.workshop, lines[at])
        # Enter shows a line only if nothing in it looks like a person.
        ways = sorted(WAYS, key=lambda state: bool(doubt) and state is not LineState.LEFT_OUT)
        choices: dict[str, Callable[[], object]] = {WAYS[state]: partial(decide, at, state) for state in ways}
        choices["Decide later"] = partial(ask_about, at + 1)
        told = "\n\n".join(filter(None, (lines[at].text, doubt)))
        ask(page, f"Line {at + 1} of {len(lines)}", choices, told, left=end)

    ask_about(0)
