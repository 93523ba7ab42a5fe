"""What revealed rounds say, how that is worked out, and how answers moved between two rounds.

The rule's shares are turned into numbers of answers, so that anybody can check them by counting.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from scrutiny_tui.domain.agreement import (
    Counts,
    Label,
    Thresholds,
    Verdict,
    leik_consensus,
    shown_score,
    van_der_eijk_a,
    verdict,
)
from scrutiny_tui.domain.day_plan import Sitting
from scrutiny_tui.domain.moves import mark_of
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.phrases import listed
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.rounds import Answer, Round, RoundState
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.sentences import (
    Accord,
    Flags,
    Words,
    accord,
    base_line,
    caution,
    entitled,
    few_tables,
    finding,
    flags,
    headline,
    many_do_not_know,
    sentence,
    standing,
)
from scrutiny_tui.domain.session import (
    AgreedLevel,
    EarlierJudgement,
    MarkKind,
    Note,
    NoteKind,
    Session,
)


@record
class TableAnswer:
    """What one table chose, and why."""

    voter: int
    label: str
    size: int
    answer: Answer
    reason: str
    """Its one-line reason; empty if none was written down."""


@record
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
    def accord(self) -> Accord:
        """How far the committee agrees."""
        if self.compares_tables:
            return Accord.AGREE if max(self.counts) == self.ratings else Accord.DIVERGE
        return accord(self.verdict, self.flags)

    @property
    def headline(self) -> str:
        """The result in two or three words."""
        if self.compares_tables:
            return "We agree" if self.accord is Accord.AGREE else "No single view"
        return headline(self.verdict, self.flags, everyone=self.ratings == self.base)

    def standing(self, words: Words) -> str:
        """Return the result in short with the statement that it is about, such as "clear agreement at Strong"."""
        if not self.compares_tables:
            return standing(self.counts, self.verdict, words)
        is_one = self.accord is Accord.AGREE
        return f"all at {words[self.counts.index(self.ratings)]}" if is_one else self.headline.lower()

    @property
    def compares_tables(self) -> bool:
        """Whether tables that are too few to sum up are compared answer by answer; one has nobody to agree with."""
        is_few = self.verdict.label is Label.TOO_FEW and not self.finding
        return bool(self.tables) and is_few and self.ratings > 1

    @property
    def ratings(self) -> int:
        """How many chose a level."""
        return sum(self.counts)


@record
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
    is_by_ballot: bool = True
    """Whether people answer; False if the room agrees as a collective."""

    @property
    def accord(self) -> Accord:
        """How far the room agrees; it can have agreed as a collective, without ballots."""
        if self.latest:
            return self.latest.accord
        if self.agreed is None or self.is_by_ballot:
            return Accord.OPEN
        return Accord.AGREE if self.agreed.level and not self.agreed.different_view else Accord.DIVERGE

    @property
    def latest(self) -> RoundResult | None:
        """The round that counts; None before any reveal."""
        return self.rounds[-1] if self.rounds else None

    @property
    def evidence(self) -> tuple[Note, ...]:
        """The evidence among the notes."""
        return tuple(note for note in self.notes if note.kind is NoteKind.EVIDENCE)


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
    everyone, unknown = ratings == len(found.base), many_do_not_know(not_rated["dont_know"], ratings)
    told = flags(counts, label, len(found.base), not_rated)
    return RoundResult(
        number=found.number,
        counts=counts,
        base=len(found.base),
        not_rated=not_rated,
        verdict=label,
        sentence=_sentence(session, counts, label, everyone=everyone, unknown=unknown),
        finding=finding(not_rated["dont_know"], ratings, len(found.base) - not_rated["absent"]),
        caution=caution(ratings, entitled(len(found.base), not_rated)),
        flags=told,
        base_line=base_line(ratings, len(found.base), not_rated, seated),
        tables=tables,
        score=van_der_eijk_a(counts),
        shown_score=shown_score(counts, thresholds),
        leik=leik_consensus(counts),
    )


def _sentence(session: Session, counts: Counts, found: Verdict, *, everyone: bool, unknown: bool) -> str:
    if session.details.mode is Mode.GROUPS and found.label is Label.TOO_FEW:
        return few_tables(counts, level_words(session))
    return sentence(counts, found, level_words(session), everyone, unknown=unknown)


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
    mark, by_ballot = mark_of(session, item.number), session.details.mode is not Mode.COLLECTIVE
    return ItemResult(item, rounds, agreed, notes, mark, earlier, by_ballot)


def results(session: Session) -> tuple[ItemResult, ...]:
    """Return what is known of every item, in the order of the steps."""
    return tuple(item_result(session, item.number) for item in session.items)


def step_results(session: Session) -> tuple[ItemResult, ...]:
    """Return what is known of each step, without its prompts."""
    return tuple(item_result(session, step.number) for step in session.wording.items)


CAUTION: Final = "Agreement after talking does not show that the answer is right."
"""Told beside a later round in which the room agrees. Source: F. Woudenberg, "An evaluation of Delphi" (1991)."""

_TELLING: Final = 4
"""Up to this many people who are new or gone, movement could be worked out to be theirs."""


def turn(before: RoundResult, after: RoundResult, words: Words) -> str:
    """Return how the verdict went from one round to the next, such as "Two opposite views, then most at Strong."."""
    first, then = (each.standing(words) for each in (before, after))
    return f"{first[0].upper()}{first[1:]}, then {'still ' if first == then else ''}{then}."


@record
class Movement:
    """How many of those who chose a level both times moved up, moved down and stayed."""

    up: int
    down: int
    stayed: int

    def __str__(self) -> str:
        return f"{self.up} moved up, {self.down} moved down, {self.stayed} stayed"


def movement(before: Round, after: Round) -> Movement | None:
    """Compare two rounds person by person.

    None if it would tell too much or nothing: if a round holds totals that nothing joins to a person, if 1 to 4 people
    are new or gone, or if nobody rated both times.
    """
    if before.totals or after.totals:
        return None
    first = {voter: answer.level for voter, answer in before.ballots.items() if answer.level}
    second = {voter: answer.level for voter, answer in after.ballots.items() if answer.level}
    both = first.keys() & second.keys()
    if not both or 1 <= len(first.keys() ^ second.keys()) <= _TELLING:
        return None
    steps = [(second[voter] or 0) - (first[voter] or 0) for voter in both]
    up = sum(step > 0 for step in steps)
    down = sum(step < 0 for step in steps)
    return Movement(up, down, len(both) - up - down)


def sittings_held(session: Session) -> tuple[Sitting, ...]:
    """Return the sittings in which the committee met: a workshop that is set up beforehand has one more."""
    with_results = {each.sitting for item in session.items for each in session.revealed(item.number)}
    return tuple(each for each in session.sittings.values() if each.promised or each.id in with_results)


def labels_kept(session: Session, before: Round, after: Round) -> bool:
    """Say whether people had the same labels in both rounds, so that they can be compared person by person."""
    later = (sitting for sitting in session.sittings.values() if before.sitting < sitting.id <= after.sitting)
    return all(sitting.labels_kept for sitting in later)


def why_no_movement(session: Session, before: Round, after: Round) -> str:
    """Return the sentence that says why movement between two rounds is not told; empty if it is."""
    if before.totals or after.totals:
        return "Totals do not show who moved."
    if not labels_kept(session, before, after):
        return "People had different labels, so we can't show who moved."
    return (
        "" if movement(before, after) else ("Different people chose a statement, so we can't show who moved.")
    )


SCALE: Final = "+100: everyone chose the same. 0: halfway between one view and two camps. -100: two camps, half at each end."
"""What the figure for how close the answers are stands for."""

SCALE_WIDTH: Final = 41
"""Columns of the drawn scale, an odd number so that 0 has a column."""


def rule_lines(limits: Thresholds) -> tuple[str, ...]:
    """Return the rule in words, with the thresholds that the session is run with."""
    return (
        f"Clear agreement: at least {limits.consensus_percent}% chose the same statement, "
        f"and at least one of the two ends is below {limits.minority_percent}%.",
        f"Most agree: at least {limits.broad_percent}% chose the same statement, "
        f"and at least one of the two ends is below {limits.minority_percent}%.",
        f"Two opposite views: at least {limits.split_percent}% at each end, and the middle at most "
        f"{limits.hollow_percent}% of the smaller end.",
        "In all other cases we describe the pattern.",
        f"We say nothing of fewer than {limits.fewest_ratings} answers: that is too few.",
    )


def arithmetic_lines(found: RoundResult, words: Words, limits: Thresholds) -> tuple[str, ...]:
    """Return this result's own arithmetic: what was counted, beside what the rule asks for with so many answers."""
    counts, ratings = found.counts, found.ratings
    told = listed([f"{count} {word}" for count, word in zip(counts, words, strict=True)])
    if not ratings:
        return ("Nobody chose a statement.",)
    told = f"{ratings} chose a statement: {told}."
    so = f"So this is: {found.standing(words)}."
    if found.compares_tables:
        return told, "So few tables are compared one by one.", so
    if ratings < limits.fewest_ratings:
        return told, f"It takes {limits.fewest_ratings} to say more.", so
    end, split = min(counts[0], counts[2]), _at_least(limits.split_percent, ratings)
    return (
        told,
        f"The most on one statement: {max(counts)}. Clear agreement needs {_at_least(limits.consensus_percent, ratings)}, "
        f"most agree needs {_at_least(limits.broad_percent, ratings)}.",
        f"At the smaller end: {end}. Agreement allows {_at_least(limits.minority_percent, ratings) - 1} at most.",
        f"Between the ends: {counts[1]}. Two opposite views need {split} at the smaller end, and at most "
        f"{limits.hollow_percent * max(end, split) // 100} between.",
        so,
    )


def _at_least(percent: int, ratings: int) -> int:
    """Return the smallest number of answers that is at least this share of them."""
    return -(-percent * ratings // 100)


def closeness_lines(found: RoundResult) -> tuple[str, ...]:
    """Return the figure for how close the answers are, drawn on its scale, and what it means; a sentence if too few are in."""
    if found.shown_score is None or found.score is None:
        return ("Too few answers for a figure.",)
    line = ["─"] * SCALE_WIDTH
    line[SCALE_WIDTH // 2] = "┼"
    line[round((float(found.score) + 1) / 2 * (SCALE_WIDTH - 1))] = "■"
    return (
        f"How far we agree, from -100 to +100: {found.shown_score}. Not a score.",
        f"-100 ├{''.join(line)}┤ +100",
        SCALE,
        "It says how close our answers are to one another, not whether the statement is high or right.",
    )
