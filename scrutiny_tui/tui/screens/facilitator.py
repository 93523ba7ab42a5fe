"""Who facilitates the sitting: what is recorded, and changing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scrutiny_tui.domain.details import edit_details
from scrutiny_tui.domain.session import Session
from scrutiny_tui.tui.dialogs.line import LineDialog
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage


def who_facilitates(session: Session) -> str:
    """Return who is recorded as the facilitator of this sitting, and how to change it."""
    who = session.sitting.facilitator
    return (
        f"Facilitator of this sitting: {who} (f: somebody else)"
        if who
        else "No facilitator is recorded (f: say who)"
    )


def ask_facilitator(page: WorkshopPage, changed: Callable[[], None]) -> None:
    """Ask who facilitates, and keep it with the details and this sitting; earlier sittings keep theirs."""

    def keep(name: str | None) -> None:
        if name is None:
            return
        details = replace(page.workshop.session.details, facilitator=name)
        if page.change(edit_details, details):
            changed()

    now = page.workshop.session.sitting.facilitator
    told = "Name or role; it may stay empty. Earlier sittings keep theirs."
    page.app.push_screen(LineDialog("Who facilitates this sitting?", "Name", now, told), keep)
