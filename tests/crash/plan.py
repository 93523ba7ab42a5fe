"""What a driver is asked to do, and where everything is kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.store.places import Places, find_places

ROOMS: Final = {"labels": Secrecy.LABELS, "names": Secrecy.BY_NAME, "totals": Secrecy.TOTALS}
"""What a session's file keeps, by the word for it on the command line."""
PEOPLE: Final = "1 chair, 1 vice-chair, 9 members, 2 co-optees, 1 officer"
ELSEWHERE: Final = "elsewhere"
"""The folder that stands for another disk, on which a workshop can be carried on."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do."""

    data: Path
    """Everything is kept in this folder."""
    feed: str
    """The same word gives the same workshop."""
    moves: int | None = None
    """How many acknowledged moves there are; no end where it is not said."""
    keeps: str = ""
    """One of `ROOMS`; the feed decides where it is not said."""
    alone: bool = False
    """Whether there is no room for a second copy."""
    pause: float = 0.0
    """Seconds that the room thinks between two moves, at most."""
    carrying: float = 0.0
    """How often the workshop is carried on in a new file instead of a move, although nothing was refused."""


def places_in(folder: Path) -> Places:
    """Return places of which all that is written is in this folder."""
    named = {
        "SCRUTINY_MIRROR": str(folder / "mirror"),
        "SCRUTINY_SETTINGS": str(folder / "settings" / "settings.json"),
    }
    return find_places(named, sessions=folder / "sessions")


def prepare(plan: Plan) -> None:
    """Make the folder; where there is to be no second copy, put a file in its way that no power cut takes out."""
    plan.data.mkdir(parents=True, exist_ok=True)
    if plan.alone:
        (plan.data / "mirror").touch()
    descriptor = os.open(plan.data, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
