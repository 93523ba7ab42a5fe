"""Says lines and asks for lines; nothing moves a cursor, and every meaning is in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from getpass import getpass
from shutil import get_terminal_size
from textwrap import fill
from typing import Final

import click

from scrutiny_tui.cli.terminal import has_keyboard, has_screen
from scrutiny_tui.domain.printable import printable

_WIDEST: Final = 100
"""Columns; longer lines are hard to read."""

_PROMPT: Final = "> "
_MOST_DIGITS: Final = 4


class InputEndedError(Exception):
    """Nobody is left to answer: the input has ended."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be typed in answer to a question."""

    key: str
    """What is typed: a letter or a short word. The beginning of the title will do as well."""
    title: str

    def means(self, typed: str) -> bool:
        """Say whether this is what somebody typed, in any letters."""
        word = typed.casefold()
        return word == self.key.casefold() or (len(word) > 1 and self.title.casefold().startswith(word))


class Console:
    """Talks to the one who types."""

    def say(self, *lines: str) -> None:
        """Say sentences, each on lines of its own; an empty one is a pause."""
        for line in lines:
            click.echo(_wrapped(printable(line)))

    def ask(self, question: str) -> str:
        """Return what is typed in answer to a question, without blanks around it. Raises `InputEndedError`."""
        self.say(question)
        try:
            return printable(input(_PROMPT)).strip()
        except EOFError:
            raise InputEndedError from None

    def ask_unseen(self, question: str) -> str:
        """Return an answer that the terminal does not show while it is typed. Raises `InputEndedError`."""
        if not has_keyboard():
            return self.ask(question)
        self.say(question)
        try:
            return printable(getpass(_PROMPT)).strip()
        except EOFError:
            raise InputEndedError from None

    def number(self, question: str, *, unseen: bool = False) -> int:
        """Return a number that is typed, 0 for Enter alone; ask again until it is one. Raises `InputEndedError`."""
        while True:
            typed = self.ask_unseen(question) if unseen else self.ask(question)
            if not typed:
                return 0
            if typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS:
                return int(typed)
            self.say("That is not a number.")

    def choose(self, question: str, choices: Sequence[Choice]) -> str:
        """Return the key of what is chosen; ask again until it is one of them. Enter alone takes the first, the safe one."""
        self.say(question)
        told = [f"{each.key}: {each.title}{' (or Enter)' if each is choices[0] else ''}" for each in choices]
        while True:
            typed = self.ask("; ".join(told) + ".")
            if not typed:
                return choices[0].key
            found = next((each for each in choices if each.means(typed)), None)
            if found:
                return found.key
            self.say("That is none of them.")


def _wrapped(line: str) -> str:
    """Return a line broken between words where a terminal shows it; a file or another program gets it whole."""
    if not has_screen():
        return line
    width = min(get_terminal_size().columns, _WIDEST)
    return "\n".join(fill(part, width, break_long_words=False) for part in line.split("\n"))
