"""What people wrote on their slips: whose words they are is kept nowhere, and nothing is shown before it may be."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Final

import pytest

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import rehearsal, remove_note, set_aside
from scrutiny_tui.domain.own_words import (
    add_lines,
    change_line,
    left_out,
    lines_on,
    remove_line,
    shown_lines,
    sort_line,
    take_in_lines,
    why_not_shown,
)
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.personal_names import like_a_person, names_found, sealed, typed_names
from scrutiny_tui.domain.rounds import LineState, OwnLine
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.domain.voting import open_round, reveal
from tests.support.sessions import NOW, answered, answers, details, of_tables, revealed, session

TEXTS: Final = ("Minutes show it.", "officers set the agenda", "Young people came once.")


def written(*texts: str, secrecy: Secrecy = Secrecy.LABELS) -> Session:
    """Return a session with a result on step 1 and these lines, or three."""
    begun = replace(session(5), details=details(secrecy=secrecy))
    return add_lines(revealed(begun, 1, answers("1 2 3 1 2")), 1, texts or TEXTS)


def line(now: Session, text: str) -> OwnLine:
    [found] = (each for each in now.words.values() if each.text == text)
    return found


def all_shown(now: Session) -> Session:
    for each in [*now.words.values()]:
        now = sort_line(now, each, LineState.SHOWN)
    return now


def test_neither_order_nor_numbers_tell_in_which_order_lines_were_typed_or_changed() -> None:
    kept = set()
    for order in permutations((*TEXTS, "Minutes show it.")):
        now = written(order[0])
        for text in order[1:]:
            now = add_lines(now, 1, [text])
        now = change_line(now, line(now, TEXTS[1]), "Ask officers.")
        kept.add(tuple(now.words.items()))
    assert len(kept) == 1
    assert [*written().words] == [1, 2, 3]
    assert [each.text for each in written().words.values()] == [
        "Minutes show it.",
        "officers set the agenda",
        "Young people came once.",
    ]


@pytest.mark.parametrize("secrecy", Secrecy)
def test_lines_are_taken_in_every_way_of_keeping_answers_once_three_have_answered(secrecy: Secrecy) -> None:
    begun = replace(session(5), details=details(secrecy=secrecy))
    for given in ("", "1", "1 2"):
        with pytest.raises(RuleError, match="Fewer than three answers are saved on step 1"):
            add_lines(answered(begun, 1, answers(given)), 1, ["Too early."])
    assert lines_on(add_lines(answered(begun, 1, answers("1 2 d")), 1, ["Now."]), 1)


def test_tables_write_too_and_a_committee_that_agrees_together_has_no_slips() -> None:
    assert lines_on(add_lines(answered(of_tables(4, 4, 4), 1, answers("1 2 2")), 1, ["Ours."]), 1)
    together = replace(session(5), details=details(mode=Mode.COLLECTIVE))
    with pytest.raises(RuleError, match="nobody writes on a slip"):
        add_lines(together, 1, ["Ours."])


@pytest.mark.parametrize(("text", "told"), [(" \n ", "the line is empty"), ("x" * 301, "longer than 300")])
def test_a_line_is_not_empty_and_not_long(text: str, told: str) -> None:
    with pytest.raises(RuleError, match=told):
        add_lines(written(), 1, [text])
    with pytest.raises(RuleError, match=told):
        change_line(written(), written().words[1], text)


def test_nothing_is_shown_before_it_was_gone_through() -> None:
    now = written()
    assert (shown_lines(now, 1), left_out(now, 1)) == ((), 3)
    now = sort_line(now, line(now, TEXTS[0]), LineState.SHOWN)
    now = sort_line(now, line(now, TEXTS[2]), LineState.LEFT_OUT)
    assert (shown_lines(now, 1), left_out(now, 1)) == ((TEXTS[0],), 2)
    now = sort_line(now, line(now, TEXTS[0]), LineState.LEFT_OUT)
    assert shown_lines(now, 1) == ()


def test_fewer_than_three_lines_are_kept_and_shown_once_there_are_more() -> None:
    now = written(*TEXTS[:2])
    with pytest.raises(RuleError, match="once three are written"):
        sort_line(now, now.words[1], LineState.SHOWN)
    now = all_shown(add_lines(now, 1, TEXTS[2:]))
    assert len(shown_lines(now, 1)) == 3
    fewer = remove_line(now, now.words[1])
    assert (shown_lines(fewer, 1), left_out(fewer, 1)) == ((), 2)


def test_lines_are_not_shown_before_the_result_nor_once_it_is_cancelled() -> None:
    before = add_lines(answered(session(5), 1, answers("1 2 3 1")), 1, TEXTS)
    assert left_out(before, 1) == 0
    assert why_not_shown(before, 1) == "What people wrote is shown after the result of step 1."
    with pytest.raises(RuleError, match="is being answered"):
        sort_line(before, before.words[1], LineState.SHOWN)
    now = all_shown(reveal(before, 1))
    assert shown_lines(set_aside(now, 1, "a slip"), 1) == ()


def test_what_was_shown_stands_beside_the_second_round_and_new_lines_wait_for_its_result() -> None:
    again = add_lines(open_round(all_shown(written()), 1), 1, ["A new one."])
    assert shown_lines(again, 1) == tuple(sorted(TEXTS, key=str.casefold))
    with pytest.raises(RuleError, match="Step 1 is being answered"):
        sort_line(again, line(again, "A new one."), LineState.SHOWN)


def test_a_line_that_is_noted_as_evidence_has_its_words_in_one_place() -> None:
    now = all_shown(written())
    now = sort_line(now, line(now, TEXTS[0]), LineState.NOTED)
    [note] = now.notes_of(1)
    assert (note.kind, note.told) == (NoteKind.EVIDENCE, f"{TEXTS[0]} (what people wrote)")
    assert TEXTS[0] not in [each.text for each in now.words.values()]
    assert (len(shown_lines(now, 1)), left_out(now, 1)) == (2, 0)
    assert TEXTS[0] not in repr(remove_note(now, note.id))


def test_a_line_that_is_gone_is_neither_changed_nor_withdrawn() -> None:
    now = written()
    gone = remove_line(now, now.words[1])
    with pytest.raises(RuleError, match="no longer in the workshop"):
        remove_line(gone, now.words[1])
    with pytest.raises(RuleError, match="no longer in the workshop"):
        change_line(gone, now.words[1], "x")


def test_the_same_file_can_come_twice_and_the_same_words_from_two_people() -> None:
    now = take_in_lines(written("Yes.", "No."), 1, ["Yes.", "Yes."])
    assert [each.text for each in now.words.values()] == ["No.", "Yes.", "Yes."]
    assert take_in_lines(now, 1, ["Yes.", "No.", "Yes."]) == now


def test_the_words_of_a_prompt_are_those_of_its_step_and_a_rehearsal_has_none() -> None:
    assert [session().wording.item(number).step_number for number in (101, 1)] == [1, 1]
    assert not rehearsal(written(), "other", NOW).words


# Names


def named(*labels: str) -> Session:
    now = written("Ask Anne Smith.", "Ben was late.", "We visit.", secrecy=Secrecy.BY_NAME)
    return replace(now, voters={**now.voters, 1: Voter(1, "Anne Smith", Role.MEMBER, True)})


@pytest.mark.parametrize(
    ("text", "pointed_out"),
    [
        ("We asked Ryan about it.", "Ryan"),
        ("Jane Smith told us.", "Jane Smith"),
        ("Ryan's case came up.", "Ryan's"),
        ("cllr Price said so.", "cllr Price"),
        ("Member 4 said so.", "Member 4"),
        ("Minutes of March show it. Officers set the agenda.", ""),
        ("Exampleshire is Strong on the DCS's reports, since Monday.", ""),
    ],
)
def test_what_may_name_somebody_is_pointed_out(text: str, pointed_out: str) -> None:
    assert like_a_person(session(6), text) == pointed_out


def test_a_name_of_the_list_is_found_before_anything_is_published() -> None:
    now = named()
    assert names_found(now) == ()
    assert "  Anne Smith (what people wrote on step 1)" in [*typed_names(now)]
    assert [str(each) for each in names_found(all_shown(now))] == ["Anne Smith (what people wrote on step 1)"]


def test_the_room_gets_what_was_shown_and_no_other_word() -> None:
    now = sort_line(written(), line(written(), TEXTS[0]), LineState.SHOWN)
    assert shown_lines(sealed(now), 1) == (TEXTS[0],)
    assert [each.text for each in sealed(now).words.values()] == [TEXTS[0], "", ""]
    cancelled = sealed(set_aside(all_shown(written()), 1, "a slip"))
    assert {each.text for each in cancelled.words.values()} == {""}
