"""The plan of the day, and what is asked about time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar, Final

from textual import on
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.acts.timekeeping import add_break, change_part, change_plan, starts_at
from scrutiny_tui.domain.clock import read_minutes
from scrutiny_tui.domain.day_plan import PartKind, moved
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.standing import Day, Stage, Standing
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.dialogs.dialog import TellingDialog
from scrutiny_tui.tui.dialogs.line import Answer, Asked, LineDialog, TypedOrChosen
from scrutiny_tui.tui.screens.large_pages import ClockPage
from scrutiny_tui.tui.screens.navigation import TIMING
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Key
from scrutiny_tui.tui.widgets.forms import Rows
from scrutiny_tui.view.phrases import over_words, part_name


def ask_clock(page: WorkshopPage, written: str = "", objection: str = "") -> None:
    """Ask for anything about time: a number starts a count-down at once. What cannot be taken is asked for again."""

    def act(answer: Answer | None) -> None:
        if answer is None:
            return
        if answer.chosen == "large":
            page.app.push_screen(ClockPage(page.desk, page.workshop, page.place))
        elif answer.chosen == "day":
            page.action_day()
        elif answer.chosen == "fit":
            show_fit(page)
        elif answer.chosen:
            page.action_act(answer.chosen)
        else:
            _take_time(page, answer.written)

    asked = Asked(
        "Clock",
        "A number counts down so many minutes. A time, such as 16.30 or 1630, says when we have to end.",
        "Minutes",
        tuple(_clock_choices(page)),
        "A clock that is started takes the place of any other. It stands at the top of every page, says when 2 minutes "
        "are left, or half of less than 4, and when the time is up, and goes on while the program is closed.",
        written,
        objection,
    )
    page.app.push_screen(TypedOrChosen(asked), act)


def _take_time(page: WorkshopPage, written: str) -> None:
    """Count down minutes that were written, or keep a time of day as the end; ask again if it is neither."""
    name, parameter = ("end-at", "time") if read_minutes(written) is None else ("count-down", "minutes")
    act = CATALOGUE.acts[name]
    try:
        values = act.read(page.workshop, {parameter: written}, {})
        act.check(page.workshop, values)
    except (InputError, RuleError) as error:
        ask_clock(page, written, str(error))
    else:
        page.do(act, values)


def _clock_choices(page: WorkshopPage) -> Iterator[tuple[str, str]]:
    for name in ("count-up", "hold-clock", "stop-clock"):
        act = CATALOGUE.acts[name]
        if act.when(page.workshop, {}):
            yield name, act.title
    if page.workshop.face() is not None and page.shows_clock:
        yield "large", "The clock in large letters"
    finish = page.workshop.session.sitting.finish
    yield "break", "Break"
    yield "day", "Plan of the day"
    yield "end-at", f"When we have to end ({f'{finish:%H.%M}' if finish else 'not set'})"
    yield "fit", "Does the plan fit? (the room sees it too)"


def show_fit(page: WorkshopPage) -> None:
    """Say whether the plan of the day fits."""
    page.app.push_screen(TellingDialog("Does the plan fit?", over_words(page.workshop.day())))


_MARKS: Final = {Stage.DONE: "√", Stage.NOW: "►", Stage.NEXT: " ", Stage.OUT: "-"}
_STARTS: Final = "starts"
_ENDS: Final = "ends"
_REDRAWN_EVERY: Final = 30
"""Seconds until the times are told anew."""
_BESIDE: Final = 34
"""Columns that a row takes beside the name of the part."""


class DayPage(WorkshopPage):
    """Opened over a page. Every line can be changed with Enter."""

    CSS_PATH = styles("day")
    AUTO_FOCUS = "OptionList"
    shows_place = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command("back", "escape", "Back", "Back to the page before.", footer=True),
        Command("change", "", "Change this line", "Change what the line under the cursor says."),
        Command("fit", "", "Does the plan fit?", "Say whether the plan fits."),
        *(each for each in TIMING if each.action != "day"),
    )
    BINDINGS = bindings(commands)
    help_text = (
        "What is done, what is on, and when the rest begins if each part takes as long as planned. ↑ ↓ move, and Enter changes the line "
        "under the cursor: the minutes, the order, when we start and when we have to end. It changes this workshop only."
    )

    def heading(self) -> tuple[str, str, str]:
        title, council, _where = super().heading()
        return title, council, "Plan of the day"

    def body(self) -> Iterable[Widget]:
        yield Static("Plan of the day", classes="heading")
        yield Rows(markup=False)

    def begin(self) -> None:
        super().begin()
        self.written()
        self.set_interval(_REDRAWN_EVERY, self.written)

    @on(Resize)
    @on(ScreenResume)
    def written(self) -> None:
        """Write the rows as the day stands now; the cursor stays on its row, and begins on what is on."""
        day, shown = self.workshop.day(), self.query_one(OptionList)
        at = shown.highlighted
        rows = self._rows(day)
        shown.clear_options()
        shown.add_options(Option(text, id=key) for key, text in rows)
        keys = [key for key, _text in rows]
        begin = keys.index(day.now.key) if day.now else 0
        shown.highlighted = begin if at is None else min(at, len(rows) - 1)

    def lead_keys(self) -> tuple[Key, ...]:
        return (Key("Enter", "Change", "change"),)

    def public(self) -> None:
        """Leave the room's window to the page below."""

    def _rows(self, day: Day) -> list[tuple[str, Content]]:
        starts = self.workshop.plan.starts
        started = f"{starts:%H.%M}" if starts else "not set"
        end = f"{day.finish:%H.%M}" if day.finish else "not set"
        rows = [(_STARTS, Content(f"  Start: {started}"))]
        rows += [(each.key, self._row(each)) for each in day.parts]
        rows.append((_ENDS, Content(f"  We have to end: {end}. As it stands: {day.ends:%H.%M}.")))
        return rows

    def _row(self, each: Standing) -> Content:
        room = max(self.app.size.width - _BESIDE, len("Step 1"))
        name = Content(clean(part_name(self.workshop.session.wording, each.part))).truncate(
            room, ellipsis=True
        )
        begins = f"{each.begins:%H.%M}" if each.begins else ""
        minutes = f"{each.part.minutes} min" if each.part.minutes else ""
        stage = "" if each.stage is Stage.NEXT else each.stage.value
        style = "bold" if each.stage is Stage.NOW else ""
        gap = " " * (room - name.cell_length)
        text = f"{_MARKS[each.stage]} {begins:5}  {name.plain}{gap}  {minutes:>7}  {stage}"
        return Content.styled(text, style) if style else Content(text)

    @on(OptionList.OptionSelected)
    def _change(self, event: OptionList.OptionSelected) -> None:
        key = event.option_id or ""
        if key == _STARTS:
            self._ask_start()
        elif key == _ENDS:
            self.action_act("end-at")
        else:
            self._ask_part(key)

    def _ask_start(self) -> None:
        starts = self.workshop.plan.starts

        def keep(text: str | None) -> None:
            if text is not None:
                self._do(lambda: starts_at(self.workshop, text))

        at = f"{starts:%H.%M}" if starts else ""
        told = "Such as 14.00. As long as nothing was begun, the times are counted from then."
        about = "Write a time of day, or nothing to say none."
        self.app.push_screen(LineDialog("When do we start?", "Time", at, told, about=about), keep)

    def _ask_part(self, key: str) -> None:
        plan = self.workshop.plan
        part = dict(plan.keyed)[key]
        acts: dict[str, Callable[[], None]] = {
            "out": lambda: change_part(self.workshop, key, "0"),
            "earlier": lambda: change_plan(self.workshop, moved(self.workshop.plan, key, -1)),
            "later": lambda: change_plan(self.workshop, moved(self.workshop.plan, key, 1)),
            "break": lambda: add_break(self.workshop, key),
        }
        choices = [("out", "Leave it out"), ("earlier", "Move it up"), ("later", "Move it down")]
        if part.kind is not PartKind.BREAK:
            choices.append(("break", "A break before it"))

        def change(answer: Answer | None) -> None:
            if answer is not None:
                written = answer.written
                self._do(
                    acts[answer.chosen] if answer.chosen else lambda: change_part(self.workshop, key, written)
                )

        planned = (
            several(part.minutes, "minute is", "minutes are")
            if part.minutes
            else "It is left out; no minutes are"
        )
        asked = Asked(
            part_name(self.workshop.session.wording, part),
            f"{planned} planned for it.",
            "Minutes",
            tuple(choices),
            "The line takes a number of minutes; 0 leaves the part out. It can be put back the same way.",
            str(part.minutes),
        )
        self.app.push_screen(TypedOrChosen(asked), change)

    def _do(self, act: Callable[[], None]) -> None:
        if self.attempt(act):
            self.written()

    def action_change(self) -> None:
        self.query_one(OptionList).action_select()

    def action_fit(self) -> None:
        show_fit(self)

    def action_back(self) -> None:
        self.app.pop_screen()
