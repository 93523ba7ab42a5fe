"""The keys with which slips are keyed, one meaning each on every page that takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from scrutiny_tui.domain.pack import Level
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.text import beside

OTHER_ANSWERS: Final = ("d don't know", "a prefer not to say", "i interest declared", "- absent")
"""What can be keyed beside a level, with its key, as the pages name it."""

HELD: Final = "A key that is held down counts once, and the page says so."
"""What the help says about a key that does not stop coming."""


def every_answer(levels: Iterable[Level]) -> str:
    """Return everything that can be keyed for a line of a slip, for `Hanging`."""
    return beside((*(f"{level.number} {level.short}" for level in levels), *OTHER_ANSWERS))


def slip_keys(action: str, may_skip: Callable[[Any], bool]) -> tuple[Command, ...]:
    """Return the commands that key an answer of a slip by this action; `may_skip` says where one may be left out."""

    def key(keys: str, answer: Answer, title: str, told: str) -> Command:
        return Command(f"{action}('{answer.value}')", keys, title, told)

    return (
        key("1", Answer.LEVEL_1, "First statement", "The slip says 1."),
        key("2", Answer.LEVEL_2, "Second statement", "The slip says 2."),
        key("3", Answer.LEVEL_3, "Third statement", "The slip says 3."),
        key(letter("d"), Answer.DONT_KNOW, "Don't know", "The slip says don't know."),
        key(letter("a"), Answer.ABSTAIN, "Prefer not to say", "The slip is blank or says prefer not to say."),
        key(letter("i"), Answer.INTEREST, "Interest", "The person has declared an interest in this step."),
        Command(
            f"{action}('{Answer.NOT_APPLICABLE.value}')",
            letter("x"),
            "Not applicable",
            "The prompt does not apply, or the table did not discuss the step.",
            when=may_skip,
        ),
    )
