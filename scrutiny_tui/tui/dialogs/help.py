"""What the page or the question is for, and every key that works on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.dialogs.dialog import Keys
from scrutiny_tui.tui.widgets.texts import Paragraph

_NOTHING: Final = Paragraph("", "")
_MOVED_IN: Final = 2
"""Columns by which the further lines of what has no key are moved in."""


def page_help(text: str, commands: Iterable[Command], *, typing: bool = False) -> Iterator[Paragraph]:
    """Yield the help of a page: its paragraph, then a line a command, those without a key under the palette.

    While somebody is typing, letters are what they type, and only the other keys are named.
    """
    if text:
        yield Paragraph("", text)
        yield _NOTHING
    yield from _commands(commands, typing=typing)


def dialog_help(
    paragraphs: Iterable[str], keys: Keys, commands: Iterable[Command], *, typing: bool = False
) -> Iterator[Paragraph]:
    """Yield the help of a question: its paragraphs, its own keys, then what works everywhere."""
    for paragraph in paragraphs:
        yield Paragraph("", paragraph)
        yield _NOTHING
    yield from _keyed(keys)
    yield _NOTHING
    yield from _commands(commands, typing=typing)


def _commands(commands: Iterable[Command], *, typing: bool = False) -> Iterator[Paragraph]:
    found = [(each.keys_while_typing if typing else each.shown_keys, each) for each in commands]
    yield from _keyed([(keys, f"{each.title}: {each.help}") for keys, each in found if keys])
    others = [each for _keys, each in found if not each.keys]
    if others:
        yield _NOTHING
        yield Paragraph("In the palette (Ctrl+P)", "")
    for each in others:
        yield Paragraph("", f"{each.title}: {each.help}", _MOVED_IN)


def _keyed(keys: Iterable[tuple[str, str]]) -> Iterator[Paragraph]:
    found = list(keys)
    width = max((len(key) for key, _does in found), default=0)
    for key, does in found:
        yield Paragraph(f"{key:<{width}}  ", does, width + 2)
