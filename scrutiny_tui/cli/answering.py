"""Reads answers and counts from the command line; nothing that it prints repeats one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from scrutiny_tui.cli.acting import tell
from scrutiny_tui.cli.terminal import has_keyboard
from scrutiny_tui.domain import voting
from scrutiny_tui.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scrutiny_tui.domain.pack import Level
    from scrutiny_tui.domain.rounds import Answer

HIDDEN: Final = "-"
"""Stands for an answer that is read without showing it."""

_LEVELS: Final = 3

_MOST_DIGITS: Final = 4
"""Longer numbers are a slip of the finger."""

answer_option: Final = click.option(
    "--answer",
    required=True,
    help=f"{voting.ANSWERS}; or {HIDDEN} to type it unseen, or to read it from one line of input. "
    "An answer that stands in the command stays in the shell's history.",
)
"""Takes one person's answer."""


def read_answer(typed: str, levels: Iterable[Level]) -> Answer:
    """Return the answer that was typed, or is typed unseen now. Raises `InputError` if it is none."""
    if typed != HIDDEN:
        tell(f"The answer stays in this shell's history. --answer {HIDDEN} reads it unseen.")
    found = voting.read_answer(_unseen() if typed == HIDDEN else typed, levels)
    if found is None:
        raise InputError(f"--answer: that is not an answer. Answers are: {voting.ANSWERS}.")
    return found


def read_counts(levels: str, others: Mapping[str, int]) -> Mapping[Answer, int]:
    """Return how many gave each answer, from text such as "2,9,4" and the numbers of the other answers by name.

    Raises `InputError` if the text is not a number for each level.
    """
    from scrutiny_tui.domain.rounds import Answer

    numbers = [part.strip() for part in levels.split(",")]
    if len(numbers) != _LEVELS or not all(
        part.isascii() and part.isdigit() and len(part) <= _MOST_DIGITS for part in numbers
    ):
        raise InputError("--counts: give one number for each level, with commas between, such as 2,9,4.")
    counted = {Answer(str(level)): int(part) for level, part in enumerate(numbers, start=1)}
    return counted | {Answer(name): number for name, number in others.items()}


def _unseen() -> str:
    if has_keyboard():
        typed: str = click.prompt("Answer (it is not shown)", hide_input=True, err=True)
        return typed
    return "" if sys.stdin is None else sys.stdin.readline()
