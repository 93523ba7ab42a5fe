"""What every section of the report needs of a workshop, worked out once, and phrases that several use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from scrutiny_tui.domain.agreement import Label
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.personal_names import name_hidden
from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.results import ItemResult, RoundResult, TableAnswer, level_words, results
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.sentences import Words, many_do_not_know
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.view.phrases import NO_LEVEL, by_step, no_result_yet


class Kind(StrEnum):
    """Who the report is for."""

    PUBLIC = "public"
    """Counts only: nothing in it joins a person to an answer."""
    FULL = "full"
    """With each person's answers, under the label or name that the workshop keeps."""


@dataclass(frozen=True, slots=True)
class RecordOptions:
    """What the report holds beside what it always holds."""

    kind: Kind = Kind.PUBLIC
    by_groups: bool = False
    """Whether results are told by role groups too, where nobody could be picked out."""
    quotations: bool = False
    """Whether the lessons are quoted."""
    not_before: date | None = None
    """The first day on which it may be published; None if nobody said."""


class Accord(Enum):
    """Where an item belongs in the report."""

    AGREES = "where we agree"
    DIVERGES = "where we diverge"
    UNKNOWN = "not enough known"
    OPEN = "no result yet"


@dataclass(frozen=True, slots=True)
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

    @property
    def steps(self) -> tuple[ItemResult, ...]:
        """What is known of each step."""
        return tuple(each for each in self.found if not each.item.step)

    def prompts_of(self, step: int) -> tuple[ItemResult, ...]:
        """Return what is known of those prompts of a step that are voted on."""
        return tuple(each for each in self.found if each.item.step == step)

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


def view(session: Session, made: date, options: RecordOptions, pack: Pack | None) -> View:
    """Return the workshop as sections look at it; a pack that is not the workshop's own is left aside."""
    own = pack if pack and pack.id == session.wording.pack else None
    return View(session, made, options, own, tuple(by_step(results(session))), level_words(session))


def accord(each: ItemResult, *, collective: bool = False) -> Accord:
    """Return where an item belongs in the report."""
    if collective:
        return _shared(each)
    latest = each.latest
    if latest is None:
        return Accord.OPEN
    if latest.verdict.label in {Label.TOO_FEW, Label.NO_VOTES}:
        return _of_few(latest)
    return Accord.AGREES if latest.verdict.agrees else Accord.DIVERGES


def little_known(found: RoundResult) -> bool:
    """Say whether a result says first of all that too little is known."""
    return _of_few(found) is Accord.UNKNOWN if _few(found) else _many_do_not_know(found)


def _many_do_not_know(found: RoundResult) -> bool:
    return many_do_not_know(found.not_rated["dont_know"], found.ratings)


def _few(found: RoundResult) -> bool:
    return found.verdict.label in {Label.TOO_FEW, Label.NO_VOTES}


def _of_few(found: RoundResult) -> Accord:
    """Return where a result of too few answers belongs: a few tables are not summed up, but can be compared."""
    if not found.tables or found.ratings < 2:  # noqa: PLR2004 - one table has nobody to agree with
        return Accord.UNKNOWN
    return Accord.AGREES if max(found.counts) == found.ratings else Accord.DIVERGES


def _shared(each: ItemResult) -> Accord:
    """Return where an item belongs on which the room settled as a collective."""
    if each.agreed is None:
        return Accord.OPEN
    settled = each.agreed.level and not each.agreed.different_view
    return Accord.AGREES if settled else Accord.DIVERGES


NOT_RATED: tuple[tuple[str, str], ...] = (
    ("dont_know", "Does not know"),
    ("abstain", "Prefers not to say"),
    ("not_applicable", "Does not apply"),
    ("interest", "Interest declared"),
    ("absent", "Absent"),
    ("not_cast", "Not in"),
)
"""Why somebody chose no level, and what the column is called."""

NOT_DISCUSSED = "Not yet discussed."


def named(item: Item) -> str:
    """Return an item with its title, such as "Step 2: Clarity of role and purpose"."""
    return f"{item_name(item)}: {item.title}"


def level_headings(view: View) -> tuple[str, ...]:
    """Return the heads of the columns of counts: a digit and a word, so that neither stands alone."""
    return tuple(f"{number} {word}" for number, word in enumerate(view.words, start=1))


def counts(found: RoundResult) -> tuple[str, ...]:
    """Return the counts as cells."""
    return tuple(str(count) for count in found.counts)


def without_level(found: RoundResult) -> int:
    """Return how many of those on the list chose no level."""
    return sum(found.not_rated.values())


def counted(view: View, numbers: Iterable[int]) -> str:
    """Return counts in words, such as "Beginning 0, Developing 1, Strong 14"."""
    return ", ".join(f"{word} {number}" for word, number in zip(view.words, numbers, strict=True))


def said(found: RoundResult) -> str:
    """Return everything that is said of a result in sentences."""
    return " ".join(line for line in (found.sentence, found.finding, found.caution) if line)


def no_result(view: View, item: Item) -> str:
    """Return what is told in place of a result."""
    return no_result_yet(view.session, item.number) or NOT_DISCUSSED


def shared_word(view: View, each: ItemResult) -> str:
    """Return the shared view as a short word, such as "Developing"; empty if there is none."""
    if each.agreed is None:
        return ""
    return view.words[each.agreed.level - 1] if each.agreed.level else "not agreed"


def table_said(view: View, told: TableAnswer) -> str:
    """Return what a table chose in words."""
    return view.words[told.answer.level - 1] if told.answer.level else NO_LEVEL[told.answer]


def tables_said(view: View, found: RoundResult) -> str:
    """Return what each table chose in one sentence; empty if no tables answer."""
    told = "; ".join(f"{each.label}: {table_said(view, each)}" for each in found.tables)
    return f"{told}." if told else ""


def sentences(parts: Iterable[str]) -> str:
    """Return the parts that are not empty as one paragraph."""
    return " ".join(part for part in parts if part)


def agreed_and_differing(view: View, each: ItemResult) -> Iterator[str]:
    """Yield the shared view of an item as a word and the different view, in short sentences."""
    if each.agreed:
        yield f"Shared view: {shared_word(view, each)}."
        if each.agreed.different_view:
            yield f"A different view: {each.agreed.different_view}"
