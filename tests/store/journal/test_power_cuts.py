"""Whenever the power fails, every acknowledged change is there afterwards, and nothing that was never asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store.journal.database import SessionDatabase, create_database, open_database
from scrutiny_tui.store.journal.lines import LINE_LIMIT
from scrutiny_tui.store.journal.reading import read_snapshot
from tests.support.disk import NoFileSync, NoFolderSync, PowerCutError, SimulatedDisk, Trouble, fate_of

PATH = Path("/sessions/day.json")
MIRROR = Path("/mirror")
FATES = 6 if os.environ.get("THOROUGH") else 2
"""How many fates of unsynced bytes are tried at each point of a crash."""

State = dict[str, dict[int, Any]]


class Witness:
    """Notes what was asked for before each act, and what was acknowledged after it."""

    def __init__(self) -> None:
        self.acknowledged: State | None = None
        self.asked: State | None = None

    def do(self, state: State, act: Callable[[], object]) -> None:
        self.asked = state
        act()
        self.acknowledged = state


def a_day(
    disk: SimulatedDisk, mirror: Path | None, note: str = "short"
) -> Iterator[tuple[State, Callable[[], object]]]:
    """Yield each state that is asked for, with the act that asks for it."""
    opened: list[SessionDatabase] = []
    state: State = {"people": {1: {"name": "A"}}}

    def create() -> None:
        opened.append(create_database(PATH, state, session_id="s-1", mirror=mirror, system=disk))

    def reopen() -> None:
        opened.append(open_database(PATH, mirror=mirror, system=disk))

    def commit(changes: State) -> tuple[State, Callable[[], object]]:
        for name, rows in changes.items():
            state[name] = {**state.get(name, {}), **rows}
        return copy_of(state), lambda: opened[-1].commit(changes)

    yield copy_of(state), create
    yield commit({"votes": {1: {"level": 1}}})
    yield commit({"votes": {1: {"level": 2}}, "people": {2: {"name": "B"}}})
    yield copy_of(state), opened[-1].fold
    yield commit({"notes": {1: {"text": note}}})
    yield commit({"votes": {2: {"level": 3}}})
    yield copy_of(state), opened[-1].close
    yield copy_of(state), reopen
    yield commit({"votes": {3: {"level": 1}}})
    yield copy_of(state), opened[-1].close


def copy_of(state: State) -> State:
    return {name: dict(rows) for name, rows in state.items()}


def run_until(disk: SimulatedDisk, at: int, mirror: Path | None, note: str) -> tuple[Witness, bool]:
    """Live through the day until the power fails; tell what is known then, and whether it failed at all."""
    witness = Witness()
    disk.plan(Trouble(at))
    try:
        for state, act in a_day(disk, mirror, note):
            witness.do(state, act)
    except PowerCutError:
        return witness, True
    return witness, False


def loss(disk: SimulatedDisk, witness: Witness, mirror: Path | None) -> str:
    """Open the session again and say what is wrong with it; empty if nothing is."""
    if PATH not in disk.names_now and witness.acknowledged is None:
        return ""
    try:
        shown = read_snapshot(PATH, mirror, system=disk).tables
        database = open_database(PATH, mirror=mirror, system=disk)
    except InputError as error:
        return str(error)
    found = {name: dict(database.documents(name)) for name in database.tables()}
    database.close()
    if found != shown:
        return "a reader and a writer see different things"
    return "" if found in (witness.acknowledged, witness.asked) else f"found {str(found)[:200]}"


def losses(kind: type[SimulatedDisk], mirror: Path | None, note: str = "short", step: int = 1) -> list[str]:
    found = []
    at, is_cut = 0, True
    while is_cut:
        at += step
        disk = kind()
        witness, is_cut = run_until(disk, at, mirror, note)
        for start in range(FATES):
            left = disk.after_power_cut(fate_of(at * FATES + start))
            if problem := loss(left, witness, mirror):
                found.append(f"call {at}, fate {start}: {problem}")
    return found


@pytest.mark.parametrize("mirror", [MIRROR, None], ids=["mirror", "alone"])
def test_no_power_cut_loses_what_was_acknowledged(mirror: Path | None) -> None:
    assert losses(SimulatedDisk, mirror) == []


def test_no_power_cut_loses_a_change_that_is_too_long_for_a_line() -> None:
    assert losses(SimulatedDisk, MIRROR, note="x" * LINE_LIMIT, step=2) == []


@pytest.mark.parametrize("broken", [NoFileSync, NoFolderSync])
def test_a_program_that_forgets_a_sync_is_caught(broken: type[SimulatedDisk]) -> None:
    assert len(losses(broken, MIRROR)) > 20


@pytest.mark.parametrize("mirror", [MIRROR, None], ids=["mirror", "alone"])
def test_a_power_cut_while_recovering_from_one_loses_nothing(mirror: Path | None) -> None:
    disk = SimulatedDisk()
    days = a_day(disk, mirror)
    for _ in range(3):
        state, act = next(days)
        act()
    witness = Witness()
    witness.acknowledged = state
    problems, at, is_cut = [], 0, True
    while is_cut:
        at += 1
        again = disk.after_kill()
        is_cut = was_cut_in_opening(again, at, mirror)
        for start in range(FATES):
            left = again.after_power_cut(fate_of(at * FATES + start))
            if problem := loss(left, witness, mirror):
                problems.append(f"call {at}, fate {start}: {problem}")
    assert at > 20
    assert problems == []


def was_cut_in_opening(disk: SimulatedDisk, at: int, mirror: Path | None) -> bool:
    disk.plan(Trouble(at))
    try:
        open_database(PATH, mirror=mirror, system=disk)
    except PowerCutError:
        return True
    return False
