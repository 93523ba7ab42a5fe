"""What is offered to answer with is what the rules take, for every mode and secrecy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.acts.answer_import import plan_import, read_ballots
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.details import faults
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Details, PageName
from scrutiny_tui.domain.voting import keeps_apart, ways, why_not
from tests.store.table_files import separated
from tests.support.sessions import details, library, people, tables

SLIPS: Final = (PageName.ANSWERS, PageName.SLIPS, PageName.ALONE)
ALL: Final = (*SLIPS, PageName.COUNT)

TABLE: Final = [
    (Mode.INDIVIDUAL, Secrecy.LABELS, ALL, True),
    (Mode.INDIVIDUAL, Secrecy.BY_NAME, ALL, True),
    (Mode.INDIVIDUAL, Secrecy.TOTALS, ALL, False),
    (Mode.GROUPS, Secrecy.LABELS, SLIPS, True),
    (Mode.COLLECTIVE, Secrecy.LABELS, (), False),
    (Mode.COLLECTIVE, Secrecy.BY_NAME, (), False),
    (Mode.COLLECTIVE, Secrecy.TOTALS, (), False),
]
"""Mode, secrecy, the pages that take answers, and whether answers can come from a file and be compared."""


@dataclass(frozen=True, slots=True)
class Room:
    """A workshop of three and what they may try."""

    workshop: Workshop
    folder: Path

    def cast(self) -> None:
        self.workshop.open_round(1)
        self.workshop.cast(1, 1, Answer.LEVEL_2)

    def whole_slip(self) -> None:
        self.workshop.cast_slip(2, {2: Answer.LEVEL_2, 3: Answer.LEVEL_1})

    def count(self) -> None:
        self.workshop.open_round(4)
        self.workshop.take_headcount(4, {Answer.LEVEL_2: 3})

    def take_file(self) -> None:
        label = self.workshop.session.voters[1].label
        plan_import(
            self.workshop.session, read_ballots(separated(self.folder, f"voter,item,answer\n{label},5,2\n"))
        )


def taken(act: Callable[[], None]) -> bool:
    """Say whether the rules take what somebody tries."""
    try:
        act()
    except RuleError:
        return False
    return True


def made(folder: Path, wanted: Details) -> Room:
    voters = tables(5, 4, 6) if wanted.mode is Mode.GROUPS else people(3)
    return Room(library(folder).create(wanted, voters), folder)


@pytest.mark.parametrize(("mode", "secrecy", "offered", "apart"), TABLE)
def test_what_is_offered_is_what_the_rules_take(
    tmp_path: Path, mode: Mode, secrecy: Secrecy, offered: tuple[PageName, ...], *, apart: bool
) -> None:
    wanted = details(mode=mode, secrecy=secrecy)
    room = made(tmp_path, wanted)

    assert (ways(wanted), keeps_apart(wanted)) == (offered, apart)
    assert taken(room.cast) is (PageName.ANSWERS in offered)
    assert taken(room.whole_slip) is (PageName.SLIPS in offered)
    assert taken(room.count) is (PageName.COUNT in offered)
    assert taken(room.take_file) is apart


def test_the_table_has_every_workshop_that_can_be_set_up() -> None:
    possible = {
        (mode, secrecy)
        for mode in Mode
        for secrecy in Secrecy
        if not faults(details(mode=mode, secrecy=secrecy))
    }
    assert {(mode, secrecy) for mode, secrecy, _offered, _apart in TABLE} == possible


@pytest.mark.parametrize(("mode", "secrecy", "offered", "apart"), TABLE)
def test_what_is_not_offered_is_explained(
    mode: Mode, secrecy: Secrecy, offered: tuple[PageName, ...], *, apart: bool
) -> None:
    told = why_not(details(mode=mode, secrecy=secrecy))
    assert bool(told) is not (offered == ALL and apart)
    assert ("no headcount" in told) is (PageName.COUNT not in offered and bool(offered))
    assert ("from a file" in told) is (not apart and bool(offered))
