"""Small groups answer as tables, a collective agrees without ballots, and prompts may be voted on beside the steps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scrutiny_tui.domain.agreement import Thresholds
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import (
    add_note,
    agree,
    begin_sitting,
    correct,
    record_earlier,
    set_aside,
    vote_on,
)
from scrutiny_tui.domain.results import arithmetic_lines, item_result, level_words, results, turn
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import AgreedLevel, EarlierJudgement, How, NoteKind, Session
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.domain.voting import cast_slip, open_round, opened, read_answer, take_headcount, withdraw
from tests.support.sessions import (
    NOW,
    WORDS,
    answered,
    answers,
    details,
    of_tables,
    revealed,
    session,
    wording,
)

OFFICERS = EarlierJudgement(1, 3, "officers")
TABLES = of_tables(5, 7, 6)
COLLECTIVE = replace(session(8), details=details(mode=Mode.COLLECTIVE))
REASON = "Nobody sees the data."


def notes(now: Session) -> list[str]:
    return [note.text for note in now.notes_of(1)]


def reasons(now: Session) -> list[list[str]]:
    """Return the tables' reasons by round."""
    return [[table.reason for table in each.tables] for each in item_result(now, 1).rounds]


# Small groups


def test_tables_are_shown_with_their_answers_reasons_and_the_people_at_those_that_answered() -> None:
    now = add_note(answered(TABLES, 1, answers("1 3 x")), 1, NoteKind.REASON, REASON, reason_of=(1, 1))
    now = add_note(now, 1, NoteKind.EVIDENCE, "A visit.")
    found = item_result(revealed(now, 1, ()), 1)
    assert (
        found.rounds[0].base_line
        == "2 of 3 tables chose a statement, 12 people · 1 did not discuss this step"
    )
    assert [(each.label, each.size, each.answer, each.reason) for each in found.rounds[0].tables] == [
        ("Table 1", 5, Answer.LEVEL_1, REASON),
        ("Table 2", 7, Answer.LEVEL_3, ""),
        ("Table 3", 6, Answer.NOT_APPLICABLE, ""),
    ]
    assert [note.text for note in found.notes] == ["A visit."]


def test_three_tables_are_told_one_by_one_and_how_they_went_on_as_their_headline() -> None:
    found = item_result(revealed(TABLES, 1, answers("2 2 2")), 1).rounds[0]
    assert found.sentence == "3 tables chose Developing."
    now = revealed(revealed(TABLES, 1, answers("1 1 1")), 1, answers("2 1 2"))
    first, second = item_result(now, 1).rounds
    assert [first.headline, second.headline] == ["We agree", "No single view"]
    assert turn(first, second, WORDS) == "All at Beginning, then no single view."
    assert arithmetic_lines(second, WORDS, Thresholds())[1:] == (
        "So few tables are compared one by one.",
        "So this is: no single view.",
    )


def test_a_tables_reason_is_told_only_while_its_own_round_is_shown() -> None:
    now = add_note(answered(TABLES, 1, answers("1 3 2")), 1, NoteKind.REASON, REASON, reason_of=(1, 1))
    assert results(now) == results(TABLES)
    assert notes(now) == []
    shown = revealed(now, 1, ())
    assert (notes(shown), reasons(shown)) == ([REASON], [[REASON, "", ""]])
    assert reasons(revealed(shown, 1, answers("2 3 2"))) == [[REASON, "", ""], ["", "", ""]]
    assert notes(set_aside(shown, 1, "the question was misunderstood")) == []
    shown = revealed(TABLES, 1, answers("1 3 2"))
    now = correct(shown, 1, 3, Answer.NOT_APPLICABLE, "it was entered wrongly")
    assert item_result(now, 1).rounds[0].ratings == 2


# A collective


def test_a_collective_keeps_shared_views_and_earlier_judgements_wait_for_them() -> None:
    with pytest.raises(RuleError, match="agrees together, so nobody answers alone"):
        open_round(COLLECTIVE, 1)
    with pytest.raises(RuleError, match="committee agrees together"):
        cast_slip(COLLECTIVE, 1, {1: Answer.LEVEL_1})
    now = agree(COLLECTIVE, AgreedLevel(1, 2, How.DISCUSSION, "One table sees it at Strong."))
    found = item_result(now, 1)
    assert found.agreed == AgreedLevel(1, 2, How.DISCUSSION, "One table sees it at Strong.")
    assert found.rounds == ()
    assert talk_next(results(now), level_words(now)) == ()
    now = agree(record_earlier(TABLES, OFFICERS), AgreedLevel(2, 2, How.DISCUSSION))
    assert results(answered(now, 1, answers("2 2 2")))[0] == results(TABLES)[0]
    shown = revealed(now, 1, answers("2 2 2"))
    assert item_result(shown, 1).earlier == OFFICERS
    assert item_result(shown, 1).rounds[0].ratings == 3
    assert item_result(set_aside(shown, 1, "the question was misunderstood"), 1).earlier is None
    together = record_earlier(COLLECTIVE, OFFICERS)
    assert item_result(together, 1).earlier is None
    assert item_result(agree(together, AgreedLevel(1, 2, How.DISCUSSION)), 1).earlier == OFFICERS


