"""Whether an earlier moment of a session holds something that was taken out of it since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeAlias

import pytest

from scrutiny_tui.domain.action import Action, ActionStatus
from scrutiny_tui.domain.actions import add_action, change_action, move_action, remove_action, set_status
from scrutiny_tui.domain.details import edit_details
from scrutiny_tui.domain.forgetting import forget_ballots, forget_names
from scrutiny_tui.domain.mending import correct, set_aside
from scrutiny_tui.domain.recording import add_note, change_note, remove_note
from scrutiny_tui.domain.removals import holds_removed
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.domain.voting import open_round, reveal, take_headcount, withdraw
from tests.support.sessions import answered, answers, details, revealed, session

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
