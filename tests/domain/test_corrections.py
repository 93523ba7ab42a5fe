"""What is put right: an answer after the result, somebody on the list, and what set-up asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scrutiny_tui.domain import voting
from scrutiny_tui.domain.details import edit_details, faults
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.fields import LONGEST_NAME, LONGEST_TEXT
from scrutiny_tui.domain.moves import add_note, add_people, correct, remove_person, set_aside, show_promise
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.results import item_result
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.domain.voting import cast, open_round, set_away, take_headcount
from scrutiny_tui.store.session_checks import inconsistencies
from tests.support.sessions import answered, answers, of_tables, people, revealed, session, tables

KEYED_WRONGLY = "it was entered wrongly"
NAMES = ("A. Example", "B. Example", "C. Example", "D. Example", "E. Example")
ROLES = (Role.CHAIR, Role.MEMBER, Role.MEMBER, Role.CO_OPTEE, Role.CO_OPTEE)


def secrecy(begun: Session, kept: Secrecy) -> Session:
    return edit_details(begun, replace(begun.details, secrecy=kept))


def mode(begun: Session, given: Mode) -> Session:
    return edit_details(begun, replace(begun.details, mode=given))


def named() -> Session:
    """Return a session that keeps names, before its first answer."""
    numbered = enumerate(zip(NAMES, ROLES, strict=True), start=1)
    voters = {number: Voter(number, name, role, True) for number, (name, role) in numbered}
    return replace(session(), voters=voters, details=replace(session().details, secrecy=Secrecy.BY_NAME))


# An answer after the result


def test_a_correction_changes_one_answer_of_the_latest_result_and_nothing_else() -> None:
    shown = revealed(revealed(session(5), 1, answers("1 2 3 d 2")), 1, answers("3 3 3 3 3"))
    now = correct(shown, 1, 4, Answer.LEVEL_2, KEYED_WRONGLY)
    assert now.rounds[1002] == replace(
        shown.rounds[1002], ballots={**shown.rounds[1002].ballots, 4: Answer.LEVEL_2}
    )
    assert now.rounds[1001] is shown.rounds[1001]
    assert [each.counts for each in item_result(now, 1).rounds] == [(1, 2, 1), (0, 1, 4)]


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (session(5), "Step 1, Round 1: one answer was corrected after the result: it was entered wrongly."),
        (named(), "Step 1, Round 1: the answer of A. Example was corrected after the result: it was "
"entered wrongly."),
    ],
)  # fmt: skip
def test_the_record_names_somebody_only_by_name_and_tells_no_answer(start: Session, told: str) -> None:
    shown = revealed(start, 1, answers("1 2 2 2 2"))
    for answer in (Answer.LEVEL_1, Answer.LEVEL_3):
        assert [each.text for each in correct(shown, 1, 1, answer, KEYED_WRONGLY).trail.values()] == [told]


@pytest.mark.parametrize(
    ("start", "voter", "answer", "reason", "told"),
    [
        (answered(session(5), 1, answers("1")), 1, Answer.LEVEL_2, KEYED_WRONGLY, "There is no result on step 1"),
        (revealed(session(5), 1, answers("1")), 6, Answer.LEVEL_1, KEYED_WRONGLY, "no answer in this result"),
        (revealed(session(5), 1, answers("1")), 1, Answer.NOT_APPLICABLE, KEYED_WRONGLY, "can't be used for a step"),
        (revealed(session(5), 1, answers("1")), 1, Answer.LEVEL_2, "x" * (LONGEST_TEXT + 1), "The reason is longer"),
        (
            voting.reveal_headcount(answered(session(5), 1, answers("1")), 1, {Answer.LEVEL_2: 4}),
            5, Answer.LEVEL_1, KEYED_WRONGLY, "no answer in this result",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_corrected_is_refused(
    start: Session, voter: int, answer: Answer, reason: str, told: str
) -> None:
    with pytest.raises(RuleError, match=told):
        correct(start, 1, voter, answer, reason)


# Somebody on the list


def labels(found: Session) -> list[str]:
    return [voter.label for voter in found.voters.values()]


def test_somebody_without_an_answer_is_taken_off_and_their_number_is_gone() -> None:
    start = set_away(answered(session(5), 1, answers("1 2")), 5, away=True)
    smaller = remove_person(start, 5)
    assert smaller.electorate == {1, 2, 3, 4}
    assert smaller.rounds == start.rounds
    assert not smaller.sitting.away
    assert list(inconsistencies(smaller)) == []
    assert labels(remove_person(cast(open_round(session(3), 1), 1, 2, Answer.LEVEL_3), 3)) == [
        "Member 1",
        "Member 2",
    ]
    smaller = remove_person(remove_person(session(3, Role.CHAIR), 3), 4)
    assert smaller.gone == {"Member 3"}
    with pytest.raises(RuleError, match="label"):
        add_people(smaller, people(3)[2:])
    start = revealed(session(5, Role.OFFICER), 1, answers("1 2 3 1 2"))
    assert Role.OFFICER not in {voter.role for voter in remove_person(start, 6).voters.values()}


@pytest.mark.parametrize(
    ("start", "voter", "why"),
    [
        (answered(session(5), 1, answers("1")), 1, "Member 1 has answered step 1"),
        (revealed(session(5), 2, answers("1 2")), 5, "Member 5 was on the list when the result of step 2 was shown"),
        (set_aside(answered(session(5), 1, answers("1")), 1, "a mistake"), 1, "Member 1 has answered step 1"),
        (
            take_headcount(open_round(session(5), 3), 3, {Answer.LEVEL_1: 4}),
            2, "Member 2 was on the list when step 3 was counted",
        ),
        (
            add_note(of_tables(6, 5), 1, NoteKind.REASON, "We meet them.", reason_of=(2, 1)),
            2, "Table 2 has given a reason on step 1",
        ),
    ],
)  # fmt: skip
def test_whoever_counts_in_something_stays_and_it_is_said_why(start: Session, voter: int, why: str) -> None:
    with pytest.raises(RuleError) as caught:
        remove_person(start, voter)
    assert str(caught.value) == f"{why}, so can't be removed. Mark them absent instead."


def test_the_last_who_answers_stays_and_nobody_is_taken_off_who_is_not_on_the_list() -> None:
    with pytest.raises(
        RuleError, match=r"At least one person must be able to answer\. Add the others first\."
    ):
        remove_person(session(1, Role.OFFICER), 1)
    with pytest.raises(RuleError, match="That person is not on the list"):
        remove_person(session(3), 9)


# What set-up asked for


def test_details_can_be_corrected_unless_they_do_not_go_together() -> None:
    known = revealed(session(), 1, answers("1 2 3"))
    wanted = replace(known.details, council="Sampleton", date=date(2027, 1, 2), setting=Setting.PUBLIC)
    edited = edit_details(known, wanted)
    assert (edited.details, edited.rounds, edited.voters) == (wanted, known.rounds, known.voters)
    assert edit_details(known, replace(known.details)) is known
    assert list(faults(replace(session().details, secrecy=Secrecy.BY_NAME, setting=Setting.PUBLIC))) == [
        "secrecy"
    ]


@pytest.mark.parametrize(
    ("led_by", "after"),
    [("A. Facilitator", "B. Facilitator"), ("", "B. Facilitator"), ("Another", "Another")],
)
def test_a_corrected_facilitator_leads_the_sitting_unless_another_does(led_by: str, after: str) -> None:
    begun = session().with_sitting(replace(session().sitting, facilitator=led_by))
    edited = edit_details(begun, replace(begun.details, facilitator="B. Facilitator"))
    assert edited.sitting.facilitator == after


@pytest.mark.parametrize(
    "known",
    [
        answered(session(), 1, answers("2")),
        revealed(session(), 1, answers("2")),
        set_aside(answered(session(), 1, answers("2")), 1, "a wrong key"),
        set_aside(answered(secrecy(session(), Secrecy.TOTALS), 1, answers("2")), 1, "a wrong key"),
    ],
    ids=["in an open vote", "in a result", "in a vote set aside", "in totals set aside"],
)
def test_secrecy_and_mode_are_fixed_at_the_first_answer(known: Session) -> None:
    with pytest.raises(RuleError, match="fixed at the first answer"):
        secrecy(known, Secrecy.BY_NAME)
    with pytest.raises(RuleError, match="fixed at the first answer"):
        mode(known, Mode.COLLECTIVE)


def test_before_the_first_answer_secrecy_and_mode_change_and_a_promise_goes_with_them() -> None:
    assert [secrecy(session(), kept).details.secrecy for kept in Secrecy] == [*Secrecy]
    together = mode(session(), Mode.COLLECTIVE)
    assert (together.details.mode, mode(together, Mode.INDIVIDUAL).details.mode) == (
        Mode.COLLECTIVE,
        Mode.INDIVIDUAL,
    )
    begun = open_round(show_promise(session()), 2)
    assert (secrecy(begun, Secrecy.TOTALS).sitting.promised, secrecy(begun, Secrecy.TOTALS).rounds) == (
        "",
        {},
    )
    kept = edit_details(begun, replace(begun.details, council="X"))
    assert (kept.sitting, kept.rounds) == (begun.sitting, begun.rounds)


@pytest.mark.parametrize("kept", [Secrecy.LABELS, Secrecy.TOTALS])
def test_names_become_labels_when_they_are_kept_no_longer(kept: Secrecy) -> None:
    edited = secrecy(named(), kept)
    assert labels(edited) == ["Chair", "Member 1", "Member 2", "Co-optee 1", "Co-optee 2"]
    assert [*edited.voters] == [*named().voters]


def test_tables_keep_their_labels_and_do_not_become_people_nor_people_tables() -> None:
    (table,) = tables(4)
    begun = replace(named(), voters={1: replace(table, label="By the window")})
    begun = replace(begun, details=replace(begun.details, mode=Mode.GROUPS))
    assert labels(secrecy(begun, Secrecy.LABELS)) == ["By the window"]
    with pytest.raises(RuleError, match="has people, not tables"):
        mode(session(), Mode.GROUPS)
    with pytest.raises(RuleError, match="has tables, not people"):
        mode(of_tables(6, 5), Mode.INDIVIDUAL)


@pytest.mark.parametrize(
    ("field", "longest"),
    [
        ("council", LONGEST_NAME), ("committee", LONGEST_TEXT), ("facilitator", LONGEST_TEXT), ("sponsor", LONGEST_TEXT),
        ("completed_by", LONGEST_TEXT),
    ],
)  # fmt: skip
def test_a_text_too_long_to_keep_is_the_fault_of_its_field(field: str, longest: int) -> None:
    changes: list[dict[str, Any]] = [{field: "x" * length} for length in (longest, longest + 1)]
    fits, found = (faults(replace(session().details, **change)) for change in changes)
    assert fits == {}
    assert list(found) == [field]
    assert f"longer than {longest} characters" in found[field]
