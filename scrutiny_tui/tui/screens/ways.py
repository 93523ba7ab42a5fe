"""Asking in which way the room answers, of the ways that suit the workshop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.domain.voting import ways, why_not
from scrutiny_tui.tui.dialogs.ask import AskDialog

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

_WORDS: Final[Mapping[PageName, str]] = {
    PageName.ANSWERS: "Slips, this step: one key a slip",
    PageName.SLIPS: "Slips, all steps: one person's whole slip at a time",
    PageName.ALONE: "Pass the laptop: each person answers alone (up to six people)",
    PageName.COUNT: "Headcount: raised hands or cards, counted",
}

_WORDS_OF_TABLES: Final[Mapping[PageName, str]] = {
    PageName.ANSWERS: "Slips, this step: one key a slip",
    PageName.SLIPS: "Slips, all steps: one table's whole slip at a time",
    PageName.ALONE: "Pass the laptop: each table answers alone (up to six tables)",
}


def ask_way(page: WorkshopPage, take: Callable[[PageName], None], *, now: PageName | None = None) -> None:
    """Ask for a way to answer and take it; the way that the room answers in `now` is not among those offered."""

    def decide(choice: str | None) -> None:
        if choice is not None:
            take(PageName(choice))

    details = page.workshop.session.details
    question, told = (
        ("Another way to answer", "What is in stays in.") if now else ("How the room answers", "")
    )
    called = _WORDS_OF_TABLES if details.mode is Mode.GROUPS else _WORDS
    offered = [(way.value, called[way]) for way in ways(details) if way is not now]
    about = f"Each opens its own page; all of them feed the same vote, and can be mixed. {why_not(details)}".strip()
    page.app.push_screen(AskDialog(question, offered, told, about=about), decide)
