"""Which ways to answer suit a workshop, and why others do not."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Details, PageName

EVERY_WAY: Final = (PageName.ANSWERS, PageName.SLIPS, PageName.ALONE, PageName.COUNT)
"""The pages that take answers, the usual one first."""

NO_BALLOTS: Final = "The room agrees as a collective, so there are no answers to take."
NO_COUNT: Final = "There is no headcount in small groups: each table's answer is shown under its label, so tables answer one by one."
NO_FILE: Final = (
    "Where only totals are kept, no answers are taken from a file: a file joins people to their answers."
)


def ways(details: Details) -> tuple[PageName, ...]:
    """Return the pages on which answers can be taken in such a workshop, the usual one first."""
    if details.mode is Mode.COLLECTIVE:
        return ()
    return tuple(way for way in EVERY_WAY if way is not PageName.COUNT or details.mode is not Mode.GROUPS)


def keeps_apart(details: Details) -> bool:
    """Say whether each answer is kept with who gave it; only then a file is taken."""
    return details.mode is not Mode.COLLECTIVE and details.secrecy is not Secrecy.TOTALS


def why_not(details: Details) -> str:
    """Return why some ways are not offered; empty if all are."""
    if details.mode is Mode.COLLECTIVE:
        return NO_BALLOTS
    told = (
        NO_COUNT if details.mode is Mode.GROUPS else "",
        NO_FILE if details.secrecy is Secrecy.TOTALS else "",
    )
    return " ".join(each for each in told if each)
