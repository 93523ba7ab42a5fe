"""Decision: two workshops that differ only in what nobody may see yet show the same screens, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.moves import record_earlier, vote_on
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import EarlierJudgement, PageName, Place
from tests.support.screens import (
    DETAILS,
    NORMAL,
    SMALL,
    WIDE,
    Size,
    at,
    make_desk,
    running,
    some_answers,
    write,
)
from tests.support.sessions import room_of

ONE_WAY = "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 "
ANOTHER_WAY = "3 d 2 a 3 3 i 2 1 3 3 d 2 2 3 "

TOTALS = replace(DETAILS, secrecy=Secrecy.TOTALS)

ASIDE = "2 1 3 3 3"
ASIDE_ANOTHER_WAY = "d 3 1 1 1"

TALKING = Place(PageName.STEP)

LEAVING = "? escape w down escape escape escape o down enter"
"""From the answers: help, the people, staying after all, then the overview."""

AROUND = "? escape down enter ? escape n escape g escape l escape w escape right escape up enter left o"
"""From the overview: its help, the first step with all that opens over it, the second step, and back."""


async def walked(desk: Desk, keys: str, given: str, size: Size) -> list[str]:
    """Press the keys, "_" standing for the next of the given answers, and return the picture after each."""
    following = iter(given.split())
    pictures = []
    async with running(desk, size) as pilot:
        for key in keys.split():
            await pilot.keys(next(following) if key == "_" else key, draws=False)  # the picture draws it
            pictures.append(pilot.picture)
    return pictures


def differing(one: list[str], other: list[str]) -> list[int]:
    """Return after which keys, counted from 0, two walks show different pictures."""
    assert len(one) == len(other)
    return [place for place, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]


FIRST, THEN = "1 1 1 1 1 1 " * 3, "3 d 2 a i 3 " * 3
"""Slips of six answers."""

SLIPS = (
    "m down enter _ _ u _ _ _ _ _ enter - ? escape _ _ down _ up escape escape "
    "_ _ _ _ enter u u r escape o down enter"
)
WALKS = {
    "answers": (
        f"v _ _ _ u _ up _ up delete u - ? escape _ _ _ u u _ _ _ {LEAVING} {AROUND}",
        ONE_WAY * 2,
        ANOTHER_WAY * 2,
        DETAILS,
    ),
    "asking": (
        "v _ _ _ r escape o escape escape escape escape down enter v down _",
        ONE_WAY,
        ANOTHER_WAY,
        DETAILS,
    ),
    "slips": (SLIPS, FIRST, THEN, DETAILS),
    "slips of totals": (SLIPS, FIRST, THEN, TOTALS),
    "count": ("m down down down enter _ down _ _ up ? escape m escape", "1 0 5 8", "0 9 6 0", DETAILS),
    "counted": (
        "m down down down enter _ down _ down _ r escape escape escape m enter enter o q",
        "1 9 4",
        "9 0 5",
        DETAILS,
    ),
    "passed round": (
        "m down down enter enter space _ _ enter space - 1 _ enter 2 _ ? escape enter escape enter r escape "
        + LEAVING,
        FIRST,
        THEN,
        DETAILS,
    ),
    "totals": (f"v _ _ _ / 4 enter _ u m escape r escape {LEAVING}", ONE_WAY, ANOTHER_WAY, TOTALS),
}
"""Every way to answer, with what can be asked for before the result: the keys, answers, others, and what is kept."""


@pytest.mark.parametrize(
    ("way", "size"), [*((way, SMALL) for way in WALKS), ("answers", WIDE), ("count", WIDE)]
)
async def test_no_screen_depends_on_open_answers(tmp_path: Path, way: str, size: Size) -> None:
    keys, one, other, details = WALKS[way]
    walks = []
    for name, given in (("one", one), ("other", other)):
        desk = at(make_desk(tmp_path / name, details), TALKING)
        walks.append(await walked(desk, keys, given, size))
        found = room_of(desk).session.open_round(1)
        assert found is not None
        assert found.given or "slips" in way or "count" in way

    assert differing(*walks) == []


async def test_where_you_got_to_tells_nothing_and_the_comparison_sees_a_result(tmp_path: Path) -> None:
    pictures = []
    for name, given in (("one", ONE_WAY), ("other", ANOTHER_WAY)):
        desk = make_desk(tmp_path / name)
        write(desk, some_answers(1, given))
        async with running(at(desk, Place(PageName.OVERVIEW))) as pilot:
            await pilot.ask_for("Where you got to")
            pictures.append(pilot.picture)

    assert pictures[0] == pictures[1]
    walks = []
    for name, given in (("one", ONE_WAY), ("other", ANOTHER_WAY)):
        desk = at(make_desk(tmp_path / name), TALKING)
        walks.append(await walked(desk, "v _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ r", given, NORMAL))

    assert differing(*walks) == [len(walks[0]) - 1]


async def test_a_vote_that_was_set_aside_is_shown_nowhere(tmp_path: Path) -> None:
    walks = []
    for name, given in (("one", ASIDE), ("other", ASIDE_ANOTHER_WAY)):
        desk = make_desk(tmp_path / name)
        write(desk, some_answers(1, given))
        room_of(desk).begin_sitting()
        keys = f"r o {AROUND} enter v 2 2 2 r down enter h escape o enter v down enter"
        walks.append(await walked(at(desk, TALKING), keys, "", NORMAL))
        assert len(room_of(desk).session.rounds_of(1)) == 3

    assert differing(*walks) == []


async def test_a_count_that_was_taken_does_not_tell_its_numbers(tmp_path: Path) -> None:
    walks = []
    for name, given in (("one", "1 9 4"), ("other", "9 0 5")):
        desk = at(make_desk(tmp_path / name), TALKING)
        room_of(desk).open_round(1)
        counted = zip((Answer.LEVEL_1, Answer.LEVEL_2, Answer.LEVEL_3), map(int, given.split()), strict=True)
        room_of(desk).take_headcount(1, dict(counted))
        keys = "m down down down enter 5 r escape escape escape m enter o down enter"
        walks.append(await walked(desk, keys, given, NORMAL))

    assert differing(*walks) == []


async def test_with_the_projector_off_nothing_is_left_of_a_choice_after_enter(tmp_path: Path) -> None:
    after = []
    for name, key in (("one", "1"), ("other", "3")):
        desk = at(make_desk(tmp_path / name, people="6 members"), TALKING)
        walk = await walked(desk, f"m down down enter down enter space {key} enter space b b m", "", NORMAL)
        after.append(walk[8:])

    assert differing(*after) == []


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_pages_at_the_end_do_not_depend_on_an_open_vote(tmp_path: Path, size: Size) -> None:
    walks = []
    for name, given in (("one", ONE_WAY), ("other", ANOTHER_WAY)):
        desk = make_desk(tmp_path / name)
        write(desk, some_answers(1, given))
        keys = "p plus A ctrl+s escape p right ? escape down g escape e ? escape down escape o"
        walks.append(await walked(at(desk, TALKING), keys, "", size))

    assert differing(*walks) == []


async def test_an_earlier_judgement_shows_on_no_page_before_the_result(tmp_path: Path) -> None:
    walks = []
    for name, level in (("one", 1), ("other", 3)):
        desk = at(make_desk(tmp_path / name), TALKING)
        room_of(desk).save(
            record_earlier(room_of(desk).session, EarlierJudgement(1, level, f"the {name} people"))
        )
        walks.append(await walked(desk, f"v 2 m escape {LEAVING} down enter n escape", "", NORMAL))

    assert differing(*walks) == []


async def test_the_answers_to_a_prompt_do_not_show_either(tmp_path: Path) -> None:
    walks = []
    for name, given in (("one", ONE_WAY), ("other", ANOTHER_WAY)):
        desk = at(make_desk(tmp_path / name), TALKING)
        room_of(desk).save(vote_on(room_of(desk).session, frozenset({101, 102})))
        keys = f"enter v _ _ _ escape down enter enter down v _ _ {LEAVING}"
        walks.append(await walked(desk, keys, given, NORMAL))
        assert room_of(desk).session.open_round(101) is not None

    assert differing(*walks) == []
