"""What is read when the program stops at a mistake of its own. What is said to be safe is what is on the disk."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from scrutiny_tui.acts.crash_report import calm_words, safe_up_to
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.voting import reveal
from tests.support.sessions import details, filled, library, people


def test_it_says_what_is_safe_what_to_do_and_what_was_meant_for_people() -> None:
    assert calm_words(ValueError("SECRET"), "All is safe.", "Start again.", "Kept.").splitlines() == [
        "The program has stopped because of a fault.",
        "All is safe.",
        "Start again.",
        "For the developers: ValueError.",
        "Kept.",
    ]
    told = calm_words(MachineError("The disk\x1b[2J is full."), "All is safe.", "", "Kept.")
    assert told.startswith(
        "The program has stopped because of a fault. The disk□[2J is full.\nAll is safe.\n"
    )


def holding(folder: Path, secrecy: Secrecy = Secrecy.LABELS) -> tuple[Desk, Workshop]:
    """Return a desk on which a workshop of five members is held."""
    desk = Desk(library(folder))
    return desk, desk.create(details(secrecy=secrecy), people(5))


def test_without_a_workshop_and_in_the_example_nothing_is_in_danger(tmp_path: Path) -> None:
    desk = Desk(library(tmp_path))
    assert safe_up_to(desk) == "No workshop was open, so no answers are at risk."
    desk.open_example()
    assert "Only a copy was open" in safe_up_to(desk)
    desk.leave()


@pytest.mark.parametrize("secrecy", [Secrecy.LABELS, Secrecy.TOTALS])
def test_it_says_how_many_are_in_where_nothing_was_shown(tmp_path: Path, secrecy: Secrecy) -> None:
    desk, going_on = holding(tmp_path, secrecy)
    filled(going_on, 1, "1 2 3")
    filled(going_on, 2, "1 1 1 1 1")
    going_on.save(reveal(going_on.session, 2))
    assert safe_up_to(desk).endswith(" Answered, not shown yet: 3 of 5 on step 1.")
    desk.leave()


def test_it_says_when_it_was_saved_last_and_counts_many_votes_rather_than_list_them(tmp_path: Path) -> None:
    desk, going_on = holding(tmp_path)
    for step in range(1, 6):
        filled(going_on, step, "1")
    for path in going_on.path.parent.iterdir():
        os.utime(path, (0, datetime(2026, 11, 21, 14, 5, 9).astimezone().timestamp()))
    assert "last saved at 14:05:09." in safe_up_to(desk)
    assert safe_up_to(desk).endswith("1 of 5 on step 3, and answers to 2 others.")
    desk.leave()


def test_what_is_in_is_never_told(tmp_path: Path) -> None:
    told = []
    for name, keys in (("one", "1 1 1"), ("other", "3 d 2")):
        desk, going_on = holding(tmp_path / name)
        filled(going_on, 1, keys)
        for path in going_on.path.parent.iterdir():
            os.utime(path, (0, 0))
        told.append(safe_up_to(desk))
        desk.leave()
    assert told[0] == told[1]
