"""The checker itself: it tells apart what is all there, lost, unreadable and invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crash.checking import Verdict, check
from tests.crash.driving import drive
from tests.crash.plan import Plan
from tests.crash.witness import DESCRIPTOR

MOVES = 12


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[str]]:
    """The folder of a workshop that was held and closed, and what was told of it."""
    return hold(tmp_path / "data", "labels", monkeypatch)


@pytest.fixture
def held_with_totals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[str]]:
    """The same where only totals are kept."""
    return hold(tmp_path / "totals", "totals", monkeypatch)


def hold(folder: Path, keeps: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[str]]:
    log = folder.with_suffix(".log")
    with log.open("wb") as file:
        monkeypatch.setenv(DESCRIPTOR, str(file.fileno()))
        drive(Plan(folder, "1", MOVES, keeps))
    return folder, log.read_text(encoding="ascii").splitlines()


def test_everything_acknowledged_is_there(held: tuple[Path, list[str]]) -> None:
    assert check(*held).verdict is Verdict.OK


def test_the_folder_is_left_as_it_was(held: tuple[Path, list[str]]) -> None:
    folder, lines = held
    before = {path: path.read_bytes() for path in folder.glob("**/*") if path.is_file()}
    check(folder, lines)

    assert {path: path.read_bytes() for path in folder.glob("**/*") if path.is_file()} == before


def test_the_same_feed_gives_the_same_workshop(
    held: tuple[Path, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hold(tmp_path / "again", "labels", monkeypatch)[1] == held[1]


def test_what_was_acknowledged_and_is_not_there_is_lost(held: tuple[Path, list[str]]) -> None:
    folder, lines = held
    more = ["TRY 99 " + json.dumps({"ballots/6009/1": '"2"'}), "ACK 99"]

    assert check(folder, lines + more).verdict is Verdict.LOST


def test_what_was_only_tried_may_be_missing(held: tuple[Path, list[str]]) -> None:
    folder, lines = held

    assert check(folder, [*lines, "TRY 99 " + json.dumps({"ballots/6009/1": '"2"'})]).verdict is Verdict.OK


def test_what_is_there_although_it_was_taken_away_is_a_phantom(held: tuple[Path, list[str]]) -> None:
    folder, lines = held
    more = ["TRY 99 " + json.dumps({"voters/3": None}), "ACK 99"]

    assert check(folder, lines + more).verdict is Verdict.PHANTOM


def test_half_of_a_change_is_a_phantom(held: tuple[Path, list[str]]) -> None:
    folder, lines = held
    more = ["TRY 99 " + json.dumps({"voters/3": None, "voters/4": None}), "ACK 99"]
    half = ["TRY 100 " + json.dumps({"voters/3": '"x"', "voters/4": '"y"'})]

    assert check(folder, lines + more + half).verdict is Verdict.PHANTOM


def test_what_an_opening_found_wrong_is_not_forgotten(held: tuple[Path, list[str]]) -> None:
    folder, lines = held
    known = json.loads(lines[0].removeprefix("READY "))
    del known["voters/3"]

    assert check(folder, [lines[0], f"READY {json.dumps(known)}", *lines]).verdict is Verdict.LOST


@pytest.mark.parametrize(
    "spoil",
    [lambda data: b"", lambda data: data[: len(data) // 2], lambda data: data.replace(b"Beginning", b"X", 1)],
)
def test_a_session_that_cannot_be_opened_is_unreadable(
    held: tuple[Path, list[str]], spoil: Callable[[bytes], bytes]
) -> None:
    folder, lines = held
    for path in [*folder.glob("sessions/*.json"), *folder.glob("mirror/*.json")]:
        path.write_bytes(spoil(path.read_bytes()))

    assert check(folder, lines).verdict is Verdict.UNREADABLE


def test_a_session_that_is_gone_is_unreadable(held: tuple[Path, list[str]]) -> None:
    folder, lines = held
    for path in folder.glob("*/*"):
        if path.is_file():
            path.unlink()

    assert check(folder, lines).verdict is Verdict.UNREADABLE


def test_the_second_copy_is_found_although_the_folder_was_moved(held: tuple[Path, list[str]]) -> None:
    folder, lines = held
    next(folder.glob("sessions/*.json")).write_bytes(b"")
    moved = folder.rename(folder.with_name("moved"))

    assert check(moved, lines).verdict is Verdict.OK


def test_totals_alone_tell_nothing(held_with_totals: tuple[Path, list[str]]) -> None:
    assert check(*held_with_totals).verdict is Verdict.OK


@pytest.mark.parametrize(
    "left", [b'"1001003": {"answer":2,"item":1,"round":1,"vo', b'"1001": {"absent":[],"answered":[2,3']
)
def test_a_file_half_written_that_joins_answers_to_people_tells_more(
    held_with_totals: tuple[Path, list[str]], left: bytes
) -> None:
    folder, lines = held_with_totals
    (folder / "sessions" / "x.json.tmp").write_bytes(left)

    assert check(folder, lines).verdict is Verdict.TELLING


def test_totals_written_in_the_order_of_the_answers_tell_more(
    held_with_totals: tuple[Path, list[str]],
) -> None:
    folder, lines = held_with_totals
    path = next(folder.glob("mirror/*.json"))
    tables = json.loads(path.read_bytes())
    for found in tables["rounds"].values():
        found["totals"] = dict(reversed(found["totals"].items()))
    path.write_text(json.dumps(tables), encoding="ascii")

    assert check(folder, lines).verdict is Verdict.TELLING
