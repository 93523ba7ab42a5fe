"""The keys of each page, for the facilitator's run sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scrutiny_tui.domain.secrecy import Mode


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


_STATEMENTS: Final = (
    Key("1", "first statement"),
    Key("2", "second statement"),
    Key("3", "third statement"),
    Key("d", "don't know"),
    Key("a", "prefer not to say"),
    Key("i", "interest declared"),
)

_SKIP: Final = Key("x", "not applicable (prompts), not discussed (tables)")

_VOTE: Final = (Key("r", "result"), Key("m", "other ways to answer"))

_MARKS: Final = (Key("*", "pin"), Key("c", "come back to this"))

_ABOUT_STEP: Final = (
    Key("n", "note"),
    Key("g", "shared view"),
    Key("l", "lesson"),
    Key("z", "larger, and back"),
)

_HEADCOUNT: Final = PageKeys(
    "Headcount",
    (
        Key("0-9", "how many"),
        Key("Tab", "show the number, next row"),
        Key("Enter", "next row, number masked"),
        Key("↑", "row before"),
        Key("+", "one more"),
        Key("-", "one less"),
        Key("u", "clear it, or take the count back"),
        *_VOTE,
    ),
)

ANSWERING: Final = (
    PageKeys(
        "Slips, this step",
        (
            *_STATEMENTS,
            _SKIP,
            Key("-", "absent, or here again"),
            Key("↑", "person before"),
            Key("↓", "next person"),
            Key("/", "jump to a person"),
            Key("u", "undo"),
            Key("Delete", "clear this person's answer"),
            *_VOTE,
        ),
    ),
    PageKeys(
        "Slips, all steps",
        (
            *_STATEMENTS,
            _SKIP,
            Key("Enter", "keep the slip"),
            Key("-", "absent, or here again"),
            Key("↑", "person before"),
            Key("↓", "next person"),
            Key("u", "undo"),
            *_VOTE,
        ),
    ),
    PageKeys(
        "Pass the laptop",
        (
            Key("Space", "wakes the page"),
            *_STATEMENTS,
            _SKIP,
            Key("Enter", "confirm, and blank the page"),
            Key("-", "absent"),
            *_VOTE,
        ),
    ),
    _HEADCOUNT,
)
"""The pages that take answers."""

PAGES: Final = (
    PageKeys("Where you got to", (Key("→", "go on"), Key("f", "facilitator"))),
    PageKeys("Earlier actions", (Key("Enter", "what became of it"), Key("→", "go on"))),
    PageKeys("Welcome", (Key("→", "briefing"),)),
    PageKeys("Briefing", (Key("→", "next page"), Key("←", "page before"))),
    PageKeys("Promise", (Key("→", "go on to the step"),)),
    PageKeys(
        "Step",
        (
            Key("↓", "next prompt"),
            Key("Enter", "all prompts"),
            Key("v", "answer"),
            Key("m", "ways to answer"),
            Key("r", "result"),
            *_ABOUT_STEP,
            Key("→", "next step"),
        ),
    ),
    PageKeys(
        "Lesson", (Key("Enter", "on from the content note"), Key("↓", "further down"), Key("l", "back"))
    ),
    *ANSWERING,
    PageKeys(
        "Result",
        (
            *_ABOUT_STEP,
            Key("h", "how this is worked out"),
            Key("v", "answer again"),
            *_MARKS,
            Key("→", "next step"),
        ),
    ),
    PageKeys(
        "Overview",
        (
            Key("↑", "step above"),
            Key("↓", "step below"),
            Key("Enter", "open the step"),
            *_MARKS,
            Key("e", "close and report"),
        ),
    ),
    PageKeys(
        "Plan",
        (
            Key("Enter", "change the action, or add one"),
            Key("+", "add an action"),
            Key("<", "move it up"),
            Key(">", "move it down"),
            Key("Delete", "take out a mistake"),
            Key("→", "read back"),
            Key("e", "close and report"),
        ),
    ),
    PageKeys(
        "Read-back",
        (Key("g", "shared view of the step"), Key("Enter", "open it"), Key("e", "close and report")),
    ),
    PageKeys("Close and report", (Key("Enter", "write the report, then leave"),)),
    PageKeys(
        "Who is here",
        (
            Key("Enter", "here or absent"),
            Key("Tab", "add people"),
            Key("Delete", "take off the list"),
            Key("Esc", "leave the list"),
        ),
    ),
)
"""In the order of the workshop."""

EVERYWHERE: Final = PageKeys(
    "Everywhere",
    (
        Key("b", "blank the screen, and show it again (F9 even while typing)"),
        Key("w", "who is here"),
        Key("t", "clock, break, plan of the day, when we have to end"),
        Key("o", "overview"),
        Key("p", "plan, and an action for this step"),
        Key("?", "explain this page"),
        Key("Esc", "back"),
        Key("Ctrl+P", "everything else"),
        Key("q", "twice: quit; all is saved"),
        Key("Ctrl+Q", "quit at once; asks where something is half keyed"),
    ),
)
"""Keys that act wherever the room is in the workshop."""


def pages_for(mode: Mode) -> tuple[PageKeys, ...]:
    """Return the pages that a workshop has which is completed in this mode, with the keys that act everywhere."""
    skipped = {Mode.COLLECTIVE: ANSWERING, Mode.GROUPS: (_HEADCOUNT,)}.get(mode, ())
    return (*(page for page in PAGES if page not in skipped), EVERYWHERE)
