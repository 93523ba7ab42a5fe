"""Drives the full-screen program as a person at the keyboard does, without waiting for time."""

from __future__ import annotations

from asyncio import get_running_loop, sleep
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any, Final, TypeAlias
from unittest.mock import patch

from rich.segment import Segment
from textual._compositor import Compositor, LayoutUpdate
from textual._queue import Queue
from textual.app import App
from textual.command import CommandList
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Key, Paste, Resize
from textual.geometry import Size as TerminalSize
from textual.keys import _character_to_key
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.moves import show_promise
from scrutiny_tui.domain.people_list import read_voters
from scrutiny_tui.domain.rounds import Answer, Round
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Details, PageName, Place, Session
from scrutiny_tui.tui.app import ScrutinyApp
from scrutiny_tui.tui.widgets.big import BigText
from scrutiny_tui.tui.widgets.slips import SlipList
from tests.support.sessions import FixedClock, answered, answers, library, revealed, room_of

Size: TypeAlias = tuple[int, int]
Move: TypeAlias = Callable[[Session], Session]
"""A move of the domain."""

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

TABLES: Final = replace(DETAILS, mode=Mode.GROUPS)
"""Where tables answer, whose people are said as "6; 5; 4"."""

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
    desk.create(details, read_voters(people, details).voters)
    return desk


def by_name(details: Details = DETAILS) -> Details:
    """Return the details of a workshop that keeps names."""
    return replace(details, secrecy=Secrecy.BY_NAME)


def some_answers(step: int, given: str) -> Move:
    """Return the move that takes these answers, such as "2 1 d", on a step and leaves the vote open."""
    return lambda session: answered(session, step, answers(given))


def a_result(step: int, given: str) -> Move:
    """Return the move that takes these answers on a step and shows the result."""
    return lambda session: revealed(session, step, answers(given))


def write(desk: Desk, *moves: Move) -> None:
    """Bring the workshop on the desk further by moves of the domain, saved as one change."""
    session = room_of(desk).session
    for move in moves:
        session = move(session)
    room_of(desk).save(session)


def at(desk: Desk, place: Place) -> Desk:
    """Return the desk with its workshop at a place, the promise already shown."""
    room_of(desk).save(show_promise(room_of(desk).session))
    room_of(desk).move_to(place)
    return desk


def at_vote(desk: Desk, page: PageName = PageName.ANSWERS, item: int = 1) -> Desk:
    """Return the desk with a vote open, at a page on which it is answered."""
    room_of(desk).open_round(item)
    return at(desk, Place(page, item))


def vote(desk: Desk) -> Round:
    """Return the vote that is open on the first step."""
    found = room_of(desk).session.open_round(1)
    assert found is not None
    return found


def ballots(desk: Desk) -> dict[int, Answer]:
    """Return the answers on the first step while its vote is open."""
    found = room_of(desk).session.open_round(1)
    return dict(found.ballots) if found else {}


