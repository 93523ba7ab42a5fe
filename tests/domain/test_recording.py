"""What is written down beside the ballots."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scrutiny_tui.domain import mending, recording
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.limits import HIGHEST_VOTER, LONGEST_TEXT
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
    Sitting,
)
from tests.support.sessions import NOW, answered, answers, revealed, session


def test_a_note_is_kept_without_the_space_around_it() -> None:
    noted = recording.add_note(session(), 2, NoteKind.EVIDENCE, "  The work programme.\n")

    assert [(note.item, note.kind, note.text) for note in noted.notes.values()] == [
        (2, NoteKind.EVIDENCE, "The work programme.")
    ]


@pytest.mark.parametrize("text", ["", "  ", "\n\t"])
def test_an_empty_note_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="nothing was kept"):
        recording.add_note(session(), 2, NoteKind.EVIDENCE, text)


def test_a_note_is_taken_out_whole() -> None:
    noted = recording.add_note(session(), 2, NoteKind.REASON, "First.")
    noted = recording.add_note(noted, 2, NoteKind.REASON, "Second.")

    assert [note.text for note in recording.remove_note(noted, 1).notes.values()] == ["Second."]


def test_a_changed_note_keeps_its_kind_and_its_place() -> None:
    noted = recording.add_note(session(), 2, NoteKind.REASON, "First.")
    noted = recording.add_note(noted, 2, NoteKind.EVIDENCE, "Second.")

    changed = recording.change_note(noted, 1, " Other words. ")

    assert [(note.kind, note.text) for note in changed.notes.values()] == [
        (NoteKind.REASON, "Other words."),
        (NoteKind.EVIDENCE, "Second."),
    ]


@pytest.mark.parametrize(
    ("note", "text", "told"),
    [
        (1, "  ", "Withdraw it instead"),
        (1, "x" * (LONGEST_TEXT + 1), "longer"),
        (7, "Why.", "not in the workshop"),
    ],
)
def test_a_note_is_not_changed_to_nothing_or_too_much_or_where_it_is_gone(
    note: int, text: str, told: str
) -> None:
    noted = recording.add_note(session(), 2, NoteKind.REASON, "First.")

    with pytest.raises(RuleError, match=told):
        recording.change_note(noted, note, text)


def reason_at(room: Session) -> int:
    """Return the number of the round that a table's reason written now belongs to."""
    return recording.add_note(room, 1, NoteKind.REASON, "Why.", table=1).notes[1].round


def test_a_tables_reason_belongs_to_the_round_that_is_open_or_was_shown_last() -> None:
    assert reason_at(session(2)) == 1
    once = revealed(session(2), 1, answers("1 2"))
    assert reason_at(once) == 1
    assert reason_at(answered(once, 1, answers("3"))) == 2
    assert reason_at(mending.set_aside(once, 1, "a slip")) == 2


def test_a_tables_reason_can_be_said_to_be_of_another_round() -> None:
    twice = revealed(revealed(session(2), 1, answers("1 2")), 1, answers("2 2"))

    noted = recording.add_note(twice, 1, NoteKind.REASON, "Why.", table=1, time=1)

    assert noted.notes[1].round == 1


def test_a_note_of_the_room_belongs_to_no_round() -> None:
    once = revealed(session(2), 1, answers("1 2"))

    assert recording.add_note(once, 1, NoteKind.REASON, "Why.").notes[1].round == 0


def test_taking_out_a_note_that_is_gone_changes_nothing() -> None:
    assert recording.remove_note(session(), 7) == session()


def test_a_shared_view_takes_the_place_of_an_earlier_one() -> None:
    first = recording.agree(session(), AgreedLevel(3, 2, How.DISCUSSION))

    second = recording.agree(first, AgreedLevel(3, None, How.CHAIR, "Two see it at Strong."))

    assert second.agreed == {3: AgreedLevel(3, None, How.CHAIR, "Two see it at Strong.")}


