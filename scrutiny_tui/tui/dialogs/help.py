"""What the page is for, and every key that works on it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.text import lines, words


def help_content(text: str, commands: Iterable[Command]) -> Content:
    """Return the help of a page: its paragraph, then a line a command, those without a key under the palette."""
    found = list(commands)
    keyed = [command for command in found if command.keys]
    others = [command for command in found if not command.keys]
    width = max((len(command.shown_keys) for command in keyed), default=0)
    parts = [words(text), Content("")] if text else []
    parts += [
        Content.assemble((f"{command.shown_keys:<{width}}  ", "bold"), f"{command.title}: ", command.help)
        for command in keyed
    ]
    if others:
        parts += [Content(""), Content.styled("In the palette (Ctrl+P)", "bold")]
        parts += [Content(f"{command.title}: {command.help}") for command in others]
    return lines(parts)
