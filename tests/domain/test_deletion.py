"""Whether an earlier moment of a session holds something that was taken out of it since.

Who answered what, or people's names, are deleted once the totals are fixed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeAlias

import pytest

from scrutiny_tui.domain import corrections, moves, voting
from scrutiny_tui.domain.actions import add_action, change_action, move_action, remove_action, set_status
from scrutiny_tui.domain.corrections import correct, set_aside
from scrutiny_tui.domain.deletion import forget_ballots, forget_names, holds_removed
from scrutiny_tui.domain.details import edit_details
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.groups import group_results, reliability
from scrutiny_tui.domain.moves import add_note, change_note, remove_note
from scrutiny_tui.domain.results import movement, results, why_no_movement
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Action, ActionStatus, NoteKind, Session
from scrutiny_tui.domain.voting import open_round, reveal, take_headcount, withdraw
from tests.support.groups import of_two_groups
from tests.support.sessions import answered, answers, details, revealed, session
from tests.view.report_workshops import by_name, in_tables, individually, only_totals, unfinished

DAY = date(2026, 11, 22)

Move: TypeAlias = Callable[[Session], Session]


def written() -> Session:
    """Return a session by name with a note, two actions, a result, and a vote that is open."""
    now = replace(session(5), details=details(secrecy=Secrecy.BY_NAME))
    now = add_note(now, 1, NoteKind.EVIDENCE, "Minutes.")
    for text in ("Ask.", "Tell."):
        now = add_action(now, Action(0, 1, text, owner="The chair"))
    return answered(revealed(now, 1, answers("1 2 3 1 2")), 2, answers("1 2"))


def without_open_vote(now: Session) -> Session:
    return set_aside(now, 2, "a slip")


@pytest.mark.parametrize(
    "take_out",
    [
        lambda now: remove_note(now, 1),
        lambda now: change_note(now, 1, "Other words."),
        lambda now: remove_action(now, 1),
        lambda now: change_action(now, replace(now.actions[1], text="Listen.")),
        lambda now: change_action(now, replace(now.actions[1], owner="The clerk")),
        lambda now: forget_names(without_open_vote(now), DAY),
        lambda now: forget_ballots(without_open_vote(now), DAY),
    ],
)
def test_what_was_taken_out_is_found(take_out: Move) -> None:
    assert holds_removed(written(), take_out(written()))


@pytest.mark.parametrize(
    "change",
    [
        lambda now: now,
        lambda now: add_note(now, 1, NoteKind.EVIDENCE, "More."),
        lambda now: move_action(now, 2, -1),
        lambda now: set_status(now, 1, ActionStatus.DONE, ""),
        lambda now: reveal(now, 2),
        lambda now: withdraw(now, 2, 1),
        lambda now: correct(now, 1, 1, answers("3")[0], "it was keyed wrongly"),
        without_open_vote,
    ],
)
def test_what_goes_on_takes_nothing_out(change: Move) -> None:
    assert not holds_removed(written(), change(written()))


def test_names_that_are_no_longer_kept_are_found() -> None:
    before = replace(session(5), details=details(secrecy=Secrecy.BY_NAME))

    assert holds_removed(before, edit_details(before, details()))
    assert not holds_removed(edit_details(before, details()), before)


def test_answers_of_after_the_deletion_are_not_mistaken_for_deleted_ones() -> None:
    gone = forget_ballots(without_open_vote(written()), DAY)
    again = revealed(gone, 1, answers("1 2"))

    assert not holds_removed(gone, again)
    assert holds_removed(again, forget_ballots(again, DAY))


def test_totals_of_a_vote_that_nobody_saw_are_found_once_it_was_set_aside() -> None:
    totals = replace(session(5), details=details(secrecy=Secrecy.TOTALS))
    unseen, seen = answered(totals, 1, answers("1 2")), revealed(totals, 1, answers("1 2"))

    assert holds_removed(unseen, set_aside(unseen, 1, "a slip"))
    assert not holds_removed(seen, set_aside(seen, 1, "a slip"))


def test_a_count_that_was_set_aside_is_found_once_answers_are_deleted() -> None:
    counted = take_headcount(open_round(written(), 3), 3, {answers("2")[0]: 4})
    aside = set_aside(without_open_vote(counted), 3, "a slip")

    assert not holds_removed(counted, aside)
    assert holds_removed(counted, forget_ballots(aside, DAY))


Forget: TypeAlias = Callable[[Session, date], Session]


def ballots_of(now: Session) -> int:
    return sum(len(each.ballots) for each in now.rounds.values())


def test_no_answer_stays_joined_to_a_person() -> None:
    now = corrections.set_aside(individually(), 5, "the wrong step was answered")
    assert ballots_of(forget_ballots(now, DAY)) == 0


def test_totals_results_and_reliability_are_the_same() -> None:
    now = individually()
    gone = forget_ballots(now, DAY)
    assert (results(gone), reliability(gone)) == (results(now), reliability(now))
    assert [each.tally() for each in gone.rounds.values()] == [each.tally() for each in now.rounds.values()]


def test_groups_and_movement_are_not_told_any_more() -> None:
    now = of_two_groups()
    gone = forget_ballots(now, DAY)
    first, second = gone.revealed(1)
    assert len(group_results(now, now.revealed(1)[-1])) == 2
    assert group_results(gone, second) == ()
    assert why_no_movement(gone, first, second) == "Totals do not say who moved, so movement is not shown."
    assert movement(first, second) is None


def test_nothing_stays_of_a_vote_that_was_set_aside() -> None:
    gone = forget_ballots(corrections.set_aside(individually(), 5, "the wrong step was answered"), DAY)
    [aside] = gone.rounds_of(5)
    assert (aside.ballots, aside.totals) == ({}, {})


def test_answers_of_tables_stay_but_for_votes_that_were_set_aside() -> None:
    now = corrections.set_aside(in_tables(), 2, "the wrong step was answered")
    gone = forget_ballots(now, DAY)
    assert gone.revealed(1) == now.revealed(1)
    assert [each.given for each in gone.rounds_of(2)] == [0]
    assert gone.forgotten is not None
    assert gone.forgotten.ballots
    corrected = corrections.correct(gone, 1, 1, Answer.LEVEL_2, "it was keyed wrongly")
    assert corrected.revealed(1)[-1].ballots[1] is Answer.LEVEL_2


def test_where_every_answer_of_a_table_is_part_of_a_result_there_is_nothing_to_delete() -> None:
    with pytest.raises(RuleError, match="Each table's answer is part of its result and stays"):
        forget_ballots(in_tables(), DAY)


def test_the_record_says_that_it_was_done_and_results_do_not() -> None:
    gone = forget_ballots(individually(), DAY)
    assert [entry.text for entry in gone.trail.values()] == [
        "Who answered what was deleted on 22.11.2026; the totals stay."
    ]
    assert gone.told_trail == ()


@pytest.mark.parametrize("forget", [forget_ballots, forget_names])
def test_nothing_is_deleted_while_a_vote_is_open(forget: Forget) -> None:
    now = unfinished() if forget is forget_ballots else answered(by_name(), 1, answers("2"))
    with pytest.raises(
        RuleError, match=r"The vote on step [12] is open. Show its result or set it aside first"
    ):
        forget(now, DAY)


@pytest.mark.parametrize("forget", [forget_ballots, forget_names])
def test_where_only_totals_are_kept_there_is_nothing_to_delete(forget: Forget) -> None:
    with pytest.raises(RuleError, match="Only totals are kept"):
        forget(only_totals(), DAY)


def test_what_was_deleted_cannot_be_deleted_again() -> None:
    with pytest.raises(RuleError, match="nothing to delete"):
        forget_ballots(forget_ballots(individually(), DAY), DAY)
    with pytest.raises(RuleError, match="No names are kept"):
        forget_names(individually(), DAY)


def test_labels_stand_for_names() -> None:
    gone = forget_names(by_name(), DAY)
    assert [voter.label for voter in gone.voters.values()][:2] == ["Member 1", "Member 2"]
    assert gone.details.secrecy is Secrecy.LABELS
    assert ballots_of(gone) == ballots_of(by_name())


def test_the_record_names_nobody_any_more() -> None:
    before, after = by_name(), forget_names(by_name(), DAY)
    assert "Cllr Carys Price" in before.trail[1].text
    assert (
        after.trail[1].text
        == "Step 1, time 1: one answer was corrected after the result: it was keyed wrongly."
    )


def test_whoever_led_the_workshop_and_answers_too_is_not_named_either() -> None:
    now = by_name()
    now = moves.begin_sitting(
        replace(now, details=replace(now.details, facilitator="Cllr Anne Smith, chair", sponsor="The mayor")),
        now.sitting.started,
        "Cllr Anne Smith",
    )
    gone = forget_names(now, DAY)
    assert (gone.details.facilitator, gone.sitting.facilitator, gone.details.sponsor) == (
        "one of those who answer",
        "one of those who answer",
        "The mayor",
    )


def test_what_was_typed_stays() -> None:
    now = moves.add_note(by_name(), 1, next(iter(by_name().notes.values())).kind, "Cllr Anne Smith said so.")
    assert forget_names(now, DAY).notes == now.notes


def test_an_answer_cannot_be_corrected_any_more() -> None:
    with pytest.raises(RuleError, match="deleted, so no answer in it can be corrected"):
        corrections.correct(forget_ballots(individually(), DAY), 1, 3, Answer.LEVEL_1, "it was keyed wrongly")


def test_mode_and_secrecy_stay_fixed() -> None:
    now = corrections.set_aside(answered(session(5), 1, answers("2 2")), 1, "the wrong step was answered")
    assert forget_ballots(now, DAY).has_ballots


def test_the_room_can_answer_again_and_movement_is_not_told_then() -> None:
    now = revealed(forget_ballots(individually(), DAY), 1, answers("3 3 3 3 3 3 3 3 3 3"))
    first, second = now.revealed(1)
    assert why_no_movement(now, first, second) == "Totals do not say who moved, so movement is not shown."


def test_answers_of_a_later_time_can_be_deleted_too() -> None:
    once = forget_ballots(individually(), DAY)
    now = revealed(once, 1, answers("3 3 3 3 3 3 3 3 3 3"))
    twice = forget_ballots(now, DAY)
    assert results(twice) == results(now)
    assert ballots_of(twice) == 0
    assert len(twice.told_trail) == 0


def test_somebody_whose_answer_was_only_in_a_vote_set_aside_can_be_taken_off_the_list() -> None:
    now = voting.cast(voting.open_round(individually(), 1), 1, 4, Answer.LEVEL_1)
    gone = forget_ballots(corrections.set_aside(now, 1, "the wrong step was answered"), DAY)
    assert all(4 not in each.is_in for each in gone.rounds.values())
