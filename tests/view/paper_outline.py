"""Reads a printed page as a browser or a screen reader would: its outline, its text and what it points to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

_EMPTY: Final = {"meta"}
"""Elements without an end tag."""

_POINTING: Final = {"src", "href", "action", "data", "srcset", "poster"}
"""Attributes that could point outside the file."""


@dataclass
class Outline(HTMLParser):
    """What is found in a page."""

    page: str
    tags: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    """Level and text of each heading."""
    attributes: list[tuple[str, str, str | None]] = field(default_factory=list)
    """Tag, attribute and value."""
    text: str = ""
    """What is read, styles left out."""
    title: str = ""
    unbalanced: list[str] = field(default_factory=list)
    """End tags that close something else than what was open."""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self.feed(self.page)
        self.close()
        self.unbalanced += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            return
        if "title" in self._open:
            self.title += data
            return
        self.text += data
        if self._open and re.fullmatch(r"h[1-6]", self._open[-1]):
            level, earlier = self.headings.pop()
            self.headings.append((level, earlier + data))

    @property
    def levels(self) -> list[int]:
        """The levels of the headings, in order."""
        return [level for level, _text in self.headings]

    @property
    def pointers(self) -> list[tuple[str, str, str | None]]:
        """Whatever points to another place."""
        return [each for each in self.attributes if each[1] in _POINTING or each[1].startswith("on")]

    def values(self, tag: str, name: str) -> list[str | None]:
        """Return the values of this attribute on these tags."""
        return [value for each, attribute, value in self.attributes if (each, attribute) == (tag, name)]
