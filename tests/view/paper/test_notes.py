"""Facilitator's notes become plain lines."""

from __future__ import annotations

from scrutiny_tui.view.paper.notes import note_lines


def test_each_item_of_a_list_is_a_line() -> None:
    assert note_lines("- One minute.\n- Ask: who knows?\n") == ("One minute.", "Ask: who knows?")


def test_an_item_over_two_lines_is_one_line() -> None:
    assert note_lines("- Read it\n  aloud.\n- Wait.") == ("Read it aloud.", "Wait.")


def test_paragraphs_are_lines() -> None:
    assert note_lines("First.\n\nSecond\nhalf.") == ("First.", "Second half.")


def test_signs_for_bold_and_headings_are_left_out() -> None:
    assert note_lines("## Before\n\n**Be careful:** wait `here`.") == ("Before", "Be careful: wait here.")


def test_stars_and_lines_within_words_stay() -> None:
    assert note_lines("- 3 * 4 is snake_case") == ("3 * 4 is snake_case",)


def test_no_notes_are_no_lines() -> None:
    assert note_lines(" \n") == ()
