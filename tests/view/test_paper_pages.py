"""The course of a workshop fills its time.

What stands on each of the printed pages.

Facilitator's notes become plain lines.

What every printed page has in common: it is accessible, stands alone and shows typed text as it was typed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.secrecy import Mode, Secrecy, promise
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.paper_pages import Course, long_course, marks_for, note_lines, short_course
from tests.support.sessions import people, wording
from tests.view.conftest import Press
from tests.view.paper_outline import Outline


def titles(course: Course) -> list[str]:
    return [each.part.title for each in course.parts]


def test_the_long_course_takes_150_minutes_with_18_for_each_step() -> None:
    course = long_course(wording().items)
    assert course.minutes == 150
    assert {each.part.minutes for each in course.parts if each.part.title.startswith("Step")} == {18}


def test_the_short_course_takes_40_minutes() -> None:
    assert short_course(wording().items).minutes == 40


def test_the_long_course_has_its_break_in_the_middle_of_the_steps() -> None:
    assert titles(long_course(wording().items))[3:10] == [
        "Step 1: Step number 1",
        "Step 2: Step number 2",
        "Step 3: Step number 3",
        "Break",
        "Step 4: Step number 4",
        "Step 5: Step number 5",
        "Step 6: Step number 6",
    ]


def test_the_short_course_has_no_break() -> None:
    assert "Break" not in titles(short_course(wording().items))


@pytest.mark.parametrize("steps", [1, 5, 7, 12])
def test_another_number_of_steps_takes_the_same_time(steps: int) -> None:
    items = wording(steps).items
    assert (long_course(items).minutes, short_course(items).minutes) == (150, 40)


def test_very_many_steps_take_longer_rather_than_no_time() -> None:
    course = short_course(wording(50).items)
    assert course.minutes == 60
    assert min(each.part.minutes for each in course.parts) == 1


def test_each_part_begins_when_the_one_before_ends() -> None:
    for before, after in pairwise(long_course(wording().items).parts):
        assert after.start == before.start + before.part.minutes


def outline(press: Press, session: Session, name: str, **options: object) -> Outline:
    return Outline(press(session, **options)[f"{name}.html"].decode())


def second_headings(found: Outline) -> list[str]:
    return [" ".join(text.split()) for level, text in found.headings if level == 2]


def with_officer(session: Session) -> Session:
    return replace(session, voters={voter.id: voter for voter in people(3, Role.CHAIR, Role.OFFICER)})


def with_prompts(session: Session, *prompts: int) -> Session:
    return replace(session, prompts=frozenset(prompts))


def test_everybody_who_answers_gets_a_slip_and_nobody_else(press: Press, session: Session) -> None:
    found = outline(press, with_officer(session), "slips")
    assert second_headings(found) == ["Member 1", "Member 2", "Member 3", "Chair"]


def test_a_slip_has_a_row_for_each_step_and_a_box_for_each_answer(press: Press, session: Session) -> None:
    found = outline(press, session, "slips", blank=True, copies=1)
    assert found.values("th", "scope").count("row") == 6
    assert found.values("span", "class").count("box") == 6 * 6
    assert "Write your label at the top. Put one cross in each row." in found.text
    assert promise(Secrecy.LABELS) in found.text


def test_a_slip_with_a_label_asks_for_crosses_only(press: Press, session: Session) -> None:
    text = outline(press, session, "slips").text
    assert "Put one cross in each row." in text
    assert "Write your" not in text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"secrecy": Secrecy.BY_NAME}, "Write your name at the top."),
        ({"mode": Mode.GROUPS}, "Write your table at the top."),
    ],
)
def test_a_blank_slip_asks_for_what_is_kept(
    press: Press, session: Session, changed: dict[str, Any], told: str
) -> None:
    other = replace(session, details=replace(session.details, **changed))
    assert told in outline(press, other, "slips", blank=True).text


def test_where_only_totals_are_kept_nobody_writes_who_they_are(press: Press, session: Session) -> None:
    totals = replace(session, details=replace(session.details, secrecy=Secrecy.TOTALS))
    assert "Write your" not in outline(press, totals, "slips", blank=True).text


def test_a_form_may_come_back_before_labels_are_drawn(press: Press, session: Session) -> None:
    by_name = replace(session, details=replace(session.details, secrecy=Secrecy.BY_NAME))
    empty = "Leave this empty if you have no label yet."
    assert empty in outline(press, session, "form").text
    assert empty not in outline(press, by_name, "form").text
    assert "take out the labels of those who answered beforehand" in outline(press, session, "labels").text


def test_the_course_leads_to_the_plan(press: Press, session: Session) -> None:
    assert outline(press, session, "run-sheet").text.count("the plan (p)") == 2


def test_a_blank_slip_has_a_line_instead_of_a_label(press: Press, session: Session) -> None:
    assert (
        second_headings(outline(press, session, "slips", blank=True)) == ["Your label, such as Member 4:"] * 5
    )


def test_as_many_blank_slips_as_were_asked_for(press: Press, session: Session) -> None:
    assert len(second_headings(outline(press, session, "slips", blank=True, copies=8))) == 8


def test_where_only_totals_are_kept_no_slip_says_whose_it_is(press: Press, session: Session) -> None:
    totals = replace(session, details=replace(session.details, secrecy=Secrecy.TOTALS))
    found = outline(press, totals, "slips")
    assert second_headings(found) == ["No name on this slip, please"] * 5
    assert not any(voter.label in found.text for voter in totals.voters.values())


def test_a_slip_asks_about_the_prompts_that_are_voted_on(press: Press, session: Session) -> None:
    found = outline(press, with_prompts(session, 102), "slips", blank=True, copies=1)
    assert "1.2 When we ask for information" in found.text
    assert found.values("span", "class").count("box") == 6 * 6 + 7


def test_there_is_a_card_of_each_kind_for_everybody(press: Press, session: Session) -> None:
    found = outline(press, session, "cards")
    assert found.values("li", "class") == ["card"] * 25
    for words in (
        "Beginning its journey",
        "Developing its practice",
        "Strong and embedded",
        "Prefer not to say",
    ):
        assert found.text.count(words) == 5
    assert [found.text.count(shape) for shape in ("■□□", "■■□", "■■■")] == [5, 5, 5]


def in_groups(session: Session) -> Session:
    return replace(session, details=replace(session.details, mode=Mode.GROUPS))


def test_a_table_has_a_card_too_for_a_step_that_it_did_not_discuss(press: Press, session: Session) -> None:
    text = outline(press, in_groups(session), "cards").text
    assert text.count("We did not discuss it") == 5
    assert "We did not discuss it" not in outline(press, session, "cards").text


def test_a_card_says_that_a_prompt_does_not_apply(press: Press, session: Session) -> None:
    assert outline(press, with_prompts(session, 102), "cards").text.count("Not applicable") == 5


def test_the_slip_of_a_table_says_not_discussed(press: Press, session: Session) -> None:
    found = outline(press, in_groups(session), "slips", copies=1, blank=True)
    assert "not discussed" in found.text
    assert "not applicable" not in found.text
    assert found.values("span", "class").count("box") == 6 * 7


def test_cards_are_four_to_a_page(press: Press, session: Session) -> None:
    assert outline(press, session, "cards", copies=4).values("ul", "class") == ["sheet"] * 5


def test_a_label_for_everybody_who_answers(press: Press, session: Session) -> None:
    found = outline(press, with_officer(session), "labels")
    assert found.values("li", "class") == ["label"] * 4
    assert "You are\nMember 3\n– keep this" in found.text
    assert "Officer" not in found.text


def test_tables_have_a_page_a_step_with_what_each_statement_means_there(
    press: Press, session: Session
) -> None:
    found = outline(press, session, "table-sheets")
    assert second_headings(found) == [f"Step {item.id}: {item.title}" for item in session.wording.items]
    for item in session.wording.items:
        assert all(sentence in found.text for sentence in item.sentences)


def test_a_table_crosses_one_of_every_answer_that_is_taken(press: Press, session: Session) -> None:
    tables = in_groups(session)
    found = outline(press, tables, "table-sheets")
    marks = marks_for(tables, tables.wording.items[0])
    assert found.values("span", "class").count("box") == 6 * len(marks)
    for mark in marks:
        assert found.text.count(mark.short) >= 6
    assert found.text.count("prefer not to say") == 6
    assert found.text.count("not discussed") == 6


def test_the_form_asks_about_each_step(press: Press, session: Session) -> None:
    found = outline(press, session, "form")
    assert second_headings(found) == [f"Step {item.id}: {item.title}" for item in session.wording.items]
    assert found.values("span", "class").count("box") == 6 * 6
    assert "Your label, such as Member 4:" in found.text
    assert promise(Secrecy.LABELS) in found.text


def test_the_form_asks_for_the_name_where_names_are_kept(press: Press, session: Session) -> None:
    by_name = replace(session, details=replace(session.details, secrecy=Secrecy.BY_NAME))
    assert "Your name:" in outline(press, by_name, "form").text


def test_the_form_asks_which_table_it_is(press: Press, session: Session) -> None:
    tables = replace(session, details=replace(session.details, mode=Mode.GROUPS))
    assert "Your table:" in outline(press, tables, "form").text


def test_the_form_asks_about_the_prompts_that_are_voted_on(press: Press, session: Session) -> None:
    found = outline(press, with_prompts(session, 102), "form")
    assert second_headings(found)[:2] == ["Prompt 1.2", "Step 1: Knowledge of children's services"]
    assert found.text.count("Not applicable") == 1


def test_where_only_totals_are_kept_the_form_stays_with_its_owner(press: Press, session: Session) -> None:
    totals = replace(session, details=replace(session.details, secrecy=Secrecy.TOTALS))
    found = outline(press, totals, "form")
    assert "Keep this form for yourself" in found.text
    assert "Give the form back" not in found.text


def test_the_run_sheet_has_both_courses_keys_and_the_promise(press: Press, session: Session) -> None:
    found = outline(press, session, "run-sheet")
    assert "In 150 minutes." in found.text
    assert "In 40 minutes." in found.text
    assert found.tags.count("kbd") > 30
    assert promise(Secrecy.LABELS) in found.text
    assert "5 people, individually" in found.text


def test_the_run_sheet_has_the_notes_of_every_page_of_the_briefing(
    press: Press, session: Session, pack: Pack
) -> None:
    found = outline(press, session, "run-sheet")
    titles = [text for level, text in found.headings if level == 3]
    for number, page in enumerate(pack.pages, start=1):
        short = " (in the short briefing)" if page.short else ""
        assert f"Page {number}: {page.title}{short}" in titles
        assert page.notes.splitlines()[0].removeprefix("- ") in found.text


def test_the_content_note_is_read_out_only_where_quotations_are_shown(
    press: Press, session: Session, pack: Pack
) -> None:
    without = replace(session, details=replace(session.details, quotations=False))
    assert pack.content_note in outline(press, session, "run-sheet").text
    assert pack.content_note not in outline(press, without, "run-sheet").text


def test_the_run_sheet_says_how_the_room_answers(press: Press, session: Session) -> None:
    tables = replace(session, details=replace(session.details, mode=Mode.GROUPS))
    collective = replace(session, details=replace(session.details, mode=Mode.COLLECTIVE))
    assert "5 tables, in small groups" in outline(press, tables, "run-sheet").text
    assert "as a collective" in outline(press, collective, "run-sheet").text


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


PAGES = ("cards", "slips", "labels", "table-sheets", "form", "run-sheet")
TYPED = "[/x] <script>alert(1)</script> 中文 🙂 \"&' \x1b[31m\x9b \u202e{{ 7 * 7 }}"
SHOWN = "[/x] <script>alert(1)</script> 中文 🙂 \"&' □[31m□ □{{ 7 * 7 }}"

each_page = pytest.mark.parametrize("name", PAGES)


def page_outline(press: Press, session: Session, name: str) -> Outline:
    return Outline(press(session)[f"{name}.html"].decode())


@each_page
def test_a_page_says_its_language_and_title(press: Press, session: Session, name: str) -> None:
    found = page_outline(press, session, name)
    assert found.page.startswith("<!DOCTYPE html>\n")
    assert found.values("html", "lang") == ["en-GB"]
    assert found.values("meta", "charset") == ["utf-8"]
    assert re.fullmatch(r"\w[\w ]+: Exampleshire, 21 November 2026", found.title)


@each_page
def test_a_page_has_one_main_heading_and_no_level_is_skipped(
    press: Press, session: Session, name: str
) -> None:
    found = page_outline(press, session, name)
    assert found.levels[0] == 1
    assert found.levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(found.levels))
    assert all(text.strip() for _level, text in found.headings)


@each_page
def test_a_page_is_well_formed(press: Press, session: Session, name: str) -> None:
    found = page_outline(press, session, name)
    assert found.unbalanced == []
    assert found.tags.count("table") == found.tags.count("caption")
    assert len(found.values("th", "scope")) == found.tags.count("th")


@each_page
def test_a_page_needs_nothing_from_elsewhere(press: Press, session: Session, name: str) -> None:
    found = page_outline(press, session, name)
    assert found.pointers == []
    assert not {*found.tags} & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not re.search(r"url\(|@import|://", found.page)


@each_page
def test_a_page_is_a4_and_its_letters_are_big_enough(press: Press, session: Session, name: str) -> None:
    page = press(session)[f"{name}.html"].decode()
    assert "@page { size: A4;" in page
    sizes = [float(size) for size in re.findall(r"font(?:-size)?: (\d+)pt", page)]
    assert min(sizes) == 12
    assert len(re.findall(r"font-size:", page)) == len(re.findall(r"font-size: \d+pt", page))


@each_page
def test_typed_text_is_shown_and_does_nothing(press: Press, session: Session, name: str) -> None:
    details = replace(session.details, council=TYPED, committee=TYPED, facilitator=TYPED, sponsor=TYPED)
    people = {number: replace(voter, label=TYPED) for number, voter in session.voters.items()}
    plain = page_outline(press, session, name)
    found = page_outline(press, replace(session, details=details, voters=people), name)
    assert found.tags == plain.tags
    assert found.unbalanced == []
    assert SHOWN in found.title
    assert SHOWN in found.text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", found.page)


@pytest.mark.parametrize("name", ["table-sheets", "form", "run-sheet"])
def test_prompts_say_whose_words_they_are(press: Press, session: Session, name: str) -> None:
    found = page_outline(press, session, name)
    assert session.wording.prompts_label in found.text
    for step in session.wording.items:
        assert step.statement in found.text
        assert all(prompt.text in found.text for prompt in step.prompts)


@each_page
def test_no_quotation_is_printed(press: Press, session: Session, name: str) -> None:
    assert "belongs to nobody" not in page_outline(press, session, name).text
