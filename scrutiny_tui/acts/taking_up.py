"""What a workshop that was just opened begins with, on the screens and line by line."""

from __future__ import annotations

from enum import Enum

from scrutiny_tui.acts.workshop import Workshop


class Beginning(Enum):
    """What is shown or asked first."""

    LOOK = "it is only looked at"
    SITTING = "whether this is the same sitting"
    NOTE = "where the room got to, with the note from whoever had it before"
    PLACE = "where the room was"


def beginning(workshop: Workshop) -> Beginning:
    """Return what comes first. Asked before the sitting is gone on with: after that the sitting has not ended.

    After `SITTING`, `NOTE` and `PLACE` come the actions of the earlier workshop, as long as there are any
    `to_go_through`.
    """
    if workshop.read_only:
        return Beginning.LOOK
    if workshop.asks_about_sitting:
        return Beginning.SITTING
    sitting = workshop.session.sitting
    # Not after a power cut: then the room waits, and whoever wrote the note is still there.
    return Beginning.NOTE if sitting.handover and sitting.ended else Beginning.PLACE
