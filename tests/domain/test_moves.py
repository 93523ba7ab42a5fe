"""What is written down beside the ballots.

Pins, things to come back to, things that are done, and what they do to what is talked about next.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from scrutiny_tui.domain import corrections, moves
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.fields import HIGHEST_VOTER, LONGEST_TEXT
from scrutiny_tui.domain.moves import mark_of, toggle_mark
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.results import results
from scrutiny_tui.domain.secrecy import Mode, Secrecy, promise
from scrutiny_tui.domain.session import (
    AgreedLevel,
    EarlierJudgement,
    How,
    MarkKind,
    NoteKind,
    PageName,
    Place,
    Session,
    Sitting,
)
from scrutiny_tui.domain.topics import talk_next
from tests.support.sessions import NOW, WORDS, answered, answers, counted, revealed, session


def test_a_note_is_kept_without_the_space_around_it() -> None:
    noted = moves.add_note(session(), 2, NoteKind.EVIDENCE, "  The work programme.\n")

    assert [(note.item, note.kind, note.text) for note in noted.notes.values()] == [
        (2, NoteKind.EVIDENCE, "The work programme.")
    ]


@pytest.mark.parametrize("text", ["", "  ", "\n\t"])
def test_an_empty_note_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="nothing was kept"):
        moves.add_note(session(), 2, NoteKind.EVIDENCE, text)


def test_a_note_is_taken_out_whole() -> None:
    noted = moves.add_note(session(), 2, NoteKind.REASON, "First.")
    noted = moves.add_note(noted, 2, NoteKind.REASON, "Second.")

    assert [note.text for note in moves.remove_note(noted, 1).notes.values()] == ["Second."]


def test_a_changed_note_keeps_its_kind_and_its_place() -> None:
    noted = moves.add_note(session(), 2, NoteKind.REASON, "First.")
    noted = moves.add_note(noted, 2, NoteKind.EVIDENCE, "Second.")

    changed = moves.change_note(noted, 1, " Other words. ")

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
    noted = moves.add_note(session(), 2, NoteKind.REASON, "First.")

    with pytest.raises(RuleError, match=told):
        moves.change_note(noted, note, text)


def reason_at(room: Session) -> int:
    """Return the number of the round that a table's reason written now belongs to."""
    return moves.add_note(room, 1, NoteKind.REASON, "Why.", table=1).notes[1].round


def test_a_tables_reason_belongs_to_the_round_that_is_open_or_was_shown_last() -> None:
    assert reason_at(session(2)) == 1
    once = revealed(session(2), 1, answers("1 2"))
    assert reason_at(once) == 1
    assert reason_at(answered(once, 1, answers("3"))) == 2
    assert reason_at(corrections.set_aside(once, 1, "a slip")) == 2


def test_a_tables_reason_can_be_said_to_be_of_another_round() -> None:
    twice = revealed(revealed(session(2), 1, answers("1 2")), 1, answers("2 2"))

    noted = moves.add_note(twice, 1, NoteKind.REASON, "Why.", table=1, time=1)

    assert noted.notes[1].round == 1


def test_a_note_of_the_room_belongs_to_no_round() -> None:
    once = revealed(session(2), 1, answers("1 2"))

    assert moves.add_note(once, 1, NoteKind.REASON, "Why.").notes[1].round == 0


def test_taking_out_a_note_that_is_gone_changes_nothing() -> None:
    assert moves.remove_note(session(), 7) == session()


def test_a_shared_view_takes_the_place_of_an_earlier_one() -> None:
    first = moves.agree(session(), AgreedLevel(3, 2, How.DISCUSSION))

    second = moves.agree(first, AgreedLevel(3, None, How.CHAIR, "Two see it at Strong."))

    assert second.agreed == {3: AgreedLevel(3, None, How.CHAIR, "Two see it at Strong.")}


def test_the_promise_is_kept_with_the_sitting_as_it_was_shown() -> None:
    shown = moves.show_promise(session())

    assert shown.sitting.promised == promise(Secrecy.LABELS)
    assert moves.show_promise(shown) is shown


def test_every_promise_says_that_the_council_may_be_asked_for_the_file() -> None:
    assert all("What is not kept cannot be disclosed" in promise(secrecy) for secrecy in Secrecy)


def test_being_where_one_is_changes_nothing() -> None:
    moved = moves.move_to(session(), Place(PageName.STEP, 2))

    assert moved.place == Place(PageName.STEP, 2)
    assert moves.move_to(moved, Place(PageName.STEP, 2)) is moved


def test_quotations_can_be_left_out() -> None:
    assert not moves.show_quotations(session(), shown=False).details.quotations


