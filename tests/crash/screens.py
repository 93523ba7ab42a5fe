"""Takes slips in the real program on a real terminal, and acknowledges each only when the screen says that it is in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random
from time import monotonic
from typing import Any, Final

from textual.css.query import NoMatches
from textual.pilot import Pilot

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain import voting
from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.moves import show_promise
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui.app import ScrutinyApp
from scrutiny_tui.tui.widgets.big import BigText
from tests.crash.driving import places_in, prepared, set_up
from tests.crash.options import ROOMS, Plan
from tests.crash.tracing import session_id
from tests.crash.witness import Witness

_KEYS: Final = ("1", "2", "3", "d", "a")
_PATIENCE: Final = 20.0
"""Seconds after which the screen is taken not to say any more what it should."""
_GLANCE: Final = 0.002
"""Seconds between two looks at the screen."""


class Hands:
    """Works the keyboard from the first page that shows until so many moves are acknowledged."""

    def __init__(self, desk: Desk, plan: Plan, told: Witness) -> None:
        self._desk = desk
        self._plan = plan
        self._told = told
        self._chance = Random(plan.feed)  # noqa: S311 - made-up slips, no secret
        self._last = ""

    async def work(self, pilot: Pilot[Any]) -> None:
        """Do what the page that shows is for, again and again."""
        await self._until(pilot, lambda: _page(pilot) in {"AnswersPage", "StepPage", "ResultPage"})
        self._told.acknowledges()
        while self._plan.moves is None or self._told.tried < self._plan.moves:
            await self._take_on(pilot, _page(pilot))
        pilot.app.exit()

    async def _take_on(self, pilot: Pilot[Any], page: str) -> None:
        if page == "AskDialog":
            await pilot.press("down")
            await self._press(pilot, "enter", lambda: _page(pilot) == "AnswersPage")
        elif page != "AnswersPage":
            await self._press(pilot, "v", lambda: _page(pilot) != page)
        elif self._missing():
            await self._slip(pilot)
        else:
            await self._press(pilot, "r", lambda: _page(pilot) == "ResultPage")

    async def _slip(self, pilot: Pilot[Any]) -> None:
        # The same key twice within a moment counts once, as it must.
        key = self._chance.choice([each for each in _KEYS if each != self._last])
        self._last = key
        now = voting.turnout(self._room.session, self._item)
        said = f"{now.given + 1} of {now.asked - now.absent}"
        await self._press(pilot, key, lambda: _shown(pilot) == said)

    async def _press(self, pilot: Pilot[Any], key: str, done: Callable[[], bool]) -> None:
        await pilot.press(key)
        await self._until(pilot, done)
        self._told.acknowledges()

    async def _until(self, pilot: Pilot[Any], done: Callable[[], bool]) -> None:
        end = monotonic() + _PATIENCE
        while not done():
            if monotonic() > end:
                raise TimeoutError(f"{_page(pilot)} does not say what it should.")
            await asyncio.sleep(_GLANCE)
        await pilot.pause()

    def _missing(self) -> int:
        return voting.turnout(self._room.session, self._item).missing

    @property
    def _item(self) -> int:
        return self._room.session.place.item

    @property
    def _room(self) -> Workshop:
        if self._desk.workshop is None:
            raise MachineError("No workshop is open.")
        return self._desk.workshop


def take_slips(plan: Plan) -> None:
    """Carry out a plan on the terminal that this process has."""
    with prepared(plan) as told:
        desk = Desk(Library(places_in(plan.data), make_id=lambda: session_id(plan.feed)))
        _open(desk, plan, told)
        hands = Hands(desk, plan, told)
        ScrutinyApp(desk).run(auto_pilot=hands.work)
        if problem := desk.leave():
            raise MachineError(problem)
        told.acknowledges()


def _open(desk: Desk, plan: Plan, told: Witness) -> None:
    """Open the session of the folder; if there is none, set one up in which the first step is being answered."""
    path = desk.library.last()
    if path is not None:
        told.is_open(desk.open(path).session)
        return
    room = set_up(desk, ROOMS[plan.keeps or "labels"], told)
    room.save(show_promise(room.session))
    room.open_round(1)
    room.move_to(Place(PageName.ANSWERS, 1))
    told.acknowledges()


def _page(pilot: Pilot[Any]) -> str:
    return type(pilot.app.screen).__name__ if pilot.app.screen_stack else ""


def _shown(pilot: Pilot[Any]) -> str:
    """Return what the page says of how many have answered."""
    try:
        return pilot.app.screen.query_one("#big-in", BigText).text
    except NoMatches:
        return ""