def test_the_promise_is_kept_with_the_sitting_as_it_was_shown() -> None:
    shown = recording.show_promise(session())

    assert shown.sitting.promised == promise(Secrecy.LABELS)
    assert recording.show_promise(shown) is shown


def test_every_promise_says_that_the_council_may_be_asked_for_the_file() -> None:
    assert all("What is not kept cannot be disclosed" in promise(secrecy) for secrecy in Secrecy)


def test_being_where_one_is_changes_nothing() -> None:
    moved = recording.move_to(session(), Place(PageName.STEP, 2))

    assert moved.place == Place(PageName.STEP, 2)
    assert recording.move_to(moved, Place(PageName.STEP, 2)) is moved


def test_quotations_can_be_left_out() -> None:
    assert not recording.show_quotations(session(), shown=False).details.quotations


def test_a_closed_sitting_keeps_its_handover_until_another_is_left() -> None:
    left = recording.leave_note(session(), " Begin with step 4. ")

    closed = recording.end_sitting(left, NOW + timedelta(hours=1))

    assert left.sitting.ended is None
    assert (closed.sitting.ended, closed.sitting.handover) == (NOW + timedelta(hours=1), "Begin with step 4.")


def test_times_are_kept_to_the_minute() -> None:
    precise = NOW + timedelta(seconds=59, microseconds=7)

    assert recording.end_sitting(recording.begin_sitting(session(), precise), precise).sitting == Sitting(
        2, NOW, ended=NOW
    )


@pytest.mark.parametrize("step", [0, 7])
def test_nothing_is_written_down_about_a_step_that_is_not_there(step: int) -> None:
    with pytest.raises(RuleError, match=f"There is no step {step}"):
        recording.add_note(session(), step, NoteKind.REASON, "Why.")


def test_a_level_that_is_not_there_is_refused() -> None:
    with pytest.raises(RuleError, match="There is no level 4"):
        recording.agree(session(), AgreedLevel(1, 4, How.CHAIR))


def test_a_text_that_is_too_long_is_refused_whole() -> None:
    with pytest.raises(RuleError, match="The note is longer than 20000 characters"):
        recording.add_note(session(), 1, NoteKind.REASON, "x" * (LONGEST_TEXT + 1))
    assert recording.add_note(session(), 1, NoteKind.REASON, "x" * LONGEST_TEXT).notes


def test_a_number_or_a_label_is_never_given_twice() -> None:
    for taken in (Voter(1, "Member 99", Role.MEMBER, True), Voter(99, "Member 1", Role.MEMBER, True)):
        with pytest.raises(RuleError, match="on the list already"):
            recording.add_people(session(), [taken])


def test_numbers_of_people_end() -> None:
    with pytest.raises(RuleError, match="takes up to 999 people"):
        recording.add_people(session(), [Voter(HIGHEST_VOTER + 1, "Member 1000", Role.MEMBER, True)])


def test_a_sitting_that_goes_on_has_not_ended() -> None:
    closed = recording.end_sitting(session(), NOW)

    assert recording.continue_sitting(closed) == session()


def test_earlier_sittings_are_kept() -> None:
    later = recording.begin_sitting(session(), NOW + timedelta(days=7))

    assert [sitting.started for sitting in later.sittings.values()] == [NOW, NOW + timedelta(days=7)]


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        (Mode.GROUPS, "Each table gives one answer. It is kept and shown"),
        (Mode.COLLECTIVE, "Nobody answers alone."),
    ],
)
def test_the_promise_fits_the_way_in_which_the_room_answers(mode: Mode, told: str) -> None:
    assert promise(Secrecy.LABELS, mode).startswith(told)
    assert promise(Secrecy.LABELS, mode).endswith(promise(Secrecy.TOTALS).split(". ", 3)[-1])


def test_a_judgement_recorded_beforehand_takes_the_place_of_an_earlier_one() -> None:
    now = recording.record_earlier(session(), EarlierJudgement(2, 1, " officers "))

    now = recording.record_earlier(now, EarlierJudgement(2, 3, "officers"))

    assert now.earlier == {2: EarlierJudgement(2, 3, "officers")}