def test_a_closed_sitting_keeps_its_handover_until_another_is_left() -> None:
    left = moves.leave_note(session(), " Begin with step 4. ")

    closed = moves.end_sitting(left, NOW + timedelta(hours=1))

    assert left.sitting.ended is None
    assert (closed.sitting.ended, closed.sitting.handover) == (NOW + timedelta(hours=1), "Begin with step 4.")


def test_times_are_kept_to_the_minute() -> None:
    precise = NOW + timedelta(seconds=59, microseconds=7)

    assert moves.end_sitting(moves.begin_sitting(session(), precise), precise).sitting == Sitting(
        2, NOW, ended=NOW
    )


@pytest.mark.parametrize("step", [0, 7])
def test_nothing_is_written_down_about_a_step_that_is_not_there(step: int) -> None:
    with pytest.raises(RuleError, match=f"There is no step {step}"):
        moves.add_note(session(), step, NoteKind.REASON, "Why.")


def test_a_level_that_is_not_there_is_refused() -> None:
    with pytest.raises(RuleError, match="There is no level 4"):
        moves.agree(session(), AgreedLevel(1, 4, How.CHAIR))


def test_a_text_that_is_too_long_is_refused_whole() -> None:
    with pytest.raises(RuleError, match="The note is longer than 20000 characters"):
        moves.add_note(session(), 1, NoteKind.REASON, "x" * (LONGEST_TEXT + 1))
    assert moves.add_note(session(), 1, NoteKind.REASON, "x" * LONGEST_TEXT).notes


def test_a_number_or_a_label_is_never_given_twice() -> None:
    for taken in (Voter(1, "Member 99", Role.MEMBER, True), Voter(99, "Member 1", Role.MEMBER, True)):
        with pytest.raises(RuleError, match="on the list already"):
            moves.add_people(session(), [taken])


def test_numbers_of_people_end() -> None:
    with pytest.raises(RuleError, match="takes up to 999 people"):
        moves.add_people(session(), [Voter(HIGHEST_VOTER + 1, "Member 1000", Role.MEMBER, True)])


def test_a_sitting_that_goes_on_has_not_ended() -> None:
    closed = moves.end_sitting(session(), NOW)

    assert moves.continue_sitting(closed) == session()


def test_earlier_sittings_are_kept() -> None:
    later = moves.begin_sitting(session(), NOW + timedelta(days=7))

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
    now = moves.record_earlier(session(), EarlierJudgement(2, 1, " officers "))

    now = moves.record_earlier(now, EarlierJudgement(2, 3, "officers"))

    assert now.earlier == {2: EarlierJudgement(2, 3, "officers")}


def room() -> Session:
    """Return a session where step 1 is split, step 2 spread and step 3 agreed in the middle."""
    now = session(12)
    for step, counts in enumerate([(6, 0, 6), (4, 4, 4), (0, 12, 0)], start=1):
        now = revealed(now, step, counted(counts))
    return now


def topics(now: Session) -> list[tuple[int, str]]:
    return [(topic.item.number, topic.reason) for topic in talk_next(results(now), WORDS)]


def test_a_pinned_item_is_talked_about_first_and_says_so() -> None:
    assert topics(toggle_mark(room(), 2, MarkKind.PINNED)) == [
        (2, "pinned; no single view"),
        (1, "two opposite views"),
    ]


def test_an_item_can_be_pinned_where_nothing_stands_out_or_nothing_is_answered() -> None:
    pinned = toggle_mark(toggle_mark(room(), 3, MarkKind.PINNED), 5, MarkKind.PINNED)

    assert topics(pinned)[:2] == [(3, "pinned"), (5, "pinned; not yet answered")]


def test_what_to_come_back_to_goes_last() -> None:
    assert topics(toggle_mark(room(), 1, MarkKind.LATER)) == [
        (2, "no single view"),
        (1, "to come back to; two opposite views"),
    ]


def test_what_is_done_is_left_out_until_it_is_answered_again() -> None:
    done = toggle_mark(room(), 1, MarkKind.DONE)
    again = revealed(done, 1, counted((5, 0, 7)))

    assert topics(done) == [(2, "no single view")]
    assert mark_of(again, 1) is None
    assert topics(again) == topics(room())


def test_a_mark_is_taken_away_by_setting_it_again_and_replaced_by_another() -> None:
    pinned = toggle_mark(room(), 1, MarkKind.PINNED)

    assert toggle_mark(pinned, 1, MarkKind.PINNED) == room()
    assert mark_of(toggle_mark(pinned, 1, MarkKind.LATER), 1) is MarkKind.LATER


def test_there_is_no_mark_on_a_step_that_is_not_there() -> None:
    with pytest.raises(RuleError):
        toggle_mark(room(), 9, MarkKind.PINNED)
