"""A facilitator who holds a long random workshop through the services, and copes when something is refused."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from time import sleep
from typing import Final

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError, MachineError, RuleError, ScrutinyError
from tests.crash.driving import ELSEWHERE, places_in, prepared, set_up
from tests.crash.moves import Act, next_move
from tests.crash.options import ROOMS, Plan
from tests.crash.tracing import session_id
from tests.crash.witness import Witness

_BEGINNING: Final = datetime.fromisoformat("2026-11-21T10:00")
_REOPENED: Final = 0.02
"""How often the program is closed and opened again instead of a move."""
_TRIES: Final = 3
"""So many times in turn a refused answer is keyed again; then the session is closed and opened again."""
_GIVEN_UP: Final = 3
"""After so many such openings the facilitator gives up."""


@dataclass(slots=True)
class Minutes:
    """A clock that a minute passes on whenever somebody looks at it."""

    now: datetime = field(default=_BEGINNING)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


class Facilitator:
    """Opens the session of a folder, or sets one up, and goes on with it."""

    def __init__(self, plan: Plan, told: Witness) -> None:
        self._plan = plan
        self._told = told
        self._chance = Random(plan.feed)  # noqa: S311 - a made-up workshop, no secret
        self._desk = Desk(Library(places_in(plan.data), Minutes(), lambda: session_id(plan.feed)))
        self._refused = False
        """Whether the latest act was refused however often it was tried."""

    def hold(self) -> None:
        """Go on until all moves are done. Raises `ScrutinyError` where that is not possible."""
        room = self._open()
        done = openings = 0
        while self._plan.moves is None or done < self._plan.moves:
            openings = openings + 1 if self._refused else 0
            if openings > _GIVEN_UP:
                self._close()
                raise MachineError("Nothing can be saved any more.")
            if self._refused or self._chance.random() < _REOPENED:
                self._close()
                room = self._open()
            done += self._do(room, self._next(room))
            sleep(self._chance.uniform(0, self._plan.pause))
        self._close()

    def _next(self, room: Workshop) -> Act:
        if self._chance.random() < self._plan.carrying:
            folder = self._chance.choice((room.path.parent, self._plan.data / ELSEWHERE))
            return lambda _room: self._desk.carry_on(folder)
        return next_move(self._chance, room)

    def _do(self, room: Workshop, act: Act) -> bool:
        """Do something, several times where it is refused; return whether it was acknowledged."""
        for _ in range(_TRIES):
            before = self._told.tried
            try:
                act(room)
            except (InputError, RuleError):
                return False
            except MachineError as error:
                _note(error)
                self._cope(room)
            else:
                return self._done(room, is_tried=self._told.tried > before)
        self._refused = True
        return False

    def _done(self, room: Workshop, *, is_tried: bool) -> bool:
        """Acknowledge an act, unless it had nothing to save, and let the page make its dated copy."""
        if is_tried:
            self._told.acknowledges()
        room.keep_copy()
        self._refused = False
        return is_tried

    def _cope(self, room: Workshop) -> None:
        """Carry on in a new file where nothing more can be saved in this one: beside it, else on another disk."""
        if not room.is_stuck:
            return
        for folder in (room.path.parent, self._plan.data / ELSEWHERE):
            try:
                self._desk.carry_on(folder)
            except ScrutinyError as error:
                _note(error)
            else:
                self._told.acknowledges()
                return

    def _open(self) -> Workshop:
        path = self._desk.library.last()
        if path is None:
            return self._set_up()
        room = self._desk.open(path)
        self._told.is_open(room.session)
        if self._chance.random() < 0.2:
            self._do(room, lambda room: room.begin_sitting())
        else:
            self._do(room, lambda room: room.continue_sitting())
        return room

    def _set_up(self) -> Workshop:
        secrecy = ROOMS[self._plan.keeps or self._chance.choice([*ROOMS])]
        return set_up(self._desk, secrecy, self._told)

    def _close(self) -> None:
        before, problem = self._told.tried, self._desk.leave()
        if problem:
            _note(problem)
        elif self._told.tried > before:
            self._told.acknowledges()


def hold(plan: Plan) -> None:
    """Hold a workshop."""
    with prepared(plan) as told:
        Facilitator(plan, told).hold()


def _note(trouble: object) -> None:
    print(trouble, file=sys.stderr)  # noqa: T201 - for whoever looks into a finding
