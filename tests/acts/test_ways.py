"""What is offered to answer with is what the rules take, for every mode and secrecy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.acts.answer_import import plan_import, read_ballots
from scrutiny_tui.domain.details import faults
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.domain.voting import keeps_apart, ways, why_not
from tests.store.table_files import separated
from tests.support.sessions import details, library, people, tables

SLIPS: Final = (PageName.ANSWERS, PageName.SLIPS, PageName.ALONE)
ALL: Final = (*SLIPS, PageName.COUNT, PageName.CARDS)

TABLE: Final = [
    (Mode.INDIVIDUAL, Secrecy.LABELS, ALL, True),
    (Mode.INDIVIDUAL, Secrecy.BY_NAME, ALL, True),
    (Mode.INDIVIDUAL, Secrecy.TOTALS, ALL, False),
    (Mode.GROUPS, Secrecy.LABELS, (*SLIPS, PageName.CARDS), True),
    *((Mode.COLLECTIVE, secrecy, (), False) for secrecy in Secrecy),
]
"""Mode, secrecy, the pages that take answers, and whether answers can come be imported and be compared."""


def taken(act: Callable[[], object]) -> bool:
    """Say whether the rules take what somebody tries."""
    try:
        act()
    except RuleError:
        return False
    return True


def test_the_table_has_every_workshop_that_can_be_set_up() -> None:
    every = {(mode, secrecy) for mode in Mode for secrecy in Secrecy}
    possible = {pair for pair in every if not faults(details(mode=pair[0], secrecy=pair[1]))}
    assert {(mode, secrecy) for mode, secrecy, _offered, _apart in TABLE} == possible


@pytest.mark.parametrize(("mode", "secrecy", "offered", "apart"), TABLE)
def test_what_is_offered_is_what_the_rules_take_and_the_rest_is_explained(
    tmp_path: Path, mode: Mode, secrecy: Secrecy, offered: tuple[PageName, ...], *, apart: bool
) -> None:
    wanted = details(mode=mode, secrecy=secrecy)
    room = library(tmp_path).create(wanted, tables(5, 4, 6) if mode is Mode.GROUPS else people(3))
    file = separated(tmp_path, f"voter,item,answer\n{room.session.voters[1].label},5,2\n")

    def cast() -> None:
        room.open_round(1)
        room.cast(1, 1, Answer.LEVEL_2)

    def count() -> None:
        room.open_round(4)
        room.take_headcount(4, {Answer.LEVEL_2: 3})

    assert (ways(wanted), keeps_apart(wanted)) == (offered, apart)
    assert taken(cast) is (PageName.ANSWERS in offered)
    assert taken(lambda: room.cast_slip(2, {2: Answer.LEVEL_2, 3: Answer.LEVEL_1})) is (
        PageName.SLIPS in offered
    )
    assert taken(count) is (PageName.COUNT in offered)
    assert taken(lambda: plan_import(room.session, read_ballots(file))) is apart
    told = why_not(wanted)
    assert bool(told) is not (offered == ALL and apart)
    assert ("no show of hands" in told) is (PageName.COUNT not in offered and bool(offered))
    assert ("be imported" in told) is (not apart and bool(offered))
