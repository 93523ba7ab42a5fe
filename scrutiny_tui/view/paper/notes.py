"""Facilitator's notes, which packs write as Markdown lists, as plain lines for paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_BULLET: Final = re.compile(r"^\s*[-*+]\s+")
_MARKS: Final = re.compile(r"\*\*|__|`|^\s*(?:#+|>)\s*")


def note_lines(markdown: str) -> tuple[str, ...]:
    """Return each list item or paragraph as one line without Markdown's signs for lists, headings and bold."""
    return tuple(_MARKS.sub("", " ".join(lines)) for lines in _blocks(markdown))


def _blocks(markdown: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in markdown.splitlines():
        if block and (not line.strip() or _BULLET.match(line)):
            yield block
            block = []
        if line.strip():
            block.append(_BULLET.sub("", line, count=1).strip())
    if block:
        yield block
