"""A page of a workshop as a value, and the blocks that it is made of beside those of a report.

They are plain values: both windows draw them, the plain twin says them, and the room's file holds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from scrutiny_tui.domain.clock import ClockFace
from scrutiny_tui.domain.fields import Between, Count, Percent
from scrutiny_tui.domain.pack import Item, Level, Prompt
from scrutiny_tui.domain.session import Place
from scrutiny_tui.view.blocks import BulletList, Heading, Paragraph, Quotation

_Scale: TypeAlias = Annotated[int, Between(1, 5)]
_Counts: TypeAlias = tuple[Count, Count, Count]


@dataclass(frozen=True, slots=True)
class Title:
    """What a step or prompt is called."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Lead:
    """The sentence that is read first."""

    lead: str


@dataclass(frozen=True, slots=True)
class Banner:
    """A text in letters up to `scale` times as large as large ones, as far as they fit."""

    text: str
    scale: _Scale = 1


@dataclass(frozen=True, slots=True)
class Twin:
    """What stands beside it in ordinary letters too, in large ones if there is room to spare."""

    word: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What the room judges itself by."""

    statement: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the three levels to choose from."""

    level: Level


@dataclass(frozen=True, slots=True)
class Description:
    """What the level before it looks like here."""

    description: str


@dataclass(frozen=True, slots=True)
class Prompts:
    """Questions to talk about."""

    prompts: tuple[Prompt, ...]
    at: int = 0
    """The place of the one that is talked about now."""
    known: tuple[str, ...] = ()
    """How far each of them is; empty if none is voted on."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many answers are in."""

    told: str
    """The same in words."""
    given: Count
    asked: Count


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of a result in large figures."""

    levels: tuple[Level, Level, Level]
    counts: _Counts
    scale: _Scale = 1


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """The counts of one time that an item was answered."""

    number: int
    counts: _Counts
    sentence: str


@dataclass(frozen=True, slots=True)
class Bars:
    """The counts of one or several results as bars."""

    levels: tuple[Level, Level, Level]
    rounds: tuple[RoundCounts, ...]
    is_close: bool = False
    """Whether there is no empty line between two levels."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a result comes to."""

    said: tuple[str, ...]
    """The sentences that everybody is to read."""
    told: tuple[str, ...]
    """What it rests on, and how it came about."""


@dataclass(frozen=True, slots=True)
class Asks:
    """What to ask next about a result."""

    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What was written down about an item."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stair:
    """How one step stands."""

    id: str
    title: str
    counts: _Counts | None
    """The counts of the latest result; None if there is none yet."""
    sentence: str
    view: str
    """The shared view in a word; empty if there is none yet."""
    mark: str = ""
    """How it is marked and how many hands it got, such as "pinned, 12 hands"; empty if neither."""


@dataclass(frozen=True, slots=True)
class Stairs:
    """How every step stands."""

    stairs: tuple[Stair, ...]
    at: int = 0
    """The place of the step that is pointed at."""


@dataclass(frozen=True, slots=True)
class Topics:
    """What to talk about next."""

    topics: tuple[str, ...]
    ending: str = ""
    """What stands behind them, or in their place if there are none."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list."""

    mark: str
    text: str
    about: str = ""
    key: str = ""
    """What a page that lets people choose a row knows it by."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A list, such as the actions of the plan."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A page of the briefing."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line that gives way if there is no room."""

    is_spare: bool = False
    """Whether it is there on tall screens only."""


Block: TypeAlias = (
    Heading | Paragraph | Quotation | BulletList | Title | Lead | Banner | Twin | Statement | Choice | Description | Prompts
    | Progress | Figures | Bars | Verdict | Asks | Settled | Stairs | Topics | Rows | Reading | Gap
)  # fmt: skip
"""A part of a page. No two kinds have the same fields, so that a file need not say which kind it holds."""


def about(item: Item) -> Iterator[Block]:
    """Yield the title of an item, and its statement if that says more."""
    yield Title(item.id, item.title)
    if item.statement != item.title:
        yield Statement(item.statement)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows, as far as the session does not say it."""

    place: Place
    prompt: int = 0
    """The place of the prompt that is pointed at."""
    together: bool = False
    """Whether all prompts are shown."""
    read: tuple[Block, ...] = ()
    """What is read: a page of the briefing, a step's lesson."""
    where: str = ""
    """Where in the reading the room is, such as "Briefing 3 of 17"."""
    hint: str = ""
    """What the facilitator can do about answers that wait."""
    scrolled: int = 0
    """How far down the page was moved, in per cent."""
    blank: bool = False
    on_break: bool = False
    clock: ClockFace | None = None
    """The room's clock; None if there is none."""


@dataclass(frozen=True, slots=True)
class PageView:
    """One page as it is seen."""

    name: str = ""
    """Which page it is, such as "result"; empty for a blank one."""
    title: str = ""
    """Of the self-assessment."""
    council: str = ""
    where: str = ""
    """Where the room is, such as "Step 2 of 6"."""
    steps: tuple[str, ...] = ()
    """The short titles of all steps; empty on pages that are about none."""
    step: int = 0
    """The number of the step that the page is about."""
    done: tuple[int, ...] = ()
    """The numbers of the steps that are done."""
    blocks: tuple[Block, ...] = ()
    """What is on it, from the top down."""
    scrolled: Percent = 0
    """How far down it was moved, in per cent."""
    clock: ClockFace | None = None
    """The room's clock; None if there is none."""
