"""The pages of the briefing: listed in pack.toml, written in Markdown, with notes beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Final

from scrutiny_tui.domain.fields import Text
from scrutiny_tui.domain.pack import Page
from scrutiny_tui.store.content.files import Folder, unsafe_character

_LONGEST_BODY: Final = 1300
_LONGEST_NOTES: Final = 1500
_NUMBER: Final = re.compile(r"^\d+-")
_NOT_SHOWN: Final = re.compile(r"^#|^\||^```|^\d+[.)] |^\s+[-*>] |^\* |\]\(|<[a-z/!]")
"""Markdown that the program does not show: headings, tables, code, numbers, nested lists, links, HTML."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """An entry under [[pages]] in pack.toml."""

    file: Annotated[str, Text(70)]
    title: Annotated[str, Text(70)]
    short: bool = False
    quotes: bool = False


def read_page(entry: PageEntry, key: str, folder: Folder) -> Page:
    """Return a page with the texts of its two files; what is wrong with them is noted, with its name at this key."""
    file = entry.file or ""
    body = notes = ""
    if reason := _not_found(file, folder):
        folder.wrong("pack.toml", reason, key)
    elif file:
        body = _markdown(folder, file, _LONGEST_BODY)
        beside = str(PurePosixPath(file).with_suffix(".notes.md"))
        notes = _markdown(folder, beside, _LONGEST_NOTES) if folder.holds(beside) else ""
        if not body:
            folder.wrong(file, "This page is empty; write its text or take it off the list in pack.toml.")
    page_id = _NUMBER.sub("", PurePosixPath(file).stem)
    return Page(page_id, entry.title, entry.short, body, notes, entry.quotes)


def _not_found(file: str, folder: Folder) -> str:
    """Return why there is no such page; empty if there is, or if it has no name."""
    if folder.leaves(file):
        return f'A page lies inside the pack\'s folder and is written with "/"; "{file}" does not.'
    if file and not file.endswith(".md"):
        return f'A page is a Markdown file, ending in ".md"; "{file}" is not.'
    if file and not folder.holds(file):
        return f'There is no file "{file}"; write it or correct the name.'
    return ""


def _markdown(folder: Folder, file: str, longest: int) -> str:
    text = (folder.text(file) or "").expandtabs(4).strip()
    if len(text) > longest:
        folder.wrong(file, f"This page has {len(text)} characters; at most {longest} fit.")
    for number, line in enumerate(text.split("\n"), start=1):
        if unsafe := unsafe_character(line):
            told = f"This line holds the control character {unsafe}; take it out."
            folder.wrong(file, told, f"line {number}")
        if _NOT_SHOWN.search(line):
            told = 'Pages hold paragraphs, "- " lists, "> " quotations and **bold** only; write this line so.'
            folder.wrong(file, told, f"line {number}")
    return text
