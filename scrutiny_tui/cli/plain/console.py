"""Says lines and asks for lines; nothing moves a cursor, and every meaning is in words."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from getpass import getpass
from shutil import get_terminal_size
from textwrap import fill
from typing import Final, Protocol, Self

import click

from scrutiny_tui.acts.act import Option
from scrutiny_tui.cli.keyboard import Keyboard, PlainLines
from scrutiny_tui.cli.terminal import has_keyboard, has_screen, shows_screens
from scrutiny_tui.domain.fields import read_count
from scrutiny_tui.domain.printable import printable

_WIDEST: Final = 100
"""Columns; longer lines are hard to read."""

_PROMPT: Final = "> "


class InputEndedError(Exception):
    """Nobody is left to answer: the input has ended."""


class Lines(Protocol):
    """Where lines come from."""

    def line(self, prompt: str, *, unseen: bool) -> str:
        """Return the next line, which may be several that belong together. Raises `EOFError`."""


class Console:
    """Talks to the one who types, within a `with` block, which leaves the terminal as it was."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._keyboard: Keyboard | None = None
        self._lines: Lines = _LinesAsTheyCome()

    def __enter__(self) -> Self:
        moves = shows_screens()
        if not has_keyboard() or (sys.platform == "win32" and not moves):
            return self
        if moves:
            from scrutiny_tui.cli.line_editor import KNOWN, EditedLines

            self._keyboard = Keyboard(KNOWN)
            lines = EditedLines(self._keyboard)
            self._stack.enter_context(lines.held())
            self._lines = lines
        else:
            self._keyboard = Keyboard()
            self._lines = PlainLines(self._keyboard)
        self._stack.enter_context(self._keyboard.held())
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def say(self, *lines: str) -> None:
        """Say sentences, each on lines of its own; an empty one is a pause."""
        for line in lines:
            click.echo(_wrapped(printable(line)))

    def ask(self, question: str, *, unseen: bool = False) -> str:
        """Return what is typed in answer to a question, without blanks around it. Raises `InputEndedError`.

        The terminal does not show what is typed `unseen`.
        """
        with (
            self._keyboard.question(unseen=unseen) if self._keyboard else nullcontext(unseen) as stays_unseen
        ):
            self.say(question)
            try:
                typed = printable(self._lines.line(_PROMPT, unseen=stays_unseen)).strip()
            except EOFError:
                raise InputEndedError from None
        if "\n" in typed:
            self.say(f"You pasted {len(typed.splitlines())} lines. They are used as one text.")
        return typed

    def unseen_round(self) -> AbstractContextManager[None]:
        """Show nothing of answers that are typed ahead, also if something else is asked in between."""
        return self._keyboard.unseen_round() if self._keyboard else nullcontext()

    def unseen_number(self, question: str) -> int:
        """Return a number that is typed unseen, 0 for Enter alone; ask until it is one. Raises `InputEndedError`."""
        while True:
            typed = self.ask(question, unseen=True)
            if not typed:
                return 0
            if (number := read_count(typed)) is not None:
                return number
            self.say("Please type a number.")

    def choose(self, question: str, choices: Sequence[Option]) -> str:
        """Return the key of what is chosen; ask again until it is one of them. Enter alone takes the first, the safe one."""
        told = [f"{each.key}: {each.words}{' (or Enter)' if each is choices[0] else ''}" for each in choices]
        choices_told = f"{'; '.join(told)}."
        asked = f"{question}\n{choices_told}"
        while True:
            typed, asked = self.ask(asked), choices_told
            if not typed:
                return choices[0].key
            for each in choices:
                if each.is_named(typed) or (len(typed) > 1 and each.is_begun(typed)):
                    return each.key
            self.say("Please type one of the choices shown.")


class _LinesAsTheyCome:
    """Lines of a pipe or a file, and of a terminal that this program cannot take over."""

    def line(self, prompt: str, *, unseen: bool) -> str:
        return getpass(prompt) if unseen and has_keyboard() else input(prompt)


def _wrapped(line: str) -> str:
    """Return a line broken between words where a terminal shows it; a file or another program gets it whole."""
    if not has_screen():
        return line
    width = min(get_terminal_size().columns, _WIDEST)
    return "\n".join(fill(part, width, break_long_words=False) for part in line.split("\n"))
