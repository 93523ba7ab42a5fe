"""What stands on each of the printed pages, which are accessible, stand alone and show typed text as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from scrutiny_tui.domain.day_plan import with_minutes
from scrutiny_tui.domain.own_words import INVITATION
from scrutiny_tui.domain.pack import Pack, pin
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.secrecy import Mode, Secrecy, promise
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.standing import planned
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.view.paper import note_lines, write_paper
from tests.support.sessions import SHIPPED, people
from tests.view.conftest import Press
from tests.view.report_files import Page

Open = Callable[..., Page]


@pytest.fixture
def opened(press: Press, session: Session) -> Open:
    """Return a page of the workshop with other details, prompts that are voted on, or another list of people."""

    def opening(
        name: str, now: Session = session, options: dict[str, Any] | None = None, **changed: Any
    ) -> Page:
        now = replace(now, details=replace(now.details, **changed))
        return Page(press(now, **(options or {}))[f"{name}.html"])

    return opening


def boxes(page: Page) -> int:
    return page.values("span", "class").count("box")


def with_officer(session: Session) -> Session:
    return replace(session, voters={voter.id: voter for voter in people(3, Role.CHAIR, Role.OFFICER)})


def with_prompt(session: Session) -> Session:
    return replace(session, prompts=frozenset({102}))


def test_the_running_order_is_the_plan_of_the_day(opened: Open, session: Session, pack: Pack) -> None:
    usual = opened("run-sheet").read.tables[0]
    assert usual.caption.startswith("150 minutes.")
    assert [row[:2] for row in usual.rows[1:3]] == [["0", "10"], ["10", "10"]]
    assert usual.rows[3][3] == f"Step 1 {session.wording.items[0].short}"
    assert usual.rows[6][3].startswith("Break. Press t")
    plan = replace(with_minutes(planned(session, pack), "briefing", 0), starts=time(14))
    order = opened("run-sheet", replace(session, plan=plan)).read.tables[0]
    assert order.caption.startswith("140 minutes.")
    assert [row[:2] for row in order.rows[1:3]] == [["2:00pm", "10"], ["2:10pm", "15"]]


def test_everybody_who_answers_gets_a_slip_and_a_label_and_nobody_else(
    opened: Open, session: Session
) -> None:
    slips, labels = opened("slips", with_officer(session)), opened("labels", with_officer(session))
    assert slips.headings(2) == ["Member 1", "Member 2", "Member 3", "Chair"]
    assert labels.values("li", "class") == ["label"] * 4
    assert "You are\nMember 3\n– keep this" in labels.text
    assert "Officer" not in slips.text + labels.text
    assert "Remove the labels of people who answered early" in labels.text


BLANK = {"blank": True, "copies": 1}


def test_a_slip_has_a_row_for_each_step_and_a_box_for_each_answer(opened: Open, session: Session) -> None:
    page = opened("slips", options=BLANK)
    assert page.values("th", "scope").count("row") == 6
    assert boxes(page) == 6 * 6
    assert promise(Secrecy.LABELS) in page.text
    prompts = opened("slips", with_prompt(session), BLANK)
    assert "1.2 How well do we understand" in prompts.text
    assert boxes(prompts) == 6 * 6 + 7


def test_slip_and_form_have_a_line_a_step_for_own_words_and_say_what_becomes_of_them(
    opened: Open, session: Session
) -> None:
    slip, form = (opened(name, with_prompt(session), BLANK) for name in ("slips", "form"))
    assert slip.text.count("In a few words: ") == 6 + 1
    assert slip.text.count(INVITATION) == 1
    assert form.text.count(INVITATION) == 6
    assert [page.values("p", "class").count("line") for page in (slip, form)] == [0, 6]
    assert "Your words are saved apart from your answers." in slip.text
    assert "Your words are saved apart from your answers." in form.text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "Write your label at the top."),
        ({"secrecy": Secrecy.BY_NAME}, "Write your name at the top."),
        ({"mode": Mode.GROUPS}, "Write your table at the top."),
    ],
)
def test_only_a_blank_slip_asks_for_what_is_kept(opened: Open, changed: dict[str, Any], told: str) -> None:
    assert f"{told} Put one cross in each row." in opened("slips", options={"blank": True}, **changed).text
    named = opened("slips", **changed).text
    assert "Put one cross in each row." in named
    assert "Write your" not in named


def test_as_many_blank_slips_as_were_asked_for_have_a_line_instead_of_a_label(opened: Open) -> None:
    slips = opened("slips", options={"blank": True, "copies": 8})
    assert slips.headings(2) == ["Your label, for example Member 4:"] * 8


def test_if_only_totals_are_kept_no_slip_and_no_form_says_whose_it_is(opened: Open, session: Session) -> None:
    for options in ({}, {"blank": True}):
        slips = opened("slips", options=options, secrecy=Secrecy.TOTALS)
        assert slips.headings(2) == ["Please don’t write your name on this slip"] * 5
        assert "Write your" not in slips.text
        assert not any(voter.label in slips.text for voter in session.voters.values())
    form = opened("form", secrecy=Secrecy.TOTALS).text
    assert "Keep this form and bring it with you" in form
    assert "Return this form" not in form


def test_there_is_a_card_of_each_kind_for_everybody_four_to_a_page(opened: Open, session: Session) -> None:
    page = opened("cards")
    assert page.values("li", "class") == ["card"] * 25
    levels = [level.label for level in session.wording.levels]
    for words in (*levels, "Don't know", "Prefer not to say", "■□□", "■■□", "■■■"):
        assert page.text.count(words) == 5
    assert "Interest declared" not in page.text
    assert opened("cards", options={"copies": 4}).values("ul", "class") == ["sheet"] * 5


def test_what_may_be_left_out_is_called_by_what_answers(opened: Open, session: Session) -> None:
    assert opened("cards", mode=Mode.GROUPS).text.count("We did not discuss it") == 5
    assert "We did not discuss it" not in opened("cards").text
    assert opened("cards", with_prompt(session)).text.count("Not applicable") == 5
    slip = opened("slips", options=BLANK, mode=Mode.GROUPS)
    assert "not discussed" in slip.text
    assert "not applicable" not in slip.text
    assert boxes(slip) == 6 * 7


def test_tables_have_a_page_a_step_to_cross_one_of_every_answer_that_is_taken(
    opened: Open, session: Session
) -> None:
    page = opened("table-sheets", mode=Mode.GROUPS)
    assert page.headings(2) == [f"Step {item.id}: {item.title}" for item in session.wording.items]
    assert all(sentence in page.text for item in session.wording.items for sentence in item.sentences)
    assert boxes(page) == 6 * 7
    assert page.text.count("prefer not to say") == page.text.count("not discussed") == 6


def test_the_form_asks_about_each_step_and_prompt_that_is_voted_on(opened: Open, session: Session) -> None:
    page = opened("form")
    assert page.headings(2) == [f"Step {item.id}: {item.title}" for item in session.wording.items]
    assert boxes(page) == 6 * 6
    assert promise(Secrecy.LABELS) in page.text
    prompts = opened("form", with_prompt(session))
    assert prompts.headings(2)[:2] == ["Prompt 1.2", "Step 1: Knowledge of children's services"]
    assert prompts.text.count("Not applicable") == 1


@pytest.mark.parametrize(
    ("changed", "told", "before_the_draw"),
    [
        ({}, "Your label, for example Member 4:", True),
        ({"secrecy": Secrecy.BY_NAME}, "Your name:", False),
        ({"mode": Mode.GROUPS}, "Your table:", False),
    ],
)
def test_the_form_asks_who_it_is_and_may_come_back_before_labels_are_drawn(
    opened: Open, changed: dict[str, Any], told: str, *, before_the_draw: bool
) -> None:
    text = opened("form", **changed).text
    assert told in text
    assert ("Leave this empty if you have no label yet." in text) is before_the_draw


@pytest.mark.parametrize(
    ("mode", "told"),
    [(Mode.INDIVIDUAL, "5 people, individually"), (Mode.GROUPS, "5 tables, in small groups")],
)
def test_the_run_sheet_has_keys_the_promise_and_how_the_room_answers(
    opened: Open, mode: Mode, told: str
) -> None:
    page = opened("run-sheet", mode=mode)
    assert told in page.text
    assert page.names.count("kbd") > 30
    assert promise(Secrecy.LABELS, mode) in page.text


def test_the_run_sheet_has_the_notes_of_every_page_of_the_briefing(opened: Open, pack: Pack) -> None:
    page = opened("run-sheet")
    for number, each in enumerate(pack.pages, start=1):
        short = " (in the short briefing)" if each.short else ""
        assert f"Page {number}: {each.title}{short}" in page.headings(3)
        assert each.notes.splitlines()[0].removeprefix("- ") in page.text


def test_the_run_sheet_marks_the_question_of_each_step_to_begin_with(opened: Open, pack: Pack) -> None:
    text = " ".join(opened("run-sheet").text.split())
    assert "Choose two or three questions for each step." in text
    for step in pack.steps:
        told = {prompt.id: f"Start here: {prompt.text}" in text for prompt in step.prompts}
        assert [number for number, is_first in told.items() if is_first] == [step.opener]


def test_a_run_sheet_of_a_pack_that_marks_no_question_says_nothing_of_a_mark(
    session: Session, pack: Pack, tmp_path: Path
) -> None:
    unmarked = replace(pack, steps=tuple(replace(step, opener="") for step in pack.steps))
    write_paper(session, unmarked, tmp_path)
    text = Page((tmp_path / "run-sheet.html").read_bytes()).text
    assert "Choose two or three questions" in text
    assert "Start here" not in text.partition("Steps: prompt questions")[2]


def test_the_content_note_is_read_out_only_if_quotations_are_shown(opened: Open, pack: Pack) -> None:
    assert pack.content_note in opened("run-sheet").text
    assert pack.content_note not in opened("run-sheet", quotations=False).text


@pytest.mark.parametrize(
    ("notes", "lines"),
    [
        ("- One minute.\n- Ask: who knows?\n", ("One minute.", "Ask: who knows?")),
        ("- Read it\n  aloud.\n- Wait.", ("Read it aloud.", "Wait.")),
        ("First.\n\nSecond\nhalf.", ("First.", "Second half.")),
        ("## Before\n\n**Be careful:** wait `here`.", ("Before", "Be careful: wait here.")),
        ("- 3 * 4 is snake_case", ("3 * 4 is snake_case",)),
        (" \n", ()),
    ],
)
def test_notes_are_plain_lines(notes: str, lines: tuple[str, ...]) -> None:
    assert note_lines(notes) == lines


def test_what_to_bring_has_the_steps_with_examples_and_room_to_write_who_brings_what(
    session: Session, tmp_path: Path
) -> None:
    pack = read_pack(SHIPPED / "six-steps")
    now = replace(session, wording=pin(pack))
    write_paper(now, pack, tmp_path)
    page = Page((tmp_path / "what-to-bring.html").read_bytes())
    for step in pack.steps:
        assert all(text in page.text for text in (step.statement, *step.shows))
    assert boxes(page) == sum(len(step.shows) + 1 for step in pack.steps)
    assert page.text.count("Who brings it:") == len(pack.steps)
    assert "by 7 November 2026, two weeks before the meeting" in page.text


PAGES = ("cards", "slips", "labels", "table-sheets", "form", "what-to-bring", "run-sheet")
TYPED = "[/x] <script>alert(1)</script> 中文 🙂 \"&' \x1b[31m\x9b \u202e{{ 7 * 7 }}"
SHOWN = "[/x] <script>alert(1)</script> 中文 🙂 \"&' □[31m□ □{{ 7 * 7 }}"


def test_a_page_is_accessible_needs_nothing_from_elsewhere_and_its_letters_are_big_enough(
    press: Press, session: Session
) -> None:
    printed = press(session)
    for name in PAGES:
        page, text = Page(printed[f"{name}.html"]), printed[f"{name}.html"].decode()
        assert text.startswith("<!DOCTYPE html>\n")
        assert (page.values("html", "lang"), page.values("meta", "charset")) == (["en-GB"], ["utf-8"])
        assert re.fullmatch(r"\w[\w ]+: Exampleshire, 21 November 2026", page.title)
        levels = [0, *(level for level, _text in page.read.headings)]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert all(text.strip() for _level, text in page.read.headings)
        assert page.unbalanced == []
        assert page.pointers == []
        assert page.names.count("table") == page.names.count("caption")
        assert len(page.values("th", "scope")) == page.names.count("th")
        assert not {*page.names} & {"script", "link", "img", "iframe", "object", "form", "base"}
        assert not re.search(r"url\(|@import|://", text)
        assert "@page { size: A4;" in text
        assert min(float(size) for size in re.findall(r"font(?:-size)?: (\d+)pt", text)) == 12
        assert len(re.findall(r"font-size:", text)) == len(re.findall(r"font-size: \d+pt", text))
        assert "belongs to nobody" not in page.text, "no quotation is printed"


def test_typed_text_is_shown_and_does_nothing(press: Press, session: Session) -> None:
    details = replace(session.details, council=TYPED, committee=TYPED, facilitator=TYPED, sponsor=TYPED)
    voters = {number: replace(voter, label=TYPED) for number, voter in session.voters.items()}
    plain, typed = press(session), press(replace(session, details=details, voters=voters))
    for name in PAGES:
        data = typed[f"{name}.html"]
        page = Page(data)
        assert (page.names, page.unbalanced) == (Page(plain[f"{name}.html"]).names, [])
        assert SHOWN in page.title
        assert SHOWN in page.text
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", data.decode())


def test_prompts_say_whose_words_they_are(press: Press, session: Session) -> None:
    printed = press(session)
    for name in ("table-sheets", "form", "run-sheet"):
        text = Page(printed[f"{name}.html"]).text
        assert session.wording.prompts_label in text
        for step in session.wording.items:
            assert step.statement in text
            assert all(prompt.text in text for prompt in step.prompts)
