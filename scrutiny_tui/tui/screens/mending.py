"""Two results of a step side by side."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from scrutiny_tui.domain.results import level_words, movement, round_result, why_no_movement
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.telling import TellingDialog

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage


def ask_compare(page: WorkshopPage) -> None:
    """Ask which two results of the step, and show both with how people moved."""
    session = page.workshop.session
    rounds = {each.number: each for each in session.revealed(page.place.item)}
    pairs = [
        (f"{first} {second}", f"Time {first} and time {second}") for first, second in combinations(rounds, 2)
    ]

    def show(choice: str | None) -> None:
        if choice is None:
            return
        before, after = (rounds[int(number)] for number in choice.split())
        told = [_time(page, before), _time(page, after)]
        told.append(why_no_movement(session, before, after) or f"{movement(before, after)}.")
        page.app.push_screen(TellingDialog("Two times compared", "\n\n".join(told)))

    about = "Both results of the pair that is chosen are shown, with how people moved where that may be told."
    page.app.push_screen(AskDialog("Which two times?", pairs, about=about), show)


def _time(page: WorkshopPage, found: Round) -> str:
    result = round_result(page.workshop.session, found)
    words = level_words(page.workshop.session)
    counts = ", ".join(f"{word} {count}" for word, count in zip(words, result.counts, strict=True))
    return f"Time {found.number}: {counts}. {result.sentence} {result.base_line}."
