"""The keys of each page, for the facilitator's run sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does."""

    key: str
    """As it is written on the keyboard, or the arrow."""
    does: str


@dataclass(frozen=True, slots=True)
class PageKeys:
    """The keys that a facilitator needs on one page."""

    page: str
    keys: tuple[Key, ...]


PAGES: Final = (
    PageKeys("Welcome", (Key("→", "briefing"),)),
    PageKeys("Briefing", (Key("→", "next page"), Key("←", "page before"))),
    PageKeys("Promise", (Key("→", "go on to the step"),)),
    PageKeys(
        "Step",
        (
            Key("↓", "next prompt"),
            Key("Enter", "all prompts"),
            Key("l", "lesson"),
            Key("v", "answer"),
            Key("→", "next step"),
        ),
    ),
    PageKeys(
        "Answers",
        (
            Key("1", "first statement"),
            Key("2", "second statement"),
            Key("3", "third statement"),
            Key("d", "don't know"),
            Key("a", "prefer not to say"),
            Key("i", "interest declared"),
            Key("-", "absent"),
            Key("u", "undo"),
            Key("r", "result"),
        ),
    ),
    PageKeys(
        "Result",
        (
            Key("g", "shared view"),
            Key("n", "note"),
            Key("h", "how this is worked out"),
            Key("v", "answer again"),
            Key("→", "next step"),
        ),
    ),
    PageKeys("Overview", (Key("↑", "step above"), Key("↓", "step below"), Key("Enter", "open the step"))),
)
"""In the order of the workshop."""

EVERYWHERE: Final = PageKeys(
    "Everywhere",
    (
        Key("b", "blank the screen, and show it again (F9 even while typing)"),
        Key("w", "who is here"),
        Key("o", "overview"),
        Key("?", "explain this page"),
        Key("Ctrl+P", "everything else"),
        Key("Ctrl+Q", "quit; all is saved"),
    ),
)
"""Keys that act wherever the room is in the workshop."""
