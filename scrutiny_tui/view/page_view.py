"""A page of a workshop as a value, and the blocks that it is made of beside those of a report.

They are plain values: both windows draw them, the plain twin says them, and the room's file holds them.
"""

from __future__ import annotations

from typing import Annotated, Final, TypeAlias

from scrutiny_tui.domain.clock import ClockFace
from scrutiny_tui.domain.fields import Between, Count, Percent
from scrutiny_tui.domain.pack import Level, Prompt
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.sentences import Accord
from scrutiny_tui.domain.session import Place
from scrutiny_tui.view.blocks import Heading, ItemList, Paragraph, Quotation

_Scale: TypeAlias = Annotated[int, Between(1, 5)]
LARGE: Final = 2
"""The scale of what a page is about."""
_Counts: TypeAlias = tuple[Count, Count, Count]


@record
class Title:
    """What a step or prompt is called."""

    id: str
    title: str


@record
class Lead:
    """The sentence that is read first."""

    lead: str


@record
class Banner:
    """A text in letters up to `scale` times as large as large ones, as far as they fit."""

    text: str
    scale: _Scale = 1


@record
class Twin:
    """What is said in large letters if there is room to spare; several lines stand in ordinary ones if there is not."""

    word: str


@record
class Statement:
    """What the room judges itself by."""

    statement: str


@record
class Choices:
    """The three statements to choose from."""

    choices: tuple[Level, Level, Level]
    descriptions: tuple[str, ...] = ("", "", "")
    """What each looks like on this step; empty for one that says nothing more."""
    in_full: bool = False
    """Whether they have the page for themselves."""


@record
class Prompts:
    """Questions to talk about."""

    prompts: tuple[Prompt, ...]
    at: int = 0
    """The place of the one that is talked about now."""
    following: str = ""
    """The question that comes next, if they are shown one by one."""
    known: tuple[str, ...] = ()
    """What is known of each of them, such as how far it is if it is voted on; empty if nothing is known of any."""


@record
class Progress:
    """How many answers are in."""

    told: str
    """The same in words."""
    given: Count
    asked: Count


@record
class Figures:
    """The counts of a result in large figures."""

    levels: tuple[Level, Level, Level]
    counts: _Counts
    scale: _Scale = 1


DONT_KNOW: Final = "don't know"
NO_ANSWER: Final = "no answer"


@record
class MarkRow:
    """The people who gave one answer."""

    word: str
    """The answer in a word, such as "Strong" or "don't know"."""
    level: Annotated[int, Between(0, 3)]
    """The statement; 0 if it is none."""
    people: Count
    before: Count | None = None
    """How many gave it the round before; None if there was none."""
    why: str = ""
    """What it is made up of, such as "1 prefers not to say, 1 absent"."""

    @property
    def sign(self) -> str:
        """What stands on a mark: the digit of the statement, "?" for a don't know, "·" for no answer."""
        return str(self.level or {DONT_KNOW: "?", NO_ANSWER: "·"}[self.word])


@record
class Marks:
    """A result with one mark a person."""

    marks: tuple[MarkRow, ...]
    scale: Count
    """How many people the longest row of the workshop can have, so that a mark is as wide on every page."""
    people_a_mark: Count
    """How many people a mark stands for, more than 1 only in a very large committee."""
    based_on: str
    """What the marks mean and whom they stand for."""


@record
class Standing:
    """Where one step stands among all of them."""

    item: str
    short: str
    title: str
    accord: Accord
    row: tuple[MarkRow, ...]
    """Its answers, as parts of one bar; empty before the first result."""
    verdict: str
    """The result in a few words, such as "13 of 14 Developing"."""
    position: str
    """The agreed position in a word; empty if none is recorded."""
    is_at_odds: bool = False
    """Whether the agreed position is not what most people chose."""


@record
class Standings:
    """Every step under how far the room agrees on it."""

    standings: tuple[Standing, ...]
    scale: Count
    people_a_mark: Count
    key: str
    """What the parts of a bar stand for."""
    at: int = 0
    """The place of the step that is pointed at, among the steps in their own order."""


@record
class Why:
    """Why a step matters: the lesson beside it."""

    why: str
    """The quotation, or what stands in its place."""
    source: str
    """Author, report and year; empty if nothing is quoted."""
    heading: str
    """What the lesson is about."""


@record
class Account:
    """How a result came about, and what each table said."""

    told: tuple[str, ...]


