"""The timetable, and what is asked about time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, ClassVar, Final

from textual import on
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.acts.time_acts import add_break, change_part, change_plan, starts_at
from scrutiny_tui.domain.clock import read_minutes
from scrutiny_tui.domain.day_plan import PartKind, moved
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.phrases import several, time_of_day
from scrutiny_tui.domain.standing import Day, Stage, Standing
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.dialogs.dialog import TellingDialog
from scrutiny_tui.tui.dialogs.line import LineDialog, TypedOrChosen, ask_line
from scrutiny_tui.tui.screens.large_pages import ClockPage
from scrutiny_tui.tui.screens.navigation import CLOCK
from scrutiny_tui.tui.screens.workshop_page import REDRAWN_EVERY, WorkshopPage
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Key, Rows
from scrutiny_tui.view.result_words import over_words, part_name


def ask_clock(page: WorkshopPage, written: str = "", objection: str = "") -> None:
    """Ask for anything about time: a number starts a count-down at once. What cannot be taken is asked for again."""
    told = "Type minutes to start a timer (10), or a time to set the finish (4:30pm)."
    dialog = TypedOrChosen("Timer", "Minutes", written, told)
    dialog.choices, dialog.objection = _clock_choices(page), objection
    ask_line(page, dialog, partial(_take_time, page))


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


def _clock_choices(page: WorkshopPage) -> dict[str, Callable[[], object]]:
    acts = (CATALOGUE.acts[name] for name in ("count-up", "hold-clock", "stop-clock"))
    choices: dict[str, Callable[[], object]] = {
        act.title: partial(page.begin_act, act) for act in acts if act.when(page.workshop, {})
    }
    if page.workshop.face() is not None and page.shows_clock:
        large = ClockPage(page.desk, page.workshop, page.place)
        choices["The timer in large letters"] = partial(page.app.push_screen, large)
    finish = page.workshop.session.sitting.finish
    end = f"Finish time ({time_of_day(finish) if finish else 'not set'})"
    return {
        **choices,
        "Break": partial(page.action_act, "break"),
        "Timetable": partial(page.action_over, "day"),
        end: partial(page.action_act, "end-at"),
        "Does the timetable fit?": partial(show_fit, page),
    }


def show_fit(page: WorkshopPage) -> None:
    """Say whether the timetable fits, and offer to fit it to the time left if it does not."""
    squeeze, told = CATALOGUE.acts["fit-timetable"], over_words(page.workshop.day())
    if page.workshop.read_only or not squeeze.when(page.workshop, {}):
        page.app.push_screen(TellingDialog("Does the timetable fit?", told))
        return
    choices = {"Keep it as it is": None, "Same time for each step": partial(page.begin_act, squeeze)}
    told = f"{told} Breaks can go, and each step gets the same time."
    ask(page, "Does the timetable fit?", choices, told)


_MARKS: Final = {Stage.DONE: "·", Stage.NOW: "►", Stage.NEXT: " ", Stage.OUT: "-"}
_STARTS: Final = "starts"
_ENDS: Final = "ends"
_BESIDE: Final = 36
"""Columns that a row takes beside the name of the part."""


class DayPage(WorkshopPage):
    """Opened over a page. Every line can be changed with Enter."""

    CSS_PATH = styles("day")
    AUTO_FOCUS = "OptionList"
    shows_place = False
    called = "Timetable"
    lead = (Key("Enter", "Change", "change"),)
    is_over = True
    commands: ClassVar[tuple[Command, ...]] = (
        Command("back", "escape", "Back", "Go back to the page before.", footer=True),
        Command("change", "", "Change this line", "Change what this line says."),
        Command(
            "fit",
            letter("f"),
            "Does it fit?",
            "Say if the timetable fits, and fit it to the time left.",
            footer=True,
        ),
        CLOCK,
    )
    help_text = (
        "What is finished, what is on now, and when the rest will start. Press Enter to change a line: the minutes, the "
        "order, the start or the finish. Only this workshop changes."
    )

    def body(self) -> Iterable[Widget]:
        yield Rows(markup=False)

    def begin(self) -> None:
        super().begin()
        self.written()
        self.set_interval(REDRAWN_EVERY, self.written)

    @on(Resize)
    @on(ScreenResume)
    def written(self) -> None:
        """Write the rows as the day stands now; the cursor stays on its row, and begins on what is on."""
        day, shown = self.workshop.day(), self.query_one(Rows)
        rows = [Option(text, id=key) for key, text in self._rows(day)]
        begin = [row.id for row in rows].index(day.now.key) if day.now else 0
        shown.refill(rows, begin if shown.highlighted is None else shown.highlighted)

    def _rows(self, day: Day) -> list[tuple[str, Content]]:
        starts = self.workshop.plan.starts
        started = time_of_day(starts) if starts else "not set"
        end = time_of_day(day.finish) if day.finish else "not set"
        rows = [(_STARTS, Content(f"  Start: {started}"))]
        rows += [(each.key, self._row(each)) for each in day.parts]
        rows.append((_ENDS, Content(f"  Finish: {end}. As planned now: {time_of_day(day.ends)}.")))
        return rows

    def _row(self, each: Standing) -> Content:
        room = max(self.app.size.width - _BESIDE, len("Step 1"))
        name = Content(clean(part_name(self.workshop.session.wording, each.part))).truncate(
            room, ellipsis=True
        )
        begins = time_of_day(each.begins) if each.begins else ""
        minutes = f"{each.part.minutes} min" if each.part.minutes else ""
        stage = "" if each.stage is Stage.NEXT else each.stage.value
        style = "bold" if each.stage is Stage.NOW else ""
        gap = " " * (room - name.cell_length)
        text = f"{_MARKS[each.stage]} {begins:>7}  {name.plain}{gap}  {minutes:>7}  {stage}"
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
                self._do(starts_at, text)

        at = time_of_day(starts) if starts else ""
        told = "For example 2pm. Leave it empty to start with the first page."
        self.app.push_screen(LineDialog("When do we start?", "Time", at, told), keep)

    def _ask_part(self, key: str) -> None:
        plan = self.workshop.plan
        part = dict(plan.keyed)[key]

        def minutes(written: str) -> None:
            self._do(change_part, key, written)

        def move(by: int) -> None:
            self._do(change_plan, moved(self.workshop.plan, key, by))

        choices: dict[str, Callable[[], object]] = {
            "Skip it": partial(minutes, "0"),
            "Move it up": partial(move, -1),
            "Move it down": partial(move, 1),
        }
        if part.kind is not PartKind.BREAK:
            choices["Add a break before it"] = partial(self._do, add_break, key)
        planned = several(part.minutes, "minute", "minutes") if part.minutes else "It is skipped: no minutes"
        dialog = TypedOrChosen(
            part_name(self.workshop.session.wording, part),
            "Minutes",
            str(part.minutes),
            f"{planned} planned. Type the minutes; 0 skips this part.",
        )
        dialog.choices = choices
        ask_line(self, dialog, minutes)

    def _do(self, act: Callable[..., object], *arguments: Any) -> None:
        if self.attempt(act, self.workshop, *arguments):
            self.written()

    def action_change(self) -> None:
        self.query_one(OptionList).action_select()

    def action_fit(self) -> None:
        show_fit(self)
