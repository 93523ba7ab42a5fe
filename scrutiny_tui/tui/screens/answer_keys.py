"""The keys that answer, and what can be answered beside the three statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.tui.commands import Command, letter

OTHER_ANSWERS: Final = {
    Answer.DONT_KNOW: "d don't know",
    Answer.ABSTAIN: "a prefer not to say",
    Answer.INTEREST: "i interest declared",
}
"""What can be answered beside a level, with its key, as the pages name it."""

_KEYS: Final = (
    ("1", Answer.LEVEL_1, "Statement 1", "The slip says 1."),
    ("2", Answer.LEVEL_2, "Statement 2", "The slip says 2."),
    ("3", Answer.LEVEL_3, "Statement 3", "The slip says 3."),
    (letter("d"), Answer.DONT_KNOW, "Don't know", "The slip says don't know."),
    (letter("a"), Answer.ABSTAIN, "Prefer not to say", "The slip is blank or says prefer not to say."),
    (letter("i"), Answer.INTEREST, "Interest", "The person has declared an interest in this step."),
)


def answer_keys(
    action: str,
    skips: Callable[[Any], bool],
    told: str = "",
    when: Callable[[Any], bool] = lambda _page: True,
) -> Iterator[Command]:
    """Yield the commands that key an answer by this action.

    `skips` says if an item may be left out; `told` is the sentence about each answer if it does not come from a slip.
    """
    for keys, answer, title, of_slip in _KEYS:
        yield Command(f"{action}('{answer.value}')", keys, title, told or of_slip, when=when)
    yield Command(
        f"{action}('{Answer.NOT_APPLICABLE.value}')",
        letter("x"),
        "Not applicable",
        "The prompt does not apply, or the table did not discuss the step.",
        when=lambda page: when(page) and skips(page),
    )
