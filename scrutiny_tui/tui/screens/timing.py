"""What is asked about time: the clock, the break, when we have to end, and what to shorten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.clock import ClockState
from scrutiny_tui.domain.day_plan import PartKind
from scrutiny_tui.report.day_words import over_words, proposal_words
from scrutiny_tui.tui.commands import Command, letter

if TYPE_CHECKING:
    from scrutiny_tui.tui.dialogs.typed_or_chosen import Answer
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

TIMING: Final = (
    Command(
        "clock",
        letter("t"),
        "Clock",
        "Count down or up, take a break, say when we have to end, see the plan of the day.",
        everywhere=True,
    ),
    Command(
        "take_break", "", "Break", "Show when the room is to be back, and nothing else.", everywhere=True
    ),
    Command(
        "day",
        "",
        "Plan of the day",
        "See where the day stands, and change its parts and their minutes.",
        everywhere=True,
    ),
)
"""What every page of a workshop offers about time."""

LONGEST_NUMBER: Final = 3
"""So many digits are minutes; with more, or with a point, it is a time of day."""

_BREAKS: Final = (5, 10, 15, 20)
"""Minutes that a break is offered for."""


def ask_clock(page: WorkshopPage) -> None:
    """Ask for anything about time: a number starts a count-down at once."""
    from scrutiny_tui.tui.dialogs.typed_or_chosen import Asked, TypedOrChosen

    acts: dict[str, Callable[[], object]] = {
        "up": lambda: _start(page, 0),
        "hold": lambda: _change(page, page.workshop.hold_clock),
        "stop": lambda: _change(page, page.workshop.stop_clock),
        "large": lambda: show_large(page),
        "break": lambda: ask_break(page),
        "day": lambda: show_day(page),
        "end": lambda: ask_end(page),
        "fit": lambda: ask_fit(page),
    }

    def act(answer: Answer | None) -> None:
        if answer is None:
            return
        if answer.chosen:
            acts[answer.chosen]()
        elif answer.written.isdecimal() and len(answer.written) <= LONGEST_NUMBER:
            _start(page, int(answer.written))
        else:
            keep_end(page, answer.written)

    asked = Asked(
        "Clock",
        "A number counts down so many minutes. A time, such as 16.30, says when we have to end.",
        "Minutes",
        tuple(_clock_choices(page)),
        "A clock that is started takes the place of any other. It stands at the top of every page, says when 2 minutes "
        "are left and when the time is up, and goes on while the program is closed.",
    )
    page.app.push_screen(TypedOrChosen(asked), act)


def _clock_choices(page: WorkshopPage) -> Iterator[tuple[str, str]]:
    face, finish = page.workshop.face(), page.workshop.session.sitting.finish
    yield "up", "Count up from now"
    if face is not None:
        if face.state is not ClockState.UP:
            still = face.state is ClockState.PAUSED
            yield "hold", "Let the clock go on" if still else "Let the clock stand still"
        yield "stop", "Take the clock away"
        if page.shows_clock:
            yield "large", "The clock in large letters"
    yield "break", "Break"
    yield "day", "Plan of the day"
    yield "end", f"When we have to end ({f'{finish:%H.%M}' if finish else 'not set'})"
    yield "fit", "Does the plan fit? (the room sees it too)"


def ask_break(page: WorkshopPage) -> None:
    """Ask how long the break is, and show when the room is to be back."""
    from scrutiny_tui.tui.dialogs.typed_or_chosen import Asked, TypedOrChosen

    left = (each.part for each in page.workshop.day().left if each.part.kind is PartKind.BREAK)
    planned = next(left, None)

    def begin(answer: Answer | None) -> None:
        if answer is not None and page.attempt(page.workshop.start_break, answer.chosen or answer.written):
            page.meet_break()

    asked = Asked(
        "How long is the break?",
        "A number of minutes, or the time to be back, such as 11.20.",
        "Minutes",
        tuple((str(minutes), f"{minutes} minutes") for minutes in _BREAKS),
        "The screen shows when the room is to be back and nothing else, until you go on.",
        str(planned.minutes if planned else _BREAKS[1]),
    )
    page.app.push_screen(TypedOrChosen(asked), begin)


def ask_end(page: WorkshopPage) -> None:
    """Ask when the sitting has to end, and keep it."""
    from scrutiny_tui.tui.dialogs.line import LineDialog

    set_now = page.workshop.session.sitting.finish

    def keep(text: str | None) -> None:
        if text is not None:
            keep_end(page, text)

    told = "Such as 16.30. The overview then says how much of what there is to talk about fits before."
    about = "Write a time of today, or nothing to set no end. It is kept with this sitting."
    at = f"{set_now:%H.%M}" if set_now else ""
    page.app.push_screen(LineDialog("When do we have to end?", "Time", at, told, about=about), keep)


def keep_end(page: WorkshopPage, text: str) -> None:
    """Keep when the sitting has to end, as it was written."""
    if page.attempt(page.workshop.finish_at, text):
        finish = page.workshop.session.sitting.finish
        page.tell(f"We have to end at {finish:%H.%M}." if finish else "No end is set any more.")
        page.written()


def ask_fit(page: WorkshopPage) -> None:
    """Say whether the plan of the day fits, and offer what to shorten where it does not."""
    day, wording = page.workshop.day(), page.workshop.session.wording
    found = page.workshop.proposals()
    told = over_words(day)
    if not found:
        from scrutiny_tui.tui.dialogs.telling import TellingDialog

        page.app.push_screen(TellingDialog("Does the plan fit?", told))
        return
    from scrutiny_tui.tui.dialogs.ask import AskDialog

    def take(choice: str | None) -> None:
        if choice and page.attempt(page.workshop.shorten, found[int(choice)].minutes):
            page.tell("The plan of the day is changed.")
            page.written()

    choices = [("", "Leave it as it is")]
    choices += [(str(place), proposal_words(wording, each)) for place, each in enumerate(found)]
    about = "Leaving it changes nothing. Any other line changes the plan of the day, which can be changed back there."
    page.app.push_screen(AskDialog("Does the plan fit?", choices, told, about=about), take)


def show_day(page: WorkshopPage) -> None:
    """Show the plan of the day over the page."""
    from scrutiny_tui.tui.screens.day import DayPage

    page.app.push_screen(DayPage(page.desk, page.workshop, page.place))


def show_large(page: WorkshopPage) -> None:
    """Show the clock in large letters over the page."""
    from scrutiny_tui.tui.screens.large_time import ClockPage

    page.app.push_screen(ClockPage(page.desk, page.workshop, page.place))


def _start(page: WorkshopPage, minutes: int) -> None:
    _change(page, lambda: page.workshop.start_clock(minutes))


def _change(page: WorkshopPage, act: Callable[[], None]) -> None:
    if page.attempt(act):
        page.show_clock()
