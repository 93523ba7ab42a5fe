"""What can be asked for on the page of a step."""

from __future__ import annotations

from typing import Any, Final

from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.screens.page_commands import EVERYWHERE, LARGER, LESSON
from scrutiny_tui.view.pages import has_result


def _has_ballots(page: Any) -> bool:
    return page.workshop.session.details.mode is not Mode.COLLECTIVE


def _has_result(page: Any) -> bool:
    return has_result(page.workshop.session, page.shown)


COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "answer", letter("v"), "Answer", "Take everybody's answer on this step.", footer=True, changes=True
    ),
    Command(
        "ways",
        letter("m"),
        "Ways to answer",
        "Choose how the room answers this step.",
        when=_has_ballots,
        changes=True,
    ),
    Command("result", letter("r"), "Result", "Show the result of this step.", footer=True, when=_has_result),
    Command("prompt(1)", "down", "Next prompt", "Show the next question to talk about.", footer=True),
    Command("prompt(-1)", "up", "Prompt before", "Show the question before."),
    Command(
        "next", "right,pagedown", "Next step", "Go on to the next step; after the last one, the overview."
    ),
    Command("previous", "left,pageup", "Step before", "Go back to the step before."),
    Command(
        "turn",
        "enter",
        "All prompts",
        "Show all prompts together, or where it is narrow the three statements in full.",
        footer=True,
    ),
    LARGER,
    LESSON,
    *EVERYWHERE,
    Command("back", "escape", "Back to the overview", "Leave this step for the overview."),
)