class Driver(Pilot[Any]):
    """A person at the keyboard, who reads what the terminal shows."""

    _drawn: Sequence[Sequence[Segment]] | None = None
    """What the terminal shows, as long as nothing has been done since it was read."""

    @property
    def screen(self) -> Screen[Any]:
        """The page or dialog that is on top."""
        return self.app.screen

    @property
    def page(self) -> str:
        """The name of the page or dialog that is on top."""
        return type(self.screen).__name__

    async def settle(self, *, draws: bool = True) -> None:
        """Let the program do all that it has to do, then draw. Counts on what waits for messages, not on time."""
        with patch.object(Compositor, "render_update", _draw_later):
            await self._come_to_rest()
        if draws:
            self._draw()

    def _draw(self) -> None:
        self._forget()
        if not self._has_ended:
            with self.app._context(), patch.object(Compositor, "render_update", self._draw_and_keep):
                self.screen._compositor_refresh()

    def _draw_and_keep(self, **options: Any) -> object:
        """Draw what has changed; whoever reads next need not have it drawn again if that was everything."""
        update = _draw_now(self.screen._compositor, **options)
        if isinstance(update, LayoutUpdate):
            self._keep(update)
        return update

    async def _come_to_rest(self) -> None:
        calm, latest = 0, monotonic() + _PATIENCE
        while calm < _CALM and not self._has_ended:
            assert monotonic() < latest, "The program does not come to rest."
            await sleep(0)
            if any(_at_work(pump) for pump in [self.app, *self.app._registry]):
                calm = 0
                continue
            # A page below a question is drawn too.
            screens = [self.screen, *self.app._background_screens]
            with self.app._context():
                for screen in screens:
                    screen._on_timer_update()
            busy = any(each._callbacks or each._layout_required or each._dirty_widgets for each in screens)
            calm = 0 if busy else calm + 1

    @property
    def _has_ended(self) -> bool:
        return self.app._exit or self.app._exception is not None or not self.app.screen_stack

    async def keys(self, keys: str, *, draws: bool = True) -> None:
        """Press keys, such as "2 1 d enter", each after the one before has done all it does, then draw."""
        for key in keys.split():
            self._send(key)
            await self.settle(draws=False)
        if draws:
            self._draw()

    async def rush(self, keys: str) -> None:
        """Press keys, such as "A b tab C", all before the first has done anything."""
        for key in keys.split():
            self._send(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type text into what has the focus."""
        for character in text:
            self._send(character)
        await self.settle()

    def _send(self, key: str) -> None:
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        event = Key(name, key if len(key) == 1 else _CHARACTERS.get(key))
        event.set_sender(self.app)
        self.app.post_message(event)

    async def paste(self, text: str) -> None:
        """Paste text into what has the focus."""
        self._paste(text)
        await self.settle()

    def _paste(self, text: str) -> None:
        self.app.post_message(Paste(text))

    async def resize(self, size: Size) -> None:
        """Change the size of the terminal, as enlarging its letters does."""
        new = TerminalSize(*size)
        driver = self.app._driver
        assert isinstance(driver, HeadlessDriver)
        driver._size = new
        self.app.post_message(Resize(new, new))
        await self.settle(draws=False)
        # Textual waits a moment for further changes; the test does not.
        self.app._check_resize()
        await self.settle()

    async def fill(self, **fields: str) -> None:
        """Write into the fields of a form by their ids."""
        for name, text in fields.items():
            self.screen.query_one(f"#{name}", Input).value = text
        await self.settle()

    async def until(self, condition: Callable[[], bool], limit: float = 10.0) -> None:
        """Wait until the condition holds, for what the program does beside the keys; fail after `limit` seconds."""
        deadline = monotonic() + limit
        while not condition():
            assert monotonic() < deadline, f"still waiting after {limit:g} s"
            await sleep(_BETWEEN_LOOKS)

    async def ask_for(self, title: str) -> None:
        """Ask for a command by its title in the palette."""
        await self.keys("ctrl+p", draws=False)
        self._paste(title)
        await self.settle(draws=False)
        found = self.screen.query_one(CommandList)
        await self.until(lambda: found.option_count > 0 and title in str(found.get_option_at_index(0).prompt))
        await self.keys("enter", draws=False)
        await self.until(lambda: not self.screen.query(CommandList))
        await self.settle()

    @property
    def segments(self) -> Sequence[Sequence[Segment]]:
        """What the terminal shows with its colours, dialogs and messages included, line by line."""
        if self._drawn is None:
            update = self.screen._compositor.render_update(
                full=True, screen_stack=self.app._background_screens
            )
            assert isinstance(update, LayoutUpdate)
            self._keep(update)
        assert self._drawn is not None
        return self._drawn

    def _keep(self, update: LayoutUpdate) -> None:
        self._drawn = [[segment for strip in line for segment in strip] for line in update.strips]
        # Nothing changes before the program is waited for again.
        get_running_loop().call_soon(self._forget)

    def _forget(self) -> None:
        self._drawn = None

    @property
    def cells(self) -> Sequence[str]:
        """What the terminal shows, line by line, each as wide as the terminal."""
        return ["".join(segment.text for segment in line) for line in self.segments]

    @property
    def lines(self) -> Sequence[str]:
        """What the terminal shows, line by line without the blanks at the end."""
        return [line.rstrip() for line in self.cells]

    @property
    def text(self) -> str:
        """What the terminal shows as one text, wrapped lines still broken."""
        return "\n".join(self.lines)

    @property
    def said(self) -> str:
        """What the terminal shows with all white space made one blank, for sentences that may be wrapped."""
        return " ".join(self.text.split())

    def told(self, selector: str) -> str:
        """Return what one part of the screen shows, with all white space made one blank."""
        region = self.screen.query_one(selector).region
        rows = self.cells[region.y : region.bottom]
        return " ".join(" ".join(row[region.x : region.right] for row in rows).split())

    @property
    def picture(self) -> str:
        """What the terminal shows with every colour and style, to be compared with another time."""
        return "\n".join(
            "".join(f"{segment.text}[{segment.style}]" for segment in line) for line in self.segments
        )

    @property
    def counted(self) -> str:
        """How many have answered as a page says it, such as "3 of 15 have answered"."""
        return f"{self.screen.query_one('#big-in', BigText).text} {self.told('#in')}"

    @property
    def whose(self) -> str:
        """The label of the person under the cursor of the list of slips."""
        slips = self.screen.query_one(SlipList)
        return slips.slips[slips.cursor].label


_draw_now = Compositor.render_update


def _draw_later(compositor: Compositor, *arguments: Any, **options: Any) -> object:
    """Remember what has changed until the program is at rest; a frame that nobody reads costs most of the time."""
    return _draw_now(compositor, *arguments, **options) if options.get("full") else None


def _at_work(pump: MessagePump) -> bool:
    """Say whether this part of the program does something, or has something to do."""
    if pump._closed or not pump.is_running:
        return False
    queue: Queue[Message | None] = pump._message_queue
    return bool(pump._next_callbacks or not queue.empty() or not queue.ready_event._waiters)


@asynccontextmanager
async def running(desk: Desk, size: Size = NORMAL) -> AsyncIterator[Driver]:
    """Run the program on a terminal of this size; whatever went wrong in it is raised at the end."""
    async with driven(ScrutinyApp(desk), size) as pilot:
        yield pilot


@asynccontextmanager
async def asking(desk: Desk, command: str, keys: str = "", size: Size = LARGE) -> AsyncIterator[Driver]:
    """Run the program, ask for a command, and press keys."""
    async with running(desk, size) as pilot:
        await pilot.ask_for(command)
        await pilot.keys(keys)
        yield pilot


@asynccontextmanager
async def driven(app: App[Any], size: Size = NORMAL) -> AsyncIterator[Driver]:
    """Run a window on a terminal of this size."""
    async with app.run_test(size=size, notifications=True):
        pilot = Driver(app)
        await pilot.settle()
        yield pilot
