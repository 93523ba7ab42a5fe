"""How far the room agrees, with one mark a person: on one step, and over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from scrutiny_tui.domain.actions import first_of
from scrutiny_tui.domain.agreement import Label, Reason
from scrutiny_tui.domain.phrases import listed
from scrutiny_tui.domain.results import ItemResult, RoundResult, level_words, step_results
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.sentences import Accord, no_statement
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view import page_view as blocks
from scrutiny_tui.view.result_words import how_many_so_far, position_and_aim, view_word

_MOST_MARKS: Final = 40
"""In a larger committee a mark stands for more than one person."""


def result_marks(session: Session, found: ItemResult) -> blocks.Marks:
    """Return the latest result of an item, and beside it the numbers of the round before."""
    latest = found.rounds[-1]
    before = found.rounds[-2] if len(found.rounds) > 1 else None
    rows = _rows(session, latest)
    if before:
        earlier = {each.word: each.people for each in _rows(session, before)}
        rows = tuple(replace(each, before=earlier.get(each.word, 0)) for each in rows)
    return blocks.Marks(rows, _scale(session), _people_a_mark(session), _based_on(session, latest, before))


def _rows(session: Session, found: RoundResult) -> tuple[blocks.MarkRow, ...]:
    rows = [
        blocks.MarkRow(word, level, count)
        for level, (word, count) in enumerate(zip(level_words(session), found.counts, strict=True), start=1)
    ]
    unknown = found.not_rated["dont_know"]
    rows += [blocks.MarkRow(blocks.DONT_KNOW, 0, unknown)] if unknown else []
    none = {why: count for why, count in found.not_rated.items() if count and why != "dont_know"}
    why = ", ".join(no_statement(none))
    rows += [blocks.MarkRow(blocks.NO_ANSWER, 0, sum(none.values()), None, why)] if none else []
    return tuple(rows)


def signs(rows: Iterable[blocks.MarkRow], people_a_mark: int) -> str:
    """Return a character for each mark of a bar: the digit of the statement, "?" for a don't know, "·" for none."""
    return "".join(row.sign * -(-row.people // people_a_mark) for row in rows)


def bar_signs(session: Session, found: RoundResult) -> str:
    """Return a result as the characters of one bar."""
    return signs(_rows(session, found), _people_a_mark(session))


def most_marks(session: Session) -> int:
    """Return how many marks the longest bar of the workshop can have."""
    people = _people_a_mark(session)
    # Each of the five answers is rounded up if a mark stands for several people.
    return -(-_scale(session) // people) + (4 if people > 1 else 0)


def _scale(session: Session) -> int:
    bases = (len(each.base) for each in session.rounds.values())
    return max(len(session.electorate), *bases, 1)


def _people_a_mark(session: Session) -> int:
    return -(-_scale(session) // _MOST_MARKS)


def _unit(session: Session) -> str:
    people = _people_a_mark(session)
    if session.details.mode is Mode.GROUPS:
        return "one mark a table"
    return "one mark a person" if people == 1 else f"one mark for {people} people"


def _based_on(session: Session, latest: RoundResult, before: RoundResult | None) -> str:
    earlier = f"Round {before.number} in brackets" if before else ""
    # Who chose no statement has a row of the chart.
    chose = latest.base_line.partition(" · ")[0]
    return " · ".join(filter(None, (_unit(session), chose, earlier)))


def standings(session: Session, at: int = 0) -> blocks.Standings:
    """Return every step under how far the room agrees on it, with the cursor on one of them."""
    steps = tuple(_standing(session, each) for each in step_results(session))
    first, second, third = level_words(session)
    people = _people_a_mark(session)
    each = "a mark each" if people == 1 else f"a mark is {people} people"
    key = f"1 {first}  2 {second}  3 {third}  ? don't know  · no answer  {each}"
    return blocks.Standings(steps, _scale(session), _people_a_mark(session), key, at)


def _standing(session: Session, each: ItemResult) -> blocks.Standing:
    latest = each.latest
    return blocks.Standing(
        each.item.id,
        each.item.short,
        each.item.title,
        each.accord,
        _rows(session, latest) if latest else (),
        _verdict(session, latest) if latest else how_many_so_far(session, each.item.number),
        position_and_aim(session, each.agreed),
        is_at_odds(each),
    )


def is_at_odds(each: ItemResult) -> bool:
    """Say if the agreed position is not the statement that most people chose."""
    level = each.agreed.level if each.agreed else None
    counts = each.latest.counts if each.latest else (0, 0, 0)
    return bool(level and sum(counts) and counts[level - 1] < max(counts))


def _verdict(session: Session, found: RoundResult) -> str:
    """Return a result in a few words, such as "13 of 14 Developing"."""
    words, counts = level_words(session), found.counts
    most = words[counts.index(max(counts))]
    if found.accord in {Accord.AGREE, Accord.MOST}:
        return f"{max(counts)} of {found.ratings} {most}"
    if found.verdict.label in {Label.NO_VOTES, Label.TOO_FEW} and not found.compares_tables:
        return "too few to say"
    if found.accord is Accord.UNKNOWN:
        unknown = found.not_rated["dont_know"]
        return f"{unknown} doesn't know" if unknown == 1 else f"{unknown} don't know"
    if found.verdict.label is Label.SPLIT:
        return f"{words[0]} or {words[2]}"
    if found.verdict.reason is Reason.BETWEEN:
        return f"{words[1]} or {words[0] if counts[0] > counts[2] else words[2]}"
    return "no single view"


def at_odds(session: Session) -> Iterator[str]:
    """Yield a line for each step whose agreed position is not what most people chose."""
    words = level_words(session)
    for each in step_results(session):
        if each.latest and is_at_odds(each):
            counts = each.latest.counts
            most = f"{max(counts)} of {each.latest.ratings} chose {words[counts.index(max(counts))]}"
            position = view_word(session, each.agreed)
            yield f"{each.item.id} {each.item.short}: {most}, the agreed position is {position}"


def hands_raised(session: Session) -> str:
    """Return how many hands each step got, the most first; empty if nobody was asked."""
    items = ((session.wording.item(step), session.priorities[step]) for step in first_of(session))
    return " · ".join(f"{item.id} {item.short} {number}" for item, number in items)


def in_brief(session: Session) -> str:
    """Return on how many steps the room agrees, such as "We agree on 2 of 6"; empty before any result."""
    steps = [each.accord for each in step_results(session)]
    known = steps.count(Accord.OPEN) < len(steps)
    return f"We agree on {steps.count(Accord.AGREE) or 'none'} of {len(steps)}" if known else ""


def in_short(session: Session) -> str:
    """Return the same as a sentence that also counts the steps under the other headings; empty before any result."""
    brief, steps = in_brief(session), [each.accord for each in step_results(session)]
    if not brief:
        return ""
    counts = ((words, steps.count(accord)) for accord, words in _IN_SHORT.items())
    whole = f"{brief} {'step' if len(steps) == 1 else 'steps'}"
    return f"{listed([whole, *(f'{words} {n}' for words, n in counts if n)])}."


_IN_SHORT: Final = {
    Accord.MOST: "most agree on",
    Accord.DIVERGE: "we diverge on",
    Accord.UNKNOWN: "not enough is known about",
}
