"""Drives the full-screen program as a person at the keyboard does, without waiting for time."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any, Final, TypeAlias

from rich.segment import Segment
from textual._compositor import LayoutUpdate
from textual._queue import Queue
from textual.command import CommandList
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Key, Paste, Resize
from textual.geometry import Size as TerminalSize
from textual.keys import _character_to_key
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widgets import Input

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import show_promise
from scrutiny_tui.domain.people_list import read_people
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Details, Place, Session
from scrutiny_tui.tui.app import ScrutinyApp
from scrutiny_tui.tui.widgets.big import BigText
from scrutiny_tui.tui.widgets.slips import SlipList
from tests.support.sessions import FixedClock, answered, answers, library, revealed

Size: TypeAlias = tuple[int, int]
Move: TypeAlias = Callable[[Session], Session]
"""A move of the domain."""
Driver: TypeAlias = Pilot[Any]

SMALL: Final[Size] = (60, 18)
NORMAL: Final[Size] = (80, 24)
WIDE: Final[Size] = (100, 30)
LARGE: Final[Size] = (120, 40)
SIZES: Final = (SMALL, NORMAL, WIDE, LARGE)

PEOPLE: Final = "1 chair, 1 vice-chair, 11 members, 2 co-optees"
"""Fifteen people; the list begins with the chair, the vice-chair and Member 1."""

_CALM: Final = 3
"""Turns in which nothing has anything to do, before the program counts as at rest."""
_BETWEEN_LOOKS: Final = 0.005
"""Seconds between two looks at what the program does beside the keys."""
_PATIENCE: Final = 30.0
"""Seconds, after which something is wrong."""

_CHARACTERS: Final = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "minus": "-",
    "slash": "/",
    "question_mark": "?",
}
"""What comes with a key whose name is not the character itself."""

DETAILS: Final = Details(
    council="Exampleshire",
    committee="Children and Families Scrutiny Committee",
    date=date(2026, 11, 21),
    facilitator="Democratic services officer",
    sponsor="Director of Children's Services",
)


A_LONG_TIME: Final = 3600.0
"""Seconds within which all keys of a test come."""


def empty_desk(folder: Path, *, clock: FixedClock | None = None, held_key_seconds: float = 0.0) -> Desk:
    """Return a desk with folders of its own and no workshop, on which no key counts as held unless told otherwise."""
    (folder / "sessions").mkdir(parents=True, exist_ok=True)
    return Desk(library(folder, clock=clock), held_key_seconds)


def make_desk(
    folder: Path,
    details: Details = DETAILS,
    people: str = PEOPLE,
    *,
    clock: FixedClock | None = None,
    held_key_seconds: float = 0.0,
) -> Desk:
    """Return a desk with a workshop that has just been set up."""
    desk = empty_desk(folder, clock=clock, held_key_seconds=held_key_seconds)
    desk.create(details, read_people(people, details.secrecy).voters)
    return desk


def by_name(details: Details = DETAILS) -> Details:
    """Return the details of a workshop that keeps names."""
    return replace(details, secrecy=Secrecy.BY_NAME)


def workshop_of(desk: Desk) -> Workshop:
    """Return the workshop that is open on the desk."""
    assert desk.workshop is not None
    return desk.workshop


def some_answers(step: int, given: str) -> Move:
    """Return the move that takes these answers, such as "2 1 d", on a step and leaves the vote open."""
    return lambda session: answered(session, step, answers(given))


def a_result(step: int, given: str) -> Move:
    """Return the move that takes these answers on a step and shows the result."""
    return lambda session: revealed(session, step, answers(given))


def write(desk: Desk, *moves: Move) -> None:
    """Bring the workshop on the desk further by moves of the domain, saved as one change."""
    session = workshop_of(desk).session
    for move in moves:
        session = move(session)
    workshop_of(desk).save(session)


def at(desk: Desk, place: Place) -> Desk:
    """Return the desk with its workshop at a place, the promise already shown."""
    workshop_of(desk).save(show_promise(workshop_of(desk).session))
    workshop_of(desk).move_to(place)
    return desk


@asynccontextmanager
async def running(desk: Desk, size: Size = NORMAL) -> AsyncIterator[Driver]:
    """Run the program on a terminal of this size; whatever went wrong in it is raised at the end."""
    app = ScrutinyApp(desk)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Driver) -> None:
    """Let the program do all that it has to do. Counts on what waits for messages, not on time."""
    calm, latest = 0, monotonic() + _PATIENCE
    while calm < _CALM and not _ended(pilot):
        assert monotonic() < latest, "The program does not come to rest."
        await sleep(0)
        if any(_at_work(pump) for pump in [pilot.app, *pilot.app._registry]):
            calm = 0
            continue
        # A page below a question is drawn too.
        screens = [pilot.app.screen, *pilot.app._background_screens]
        with pilot.app._context():
            for screen in screens:
                screen._on_timer_update()
        busy = any(each._callbacks or each._layout_required or each._dirty_widgets for each in screens)
        calm = 0 if busy else calm + 1


def _ended(pilot: Driver) -> bool:
    app = pilot.app
    return app._exit or app._exception is not None or not app.screen_stack


def _at_work(pump: MessagePump) -> bool:
    """Say whether this part of the program does something, or has something to do."""
    if pump._closed or not pump.is_running:
        return False
    queue: Queue[Message | None] = pump._message_queue
    return bool(pump._next_callbacks or not queue.empty() or not queue.ready_event._waiters)


async def keyed(pilot: Driver, keys: str) -> None:
    """Press keys, such as "2 1 d enter", each after the one before has done all it does."""
    for key in keys.split():
        _send(pilot, key)
        await settled(pilot)


async def rushed(pilot: Driver, keys: str) -> None:
    """Press keys, such as "A b tab C", all before the first has done anything."""
    for key in keys.split():
        _send(pilot, key)
    await settled(pilot)


async def typed(pilot: Driver, text: str) -> None:
    """Type text into what has the focus."""
    for character in text:
        _send(pilot, character)
    await settled(pilot)


def _send(pilot: Driver, key: str) -> None:
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    event = Key(name, key if len(key) == 1 else _CHARACTERS.get(key))
    event.set_sender(pilot.app)
    pilot.app.post_message(event)


async def pasted(pilot: Driver, text: str) -> None:
    """Paste text into what has the focus."""
    pilot.app.post_message(Paste(text))
    await settled(pilot)


async def resized(pilot: Driver, size: Size) -> None:
    """Change the size of the terminal, as enlarging its letters does."""
    new = TerminalSize(*size)
    driver = pilot.app._driver
    assert isinstance(driver, HeadlessDriver)
    driver._size = new
    pilot.app.post_message(Resize(new, new))
    await settled(pilot)
    # Textual waits a moment for further changes; the test does not.
    pilot.app._check_resize()
    await settled(pilot)


async def filled(pilot: Driver, **fields: str) -> None:
    """Write into the fields of a form by their ids."""
    for name, text in fields.items():
        pilot.app.screen.query_one(f"#{name}", Input).value = text
    await settled(pilot)


async def until(pilot: Driver, condition: Callable[[], bool], limit: float = 10.0) -> None:
    """Wait until the condition holds, for what the program does beside the keys; fail after `limit` seconds."""
    deadline = monotonic() + limit
    while not condition():
        assert monotonic() < deadline, f"still waiting after {limit:g} s"
        await sleep(_BETWEEN_LOOKS)


async def run_from_palette(pilot: Driver, title: str) -> None:
    """Ask for a command by its title in the palette."""
    await keyed(pilot, "ctrl+p")
    await typed(pilot, title)
    found = pilot.app.screen.query_one(CommandList)
    await until(pilot, lambda: found.option_count > 0 and title in str(found.get_option_at_index(0).prompt))
    await keyed(pilot, "enter")
    await until(pilot, lambda: not pilot.app.screen.query(CommandList))
    await settled(pilot)


def screen_lines(pilot: Driver) -> Sequence[str]:
    """Return what the terminal shows, dialogs and messages included, line by line without the blanks at the end."""
    return [line.rstrip() for line in screen_cells(pilot)]


def screen_cells(pilot: Driver) -> Sequence[str]:
    """Return what the terminal shows, line by line, each as wide as the terminal."""
    return ["".join(segment.text for segment in line) for line in screen_segments(pilot)]


def screen_segments(pilot: Driver) -> Sequence[Sequence[Segment]]:
    """Return what the terminal shows with its colours, line by line."""
    app = pilot.app
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(update, LayoutUpdate)
    return [[segment for strip in line for segment in strip] for line in update.strips]


def screen_text(pilot: Driver) -> str:
    """Return what the terminal shows as one text, wrapped lines still broken."""
    return "\n".join(screen_lines(pilot))


def said(pilot: Driver) -> str:
    """Return what the terminal shows with all white space made one blank, for sentences that may be wrapped."""
    return " ".join(screen_text(pilot).split())


def picture(pilot: Driver) -> str:
    """Return the picture of the terminal, colours and styles included."""
    return pilot.app.export_screenshot()


def page_name(pilot: Driver) -> str:
    """Return the name of the page or dialog that is on top."""
    return type(pilot.app.screen).__name__


def told(pilot: Driver, selector: str) -> str:
    """Return what one part of the screen shows, with all white space made one blank."""
    region = pilot.app.screen.query_one(selector).region
    rows = screen_cells(pilot)[region.y : region.bottom]
    return " ".join(" ".join(row[region.x : region.right] for row in rows).split())


def counted(pilot: Driver) -> str:
    """Return how many have answered as a page says it, such as "3 of 15 have answered"."""
    return f"{pilot.app.screen.query_one('#big-in', BigText).text} {told(pilot, '#in')}"


def whose(pilot: Driver) -> str:
    """Return the label of the person under the cursor of the list of slips."""
    slips = pilot.app.screen.query_one(SlipList)
    return slips.slips[slips.cursor].label
