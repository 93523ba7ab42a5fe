"""What several pages can be asked for: leading on, reading on, and what every page of a workshop offers."""

from __future__ import annotations

from typing import Any, Final

from scrutiny_tui.domain.voting import keeps_apart
from scrutiny_tui.tui.commands import Command, letter


def more_below(page: Any) -> bool:
    """Say whether a part of the page is below what is shown."""
    return bool(page.is_more_below)


FURTHER: Final = (
    Command("scroll(1)", "down", "Further down", "Show what is below.", footer=True, when=more_below),
    Command("scroll(-1)", "up", "Further up", "Show what is above."),
)
"""The commands of such a page, of which the key bar shows the first only while there is more below."""


LARGER: Final = Command(
    "larger", letter("z"), "Larger", "Show only what the room must read, in big letters; z again goes back."
)
"""The command that opens the larger view, for every page that has one."""


LESSON: Final = Command(
    "lesson", letter("l"), "Lesson", "Show the lessons, signs and examples that bear on this step."
)
"""What every page about a step offers."""


CLOCK: Final = Command(
    "clock",
    letter("t"),
    "Clock",
    "Count down or up, take a break, say when we have to end, see the plan of the day.",
    everywhere=True,
    changes=True,
)

TIMING: Final = (
    CLOCK,
    Command(
        "day",
        "",
        "Plan of the day",
        "See where the day stands, and change its parts and their minutes.",
        everywhere=True,
        changes=True,
    ),
)
"""What every page of a workshop offers about time."""


CLOSING: Final = Command(
    "close_up",
    "",
    "Close and report",
    "Write the report into a file, and close this workshop.",
    everywhere=True,
)
CLOSING_BY_KEY: Final = Command("close_up", letter("e"), CLOSING.title, CLOSING.help, footer=True)
"""The same with a key, on the pages that come last."""


def _can_change(page: Any) -> bool:
    return not page.workshop.read_only


def taking(title: str, sentence: str) -> Command:
    """Return the command for what Enter does to the row under the cursor, where the workshop can be changed."""
    return Command("take", "enter", title, sentence, footer=True, when=_can_change)


AFTERWARDS: Final = (
    Command(
        "plan",
        letter("p"),
        "Plan",
        "See what will be done, and add an action for this step.",
        everywhere=True,
    ),
    Command(
        "read_back",
        "",
        "Read back",
        "Read out the shared views and the actions, and ask whether it is a fair record.",
        everywhere=True,
    ),
    CLOSING,
)
"""What every page of a workshop offers about afterwards."""


HANDING: Final = (
    Command("paper", "", "Print paper", "Write cards, slips, labels and sheets to print.", everywhere=True),
    Command(
        "pack_up",
        "",
        "Pack up for somebody else…",
        "Write this workshop, or what may be published of it, into one zip file.",
        everywhere=True,
    ),
)
"""What every page of a workshop offers about handing it over."""


def _is_looked_at(page: Any) -> bool:
    return bool(page.workshop.read_only)


def _has_one_copy(page: Any) -> bool:
    return bool(page.workshop.one_copy)


ABOUT_FILES: Final = (
    Command(
        "second_copy",
        "",
        "Make the second copy again",
        "Try whether the folder of the second copy is back.",
        everywhere=True,
        when=_has_one_copy,
    ),
    Command(
        "read_again",
        "",
        "Read it again",
        "Show what whoever has the workshop open did meanwhile.",
        everywhere=True,
        when=_is_looked_at,
    ),
)
"""What is offered about the files where it applies."""


def _takes_files(page: Any) -> bool:
    return keeps_apart(page.workshop.session.details)


EVERYWHERE: Final = (
    Command(
        "overview", letter("o"), "Overview", "See all steps and what to talk about next.", everywhere=True
    ),
    Command(
        "who", letter("w"), "Who is here", "Mark who is here and who is not.", everywhere=True, changes=True
    ),
    *TIMING,
    *AFTERWARDS,
    Command("home", "", "Close this workshop", "Go to the start page. Everything is saved.", everywhere=True),
    Command(
        "take_answers",
        "",
        "Take answers from a file",
        "Take answers that came back before the day.",
        everywhere=True,
        changes=True,
        when=_takes_files,
    ),
    *HANDING,
    Command(
        "compare_with",
        "",
        "Compare with an earlier one…",
        "Set this workshop beside another one, such as last year's. It names councils.",
        everywhere=True,
    ),
    *ABOUT_FILES,
)
"""What every page of a workshop offers."""
