"""What is asked about time: the clock, the break, when we have to end, and whether the plan fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.domain.clock import read_minutes
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.view.result_words import over_words

if TYPE_CHECKING:
    from scrutiny_tui.tui.dialogs.typed_or_chosen import Answer
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage


def ask_clock(page: WorkshopPage, written: str = "", objection: str = "") -> None:
    """Ask for anything about time: a number starts a count-down at once. What cannot be taken is asked for again."""
    from scrutiny_tui.tui.dialogs.typed_or_chosen import Asked, TypedOrChosen

    shows = {"large": show_large, "day": show_day, "fit": show_fit}

    def act(answer: Answer | None) -> None:
        if answer is not None and answer.chosen in shows:
            shows[answer.chosen](page)
        elif answer is not None and answer.chosen:
            page.action_act(answer.chosen)
        elif answer is not None:
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
    from scrutiny_tui.tui.dialogs.telling import TellingDialog

    page.app.push_screen(TellingDialog("Does the plan fit?", over_words(page.workshop.day())))


def show_day(page: WorkshopPage) -> None:
    """Show the plan of the day over the page."""
    from scrutiny_tui.tui.screens.day import DayPage

    page.app.push_screen(DayPage(page.desk, page.workshop, page.place))


def show_large(page: WorkshopPage) -> None:
    """Show the clock in large letters over the page."""
    from scrutiny_tui.tui.screens.large_time import ClockPage

    page.app.push_screen(ClockPage(page.desk, page.workshop, page.place))
