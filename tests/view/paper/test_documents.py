"""What stands on each of the printed pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.secrecy import Mode, Secrecy, promise
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.paper.marks import marks_for
from tests.support.sessions import people
from tests.view.paper.conftest import Press
from tests.view.paper.outline import Outline


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
