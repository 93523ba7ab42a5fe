"""Carries out what the command line of a driver asks for, and knows where everything is kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.people_list import read_people
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Details
from scrutiny_tui.store.places import Places, find_places
from scrutiny_tui.store.system import DISK
from tests.crash.options import Plan, read
from tests.crash.variants import broken
from tests.crash.witness import Witness, witness

PEOPLE: Final = "1 chair, 1 vice-chair, 9 members, 2 co-optees, 1 officer"
ELSEWHERE: Final = "elsewhere"
"""The folder that stands for another disk, on which a workshop can be carried on."""


def places_in(folder: Path) -> Places:
    """Return places of which all that is written is in this folder."""
    named = {
        "SCRUTINY_MIRROR": str(folder / "mirror"),
        "SCRUTINY_SETTINGS": str(folder / "settings" / "settings.json"),
    }
    return find_places(named, sessions=folder / "sessions")


@contextmanager
def prepared(plan: Plan) -> Iterator[Witness]:
    """Make the folder, and tell what is saved in it by a program that is broken in one of the `VARIANTS` if one is named.

    If there is to be no second copy, a file is in its way that no power cut takes out.
    """
    plan.data.mkdir(parents=True, exist_ok=True)
    if plan.alone:
        (plan.data / "mirror").touch()
    DISK.sync_folder(plan.data)
    with ExitStack() as stack:
        if plan.variant:
            stack.enter_context(broken(plan.variant))
        yield stack.enter_context(witness())


def set_up(desk: Desk, secrecy: Secrecy, told: Witness) -> Workshop:
    """Set up the workshop of a folder that has none yet."""
    day = date(2026, 11, 21)
    details = Details("Exampleshire", "Children's scrutiny", day, "A. Facilitator", secrecy=secrecy)
    room = desk.create(details, read_people(PEOPLE, secrecy).voters)
    told.is_open(room.session)
    return room


def main(act: Callable[[Plan], None], arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for and return the exit status."""
    return outcome(lambda: act(read(Plan, arguments)))


def outcome(act: Callable[[], None]) -> int:
    """Do something and return the exit status."""
    try:
        act()
    except ScrutinyError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a script
        return error.exit_status
    return 0
