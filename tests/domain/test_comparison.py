"""Workshops side by side: like with like, n shown, and never in an order of merit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scrutiny_tui.domain import moves
from scrutiny_tui.domain.agreement import Label, Thresholds
from scrutiny_tui.domain.comparison import (
    OTHER_THRESHOLDS,
    TABLES_AND_PEOPLE,
    TOO_FEW,
    TOO_MANY,
    Comparison,
    compare,
    stands_of,
)
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import AgreedLevel, How, Session
from tests.support.sessions import answered, answers, counted, details, of_tables, revealed, session


def named(now: Session, name: str) -> Session:
    """Return the session under another id."""
    return replace(now, id=name)


def reworded(now: Session, step: int = 1, **words: Any) -> Session:
    """Return the session with other words in a step."""
    items = [replace(item, **words) if item.number == step else item for item in now.wording.items]
    return replace(now, wording=replace(now.wording, items=tuple(items)))


def not_compared(found: Comparison) -> list[tuple[str, str]]:
    return [(each.item_id, each.why) for each in found.changed]


LAST_YEAR = named(revealed(session(6), 1, counted((1, 4, 1))), "last year")
THIS_YEAR = named(revealed(session(12), 1, counted((0, 2, 10))), "this year")


def test_what_was_worded_the_same_stands_side_by_side_prompts_too() -> None:
    found = compare((LAST_YEAR, THIS_YEAR))
    assert [side.letter for side in found.sides] == ["A", "B"]
    assert [each.item.id for each in found.items] == ["1", "2", "3", "4", "5", "6"]
    results = [stand.result for stand in found.items[0].stands]
    assert [(each.counts, each.ratings) for each in results if each] == [((1, 4, 1), 6), ((0, 2, 10), 12)]
    assert [stand.result for stand in found.items[1].stands] == [None, None]
    assert found.cautions == ()
    assert [side.voters for side in compare((THIS_YEAR, LAST_YEAR)).sides] == [12, 6]
    voted = moves.vote_on(THIS_YEAR, frozenset({101}))
    assert not_compared(compare((LAST_YEAR, voted))) == [("1.1", "It is answered in B only.")]
    other = moves.vote_on(LAST_YEAR, frozenset({101}))
    found = compare((other, voted, named(LAST_YEAR, "without")))
    assert [each.item.id for each in found.items][:2] == ["1", "1.1"]
    assert [stand.voted_on for stand in found.items[1].stands] == [True, True, False]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"statement": "Something else."}, "The statement is worded differently in B."),
        ({"sentences": ("It begins.", "It grows.", "Strong.")}, "The sentences of its three statements are worded differently in B."),
        ({"prompts": ()}, "The prompts are worded differently in B."),
    ],
)  # fmt: skip
def test_a_step_that_is_worded_otherwise_is_listed_and_not_compared(words: dict[str, Any], why: str) -> None:
    found = compare((LAST_YEAR, reworded(THIS_YEAR, **words)))
    assert not_compared(found) == [("1", why)]
    assert [each.item.id for each in found.items] == ["2", "3", "4", "5", "6"]


def test_only_other_words_and_levels_make_another_wording() -> None:
    levels = tuple(replace(level, label=f"{level.label}!") for level in THIS_YEAR.wording.levels)
    other = replace(THIS_YEAR, wording=replace(THIS_YEAR.wording, levels=levels))  # type: ignore[arg-type]
    found = compare((LAST_YEAR, named(LAST_YEAR, "between"), other))
    assert found.items == ()
    assert {each.why for each in found.changed} == {"The three statements are worded differently in C."}
    statement = f"  {LAST_YEAR.wording.items[0].statement.replace(' ', '  ')}\n"
    found = compare((LAST_YEAR, reworded(THIS_YEAR, statement=statement, title="Another title")))
    assert found.changed == ()
    longer = named(session(6, steps=7), "longer")
    assert not_compared(compare((LAST_YEAR, THIS_YEAR, longer))) == [("7", "It is not in A and B.")]


def test_tables_and_a_collective_are_compared_by_their_shared_views() -> None:
    tables = named(revealed(of_tables(5, 6, 4), 1, answers("1 2 3")), "tables")
    tables = moves.agree(tables, AgreedLevel(1, 2, How.DISCUSSION))
    found = compare((THIS_YEAR, tables))
    assert found.cautions == (TABLES_AND_PEOPLE,)
    assert [stand.result for stand in found.items[0].stands] == [None, None]
    assert found.items[0].stands[1].agreed == tables.agreed[1]
    both = compare((tables, named(tables, "more tables")))
    assert both.cautions == ()
    assert all(stand.result for stand in both.items[0].stands)
    settled = replace(named(session(5), "settled"), details=details(mode=Mode.COLLECTIVE))
    settled = moves.agree(settled, AgreedLevel(1, 3, How.CLEAR))
    found = compare((THIS_YEAR, settled))
    assert found.cautions == ()
    assert found.items[0].stands[0].result
    assert found.items[0].stands[1].agreed


def test_other_thresholds_are_told_and_unseen_or_few_answers_do_not_count() -> None:
    strict = session(6, thresholds=Thresholds(consensus_percent=90))
    assert compare((LAST_YEAR, named(strict, "strict"))).cautions == (OTHER_THRESHOLDS,)
    few = named(revealed(session(4), 1, answers("1 2 2 3")), "few")
    result = compare((few, THIS_YEAR)).items[0].stands[0].result
    assert result
    assert (result.verdict.label, result.sentence) == (
        Label.TOO_FEW,
        "4 people chose a statement: too few to say.",
    )
    going_on = answered(THIS_YEAR, 2, answers("1 1 1"))
    assert compare((LAST_YEAR, going_on)) == compare((LAST_YEAR, THIS_YEAR))


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        ((), TOO_FEW),
        ((LAST_YEAR,), TOO_FEW),
        (tuple(named(LAST_YEAR, str(number)) for number in range(27)), TOO_MANY),
        ((LAST_YEAR, THIS_YEAR, LAST_YEAR), "A workshop is named twice. Name different workshops."),
    ],
)
def test_what_cannot_be_compared_is_refused(sessions: tuple[Session, ...], said: str) -> None:
    with pytest.raises(InputError) as refused:
        compare(sessions)
    assert str(refused.value) == said


def test_a_whole_workshop_is_told_step_by_step_where_it_is_worded_alike() -> None:
    told = stands_of(reworded(THIS_YEAR, step=2, statement="Something else."), LAST_YEAR.wording)
    assert list(told)[:3] == ["1", "2", "3"]
    assert told["2"] is None
    assert told["3"]
    assert told["3"].result is None
    assert told["1"]
    assert told["1"].result
    assert (told["1"].result.verdict.label, told["1"].result.ratings) == (Label.CONSENSUS, 12)


def test_answers_that_are_not_shown_do_not_count() -> None:
    going_on = answered(THIS_YEAR, 2, answers("1 1 1"))
    assert compare((LAST_YEAR, going_on)) == compare((LAST_YEAR, THIS_YEAR))