@pytest.mark.parametrize("judgement", [replace(OFFICERS, level=4), replace(OFFICERS, item=9)])
def test_an_earlier_judgement_is_of_a_step_and_a_level_that_are_there(judgement: EarlierJudgement) -> None:
    with pytest.raises(RuleError, match="There is no"):
        record_earlier(TABLES, judgement)


# Prompts

PROMPT, OTHER = 201, 301


def voting_on(*prompts: int) -> Session:
    return vote_on(session(5), frozenset(prompts))


def test_a_prompt_is_voted_on_only_when_it_was_chosen_and_is_found_by_its_id() -> None:
    with pytest.raises(RuleError, match=r"Prompt 2\.1 is not answered in this workshop"):
        open_round(session(5), PROMPT)
    now = voting_on(OTHER, PROMPT)
    assert opened(open_round(now, PROMPT), PROMPT).id == 201_001
    assert [item.id for item in now.items] == ["1", "2.1", "2", "3.1", "3", "4", "5", "6"]
    assert [each.item.id for each in results(now)] == [item.id for item in now.items]
    found = session().wording.find(" 2.1 ")
    assert (found.number, found.step, session().wording.find("2").number) == (PROMPT, 2, 2)
    with pytest.raises(RuleError, match=r"There is no step or prompt 2\.99"):
        session().wording.find("2.99")


def test_a_prompt_may_not_apply_and_stays_while_it_has_answers() -> None:
    now = answered(voting_on(PROMPT), PROMPT, answers("2 x"))
    now = take_headcount(now, PROMPT, {Answer.NOT_APPLICABLE: 1, Answer.LEVEL_2: 1})
    found = item_result(revealed(now, PROMPT, ()), PROMPT).rounds[0]
    assert found.base_line == "2 of 5 chose a statement · 2 not applicable · 1 has not answered"
    now = answered(voting_on(PROMPT, OTHER), PROMPT, answers("1"))
    with pytest.raises(RuleError, match=r"Prompt 2\.1 already has answers, so it is kept"):
        vote_on(now, frozenset({OTHER}))
    assert vote_on(now, frozenset({PROMPT})).prompts == {PROMPT}
    left_out = vote_on(withdraw(now, PROMPT, 1), frozenset())
    assert (left_out.prompts, left_out.rounds) == (frozenset(), {})
    now = begin_sitting(answered(voting_on(PROMPT), PROMPT, answers("1")), NOW)
    assert now.open_round(PROMPT) is None
    assert now.trail[1].text.startswith("Prompt 2.1, Round 1 cancelled: ")


@pytest.mark.parametrize("number", [2, 299, 901])
def test_only_prompts_are_chosen(number: int) -> None:
    with pytest.raises(RuleError):
        voting_on(number)


# Answers as people write them

LEVELS = wording().levels


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1", Answer.LEVEL_1), ("Developing its practice", Answer.LEVEL_2), (" STRONG ", Answer.LEVEL_3),
        ("don't know", Answer.DONT_KNOW), ("Don\u2019t Know", Answer.DONT_KNOW), ("don\u02bct know", Answer.DONT_KNOW),
        ("dont_know", Answer.DONT_KNOW), ("D", Answer.DONT_KNOW), ("Prefer not to say", Answer.ABSTAIN),
        ("abstain", Answer.ABSTAIN), ("a", Answer.ABSTAIN), ("Interest declared", Answer.INTEREST),
        ("i", Answer.INTEREST), ("not_applicable", Answer.NOT_APPLICABLE), ("x", Answer.NOT_APPLICABLE),
        ("Not discussed", Answer.NOT_APPLICABLE),
        ("", None), ("0", None), ("4", None), ("12", None), ("1.5", None), ("stronk", None), ("its", None),
    ],
)  # fmt: skip
def test_an_answer_is_a_digit_a_level_a_word_or_a_letter(text: str, answer: Answer | None) -> None:
    assert read_answer(text, LEVELS) is answer


def test_a_short_word_counts_unless_two_levels_begin_with_it() -> None:
    assert read_answer("early", [replace(LEVELS[0], short="Early"), *LEVELS[1:]]) is Answer.LEVEL_1
    quite = [replace(level, label=f"Quite {level.label}") for level in LEVELS]
    assert read_answer("quite", quite) is None
    assert read_answer("quite strong and embedded", quite) is Answer.LEVEL_3
