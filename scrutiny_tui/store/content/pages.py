"""The pages of the briefing: listed in pack.toml, written in Markdown, with notes beside them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from scrutiny_tui.store.content import limits
from scrutiny_tui.store.content.files import Folder
from scrutiny_tui.store.content.raw import RawPage
from scrutiny_tui.store.content.schema import Findings, Table
from scrutiny_tui.store.content.words import unsafe_character

_NUMBER: Final = re.compile(r"^\d+-")
_NOT_SHOWN: Final = re.compile(r"^#|^\||^```|^\d+[.)] |^\s+[-*>] |^\* |\]\(|<[a-z/!]")
"""Markdown that the program does not show: headings, tables, code, numbers, nested lists, links, HTML."""


def load_pages(pack: Table, folder: Folder, findings: Findings) -> tuple[RawPage, ...]:
    """Return the pages in their order, with their texts."""
    return tuple(_page(table, folder, findings) for table in pack.tables("pages"))


def _page(table: Table, folder: Folder, findings: Findings) -> RawPage:
    file = table.text("file", limits.TITLE)
    found = _found(table, folder, file)
    body = _markdown(folder, findings, file, limits.PAGE_BODY) if found else ""
    if found and not body:
        findings.add(file, "", "This page is empty; write its text or take it off the list in pack.toml.")
    notes = str(PurePosixPath(file).with_suffix(".notes.md")) if found else ""
    return RawPage(
        id=_NUMBER.sub("", PurePosixPath(file).stem),
        file=file,
        title=table.text("title", limits.TITLE),
        short=table.flag("short"),
        quotes=table.flag("quotes"),
        body=body,
        notes=_markdown(folder, findings, notes, limits.PAGE_NOTES) if notes and folder.holds(notes) else "",
    )


def _found(table: Table, folder: Folder, file: str) -> bool:
    if not file:
        return False
    if folder.leaves(file):
        table.problem(
            "file", f'A page lies inside the pack\'s folder and is written with "/"; "{file}" does not.'
        )
    elif not file.endswith(".md"):
        table.problem("file", f'A page is a Markdown file, ending in ".md"; "{file}" is not.')
    elif not folder.holds(file):
        table.problem("file", f'There is no file "{file}"; write it or correct the name.')
    else:
        return True
    return False


def _markdown(folder: Folder, findings: Findings, file: str, limit: int) -> str:
    text = (folder.text(file) or "").expandtabs(4).strip()
    if len(text) > limit:
        findings.add(file, "", f"This page has {len(text)} characters; at most {limit} fit.")
    for number, line in enumerate(text.split("\n"), start=1):
        unsafe = unsafe_character(line)
        if unsafe:
            findings.add(
                file, f"line {number}", f"This line holds the control character {unsafe}; take it out."
            )
        if _NOT_SHOWN.search(line):
            reason = (
                'Pages hold paragraphs, "- " lists, "> " quotations and **bold** only; write this line so.'
            )
            findings.add(file, f"line {number}", reason)
    return text