@record
class Asks:
    """What to ask next about a result."""

    asks: tuple[str, ...]


@record
class Settled:
    """What was written down about an item."""

    lines: tuple[str, ...]


@record
class Stair:
    """How one step stands."""

    id: str
    title: str
    counts: _Counts | None
    """The counts of the latest result; None if there is none yet."""
    sentence: str
    view: str
    """The agreed position, such as "agreed: Strong"; empty if there is none yet."""
    mark: str = ""
    """How it is marked, such as "pinned"; empty if it is not."""


@record
class Stairs:
    """How every step stands."""

    stairs: tuple[Stair, ...]
    at: int = 0
    """The place of the step that is pointed at."""


@record
class Pointer:
    """One thing that all steps together come to."""

    about: str
    """What it is about, such as "Talk next"."""
    text: str
    gives_way: bool = False
    """Whether it is left out of a small window."""


@record
class Pointers:
    """What all steps together come to."""

    pointers: tuple[Pointer, ...]


@record
class Row:
    """One row of a list."""

    mark: str
    text: str
    about: str = ""
    key: str = ""
    """What a page that lets people choose a row knows it by."""
    cells: tuple[str, ...] = ()
    """What is in the further columns of a table."""


@record
class Rows:
    """A list, or with a header a table, such as the action plan."""

    rows: tuple[Row, ...]
    header: tuple[str, ...] = ()
    """What the columns are called; the first one is the heading too."""


@record
class Reading:
    """A page of the briefing."""

    markdown: str


@record
class Gap:
    """An empty line that gives way if there is no room."""


Block: TypeAlias = (
    Heading | Paragraph | Quotation | ItemList | Title | Lead | Banner | Twin | Statement | Choices | Prompts
    | Progress | Marks | Standings | Why | Figures | Account | Asks | Settled | Stairs | Pointers | Rows | Reading | Gap
)  # fmt: skip
"""A part of a page. No two kinds have the same fields, so that a file need not say which kind it holds."""


@record
class CardsShown:
    """How far a camera has read the cards that people raise, by their numbers; never what they say."""

    unread: tuple[int, ...] = ()
    """Cards that are still to be read."""
    trial: bool = False
    """Whether it is only tried how well they are seen, and none counts."""
    seen: tuple[int, ...] | None = None
    """In a trial: the cards that are seen; None before the first picture."""
    small: tuple[int, ...] = ()
    """Those of them that are too small to be read for certain."""
    dark: bool = False
    """Whether the picture is dark."""


@record
class Shown:
    """What a page shows, as far as the session does not say it."""

    place: Place
    prompt: int = 0
    """The place of the prompt that is pointed at."""
    together: bool = False
    """Whether all prompts are shown."""
    opener: str = ""
    """The id of the prompt to begin with; empty if the pack marks none."""
    aside: tuple[Block, ...] = ()
    """What stands beside the step: its lesson."""
    note: str = ""
    """The content note, on the page where it is shown."""
    read: tuple[Block, ...] = ()
    """What is read: a page of the briefing, a step's lesson."""
    where: str = ""
    """Where in the reading the room is, such as "Briefing 3 of 17"."""
    hint: str = ""
    """What the facilitator can do about answers that wait."""
    scrolled: int = 0
    """How far down the page was moved, in per cent."""
    cards: CardsShown | None = None
    """The raised cards, where a camera reads them; on the page before the first answer, where one may."""
    blank: bool = False
    on_break: bool = False
    clock: ClockFace | None = None
    """The room's clock; None if there is none."""


@record
class PageView:
    """One page as it is seen."""

    name: str = ""
    """Which page it is, such as "result"; empty for a blank one."""
    title: str = ""
    """Whose workshop it is: the council."""
    council: str = ""
    """The committee, which gives way if there is no room."""
    where: str = ""
    """Where the room is, such as "Step 2 of 6"."""
    steps: tuple[str, ...] = ()
    """The short titles of all steps; empty on pages that are about none."""
    step: int = 0
    """The number of the step that the page is about."""
    signs: tuple[str, ...] = ()
    """How far the room agrees on each step, as a sign."""
    blocks: tuple[Block, ...] = ()
    """What is on it, from the top down."""
    aside: tuple[Block, ...] = ()
    """What stands beside it, if there is room."""
    scrolled: Percent = 0
    """How far down it was moved, in per cent."""
    clock: ClockFace | None = None
    """The room's clock; None if there is none."""
