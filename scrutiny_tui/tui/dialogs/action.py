"""An action of the plan: what, for whom, who sees to it, by when, how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from scrutiny_tui.domain.actions import MONTHS, NEXT_MEETING, TEXTS
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.fields import too_long
from scrutiny_tui.domain.phrases import day, item_name
from scrutiny_tui.domain.session import Action, ActionKind, ActionStatus
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.tui.dialogs.keeping import NOT_KEPT, KeepingDialog
from scrutiny_tui.tui.text import one_line
from scrutiny_tui.tui.widgets.bars import MessageLine
from scrutiny_tui.tui.widgets.forms import Choice, Field, LineInput

NO_DATE: Final = "no date"
ON_A_DAY: Final = "on a day:"
OWNER: Final = "The owner is a role, such as chair of the committee, not a name. This may be published."
EMPTY: Final = "Write what will be done."

_NO_STEP: Final = "no step"
_MEETING_DAY: Final = "Write the day of the next meeting; it is kept for the other actions."
_WHICH_DAY: Final = "Write the day, such as 12 January 2027."


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    action: Action
    next_meeting: str = ""
    """The day of the next meeting as it was written, where it was not known before; empty otherwise."""


@dataclass(frozen=True, slots=True)
class Knowing:
    """What the question has to know of the workshop."""

    items: tuple[Item, ...]
    """The steps that an action can come from, and the prompt that this one came from."""
    next_meeting: date | None
    due_day: Callable[[str], date | None]
    """Reads a due date; raises `InputError` if it cannot be read."""
    doubt: Callable[[date], str]
    """Asks whether the year of a due date is right; says nothing if nothing is odd about it."""


class ActionDialog(KeepingDialog[Written]):
    """Answers with the action as it is written; with nothing if it was left."""

    DEFAULT_CSS = """
    ActionDialog Field {
        height: 1;

        & Label {
            width: 11;
        }
    }

    ActionDialog #about {
        margin-top: 1;
    }

    ActionDialog.-short #about {
        margin-top: 0;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]
    AUTO_FOCUS = "#text"
    help_text = (
        "What will be done, for whom, which role sees to it, and by when. Months are counted from today. The day of the "
        "next meeting is asked for once. Name no children, families or staff: the plan may be published."
    )
    help_keys = (
        ("↑ ↓ Tab", "move to another line."),
        ("◄ ►", "the arrows left and right choose, on a line with a choice."),
        ("Enter", "keeps it; so does Ctrl+S."),
        ("Esc", "leaves it; what was written can be kept, or thrown away."),
    )
    hint = "↓ next line · ◄ ► choose · Enter keeps it · Esc leaves"

    def __init__(self, title: str, action: Action, knowing: Knowing) -> None:
        super().__init__(title)
        self._action = action
        self._knowing = knowing
        self._begun: tuple[str, ...] | None = None

    def inside(self) -> Iterable[Widget]:
        now = self._action
        yield Field("What", LineInput(now.text, select_on_focus=False, id="text"))
        yield Field("For", Choice(tuple(ActionKind), tuple(ActionKind).index(now.kind), id="kind"))
        yield Field(
            "Owner",
            LineInput(now.owner, placeholder="a role, not a name", select_on_focus=False, id="owner"),
        )
        yield Field("Due", Choice(tuple(self._dues().values()), self._due_place(), id="due"))
        written = day(now.due) if now.due else ""
        yield Field("The day", LineInput(written, placeholder="for example 12 January 2027", id="day"))
        yield Field("Status", Choice(tuple(ActionStatus), tuple(ActionStatus).index(now.status), id="status"))
        yield Field(
            "Evidence", LineInput(now.evidence, placeholder="what shows that it was done", id="evidence")
        )
        yield Field("From", Choice(self._steps(), self._step_place(), id="step"))
        yield Static(OWNER, id="about")

    def on_mount(self) -> None:
        self._begun = self._written()
        self._show_day()

    def unkept(self) -> str:
        return NOT_KEPT if self._written() != self._begun else ""

    def action_keep(self) -> None:
        action = self._read()
        if not action.text:
            self._wrong(EMPTY, "#text")
            return
        for name, what in TEXTS.items():
            if told := too_long(self._text(name), what):
                self._wrong(told, f"#{name}")
                return
        asks_meeting = self._asks_meeting()
        written = self._text("day")
        try:
            due = self._knowing.due_day(written if asks_meeting else self._due_written())
        except InputError as error:
            self._wrong(str(error), "#day")
            return
        if due is None and self._due() != NO_DATE:
            self._wrong(_MEETING_DAY if asks_meeting else _WHICH_DAY, "#day")
            return
        self.dismiss(Written(replace(action, due=due), written if asks_meeting else ""))

    @on(Choice.Changed, "#due")
    def _show_day(self) -> None:
        """Show the line of the day only where it counts."""
        field = self.query_one("#day", Input).parent
        if isinstance(field, Field):
            field.display = self._asks_day()
        self._tell_doubt()

    @on(Input.Changed, "#day")
    def _tell_doubt(self) -> None:
        """Ask about a day that is far away, in place of what is said about the owner; it can be kept all the same."""
        self.query_one("#about", Static).update(self._doubt() or OWNER)

    def _doubt(self) -> str:
        if not self._asks_day():
            return ""
        try:
            due = self._knowing.due_day(self._text("day"))
        except InputError:
            return ""
        return self._knowing.doubt(due) if due else ""

    def _asks_day(self) -> bool:
        return self._due() == ON_A_DAY or self._asks_meeting()

    def _asks_meeting(self) -> bool:
        return self._due() == NEXT_MEETING and self._knowing.next_meeting is None

    def _read(self) -> Action:
        place = self.query_one("#step", Choice).place
        return replace(
            self._action,
            text=self._text("text"),
            kind=ActionKind(self.query_one("#kind", Choice).value),
            owner=self._text("owner"),
            status=ActionStatus(self.query_one("#status", Choice).value),
            evidence=self._text("evidence"),
            item=self._knowing.items[place - 1].number if place else 0,
        )

    def _dues(self) -> dict[str, str]:
        """Return what can be chosen for the due date, with the words for it."""
        meeting = self._knowing.next_meeting
        found = {
            NO_DATE: NO_DATE,
            NEXT_MEETING: f"{NEXT_MEETING}, {day(meeting)}" if meeting else f"{NEXT_MEETING}:",
        }
        for name in MONTHS:
            due = self._knowing.due_day(name)
            found[name] = f"in {name}, {day(due)}" if due else name
        return {**found, ON_A_DAY: ON_A_DAY}

    def _due_place(self) -> int:
        due = self._action.due
        if due is None:
            return 0
        return [*self._dues()].index(NEXT_MEETING if due == self._knowing.next_meeting else ON_A_DAY)

    def _due(self) -> str:
        return [*self._dues()][self.query_one("#due", Choice).place]

    def _due_written(self) -> str:
        return {NO_DATE: "", ON_A_DAY: self._text("day")}.get(self._due(), self._due())

    def _steps(self) -> tuple[str, ...]:
        return (_NO_STEP, *(f"{item_name(item)}, {item.short}" for item in self._knowing.items))

    def _step_place(self) -> int:
        numbers = [0, *(item.number for item in self._knowing.items)]
        return numbers.index(self._action.item)

    def _text(self, name: str) -> str:
        return one_line(self.query_one(f"#{name}", Input).value).strip()

    def _written(self) -> tuple[str, ...]:
        texts = (self._text(name) for name in ("text", "owner", "day", "evidence"))
        return (*texts, *(choice.value for choice in self.query(Choice)))

    def _wrong(self, told: str, where: str) -> None:
        self.query_one(MessageLine).say(told, stays=True)
        self.query_one(where).focus()
