"""What a session's revealed rounds say, item by item. Nothing here looks into a round that is open or set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scrutiny_tui.domain.agreement import (
    Counts,
    Label,
    Verdict,
    leik_consensus,
    shown_score,
    van_der_eijk_a,
    verdict,
)
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.flags import Flags, entitled, flags
from scrutiny_tui.domain.marks import mark_of
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.sentences import Words, base_line, caution, few_tables, finding, sentence
from scrutiny_tui.domain.session import AgreedLevel, EarlierJudgement, MarkKind, Note, Session
from scrutiny_tui.domain.wording import Item


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """What one table chose, and why."""

    voter: int
    label: str
    size: int
    answer: Answer
    reason: str
    """Its one-line reason; empty if none was written down."""


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What one revealed round says."""

    number: int
    counts: Counts
    base: int
    """People with a ballot who were on the list at the reveal."""
    not_rated: Mapping[str, int]
    """How many of the base chose no level, by why."""
    verdict: Verdict
    sentence: str
    """The one sentence about the counts."""
    finding: str
    """The sentence about many don't knows; empty if there are few."""
    caution: str
    """The sentence about a result that rests on fewer than half of those asked; empty otherwise."""
    flags: Flags
    base_line: str
    tables: tuple[TableAnswer, ...]
    """Each table's answer, where small groups answer; they were told beforehand that it is shown."""
    score: Fraction | None
    """Van der Eijk's A; None if nobody rated."""
    shown_score: str | None
    """A times 100 as shown; None if there are too few ratings."""
    leik: Fraction | None
    """Leik's consensus; None if nobody rated."""

    @property
    def ratings(self) -> int:
        """How many chose a level."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What is known of one item."""

    item: Item
    rounds: tuple[RoundResult, ...]
    """Revealed rounds, oldest first."""
    agreed: AgreedLevel | None
    notes: tuple[Note, ...]
    """The room's notes; reasons of tables stand with their answers."""
    mark: MarkKind | None
    """How it stands in what to talk about next."""
    earlier: EarlierJudgement | None
    """What was judged beforehand; only once there is a result."""

    @property
    def latest(self) -> RoundResult | None:
        """The round that counts; None before any reveal."""
        return self.rounds[-1] if self.rounds else None


def level_words(session: Session) -> Words:
    """Return the short words of the session's levels."""
    first, second, third = session.wording.levels
    return first.short, second.short, third.short


def round_result(session: Session, found: Round) -> RoundResult:
    """Sum up a revealed round. Raises `ValueError` for any other: an open round leaks nothing."""
    if found.state is not RoundState.REVEALED:
        raise ValueError(f"round {found.id} is not revealed")
    thresholds = session.wording.thresholds
    counts = found.counts
    tables = _tables(session, found)
    seated = sum(table.size for table in tables if table.answer.level) if tables else None
    not_rated = found.not_rated()
    label = verdict(counts, thresholds)
    ratings = sum(counts)
    return RoundResult(
        number=found.number,
        counts=counts,
        base=len(found.base),
        not_rated=not_rated,
        verdict=label,
        sentence=_sentence(session, counts, label, everyone=ratings == len(found.base)),
        finding=finding(not_rated["dont_know"], ratings),
        caution=caution(ratings, entitled(len(found.base), not_rated)),
        flags=flags(counts, label, len(found.base), not_rated),
        base_line=base_line(ratings, len(found.base), not_rated, seated),
        tables=tables,
        score=van_der_eijk_a(counts),
        shown_score=shown_score(counts, thresholds),
        leik=leik_consensus(counts),
    )


def _sentence(session: Session, counts: Counts, found: Verdict, *, everyone: bool) -> str:
    if session.details.mode is Mode.GROUPS and found.label is Label.TOO_FEW:
        return few_tables(sum(counts))
    return sentence(counts, found, level_words(session), everyone)


def _tables(session: Session, found: Round) -> tuple[TableAnswer, ...]:
    if session.details.mode is not Mode.GROUPS:
        return ()
    reasons = {
        note.table: note.text
        for note in session.notes.values()
        if (note.item, note.round) == (found.item, found.number) and note.table
    }
    return tuple(
        TableAnswer(voter.id, voter.label, voter.size, found.ballots[voter.id], reasons.get(voter.id, ""))
        for voter in session.voters.values()
        if voter.id in found.ballots
    )


def item_result(session: Session, number: int) -> ItemResult:
    """Return what is known of the item with this number; nothing of a round that is open."""
    item = session.wording.item(number)
    rounds = tuple(round_result(session, each) for each in session.revealed(item.number))
    notes = tuple(note for note in session.notes.values() if note.item == item.number and not note.table)
    agreed = session.agreed.get(item.number)
    known = rounds or (agreed and session.details.mode is Mode.COLLECTIVE)
    earlier = session.earlier.get(item.number) if known else None
    return ItemResult(item, rounds, agreed, notes, mark_of(session, item.number), earlier)


def results(session: Session) -> tuple[ItemResult, ...]:
    """Return what is known of every item, in the order of the steps."""
    return tuple(item_result(session, item.number) for item in session.items)
