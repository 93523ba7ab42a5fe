"""Tells a key that is held down from one that is pressed again, by time alone: most terminals do not say."""

from __future__ import annotations

from enum import Enum
from math import inf
from typing import Final

from scrutiny_tui.domain.records import record

MACHINE_SECONDS: Final = 0.06
"""Nobody presses a key again so soon; a held key repeats every 15 to 40 ms on most machines."""

SLOW_SECONDS: Final = 0.11
"""The longest usual time between two repeats: 90 ms on macOS, 92 ms on the console of Linux."""

FIRST_SECONDS: Final = 0.2
"""The shortest usual delay before a held key repeats at all: 225 ms on macOS, 250 ms elsewhere."""

LATEST_SECONDS: Final = 0.8
"""The longest usual delay before it does: 750 ms on Windows, 660 ms under X."""

RELEASED_SECONDS: Final = 0.3
"""A key that was held down and does not come for so long was let go."""


class Press(Enum):
    """What a key is that came."""

    AGAIN = "again"
    """Somebody pressed it."""
    UNSURE = "unsure"
    """Somebody pressed it, unless it comes once more within `SLOW_SECONDS`."""
    HELD = "held"
    """It repeats because it is held down; so did the one before if that was unsure."""


@record
class LastKey:
    """The key that came last."""

    key: str = ""
    moment: float = -inf
    """When it came, in seconds that only go forward."""
    press: Press = Press.AGAIN


def judge(last: LastKey, key: str, moment: float, machine_seconds: float = MACHINE_SECONDS) -> Press:
    """Return what a key is that comes after `last`.

    A held key comes once, after a delay again, and then quickly. So the same key before that delay was pressed; after
    it nobody can know before the next one comes or does not. Where both could be, as after two presses of which the
    second came quickly after the delay, it is held: an answer that nobody gave is worse than one to be keyed again.
    """
    gap = moment - last.moment
    if key != last.key:
        return Press.AGAIN
    if last.press is Press.HELD and gap < max(RELEASED_SECONDS, machine_seconds):
        return Press.HELD
    if gap < (SLOW_SECONDS if last.press is Press.UNSURE else machine_seconds):
        return Press.HELD
    return Press.UNSURE if FIRST_SECONDS <= gap < LATEST_SECONDS else Press.AGAIN
