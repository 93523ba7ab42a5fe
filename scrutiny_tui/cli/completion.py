"""Answers a shell that asks what a word can be completed to."""

from __future__ import annotations

import os
import re
from typing import Final

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class, shell_complete

from scrutiny_tui import PROGRAM

_MEANS_SOMETHING: Final = re.compile(r"[^\w@%+=:,./-]")
"""Characters to which a shell gives a meaning unless a backslash stands before them."""


@add_completion_class
class Bash(BashComplete):
    """Bash puts what it is told into the line as it is, so blanks and quotes get a backslash."""

    def format_completion(self, item: CompletionItem) -> str:
        """Return an item as click's script for Bash reads it, which takes one backslash of two away."""
        word = os.environ.get("COMP_WORDS", "").rpartition("\n")[2]
        if item.type == "plain" and not word.startswith(("'", '"')):
            item = CompletionItem(_MEANS_SOMETHING.sub(r"\\\\\g<0>", item.value))
        return super().format_completion(item)


def answer_shell(program: click.Command, variable: str) -> int:
    """Print what a shell asks for in a variable, and return the exit status; a word that cannot be completed is no error."""
    try:
        return shell_complete(program, {}, PROGRAM, variable, os.environ[variable])
    except Exception:  # noqa: BLE001 - a sentence would stand in the middle of the line that somebody types
        return 1
