"""A workshop as the sections of the report look at it: what every one of them needs, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from scrutiny_tui.domain.agreement import Label
from scrutiny_tui.domain.hidden_names import name_hidden
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.results import ItemResult, RoundResult, level_words, results
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.sentences import Words, many_do_not_know
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.phrases import by_step
from scrutiny_tui.view.record.options import Kind, RecordOptions


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
