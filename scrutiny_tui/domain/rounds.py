"""A round, one vote on one item with its answers, and what was corrected or deleted since."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Annotated, Final

from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.domain.fields import (
    APART,
    IN_MEMORY,
    KEY,
    LONGEST_OWN_LINE,
    ROUNDS_AN_ITEM,
    ItemNumber,
    ItemOrNone,
    PeopleCount,
    RoundNumber,
    Text,
    WordedChoice,
)
from scrutiny_tui.domain.records import record

_LEVELS: Final = {"1": 1, "2": 2, "3": 3}


class Answer(StrEnum):
    """What a ballot says: a level, or one of the answers that are not levels."""

    LEVEL_1 = "1"
    LEVEL_2 = "2"
    LEVEL_3 = "3"
    DONT_KNOW = "dont_know"
    ABSTAIN = "abstain"
    NOT_APPLICABLE = "not_applicable"
    INTEREST = "interest"

    @property
    def level(self) -> int | None:
        """The level's number, None if the answer is not a level."""
        return _LEVELS.get(self.value)


class RoundState(StrEnum):
    """How far a round is."""

    OPEN = "open"
    REVEALED = "revealed"
    VOID = "void"


@record
class Round:
    """One vote on one item."""

    item: ItemNumber
    """The item's number in the session's wording."""
    number: RoundNumber
    """1 for the first time the item is answered."""
    sitting: int
    """The sitting in which it was opened."""
    state: RoundState = RoundState.OPEN
    ballots: Mapping[int, Answer] = field(default_factory=dict, metadata=APART)
    """Voter id to answer. Keeps neither time nor order of casting."""
    totals: Mapping[Answer, PeopleCount] = field(default_factory=dict)
    """Answers that nothing joins to a person: from a headcount, or in a session that keeps totals only."""
    answered: frozenset[int] = field(default=frozenset(), metadata=IN_MEMORY)
    """Who is known to have answered if only totals are kept. No file says so: it is empty after an opening."""
    closed: bool = False
    """Whether a headcount has closed the list: everybody here who was not yet in counts as in it."""
    prepared: bool = False
    """Whether it holds only answers that came back before the day; a new sitting takes it over."""
    absent: frozenset[int] = frozenset()
    """Voters who had not answered and were away at the reveal, or when the list was closed; empty until then."""
    base: frozenset[int] = frozenset()
    """Voters with a ballot who were on the list at the reveal; empty while the round is open."""
    reason: str = ""
    """Why the round was set aside."""

    @property
    def id(self) -> int:
        """The round's id: item number times 1000 plus round number."""
        return round_id(self.item, self.number)

    @property
    def given(self) -> int:
        """How many answers are in."""
        return len(self.ballots) + sum(self.totals.values())

    @property
    def is_in(self) -> frozenset[int]:
        """The people known to have answered."""
        return self.answered | self.ballots.keys()

    @property
    def unknown(self) -> int:
        """How many answers are in of people who are not known, as in a session that keeps totals only and was reopened."""
        return self.given - len(self.is_in) if self.state is RoundState.OPEN and not self.closed else 0

    @property
    def counts(self) -> Counts:
        """How many chose each level."""
        told = self.tally()
        return told[Answer.LEVEL_1], told[Answer.LEVEL_2], told[Answer.LEVEL_3]

    def tally(self) -> Counter[Answer]:
        """Count every answer given, in one pass."""
        return Counter(self.ballots.values()) + Counter(self.totals)

    def not_rated(self) -> Mapping[str, int]:
        """Count those of the base who chose no level, by why.

        Keys are the answers that are not levels, then `absent` and `not_cast`.
        """
        given = self.tally()
        told = {answer.value: given[answer] for answer in Answer if not answer.level}
        missing = len(self.base) - self.given - len(self.absent)
        return told | {"absent": len(self.absent), "not_cast": missing}


@record
class Turnout:
    """How far an open vote is. Nothing in it tells how anybody answered."""

    given: int
    """How many answers are in."""
    asked: int
    """How many people on the list cast a ballot."""
    absent: int
    """How many of them are not here and have not answered."""

    @property
    def here(self) -> int:
        """How many people are here, or have answered."""
        return self.asked - self.absent

    @property
    def missing(self) -> int:
        """How many who are here have not answered."""
        return self.here - self.given

    @property
    def everybody_absent(self) -> bool:
        """Whether there are people who answer and none of them is here."""
        return 0 < self.asked == self.absent


class LineState(WordedChoice):
    """What becomes of a line that somebody wrote."""

    WAITING = "not gone through", "waiting"
    SHOWN = "shown"
    LEFT_OUT = "left out"
    NOTED = "noted as evidence", "noted"


@record
class OwnLine:
    """A line in somebody's own words. Nothing joins it to a person, an answer, a round or a time."""

    id: int = field(metadata=KEY)
    """Its place among all lines, sorted by step and text: it does not tell when it was typed."""
    item: ItemNumber
    """The number of the step that it is about."""
    text: Annotated[str, Text(LONGEST_OWN_LINE, may_be_empty=True)]
    """Empty once it is a note: then the note has its words."""
    state: LineState = LineState.WAITING


def round_id(item: int, number: int) -> int:
    """Return the id of an item's round."""
    return item * ROUNDS_AN_ITEM + number


@record
class TrailEntry:
    """Something that was changed or set aside, kept for the record. Names nobody and no answer."""

    id: int = field(metadata=KEY)
    text: str
    item: ItemOrNone = 0
    """The item that it is about; 0 where it is about the whole session."""


@record
class Forgotten:
    """What was deleted from a session on request."""

    ballots: bool = False
    """Whether it was deleted who answered what."""
    names: bool = False
    """Whether people had names and were given labels in their place."""
    entries: frozenset[int] = frozenset()
    """The lines of the trail that say so: they are about the file, and not part of results and reports."""


def answers_deleted(forgotten: Forgotten | None, found: Round) -> bool:
    """Say whether only totals stand in a result because who answered what was deleted."""
    revealed = found.state is RoundState.REVEALED
    return (
        forgotten is not None and forgotten.ballots and revealed and bool(found.totals) and not found.ballots
    )
