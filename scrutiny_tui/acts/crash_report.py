"""What is told and kept when the program stops at a mistake of its own: where it was, and what is safe, never a value.

An error's message and the variables around it may hold answers, names, notes and paths; none of them is written.
"""

from __future__ import annotations

import errno
import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from traceback import walk_tb
from typing import TYPE_CHECKING, Final

from scrutiny_tui import __version__
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.printable import printable, safe
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.rounds import RoundState
from scrutiny_tui.domain.voting import name_of
from scrutiny_tui.store.disk_errors import explain
from scrutiny_tui.store.places import keep_report, reports_folder
from scrutiny_tui.store.session_paths import last_changed

if TYPE_CHECKING:
    from pathlib import Path

    from scrutiny_tui.acts.desk import Desk
    from scrutiny_tui.domain.session import Session

_MOST_ERRORS: Final = 5
"""How many errors are told that led to one another."""

_FIRST_PLACES: Final = 20
_LAST_PLACES: Final = 40
"""How many places of a long way are told; a function that calls itself without end comes to a thousand."""

_LIBRARIES: Final = ("textual", "tinydb", "click")


@record
class Doing:
    """What the program did when it stopped."""

    what: str
    """The command, or the classes of the screens from the front to the back: names out of the program, nothing typed."""
    width: int = 0
    """Columns of the terminal; 0 where there is none."""
    height: int = 0
    """Lines of the terminal."""


def report_text(error: BaseException, doing: Doing, now: datetime) -> str:
    """Return the report: versions, terminal, page, and for each error its type and the way to it."""
    lines = [
        "A fault in Scrutiny TUI. This report has no answers, names, notes or paths.",
        "",
        f"Time: {now:%Y-%m-%d %H:%M:%S}",
        f"Versions: {', '.join((f'Scrutiny TUI {__version__}', *versions(), sys.platform))}",
        f"Terminal: {f'{doing.width} x {doing.height}' if doing.width else 'none'}",
        f"Doing: {doing.what}",
    ]
    for each in led_to(error):
        lines += ["", _kind(each), *(f"  {place}" for place in _way(each))]
    return "\n".join(lines) + "\n"


def led_to(error: BaseException) -> tuple[BaseException, ...]:
    """Return the error and those that led to it, the first cause last."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting and len(found) < _MOST_ERRORS:
        each = waiting.pop(0)
        if each is None or any(each is other for other in found):
            continue
        found.append(each)
        waiting.append(origin(each))
        waiting += each.exceptions if isinstance(each, BaseExceptionGroup) else ()
        waiting.append(each.__cause__ or (None if each.__suppress_context__ else each.__context__))
    return tuple(found)


def origin(error: BaseException) -> BaseException:
    """Return what went wrong: a worker's error only wraps it."""
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) else error


def place_of(error: BaseException) -> str:
    """Return the type of what went wrong and the last place in the program on the way to it."""
    first = origin(error)
    way = _way(first)
    return f"{_kind(first)} in {way[-1]}" if way else _kind(first)


def _kind(error: BaseException) -> str:
    name = type(error).__qualname__
    code = errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else ""
    return f"{name} {code}".rstrip()


def _way(error: BaseException) -> list[str]:
    # The module's name, because the path of its file would tell where the program is installed and for whom.
    places = [
        f"{frame.f_globals.get('__name__', '?')}, line {line}, {frame.f_code.co_qualname}"
        for frame, line in walk_tb(error.__traceback__)
    ]
    left_out = len(places) - _FIRST_PLACES - _LAST_PLACES
    if left_out > 0:
        places[_FIRST_PLACES:-_LAST_PLACES] = [f"... {left_out} more"]
    return places


def versions() -> Iterator[str]:
    """Yield the versions of Python and of the libraries that the program stands on."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  heavy, and seldom needed

    yield f"Python {platform.python_version()}"
    for library in _LIBRARIES:
        with suppress(PackageNotFoundError):
            yield f"{library} {version(library)}"


def kept_sentence(error: BaseException, doing: Doing, now: datetime) -> str:
    """Keep the report and return a sentence that says where it is, or why there is none; never raises `OSError`."""
    folder = reports_folder()
    try:
        path = keep_report(report_text(error, doing, now), folder, now)
    except OSError as refused:
        return f"The fault report could not be saved. {explain(refused, folder)}"
    return f"A fault report, without answers, names or notes, is in\n{path}"


def calm_words(error: BaseException, safety: str, next_step: str, kept: str) -> str:
    """Return what happened, what is safe, what to do next and where the report is.

    `safety` and `next_step` are sentences; `kept` is the sentence about the report.
    """
    first = origin(error)
    # What was to be told to a person is told now; the message of any other error may hold an answer.
    told = f" {safe(str(first))}" if isinstance(first, ScrutinyError) else ""
    lines = [f"The program has stopped because of a fault.{told}", safety, next_step]
    lines += [f"For the developers: {place_of(error)}.", kept]
    return printable("\n".join(filter(None, lines)))


_MOST_NAMED: Final = 3
"""How many votes are named that are going on."""


def safe_up_to(desk: Desk) -> str:
    """Return what is safe, in sentences: until when, and how many answers are in; never what they are."""
    workshop = desk.workshop
    if workshop is None:
        return "No workshop was open, so no answers are at risk."
    if desk.original:
        return "Only a copy was open, so no answers are at risk."
    saved = _saved_at(workshop.path)
    when = f" The workshop was last saved at {saved}." if saved else ""
    if workshop.session.is_warm_up:
        return f"Everything but the warm-up is safe.{when}"
    return f"All answers shown as entered are safe.{when}{_in(workshop.session)}"


def _saved_at(path: Path) -> str:
    with suppress(OSError):
        changed = last_changed(path)
        if changed:
            return f"{datetime.fromtimestamp(changed).astimezone():%H:%M:%S}"
    return ""


def _in(session: Session) -> str:
    """Return how many answers are in of votes that are going on."""
    going_on = [each for each in session.rounds.values() if each.state is RoundState.OPEN and each.given]
    named = [
        f"{each.given} of {len(session.electorate)} on {name_of(session, each.item)}"
        for each in going_on[:_MOST_NAMED]
    ]
    more = len(going_on) - _MOST_NAMED
    named += [f"and answers to {more} others"] if more > 0 else []
    return f" Answered, not shown yet: {', '.join(named)}." if named else ""
