"""Setting aside and correcting keep what was, and say that it was done.

Somebody who was put on the list by mistake is taken off it, unless something holds them there.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from scrutiny_tui.domain import corrections, voting
from scrutiny_tui.domain.corrections import remove_person, set_aside
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import add_note, add_people
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.domain.voting import cast, open_round, set_away, take_headcount
from scrutiny_tui.store.session_checks import inconsistencies
from tests.support.sessions import answered, answers, details, of_tables, people, revealed, session


def totals_only() -> Session:
    """Return a session of six members that keeps totals only."""
    return replace(session(6), details=details(secrecy=Secrecy.TOTALS))


def test_a_correction_leaves_every_other_answer_alone() -> None:
    shown = revealed(session(5), 1, answers("1 2 3 d 2"))

    corrected = corrections.correct(shown, 1, 4, Answer.LEVEL_3, "it was keyed wrongly")

    before, after = shown.rounds[1001], corrected.rounds[1001]
    assert after == replace(before, ballots={**before.ballots, 4: Answer.LEVEL_3})


def test_an_open_vote_is_not_corrected() -> None:
    with pytest.raises(RuleError, match="There is no result on step 1"):
        corrections.correct(
            answered(session(5), 1, answers("1")), 1, 1, Answer.LEVEL_2, "it was keyed wrongly"
        )


def test_totals_that_were_shown_stay_with_the_result_that_is_set_aside() -> None:
    shown = revealed(totals_only(), 1, answers("1 2 2"))

    assert corrections.set_aside(shown, 1, "a slip").rounds[1001].totals == {
        Answer.LEVEL_1: 1,
        Answer.LEVEL_2: 2,
    }


def test_totals_that_were_never_shown_go() -> None:
    counted = voting.take_headcount(answered(totals_only(), 1, answers("1 2")), 1, {Answer.LEVEL_1: 4})

    left = corrections.set_aside(counted, 1, "a slip").rounds[1001]

    assert (left.totals, left.answered, left.closed, left.absent) == ({}, frozenset(), False, frozenset())


@pytest.mark.parametrize("reason", [*corrections.ASIDE_REASONS, corrections.NEW_SITTING])
def test_reasons_to_set_aside_end_a_sentence(reason: str) -> None:
    line = corrections.set_aside(answered(session(5), 1, answers("1")), 1, reason).trail[1].text

    assert line == f"Step 1, time 1: set aside: {reason}."


def labels(found: Session) -> list[str]:
    return [voter.label for voter in found.voters.values()]


def test_a_person_without_an_answer_is_taken_off() -> None:
    assert labels(remove_person(session(3), 2)) == ["Member 1", "Member 3"]


def test_the_others_go_on_voting() -> None:
    start = answered(session(5), 1, answers("1 2"))
    smaller = remove_person(start, 5)
    assert smaller.electorate == {1, 2, 3, 4}
    assert smaller.rounds == start.rounds


def test_whoever_is_taken_off_is_away_no_more() -> None:
    smaller = remove_person(set_away(session(3), 2, away=True), 2)
    assert not smaller.sitting.away
    assert list(inconsistencies(smaller)) == []


def test_a_number_is_kept_as_gone_and_an_office_and_a_name_are_not() -> None:
    smaller = remove_person(remove_person(session(3, Role.CHAIR), 3), 4)
    assert smaller.gone == {"Member 3"}


def test_nobody_is_added_under_a_label_that_is_gone() -> None:
    with pytest.raises(RuleError, match="label"):
        add_people(remove_person(session(3), 3), people(3)[2:])


def test_somebody_who_does_not_answer_can_always_go() -> None:
    start = revealed(session(5, Role.OFFICER), 1, answers("1 2 3 1 2"))
    assert Role.OFFICER not in {voter.role for voter in remove_person(start, 6).voters.values()}


@pytest.mark.parametrize(
    ("start", "voter", "why"),
    [
        (answered(session(5), 1, answers("1")), 1, "Member 1 has answered step 1"),
        (
            revealed(session(5), 2, answers("1 2")),
            5,
            "Member 5 was on the list when the result of step 2 was shown",
        ),
        (
            set_aside(answered(session(5), 1, answers("1")), 1, "a mistake"),
            1,
            "Member 1 has answered step 1",
        ),
        (
            take_headcount(open_round(session(5), 3), 3, {Answer.LEVEL_1: 4}),
            2,
            "Member 2 was on the list when step 3 was counted",
        ),
        (
            add_note(of_tables(6, 5), 1, NoteKind.REASON, "We meet them.", 2),
            2,
            "Table 2 has given a reason on step 1",
        ),
    ],
)
def test_whoever_counts_in_something_stays_and_it_is_said_why(start: Session, voter: int, why: str) -> None:
    with pytest.raises(RuleError) as caught:
        remove_person(start, voter)
    assert str(caught.value) == f"{why} and stays on the list. Mark them as absent instead."


def test_the_last_who_answers_stays() -> None:
    with pytest.raises(RuleError, match=r"Member 1 is the last who answers\. Add the others first\."):
        remove_person(session(1, Role.OFFICER), 1)


def test_nobody_is_taken_off_who_is_not_on_the_list() -> None:
    with pytest.raises(RuleError, match="Nobody with that number"):
        remove_person(session(3), 9)


def test_an_answer_that_was_given_by_somebody_else_holds_nobody() -> None:
    start = cast(open_round(session(3), 1), 1, 2, Answer.LEVEL_3)
    assert labels(remove_person(start, 3)) == ["Member 1", "Member 2"]
