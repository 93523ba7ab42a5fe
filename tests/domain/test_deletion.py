"""Who answered what, or people's names, are deleted once the totals are fixed, and what was taken out is recognised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeAlias

import pytest

from scrutiny_tui.domain import moves, voting
from scrutiny_tui.domain.actions import (
    add_action,
    begin_follow_up,
    change_action,
    move_action,
    remove_action,
    set_changed,
)
from scrutiny_tui.domain.deletion import forget_ballots, forget_names, holds_removed
from scrutiny_tui.domain.details import edit_details, is_fixed
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.groups import group_results, reliability
from scrutiny_tui.domain.moves import (
    add_note,
    change_note,
    correct,
    park,
    remove_note,
    set_aside,
    unpark,
)
from scrutiny_tui.domain.own_words import add_lines, change_line, remove_line
from scrutiny_tui.domain.results import movement, results, why_no_movement
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Action, ActionKind, ActionStatus, NoteKind, Reply, Session
from scrutiny_tui.domain.voting import open_round, reveal, take_headcount, withdraw
from tests.support.groups import of_two_groups
from tests.support.sessions import answered, answers, details, revealed, session
from tests.view.report_workshops import by_name, in_tables, individually, only_totals, unfinished

DAY = date(2026, 11, 22)
WRONG = "the wrong step was answered"

Move: TypeAlias = Callable[[Session], Session]
Forget: TypeAlias = Callable[[Session, date], Session]


def written() -> Session:
    """Return a session by name with a note, two actions, a result, and a vote that is open."""
    now = replace(session(5), details=details(secrecy=Secrecy.BY_NAME))
    now = add_note(now, 1, NoteKind.EVIDENCE, "Minutes.", credit=("An inspector", "May"))
    now = park(now, 1, "Who knows?")
    for text in ("Ask.", "Tell."):
        now = add_action(now, Action(0, 1, text, owner="The chair"))
    refused = Action(
        0, 1, "Pay.", ActionKind.CABINET, evidence="Minute 14.", reply=Reply.REFUSED, reason="No."
    )
    now = set_changed(begin_follow_up(add_action(now, refused)), "Visits are kept.")
    shown = add_lines(revealed(now, 1, answers("1 2 3 1 2")), 1, ["A letter.", "Visits.", "Visits."])
    return answered(shown, 2, answers("1 2"))


def without_open_vote(now: Session) -> Session:
    return set_aside(now, 2, "a slip")


@pytest.mark.parametrize(
    ("change", "is_taken_out"),
    [
        (lambda now: remove_note(now, 1), True),
        (lambda now: change_note(now, 1, "Other words.", ("An inspector", "May")), True),
        (lambda now: change_note(now, 1, "Minutes.", ("Another source", "May")), True),
        (lambda now: change_note(now, 1, "Minutes.", ("An inspector", "June")), True),
        (lambda now: change_note(now, 1, "Minutes.", ("An inspector", "May")), False),
        (lambda now: remove_line(now, now.words[1]), True),
        (lambda now: change_line(now, now.words[1], "A letter of May."), True),
        (lambda now: remove_line(now, now.words[2]), False),
        (lambda now: add_lines(now, 1, ["A line before them."]), False),
        (lambda now: unpark(now, 1), True),
        (lambda now: remove_action(now, 1), True),
        (lambda now: change_action(now, replace(now.actions[1], text="Listen."), DAY), True),
        (lambda now: change_action(now, replace(now.actions[1], owner="The clerk"), DAY), True),
        (lambda now: forget_names(without_open_vote(now), DAY), True),
        (lambda now: forget_ballots(without_open_vote(now), DAY), True),
        (lambda now: edit_details(replace(now, rounds={}), details()), True),
        (lambda now: now, False),
        (lambda now: add_note(now, 1, NoteKind.EVIDENCE, "More."), False),
        (lambda now: park(now, 1, "Who else?"), False),
        (lambda now: move_action(now, 2, -1), False),
        (lambda now: change_action(now, replace(now.actions[1], status=ActionStatus.DONE), DAY), False),
        (lambda now: change_action(now, replace(now.actions[3], evidence="Minute 15."), DAY), True),
        (lambda now: change_action(now, replace(now.actions[3], reason="Too dear."), DAY), True),
        (lambda now: change_action(now, replace(now.actions[3], reply=Reply.ACCEPTED), DAY), True),
        (lambda now: set_changed(now, "Visits are noted."), True),
        (lambda now: set_changed(now, ""), True),
        (lambda now: reveal(now, 2), False),
        (lambda now: withdraw(now, 2, 1), False),
        (lambda now: correct(now, 1, 1, answers("3")[0], "it was entered wrongly"), False),
        (without_open_vote, False),
    ],
)
def test_what_was_taken_out_is_found_and_what_only_goes_on_is_not(change: Move, is_taken_out: bool) -> None:
    assert holds_removed(written(), change(written())) is is_taken_out


def test_what_was_counted_or_answered_around_a_deletion_is_told_apart() -> None:
    gone = forget_ballots(without_open_vote(written()), DAY)
    again = revealed(gone, 1, answers("1 2"))
    assert not holds_removed(gone, again)
    assert holds_removed(again, forget_ballots(again, DAY))
    totals = replace(session(5), details=details(secrecy=Secrecy.TOTALS))
    unseen, seen = answered(totals, 1, answers("1 2")), revealed(totals, 1, answers("1 2"))
    assert holds_removed(unseen, set_aside(unseen, 1, "a slip"))
    assert not holds_removed(seen, set_aside(seen, 1, "a slip"))
    counted = take_headcount(open_round(written(), 3), 3, {Answer.LEVEL_2: 4})
    aside = set_aside(without_open_vote(counted), 3, "a slip")
    assert not holds_removed(counted, aside)
    assert holds_removed(counted, forget_ballots(aside, DAY))


# Who answered what


def ballots_of(now: Session) -> int:
    return sum(len(each.ballots) for each in now.rounds.values())


def test_no_answer_stays_joined_to_a_person_and_only_groups_and_movement_are_lost() -> None:
    now = individually()
    gone = forget_ballots(now, DAY)
    assert ballots_of(gone) == 0
    assert (results(gone), reliability(gone)) == (results(now), reliability(now))
    assert [each.tally() for each in gone.rounds.values()] == [each.tally() for each in now.rounds.values()]
    told = [entry.text for entry in gone.trail.values()]
    assert told == ["Individual answers deleted on 22 November 2026. The totals were kept."]
    assert gone.told_trail == ()
    now = of_two_groups()
    gone = forget_ballots(now, DAY)
    first, second = gone.revealed(1)
    assert len(group_results(now, now.revealed(1)[-1])) == 2
    assert group_results(gone, second) == ()
    assert why_no_movement(gone, first, second) == "Totals do not show who moved."
    assert movement(first, second) is None


def test_nothing_stays_of_a_vote_set_aside_but_answers_of_tables_do() -> None:
    now = voting.cast(voting.open_round(individually(), 1), 1, 4, Answer.LEVEL_1)
    gone = forget_ballots(set_aside(set_aside(now, 1, WRONG), 5, WRONG), DAY)
    (aside,) = gone.rounds_of(5)
    assert (aside.ballots, aside.totals, ballots_of(gone)) == ({}, {}, 0)
    assert all(4 not in each.is_in for each in gone.rounds.values())
    only_aside = set_aside(answered(session(5), 1, answers("2 2")), 1, WRONG)
    assert is_fixed(forget_ballots(only_aside, DAY))
    now = set_aside(in_tables(), 2, WRONG)
    gone = forget_ballots(now, DAY)
    assert gone.revealed(1) == now.revealed(1)
    assert [each.given for each in gone.rounds_of(2)] == [0]
    assert gone.forgotten is not None
    assert gone.forgotten.ballots
    corrected = correct(gone, 1, 1, Answer.LEVEL_2, "it was entered wrongly")
    assert corrected.revealed(1)[-1].ballots[1] is Answer.LEVEL_2


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda: forget_ballots(in_tables(), DAY), "Each table's answer is part of its result and is kept"),
        (lambda: forget_ballots(unfinished(), DAY), r"Step [12] is still being answered. Show or cancel its result"),
        (lambda: forget_names(answered(by_name(), 1, answers("2")), DAY), r"Step 1 is still being answered"),
        (lambda: forget_ballots(only_totals(), DAY), "keeps totals only"),
        (lambda: forget_names(only_totals(), DAY), "keeps totals only"),
        (lambda: forget_ballots(forget_ballots(individually(), DAY), DAY), "no individual answers to delete"),
        (lambda: forget_names(individually(), DAY), "This workshop keeps no names"),
        (
            lambda: correct(forget_ballots(individually(), DAY), 1, 3, Answer.LEVEL_1, "it was entered wrongly"),
            "deleted, so they can't be corrected",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_deleted_or_corrected_is_told(act: Callable[[], Session], told: str) -> None:
    with pytest.raises(RuleError, match=told):
        act()


def test_the_room_can_answer_again_and_that_can_be_deleted_too() -> None:
    now = revealed(forget_ballots(individually(), DAY), 1, answers("3 3 3 3 3 3 3 3 3 3"))
    told = why_no_movement(now, *now.revealed(1))
    assert told == "Totals do not show who moved."
    twice = forget_ballots(now, DAY)
    assert results(twice) == results(now)
    assert (ballots_of(twice), twice.told_trail) == (0, ())


# Names


def test_labels_stand_for_names_also_of_whoever_led_and_answers() -> None:
    now = moves.add_note(by_name(), 1, NoteKind.REASON, "Cllr Anne Smith said so.")
    gone = forget_names(now, DAY)
    assert [voter.label for voter in gone.voters.values()][:2] == ["Member 1", "Member 2"]
    assert gone.details.secrecy is Secrecy.LABELS
    assert (ballots_of(gone), gone.notes) == (ballots_of(now), now.notes)
    assert "Cllr Carys Price" in now.trail[1].text
    assert gone.trail[1].text == (
        "Step 1, Round 1: one answer was corrected after the result: it was entered wrongly."
    )
    now = by_name()
    led = replace(now.details, facilitator="Cllr Anne Smith, chair", sponsor="The mayor")
    now = moves.begin_sitting(replace(now, details=led), now.sitting.started, "Cllr Anne Smith")
    gone = forget_names(now, DAY)
    assert gone.details.facilitator == gone.sitting.facilitator == "one of those who answer"
    assert gone.details.sponsor == "The mayor"
