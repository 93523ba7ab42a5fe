"""What is written down beside the answers: notes, shared views, people, sittings, and the promise that is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from scrutiny_tui.domain import moves
from scrutiny_tui.domain.day_plan import Sitting
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.fields import HIGHEST_VOTER, LONGEST_TEXT
from scrutiny_tui.domain.moves import set_aside
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.secrecy import Mode, Secrecy, promise
from scrutiny_tui.domain.session import (
    AgreedLevel,
    EarlierJudgement,
    How,
    NoteKind,
    PageName,
    Place,
    Session,
)
from tests.support.sessions import NOW, answered, answers, revealed, session

TOO_LONG = "x" * (LONGEST_TEXT + 1)
NOTED = moves.add_note(
    moves.add_note(session(), 2, NoteKind.REASON, "First."), 2, NoteKind.EVIDENCE, "  Second.\n"
)


def notes(now: Session) -> list[tuple[int, NoteKind, str]]:
    return [(note.item, note.kind, note.text) for note in now.notes.values()]


def test_a_note_is_kept_in_its_place_without_the_space_around_it_changed_and_taken_out_whole() -> None:
    assert notes(NOTED) == [(2, NoteKind.REASON, "First."), (2, NoteKind.EVIDENCE, "Second.")]
    assert notes(moves.change_note(NOTED, 1, " Other words. "))[0] == (2, NoteKind.REASON, "Other words.")
    assert [*moves.change_note(NOTED, 1, "x").notes] == [*NOTED.notes]
    assert notes(moves.remove_note(NOTED, 1)) == [(2, NoteKind.EVIDENCE, "Second.")]
    assert moves.remove_note(NOTED, 7) == NOTED
    assert moves.add_note(session(), 1, NoteKind.REASON, "x" * LONGEST_TEXT).notes


@pytest.mark.parametrize(
    ("move", "told"),
    [
        *((lambda text=text: moves.add_note(session(), 2, NoteKind.EVIDENCE, text), "[Nn]othing was saved") for text in ("", "  ", "\n\t")),
        (lambda: moves.add_note(session(), 1, NoteKind.REASON, TOO_LONG), "The note is longer than 20000 characters"),
        (lambda: moves.add_note(session(), 0, NoteKind.REASON, "Why."), "There is no step 0"),
        (lambda: moves.add_note(session(), 7, NoteKind.REASON, "Why."), "There is no step 7"),
        (lambda: moves.change_note(NOTED, 1, "  "), "Withdraw it instead"),
        (lambda: moves.change_note(NOTED, 1, TOO_LONG), "longer"),
        (lambda: moves.change_note(NOTED, 7, "Why."), "no longer in the workshop"),
        (lambda: moves.agree(session(), AgreedLevel(1, 4, How.CHAIR)), "There is no statement 4"),
        (lambda: moves.agree(session(), AgreedLevel(99, 2, How.CHAIR)), "There is no step 99"),
        (lambda: moves.agree(session(), AgreedLevel(1, None, How.CHAIR, TOO_LONG)), "longer"),
        (lambda: moves.leave_note(session(), TOO_LONG), "longer"),
        (lambda: moves.move_to(session(), Place(PageName.STEP, 99)), "There is no step 99"),
        (lambda: moves.add_people(session(), [Voter(1, "Member 99", Role.MEMBER, True)]), "already on the list"),
        (lambda: moves.add_people(session(), [Voter(99, "Member 1", Role.MEMBER, True)]), "already on the list"),
        (
            lambda: moves.add_people(session(), [Voter(HIGHEST_VOTER + 1, "Member 1000", Role.MEMBER, True)]),
            "can have up to 999 people",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_whole(move: Callable[[], Session], told: str) -> None:
    with pytest.raises(RuleError, match=told):
        move()


def test_a_tables_reason_belongs_to_its_round_and_keeps_to_it() -> None:
    now = moves.add_note(session(2), 1, NoteKind.REASON, "Why.", reason_of=(2, 3))
    [note] = moves.change_note(now, 1, "Why not.").notes.values()
    assert (note.table, note.round, note.text) == (2, 3, "Why not.")


def test_what_is_recorded_again_replaces_the_earlier_one_and_what_is_so_changes_nothing() -> None:
    view = AgreedLevel(3, None, How.CHAIR, "Two see it at Strong.")
    assert moves.agree(moves.agree(session(), AgreedLevel(3, 2, How.DISCUSSION)), view).agreed == {3: view}
    now = moves.record_earlier(session(), EarlierJudgement(2, 1, " officers "))
    assert now.earlier[2].whose == "officers"
    now = moves.record_earlier(now, EarlierJudgement(2, 3, "officers"))
    assert now.earlier == {2: EarlierJudgement(2, 3, "officers")}
    shown, moved = moves.show_promise(session()), moves.move_to(session(), Place(PageName.STEP, 2))
    assert shown.sitting.promised == promise(Secrecy.LABELS)
    assert moved.place == Place(PageName.STEP, 2)
    assert moves.show_promise(shown) is shown
    assert moves.move_to(moved, Place(PageName.STEP, 2)) is moved
    assert not moves.show_quotations(session(), shown=False).details.quotations


def test_every_promise_fits_the_way_to_answer_and_says_that_the_council_may_be_asked_for_the_file() -> None:
    assert all("What has not been saved cannot be released" in promise(secrecy) for secrecy in Secrecy)
    begins = {
        Mode.GROUPS: "Your table gives one answer. It is saved and shown",
        Mode.COLLECTIVE: "We agree one answer together.",
    }
    for mode, told in begins.items():
        assert promise(Secrecy.LABELS, mode).startswith(told)
        assert promise(Secrecy.LABELS, mode).endswith(promise(Secrecy.TOTALS).split("afterwards. ")[-1])


def test_sittings_and_rounds_come_in_their_order() -> None:
    precise, later = NOW + timedelta(seconds=59, microseconds=7), NOW + timedelta(days=7)
    left = moves.leave_note(session(), " Begin with step 4. ")
    closed = moves.end_sitting(left, precise)
    assert left.sitting.ended is None
    assert (closed.sitting.ended, closed.sitting.handover) == (NOW, "Begin with step 4.")
    assert moves.continue_sitting(closed) == left
    again = moves.end_sitting(moves.begin_sitting(session(), later + (precise - NOW)), later)
    assert again.sitting == Sitting(2, later, ended=later)
    assert [sitting.started for sitting in again.sittings.values()] == [NOW, later]
    now = set_aside(revealed(session(), 2, answers("1")), 2, "a slip")
    now = answered(revealed(now, 2, answers("1")), 2, answers("1"))
    assert [each.id for each in now.rounds_of(2)] == [2001, 2002, 2003]
    assert [each.id for each in now.revealed(2)] == [2002]
    assert (now.rounds_of(1), now.next_round(2)) == ((), 4)


# The session itself
