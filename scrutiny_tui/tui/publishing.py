"""What of the facilitator's window is for the room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.screen import Screen

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.public_view import Shown
from scrutiny_tui.tui.screens.blank import BlankScreen
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage


def shown_to_room(workshop: Workshop | None, stack: Sequence[Screen[Any]]) -> Shown | None:
    """Return what the topmost page has for the room; None if no page of this workshop is there."""
    if workshop is None:
        return None
    if isinstance(stack[-1], BlankScreen):
        return Shown(workshop.session.place, blank=True)
    pages = (each for each in reversed(stack) if isinstance(each, WorkshopPage) and each.workshop is workshop)
    return next((shown for page in pages if (shown := page.public())), None)
