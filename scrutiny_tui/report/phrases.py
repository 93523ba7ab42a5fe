"""Small phrases that every plain-text result uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.groups import NO_GROUPS, ONLY_TOTALS, group_results, groups_differ
from scrutiny_tui.domain.results import ItemResult
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.session import Details, Session
from scrutiny_tui.domain.wording import Item

_ORDINALS: Final = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth")

NO_LEVEL: Final = {
    Answer.DONT_KNOW: "does not know",
    Answer.ABSTAIN: "prefers not to say",
    Answer.NOT_APPLICABLE: "did not discuss this step",
    Answer.INTEREST: "declared an interest",
}
"""What is said of a table that chose no level."""


def day(when: date) -> str:
    """Return a day in British form, such as "21 November 2026"."""
    return f"{when.day} {when:%B %Y}"


def several(number: int, one: str, many: str) -> str:
    """Return a number with its noun, such as "1 person" or "3 people"."""
    return f"{number} {one if number == 1 else many}"


def which_time(number: int) -> str:
    """Return how a round is called, such as "First time" for 1; from the tenth on "Time 10"."""
    return f"{_ORDINALS[number - 1]} time" if number <= len(_ORDINALS) else f"Time {number}"


def how_many_in(session: Session, found: Round) -> str:
    """Return how many answers of a round are in, such as "14 of 15 in"; never what they are."""
    return f"{found.given} of {len(session.electorate)} in"


def no_result_yet(session: Session, item: int) -> str:
    """Return how far a vote is that is going on, such as "14 of 15 in, no result yet."; empty where nobody is in."""
    found = session.open_round(item)
    return f"{how_many_in(session, found)}, no result yet." if found and found.given else ""


def group_lines(session: Session, found: Round) -> Iterator[str]:
    """Yield a revealed round by role groups, a line each; nothing where they may not be shown: see `no_groups`."""
    groups = group_results(session, found)
    words = [level.short for level in session.wording.levels]
    for group in groups:
        counts = ", ".join(f"{word} {count}" for word, count in zip(words, group.counts, strict=True))
        yield f"{group.name}: {counts}. {group.sentence}"
    if groups_differ(groups):
        yield "These groups differ: their middle answers are on different levels."


def no_groups(found: Round) -> str:
    """Return why a revealed round is not shown by groups."""
    return ONLY_TOTALS if found.totals else NO_GROUPS


def item_name(item: Item) -> str:
    """Return how an item is called, such as "Step 2" or "Prompt 2.4"."""
    return f"{'Prompt' if item.step else 'Step'} {item.id}"


def by_step(found: Iterable[ItemResult]) -> list[ItemResult]:
    """Return results in reading order: each step, then its prompts."""
    return sorted(found, key=lambda each: (each.item.step or each.item.number, each.item.number))


def sponsor(details: Details) -> str:
    """Return the sponsor and whether they took part in the choosing; empty where none was named."""
    part = "took part" if details.sponsor_answers else "did not take part"
    return f"{details.sponsor} ({part} in the choosing)" if details.sponsor else ""
