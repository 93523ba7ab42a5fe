"""What is asked about time: the clock, the break, when we have to end, and whether the plan fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from scrutiny_tui.acts.timekeeping import finish_at, start_break
from scrutiny_tui.domain.clock import ClockState, hold_clock, read_minutes, start_clock, stop_clock
from scrutiny_tui.domain.day_plan import PartKind
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.view.phrases import over_words

if TYPE_CHECKING:
    from scrutiny_tui.tui.dialogs.typed_or_chosen import Answer
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

CLOCK: Final = Command(
    "clock",
    letter("t"),
    "Clock",
    "Count down or up, take a break, say when we have to end, see the plan of the day.",
    everywhere=True,
)

TIMING: Final = (
    CLOCK,
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


_BREAKS: Final = (5, 10, 15, 20)
"""Minutes that a break is offered for."""


def ask_clock(page: WorkshopPage, written: str = "", objection: str = "") -> None:
    """Ask for anything about time: a number starts a count-down at once. What cannot be taken is asked for again."""
    from scrutiny_tui.tui.dialogs.typed_or_chosen import Asked, TypedOrChosen

    acts: dict[str, Callable[[], object]] = {
        "up": lambda: _start(page, 0),
        "hold": lambda: _change(
            page, lambda: page.workshop.save(hold_clock(page.workshop.session, page.workshop.now()))
        ),
        "stop": lambda: _change(page, lambda: page.workshop.save(stop_clock(page.workshop.session))),
        "large": lambda: show_large(page),
        "break": lambda: ask_break(page),
        "day": lambda: show_day(page),
        "end": lambda: ask_end(page),
        "fit": lambda: show_fit(page),
    }

    def act(answer: Answer | None) -> None:
        if answer is not None and answer.chosen:
            acts[answer.chosen]()
        elif answer is not None:
            _take_time(page, answer.written, lambda why: ask_clock(page, answer.written, why))

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


def _take_time(page: WorkshopPage, written: str, again: Callable[[str], None]) -> None:
    """Count down minutes that were written, or keep a time of day as the end; say why where it is neither."""
    minutes = read_minutes(written)
    if minutes == 0:
        again("Write how many minutes, from 1 on. To count up, choose it below.")
    elif minutes is None:
        keep_end(page, written, again)
    elif _taken(
        page,
        lambda: page.workshop.save(start_clock(page.workshop.session, minutes, page.workshop.now())),
        again,
    ):
        page.show_clock()


def _taken(page: WorkshopPage, act: Callable[[], object], again: Callable[[str], None]) -> bool:
    """Do something and return whether it was done; what was written wrong is asked for once more, saying why."""
    wrong: list[str] = []

    def checked() -> None:
        try:
            act()
        except (InputError, RuleError) as error:
            wrong.append(str(error))

    done = page.attempt(checked)
    if wrong:
        again(wrong[0])
    return done and not wrong


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


def ask_break(page: WorkshopPage, written: str = "", objection: str = "") -> None:
    """Ask how long the break is, and show when the room is to be back."""
    from scrutiny_tui.tui.dialogs.typed_or_chosen import Asked, TypedOrChosen

    left = (each.part for each in page.workshop.day().left if each.part.kind is PartKind.BREAK)
    planned = next(left, None)

    def begin(answer: Answer | None) -> None:
        if answer is None:
            return
        until = answer.chosen or answer.written
        if _taken(page, lambda: start_break(page.workshop, until), lambda why: ask_break(page, until, why)):
            page.meet_break()

    on_now = page.workshop.session.sitting.today.back_at is not None
    asked = Asked(
        "How long is the break?",
        f"A number of minutes{' from now' if on_now else ''}, or the time to be back, such as 11.20 or 1120.",
        "Minutes",
        tuple((str(minutes), f"{minutes} minutes") for minutes in _BREAKS),
        "The screen shows when the room is to be back and nothing else, until you go on.",
        written or str(planned.minutes if planned else _BREAKS[1]),
        objection,
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


def keep_end(page: WorkshopPage, text: str, again: Callable[[str], None] | None = None) -> None:
    """Keep when the sitting has to end, as it was written; where it cannot be, say why, to `again` where there is one."""
    if _taken(page, lambda: finish_at(page.workshop, text), again or page.warn):
        finish = page.workshop.session.sitting.finish
        page.tell(f"We have to end at {finish:%H.%M}." if finish else "No end is set any more.")
        page.written()


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


def _start(page: WorkshopPage, minutes: int) -> None:
    _change(
        page, lambda: page.workshop.save(start_clock(page.workshop.session, minutes, page.workshop.now()))
    )


def _change(page: WorkshopPage, act: Callable[[], None]) -> None:
    if page.attempt(act):
        page.show_clock()
