"""Small phrases that every plain-text result uses."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode

if TYPE_CHECKING:
    from scrutiny_tui.domain.results import ItemResult
    from scrutiny_tui.domain.rounds import Round
    from scrutiny_tui.domain.session import AgreedLevel, Details, EarlierJudgement, Session


_MINUTES_AN_ANSWER: Final = 2
"""How long asking, answering and showing one result takes, without the talk."""

NO_LEVEL: Final = {
    Answer.DONT_KNOW: "does not know",
    Answer.ABSTAIN: "prefers not to say",
    Answer.NOT_APPLICABLE: "did not discuss this step",
    Answer.INTEREST: "declared an interest",
}
"""What is said of a table that chose no level."""


def how_many(session: Session, voters: Collection[int]) -> str:
    """Return how many people these voters are, such as "15 people"; tables with their people: "3 tables, 17 people"."""
    people = several(sum(session.voters[voter].size for voter in voters), "person", "people")
    if session.details.mode is Mode.GROUPS:
        return f"{several(len(voters), 'table', 'tables')}, {people}"
    return people


def who_answers(session: Session) -> str:
    """Return how many answer, such as "15 people answer" or "3 tables answer, 17 people"."""
    seated = sum(session.voters[voter].size for voter in session.electorate)
    if session.details.mode is Mode.GROUPS:
        tables = several(len(session.electorate), "table answers", "tables answer")
        return f"{tables}, {several(seated, 'person', 'people')}"
    return several(seated, "person answers", "people answer")


def how_long(answers: int) -> str:
    """Return how long so many answers of each person take, such as "about 84 minutes"."""
    return f"about {several(answers * _MINUTES_AN_ANSWER, 'minute', 'minutes')}"


def how_many_in(session: Session, found: Round) -> str:
    """Return how many answers of a round are in, such as "14 of 15 in"; never what they are."""
    return f"{found.given} of {len(session.electorate)} in"


def no_result_yet(session: Session, item: int) -> str:
    """Return how far a vote is that is going on, such as "14 of 15 in, no result yet."; empty if nobody is in."""
    found = session.open_round(item)
    return f"{how_many_in(session, found)}, no result yet." if found and found.given else ""


def shared_view(session: Session, view: AgreedLevel) -> str:
    """Return the level that the room settled on and how, without a different view."""
    level = session.wording.levels[view.level - 1].label if view.level else "not agreed"
    return f"Our shared view, for the committee to confirm: {level} ({view.how.value})."


def judged_beforehand(session: Session, judgement: EarlierJudgement, *, full: bool = False) -> str:
    """Return what was judged beforehand and by whom, as no answer; a voter's name only where it is a `full` report."""
    # The first page needs none of it.
    from scrutiny_tui.domain.hidden_names import name_hidden  # noqa: PLC0415

    whose = judgement.whose if full else name_hidden(session, judgement.whose)
    by = f" by {whose}" if whose else ""
    return f"Judged beforehand{by}: {session.wording.levels[judgement.level - 1].short}. Not an answer."


def hands(session: Session, step: int) -> str:
    """Return how many hands a step got, such as "12 hands"; empty if it got none or nobody was asked."""
    number = session.priorities.get(step, 0)
    return several(number, "hand", "hands") if number else ""


def stair_mark(session: Session, each: ItemResult) -> str:
    """Return what stands beside a step on the overview, such as "pinned, 12 hands"; empty if there is nothing."""
    mark = each.mark.value if each.mark else ""
    return ", ".join(filter(None, (mark, hands(session, each.item.number))))


def by_step(found: Iterable[ItemResult]) -> list[ItemResult]:
    """Return results in reading order: each step, then its prompts."""
    return sorted(found, key=lambda each: (each.item.step or each.item.number, each.item.number))


def sponsor(details: Details) -> str:
    """Return the sponsor and whether they took part in the choosing; empty if none was named."""
    part = "took part" if details.sponsor_answers else "did not take part"
    return f"{details.sponsor} ({part} in the choosing)" if details.sponsor else ""
