"""What the page or the question is for, and every key that works on it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.dialogs.dialog import Keys
from scrutiny_tui.tui.text import lines, words


def help_content(text: str, commands: Iterable[Command]) -> Content:
    """Return the help of a page: its paragraph, then a line a command, those without a key under the palette."""
    return lines([*([words(text), Content("")] if text else []), *_commands(commands)])


def dialog_help(paragraphs: Iterable[str], keys: Keys, commands: Iterable[Command]) -> Content:
    """Return the help of a question: its paragraphs, its own keys, then what works everywhere."""
    parts = [each for paragraph in paragraphs for each in (words(paragraph), Content(""))]
    width = max((len(key) for key, _does in keys), default=0)
    parts += [Content.assemble((f"{key:<{width}}  ", "bold"), does) for key, does in keys]
    return lines([*parts, Content(""), *_commands(commands)])


def _commands(commands: Iterable[Command]) -> list[Content]:
    found = list(commands)
    keyed = [command for command in found if command.keys]
    others = [command for command in found if not command.keys]
    width = max((len(command.shown_keys) for command in keyed), default=0)
    parts = [
        Content.assemble((f"{command.shown_keys:<{width}}  ", "bold"), f"{command.title}: ", command.help)
        for command in keyed
    ]
    if others:
        parts += [Content(""), Content.styled("In the palette (Ctrl+P)", "bold")]
        parts += [Content(f"{command.title}: {command.help}") for command in others]
    return parts
