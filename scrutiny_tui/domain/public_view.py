"""What the room sees where it has a window of its own, as a value that holds no answer of a vote that is not shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from scrutiny_tui.domain.clock import ClockFace
from scrutiny_tui.domain.fields import Count, Percent
from scrutiny_tui.domain.pack import Level
from scrutiny_tui.domain.rounds import RoundState
from scrutiny_tui.domain.session import Place, Session


class PublicPage(StrEnum):
    """The kinds of page that the room sees."""

    WELCOME = "welcome"
    BRIEFING = "briefing"
    LESSON = "lesson"
    PROMISE = "promise"
    STEP = "step"
    ANSWERING = "answering"
    RESULT = "result"
    OVERVIEW = "overview"
    PLAN = "plan"
    READ_BACK = "read-back"
    BREAK = "break"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the facilitator's window shows, as far as it is for the room too."""

    place: Place
    prompt: int = 0
    """The prompt that is pointed at, counted from 0."""
    together: bool = False
    """Whether all prompts are shown."""
    heading: str = ""
    """The title of what is read: a page of the briefing, a step's lesson."""
    text: str = ""
    """What is read; Markdown for the briefing, for a lesson lines of which those that stand out are between two `**`."""
    where: str = ""
    """Where in the reading the room is, such as "Briefing 3 of 17"."""
    scrolled: int = 0
    """How far down what is read was moved, in per cent."""
    blank: bool = False
    on_break: bool = False
    clock: ClockFace | None = None
    """The room's clock; None if there is none."""


@dataclass(frozen=True, slots=True)
class PublicRound:
    """The counts of one revealed round."""

    number: int
    counts: tuple[Count, Count, Count]


@dataclass(frozen=True, slots=True)
class PublicStair:
    """One step of the overview."""

    number: int
    title: str
    counts: tuple[Count, Count, Count] | None
    """The counts of the latest result; None if there is none yet."""
    sentence: str
    view: str
    """The shared view in a word; empty if there is none yet."""
    mark: str
    """How it is marked, such as "pinned"; empty if it is not."""


@dataclass(frozen=True, slots=True)
class PublicView:
    """One page as the room sees it. What does not belong to its kind of page is empty."""

    page: PublicPage
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
    heading: str = ""
    statement: str = ""
    text: str = ""
    """What is read; Markdown for the briefing, for a lesson lines of which those that stand out are between two `**`."""
    scrolled: Percent = 0
    """How far down what is read was moved, in per cent."""
    prompts: tuple[str, ...] = ()
    """The prompt that is talked about, or all of them."""
    prompt: int = 0
    """Which of those shown is pointed at, counted from 0."""
    levels: tuple[Level, ...] = ()
    sentences: tuple[str, ...] = ()
    """What each level looks like here."""
    given: Count = 0
    """How many answers of the open vote are in."""
    asked: Count = 0
    absent: Count = 0
    rounds: tuple[PublicRound, ...] = ()
    """The latest results of the item, oldest first."""
    said: tuple[str, ...] = ()
    """The sentences that everybody is to read."""
    told: tuple[str, ...] = ()
    """What stands below them."""
    asks: tuple[str, ...] = ()
    """What to ask next."""
    stairs: tuple[PublicStair, ...] = ()
    clock: ClockFace | None = None
    """The room's clock; None if there is none."""


def sealed(session: Session) -> Session:
    """Return the session with every vote emptied that is not shown, so that nothing made from it can tell an answer."""
    rounds = {
        key: each
        if each.state is RoundState.REVEALED
        else replace(each, ballots={}, totals={}, answered=frozenset())
        for key, each in session.rounds.items()
    }
    return replace(session, rounds=rounds)
