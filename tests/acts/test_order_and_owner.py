"""If only totals are kept, no file tells who gave which answer, or in which order answers came, wherever the program dies."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import set_aside
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store import storage
from tests.support.dying import looking_at_every_call
from tests.support.sessions import workshop

PEOPLE = 5
FIRST_HALF = 3
SLOW = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

Slips: TypeAlias = Sequence[tuple[int, Answer]]
"""Who answers what, in which order."""
Picture: TypeAlias = Mapping[str, bytes]
"""Every file of a folder with its bytes."""


class Moment(NamedTuple):
    """What one act of a workshop left."""

    totals: tuple[Mapping[Answer, int], ...]
    """Of each round."""
    left: Picture
    deaths: tuple[Picture, ...]
    """What it would have left if the program had died at the first, the second ... of its calls that change something."""


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


@st.composite
def slips_of_others(draw: st.DrawFn) -> tuple[Slips, Slips]:
    """Draw slips twice, with the same answers in the same order, by other owners."""
    given_answers = draw(st.lists(castable, min_size=PEOPLE, max_size=PEOPLE))
    owners = st.permutations(range(1, PEOPLE + 1))
    one, other = (list(zip(draw(owners), given_answers, strict=True)) for _ in range(2))
    return one, other


def picture(folder: Path) -> Picture:
    """Return every file of a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def acts(slips: Slips) -> Iterator[Callable[[Workshop], object]]:
    """Yield a workshop with an absence, an undo, whole slips, results, dated copies and a vote that is set aside."""
    yield lambda room: room.open_round(1)
    yield lambda room: room.set_absent(1, 4, absent=True)
    yield lambda room: room.set_absent(1, 4, absent=False)
    for slip in slips[:FIRST_HALF]:
        yield lambda room, slip=slip: room.cast(1, *slip)  # type: ignore[misc]
    yield lambda room: room.undo(1)
    for slip in slips[FIRST_HALF - 1 :]:
        yield lambda room, slip=slip: room.cast(1, *slip)  # type: ignore[misc]
    yield lambda room: room.save(reveal(room.session, 1))
    yield lambda room: room.keep_copy()
    for voter, answer in slips:
        yield lambda room, voter=voter, answer=answer: room.cast_slip(voter, {2: answer, 3: answer})  # type: ignore[misc]
    yield lambda room: room.save(set_aside(room.session, 2, "the slips were mixed up"))
    yield lambda room: room.save(reveal(room.session, 3))
    yield lambda room: room.keep_copy()
    yield lambda room: room.close()


def held(folder: Path, slips: Slips) -> list[Moment]:
    """Hold a workshop in an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    room = workshop(folder, PEOPLE, secrecy=Secrecy.TOTALS)
    moments = []
    for act in acts(slips):
        deaths: list[Picture] = []
        with looking_at_every_call(lambda seen=deaths: seen.append(picture(folder))):  # type: ignore[misc]
            act(room)
        totals = tuple(each.totals for each in room.session.rounds.values())
        moments.append(Moment(totals, picture(folder), tuple(deaths)))
    return moments


@pytest.fixture(autouse=True)
def clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The note of who has the session open is stamped by the machine's own clock."""
    monkeypatch.setattr(storage, "describe_opening", lambda: b"{}")


@SLOW
@given(twins=slips_of_others())
def test_other_owners_leave_the_same_bytes(tmp_path: Path, twins: tuple[Slips, Slips]) -> None:
    one, other = (held(tmp_path / "room", slips) for slips in twins)
    assert one == other


@SLOW
@given(twins=twin_slips())
def test_another_order_leaves_the_same_bytes_after_it(tmp_path: Path, twins: tuple[Slips, Slips]) -> None:
    one, other = (held(tmp_path / "room", slips) for slips in twins)
    before = True
    for mine, theirs in zip(one, other, strict=True):
        after = mine.totals == theirs.totals
        assert len(mine.deaths) == len(theirs.deaths)
        if after:
            assert mine.left == theirs.left
        # While an answer is saved, one copy holds the totals before it and the other those after it.
        if before and after:
            assert mine.deaths == theirs.deaths
        before = after
    assert one[-1] == other[-1]


def test_the_pictures_are_of_every_file_and_differ_if_totals_do(tmp_path: Path) -> None:
    ones = [(voter, Answer.LEVEL_1) for voter in range(1, PEOPLE + 1)]
    twos = [(voter, Answer.LEVEL_2) for voter in range(1, PEOPLE + 1)]
    one, other = (held(tmp_path / "room", slips) for slips in (ones, twos))
    left = {Path(name).suffix for moment in one for name in moment.left}
    died = {Path(name).suffix for moment in one for death in moment.deaths for name in death}
    assert left == {".json", ".lock", ".opened"}
    assert died == {*left, ".tmp"}
    answered = [at for at, moment in enumerate(one) if any(moment.totals)]
    assert all(one[at].left != other[at].left for at in answered)
    assert all(moment.deaths for moment in one)
