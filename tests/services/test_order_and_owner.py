"""Where only totals are kept, no file tells who gave which answer, or in which order answers came."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.store.journal import opening
from tests.support.sessions import NOW, workshop

PEOPLE = 5
FIRST_HALF = 3

Slips: TypeAlias = Sequence[tuple[int, Answer]]
"""Who answers what, in which order."""

castable = st.sampled_from([answer for answer in Answer if answer is not Answer.NOT_APPLICABLE])


@st.composite
def twin_slips(draw: st.DrawFn) -> tuple[Slips, Slips]:
    """Draw slips of two halves, twice: with the same totals and people in after each, by other owners and in another order."""
    one: list[tuple[int, Answer]] = []
    other: list[tuple[int, Answer]] = []
    everybody = draw(st.permutations(range(1, PEOPLE + 1)))
    for half in (everybody[:FIRST_HALF], everybody[FIRST_HALF:]):
        given_answers = draw(st.lists(castable, min_size=len(half), max_size=len(half)))
        for slips in (one, other):
            people = draw(st.permutations(half))
            slips.extend(zip(people, draw(st.permutations(given_answers)), strict=True))
    return one, other


def picture(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def held(folder: Path, slips: Slips) -> list[dict[str, bytes]]:
    """Hold a workshop in an empty folder and return what lies in it at each pause."""
    shutil.rmtree(folder, ignore_errors=True)
    room = workshop(folder, PEOPLE, secrecy=Secrecy.TOTALS)
    pictures = [*_first_step(room, folder, slips), *_both_steps(room, folder, slips)]
    room.close()
    return [*pictures, picture(folder)]


def _first_step(room: Workshop, folder: Path, slips: Slips) -> list[dict[str, bytes]]:
    """Answer step 1 person by person, with an absence and an undo, up to its result."""
    room.open_round(1)
    room.set_absent(1, 4, absent=True)
    room.set_absent(1, 4, absent=False)
    for voter, answer in slips[:FIRST_HALF]:
        room.cast(1, voter, answer)
    half = picture(folder)
    room.undo(1)
    room.cast(1, *slips[FIRST_HALF - 1])
    for voter, answer in slips[FIRST_HALF:]:
        room.cast(1, voter, answer)
    full = picture(folder)
    room.reveal(1)
    return [half, full, picture(folder)]


def _both_steps(room: Workshop, folder: Path, slips: Slips) -> list[dict[str, bytes]]:
    """Answer steps 2 and 3 slip by slip; set one aside, reveal the other."""
    for step in (2, 3):
        room.open_round(step)
    for voter, answer in slips:
        room.cast_slip(voter, {2: answer, 3: answer})
    full = picture(folder)
    room.set_aside(2, "the slips were mixed up")
    room.reveal(3)
    return [full, picture(folder)]


@pytest.fixture(autouse=True)
def clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The note of who has the session open is stamped by the journal's own clock."""
    monkeypatch.setattr(opening, "_utc_now", lambda: NOW.replace(tzinfo=UTC))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(twins=twin_slips())
def test_workshops_that_differ_in_order_and_owner_leave_the_same_bytes(
    tmp_path: Path, twins: tuple[Slips, Slips]
) -> None:
    one, other = (held(tmp_path / "room", slips) for slips in twins)

    assert one == other


def test_the_pictures_are_of_every_file_and_differ_where_totals_do(tmp_path: Path) -> None:
    ones = [(voter, Answer.LEVEL_1) for voter in range(1, PEOPLE + 1)]
    twos = [(voter, Answer.LEVEL_2) for voter in range(1, PEOPLE + 1)]

    one, other = (held(tmp_path / "room", slips) for slips in (ones, twos))

    assert sorted({Path(name).suffix for picture in one for name in picture}) == [
        ".ballast",
        ".box",
        ".journal",
        ".json",
        ".lock",
        ".opened",
    ]
    assert all(one[at] != other[at] for at in range(len(one)))
