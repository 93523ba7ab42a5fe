"""The checker itself: it tells apart what is all there, lost, unreadable and invented, and what tells too much."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.crash.checking import Verdict, check
from tests.crash.facilitator import hold
from tests.crash.options import Plan
from tests.crash.witness import DESCRIPTOR
from tests.support.files import everything_in

Held: TypeAlias = tuple[Path, list[str]]
"""The folder of a workshop that was held and closed, and what was told of it."""
MOVES = 20


def held_in(folder: Path, keeps: str) -> Held:
    log = folder.with_suffix(".log")
    with log.open("wb") as file, pytest.MonkeyPatch.context() as patched:
        patched.setenv(DESCRIPTOR, str(file.fileno()))
        hold(Plan(data=folder, moves=MOVES, keeps=keeps))
    return folder, log.read_text(encoding="ascii").splitlines()


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Held]:
    """A workshop of each kind."""
    base = tmp_path_factory.mktemp("held")
    return {keeps: held_in(base / keeps, keeps) for keeps in ("labels", "totals")}


def copied(held: Held, folder: Path) -> Held:
    return Path(shutil.copytree(held[0], folder / "data")), held[1]


@pytest.fixture
def held(once: dict[str, Held], tmp_path: Path) -> Held:
    """A workshop that keeps labels."""
    return copied(once["labels"], tmp_path)


@pytest.fixture
def held_with_totals(once: dict[str, Held], tmp_path: Path) -> Held:
    """A workshop that keeps totals only."""
    return copied(once["totals"], tmp_path)


def told(number: int, **changes: str | None) -> str:
    return f"TRY {number} {json.dumps({name.replace('_', '/'): value for name, value in changes.items()})}"


def test_everything_acknowledged_is_there_and_what_was_wrong_is_not_forgotten(held: Held) -> None:
    before = everything_in(held[0])
    assert check(*held).verdict is Verdict.OK
    assert everything_in(held[0]) == before
    folder, lines = held
    next(folder.glob("sessions/*.json")).write_bytes(b"")
    assert check(folder.rename(folder.with_name("moved")), lines).verdict is Verdict.OK


def test_the_same_feed_gives_the_same_workshop(held: Held, tmp_path: Path) -> None:
    assert held_in(tmp_path / "again", "labels")[1] == held[1]


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        pytest.param(
            [told(99, ballots_6009_1='"2"'), "ACK 99"], Verdict.LOST, id="acknowledged and not there"
        ),
        pytest.param([told(99, ballots_6009_1='"2"')], Verdict.OK, id="only tried"),
        pytest.param([told(99, voters_3=None), "ACK 99"], Verdict.PHANTOM, id="taken away and still there"),
        pytest.param(
            [told(99, voters_3=None, voters_4=None), "ACK 99", told(100, voters_3='"x"', voters_4='"y"')],
            Verdict.PHANTOM,
            id="half of a change",
        ),
    ],
)
def test_what_is_left_is_held_against_what_was_told(held: Held, more: list[str], verdict: Verdict) -> None:
    folder, lines = held
    assert check(folder, lines + more).verdict is verdict


def test_what_an_opening_found_wrong_is_not_forgotten(held: Held) -> None:
    folder, lines = held
    known = json.loads(lines[0].removeprefix("READY "))
    del known["voters/3"]
    assert check(folder, [lines[0], f"READY {json.dumps(known)}", *lines]).verdict is Verdict.LOST


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"Beginning", b"X", 1),
        None,
    ],
)
def test_a_session_spoilt_or_gone_is_unreadable(held: Held, spoil: Callable[[bytes], bytes] | None) -> None:
    folder, lines = held
    for path in [*folder.glob("sessions/*.json"), *folder.glob("mirror/*.json")]:
        if spoil is None:
            path.unlink()
        else:
            path.write_bytes(spoil(path.read_bytes()))
    assert check(folder, lines).verdict is Verdict.UNREADABLE


def turn_totals_round(folder: Path) -> None:
    """Write totals in the second copy in the order in which answers might have come."""
    path = next(folder.glob("mirror/*.json"))
    tables = json.loads(path.read_bytes())
    for found in tables["rounds"].values():
        found["totals"] = dict(reversed(found["totals"].items()))
    path.write_text(json.dumps(tables), encoding="ascii")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "x.tmp").write_bytes(b'"1001003": {"answer":2,"item":1,"round":1,"vo'),
        lambda folder: (folder / "x.tmp").write_bytes(b'"1001": {"absent":[],"answered":[2,3'),
        turn_totals_round,
    ],
    ids=["answers of people", "who answered", "the order of answers"],
)
def test_totals_tell_nothing_anything_more(held_with_totals: Held, spoil: Callable[[Path], object]) -> None:
    assert check(*held_with_totals).verdict is Verdict.OK
    spoil(held_with_totals[0])
    assert check(*held_with_totals).verdict is Verdict.TELLING
