"""A result by role groups, and the whole workshop in figures.

A group is shown where at least five of it chose a level, and where what remains after all shown groups is nobody or at
least five, so that nothing can be worked out by taking one from the other. The five is fixed, whatever the thresholds.

Answers are never pooled over items and levels are never averaged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from scrutiny_tui.domain.agreement import Counts, Label, Verdict, agreeing_pairs, alpha_of_counts, verdict
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.results import ItemResult, level_words
from scrutiny_tui.domain.rounds import Answer, Round, RoundState
from scrutiny_tui.domain.sentences import Accord, sentence
from scrutiny_tui.domain.session import Session

FEWEST_IN_GROUP: Final = 5
"""A role group, and all the others together, have at least this many ratings, or neither is shown."""

NO_GROUPS: Final = (
    f"Groups are shown only if at least {FEWEST_IN_GROUP} people in one group and "
    f"{FEWEST_IN_GROUP} others chose a statement, so that nobody can be picked out."
)

ONLY_TOTALS: Final = "This workshop keeps totals only, so there are no answers by group."

COMMITTEE: Final = "Members and chairs"

_REST: Final = "Everyone else"

_TOGETHER: Final = frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER})
"""A chair alone is never a group."""


@record
class GroupResult:
    """What one group chose."""

    name: str
    counts: Counts
    verdict: Verdict
    sentence: str

    @property
    def median(self) -> tuple[int, int]:
        """The lower and the upper median level, 1 to 3; the same where the middle answers are."""
        ordered = [level for level, count in enumerate(self.counts, start=1) for _ in range(count)]
        return ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]


def group_results(session: Session, found: Round) -> tuple[GroupResult, ...]:
    """Return a revealed round by role groups, the largest first, then all the others together; empty if it may not be.

    Raises `ValueError` for a round that is not revealed.
    """
    if found.state is not RoundState.REVEALED:
        raise ValueError(f"round {found.id} is not revealed")
    if found.totals:
        return ()
    levels = _levels(session, found)
    shown = sorted(
        (name for name, given in levels.items() if len(given) >= FEWEST_IN_GROUP),
        key=lambda name: -len(levels[name]),
    )
    rest = [level for name, given in levels.items() if name not in shown for level in given]
    while shown and 0 < len(rest) < FEWEST_IN_GROUP:
        rest += levels[shown.pop()]
    parts = [(name, levels[name]) for name in shown] + ([(_REST, rest)] if rest else [])
    if len(parts) <= 1:
        return ()
    return tuple(_result(session, name, given) for name, given in parts)


def groups_differ(found: tuple[GroupResult, ...]) -> bool:
    """Say whether two groups stand on different levels: their medians do not overlap."""
    return max((group.median[0] for group in found), default=0) > min(
        (group.median[1] for group in found), default=0
    )


def _levels(session: Session, found: Round) -> dict[str, list[Answer]]:
    levels: dict[str, list[Answer]] = {}
    for voter, answer in sorted(found.ballots.items()):
        if answer.level and voter in session.voters:
            role = session.voters[voter].role
            group = COMMITTEE if role in _TOGETHER else role.plural.capitalize()
            levels.setdefault(group, []).append(answer)
    return levels


def _result(session: Session, name: str, given: list[Answer]) -> GroupResult:
    counts = given.count(Answer.LEVEL_1), given.count(Answer.LEVEL_2), given.count(Answer.LEVEL_3)
    called = verdict(counts, session.wording.thresholds)
    return GroupResult(name, counts, called, sentence(counts, called, level_words(session), everyone=False))


@record
class Tally:
    """How many items have which label, and which item's answers are furthest apart."""

    labels: Mapping[Label, int]
    """Every label that occurs, in the order of the labels."""
    accords: Mapping[Accord, int]
    """On how many items people agree how far, in the order of the report."""
    lowest: ItemResult | None
    """The item with the lowest score among those with enough answers; None if none has."""
    median: Fraction | None
    """The median score of those items, between -1 and 1; None if there is none."""
    scored: int
    """How many items have enough answers for a score."""


@record
class Reliability:
    """Krippendorff's ordinal alpha over the latest result of every item, and what it rests on."""

    alpha: Fraction | None
    """None if it is not defined: no item rated twice, or one and the same level throughout."""
    voters: int
    """How many were on the list of at least one of the items."""
    items: int
    ratings: int
    possible: int
    """How many ratings there would be, had everybody on the list of an item chosen a level."""
    same_pairs: Fraction | None
    """The share of pairs of answers on the same item that are the same."""


def tally(found: Iterable[ItemResult]) -> Tally:
    """Return the tally of some items, such as a step's prompts; items without a result are left out."""
    told = [(each, latest) for each in found if (latest := each.latest)]
    labels = Counter(latest.verdict.label for _, latest in told)
    accords = Counter(latest.accord for _, latest in told)
    scored = [
        (latest.score, each)
        for each, latest in told
        if latest.shown_score is not None and latest.score is not None
    ]
    scored.sort(key=lambda pair: pair[0])
    middle = (scored[(len(scored) - 1) // 2][0] + scored[len(scored) // 2][0]) / 2 if scored else None
    return Tally(
        {label: labels[label] for label in Label if labels[label]},
        {accord: accords[accord] for accord in Accord if accords[accord]},
        scored[0][1] if scored else None,
        middle,
        len(scored),
    )


def reliability(session: Session) -> Reliability | None:
    """Return alpha and what it rests on; None before the first result."""
    latest = [rounds[-1] for item in session.items if (rounds := session.revealed(item.number))]
    if not latest:
        return None
    columns = [dict(enumerate(found.counts, start=1)) for found in latest]
    return Reliability(
        alpha=alpha_of_counts(columns),
        voters=len(frozenset().union(*(found.base for found in latest))),
        items=len(latest),
        ratings=sum(sum(column.values()) for column in columns),
        possible=sum(len(found.base) for found in latest),
        same_pairs=agreeing_pairs(columns),
    )


def step_tally(found: Sequence[ItemResult], step: int) -> Tally:
    """Return the tally of the prompts of a step that were voted on."""
    return tally(each for each in found if each.item.step == step)
