"""What every section of the report needs of a workshop, worked out once, and phrases that several use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final, Self

from scrutiny_tui.domain.pack import Item, Pack
from scrutiny_tui.domain.personal_names import HIDDEN, name_hidden
from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.results import ItemResult, RoundResult, level_words, results
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.sentences import Words
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.result_words import NOT_AGREED, by_step, no_result_yet, sponsor, view_word


class Kind(StrEnum):
    """Who the report is for."""

    PUBLIC = "public"
    """Counts only: nothing in it joins a person to an answer."""
    FULL = "full"
    """With each person's answers, under the label or name that the workshop keeps."""


class Edition(StrEnum):
    """The papers that are made of one workshop."""

    ONE_PAGE = "one-page"
    """One page to take away."""
    COMMITTEE = "committee"
    """A committee report for the agenda pack: at most four sides, the recommendations first."""
    RECORD = "record"
    """The full record: every round, every note, how it is worked out, and the wording that people answered."""
    SIX_MONTHS_ON = "six-months-on"
    """For the agenda of a follow-up: what was recommended, what became of it, and what changed for children."""
    CHILDREN = "children"
    """A draft page in plain words for the children in care council."""


@record
class RecordOptions:
    """Which paper is made, and what it holds beside what it always holds."""

    kind: Kind = Kind.PUBLIC
    by_groups: bool = False
    """Whether results are told by role groups too, where nobody could be picked out."""
    quotations: bool = True
    """Whether the lessons are quoted, unless the workshop was held without quotations."""
    not_before: date | None = None
    """The first day on which it may be published; None if nobody said."""
    edition: Edition = Edition.RECORD
    appendix: bool = True
    """Whether a committee report ends with an appendix, and the record with the wording that people answered."""


NOT_YET: Final = "Not yet discussed."

NOT_RATED: Final = {
    "dont_know": "Don't know",
    "abstain": "Prefer not to say",
    "not_applicable": "Not applicable",
    "interest": "Interest declared",
    "absent": "Absent",
    "not_cast": "No answer",
}
"""Why somebody chose no statement, and what the row or column is called."""


@record
class View:
    """A workshop, and what is asked of its report."""

    session: Session
    made: date
    options: RecordOptions
    pack: Pack | None
    """The pack that the workshop was set up with; None if this machine has it no longer."""
    found: tuple[ItemResult, ...]
    """What is known of each item: each step, then its prompts."""
    words: Words
    """The levels' short words."""

    @classmethod
    def of(cls, session: Session, made: date, options: RecordOptions, pack: Pack | None = None) -> Self:
        """Return the workshop as sections look at it; a pack that is not the workshop's own is left aside."""
        own = pack if pack and pack.id == session.wording.pack else None
        return cls(session, made, options, own, tuple(by_step(results(session))), level_words(session))

    @property
    def steps(self) -> tuple[ItemResult, ...]:
        """What is known of each step."""
        return tuple(each for each in self.found if not each.item.step)

    @property
    def is_full(self) -> bool:
        """Whether the report may hold personal data."""
        return self.options.kind is Kind.FULL

    @property
    def is_collective(self) -> bool:
        """Whether nobody answers alone."""
        return self.session.details.mode is Mode.COLLECTIVE

    @property
    def is_of_tables(self) -> bool:
        """Whether tables answer."""
        return self.session.details.mode is Mode.GROUPS

    @property
    def names_people(self) -> bool:
        """Whether the report tells who chose what: it is asked for, and the workshop keeps it."""
        kept = self.session.details.secrecy is not Secrecy.TOTALS
        return self.is_full and kept and not self.is_collective

    def person(self, typed: str) -> str:
        """Return what was typed about one person; a voter's name is left out of a public report."""
        return typed if self.is_full else name_hidden(self.session, typed)

    @property
    def quotes(self) -> bool:
        """Whether the lessons are quoted, not only named."""
        return self.options.quotations and self.session.details.quotations

    @property
    def sponsor(self) -> str:
        """The sponsor and whether they answered; empty if none was named."""
        shown = self.person(self.session.details.sponsor)
        return shown if shown == HIDDEN else sponsor(self.session.details)

    @property
    def level_headings(self) -> tuple[str, ...]:
        """The heads of the columns of counts: a digit and a word, so that neither stands alone."""
        return tuple(f"{number} {word}" for number, word in enumerate(self.words, start=1))

    @property
    def answer_headings(self) -> dict[str, str]:
        """The head of the column of each answer: the levels first, then why no level was chosen."""
        return dict(zip("123", self.level_headings, strict=True)) | NOT_RATED

    @property
    def who(self) -> str:
        """What those who answer are called."""
        return "tables" if self.is_of_tables else "people"

    def no_result(self, item: Item) -> str:
        """Return what is told in place of a result."""
        return no_result_yet(self.session, item.number) or NOT_YET

    def shared_word(self, each: ItemResult) -> str:
        """Return the agreed position as a short word, such as "Developing"; empty if there is none."""
        return view_word(self.session, each.agreed)


def position_words(position: str) -> str:
    """Return a position in a word with what it is; empty if none is recorded."""
    return f"agreed position: {position}" if position and position != NOT_AGREED else position


def named(item: Item) -> str:
    """Return an item with its title, such as "Step 2: Clarity of role and purpose"."""
    return f"{item_name(item)}: {item.title}"


_ENDS: Final = ("?", ".", "!", "…", "。", "\N{FULLWIDTH QUESTION MARK}", "\N{FULLWIDTH EXCLAMATION MARK}")


def ended(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.endswith(_ENDS) else f"{text}."


def answer_counts(found: RoundResult) -> dict[str, int]:
    """Return how many gave each answer, in the same order."""
    return dict(zip("123", found.counts, strict=True)) | dict(found.not_rated)


def cells(numbers: Iterable[int]) -> tuple[str, ...]:
    """Return numbers as the cells of a table."""
    return tuple(map(str, numbers))
