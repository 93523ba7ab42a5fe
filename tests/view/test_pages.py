"""What is on each page, and that what the room sees never depends on an answer that is not shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scrutiny_tui.domain.actions import add_action, record_hands
from scrutiny_tui.domain.moves import add_note, agree, park, record_earlier, set_aside
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.personal_names import NAMES_SOMEBODY, QUESTION_NAMES_SOMEBODY
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode, Secrecy, promise
from scrutiny_tui.domain.sentences import Accord
from scrutiny_tui.domain.session import (
    Action,
    AgreedLevel,
    EarlierJudgement,
    How,
    NoteKind,
    PageName,
    Place,
    Session,
)
from scrutiny_tui.domain.voting import open_round, reveal, set_away, take_headcount
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.store.public_file import write_view
from scrutiny_tui.view.page_view import Lead, Marks, PageView, Progress, Prompts, Shown, Standings, Why
from scrutiny_tui.view.pages import lesson_page, page, public_page
from scrutiny_tui.view.plain_text import plain_lines
from scrutiny_tui.view.result_words import NOBODY_NEEDS
from tests.support.sessions import SHIPPED, answered, answers, details, of_tables, revealed, session

NAMES = (
    "Ada Byron",
    "Grace Hopper",
    "Mary Somerville",
    "Emmy Noether",
    "Maria Mitchell",
    "Sofia Kovalevskaya",
)


def seen(now: Session, name: PageName, item: int = 1, **shown: Any) -> PageView:
    """Return what the room sees of a page."""
    return public_page(now, replace(Shown(Place(name, item)), **shown))


def said(now: Session, name: PageName, item: int = 1, **shown: Any) -> list[str]:
    """Return what the room sees of a page, in words."""
    return [*plain_lines(seen(now, name, item, **shown))]


def only(kind: type, view: PageView) -> Any:
    """Return the one block of this kind on a page."""
    [found] = [block for block in view.blocks if isinstance(block, kind)]
    return found


def of_names(secrecy: Secrecy = Secrecy.BY_NAME) -> Session:
    """Return a session in which people have names."""
    people = {number: Voter(number, name, Role.MEMBER, True) for number, name in enumerate(NAMES, start=1)}
    return replace(session(), details=details(secrecy=secrecy), voters=people)


def unseen(start: Session, given: str, aside: str) -> Session:
    """Return the session with a vote set aside and one going on, on the same step, and another on step 2."""
    start = set_aside(answered(start, 1, answers(aside)), 1, "a fire alarm")
    return answered(answered(start, 1, answers(given)), 2, answers(given))


@pytest.mark.parametrize(
    "start", [session(6), *(of_names(each) for each in Secrecy)], ids=["labels", *Secrecy]
)
@pytest.mark.parametrize("name", PageName)
def test_no_page_depends_on_an_answer_that_is_not_shown(start: Session, name: PageName) -> None:
    one, other = unseen(start, "1 1 2", "1 1 1 1 1"), unseen(start, "d 3 3", "3 2 i a d")
    for item in (1, 2):
        assert write_view(seen(one, name, item)) == write_view(seen(other, name, item))
        assert page(one, Shown(Place(name, item))) == page(other, Shown(Place(name, item)))


@pytest.mark.parametrize("name", PageName)
def test_tables_and_their_reasons_are_not_told_before_the_result(name: PageName) -> None:
    def room(given: str, reason: str) -> Session:
        return add_note(
            answered(of_tables(6, 5, 4), 1, answers(given)), 1, NoteKind.REASON, reason, reason_of=(1, 1)
        )

    assert seen(room("1 2 3", "Because."), name) == seen(room("3 3 d", "Why not."), name)


@pytest.mark.parametrize("name", PageName)
def test_no_page_names_anybody(name: PageName) -> None:
    now = add_note(
        revealed(of_names(), 1, answers("1 2 3 3 3 3")), 1, NoteKind.DIFFERENT, f"{NAMES[0]} differs."
    )
    now = agree(now, AgreedLevel(1, 3, How.CHAIR, f"{NAMES[0]} sees it otherwise."))
    now = record_earlier(now, EarlierJudgement(1, 2, NAMES[4]))
    now = add_action(now, Action(0, 1, f"Ask {NAMES[1]}.", owner=NAMES[2], evidence=NAMES[3]))
    now = answered(set_away(now, 2, away=True), 2, answers("1"))
    for item in (1, 2):
        told = write_view(seen(now, name, item)).decode()
        assert [each for each in (*NAMES, "Facilitator") if each in told] == []


def test_what_stands_for_an_action_that_names_somebody_is_told_as_it_is() -> None:
    now = add_action(of_names(), Action(0, 1, f"Ask {NAMES[1]}."))
    about = (Path(__file__).parents[2] / "docs" / "sessions.md").read_text(encoding="utf-8")

    assert NAMES_SOMEBODY in write_view(seen(now, PageName.PLAN)).decode()
    assert f'"{NAMES_SOMEBODY}"' in about


def test_a_blank_page_holds_nothing() -> None:
    now = revealed(session(6), 1, answers("1 2 3 3 3 3"))
    assert seen(now, PageName.RESULT, blank=True) == PageView()


def test_the_welcome_says_whose_workshop_it_is_and_how_many_answer() -> None:
    assert said(session(6), PageName.WELCOME) == [
        "Exampleshire",
        "Children's scrutiny",
        "Statement: Six steps",
        *(f"Step {number} Step number {number}" for number in range(1, 7)),
        "21 November 2026 · 6 people answer",
    ]


def test_what_is_read_is_shown_with_where_it_is() -> None:
    read = (Lead("Why"),)
    view = seen(session(6), PageName.BRIEFING, read=read, where="Briefing 2 of 17", scrolled=40)
    assert (view.name, view.blocks, view.where) == ("briefing", read, "Briefing 2 of 17")
    assert (view.scrolled, view.steps) == (40, ())


@pytest.mark.parametrize(("noted", "quoted"), [(False, False), (True, True)])
def test_the_content_note_comes_before_the_lessons(noted: bool, quoted: bool) -> None:
    pack, now = read_pack(SHIPPED / "six-steps"), session(6)
    blocks = tuple(lesson_page(now, pack, now.wording.items[0], noted=noted))
    told = " ".join(plain_lines(PageView(blocks=blocks)))
    assert (pack.lesson("information").credit in told, "Please step out at any time" in told) == (
        quoted,
        not quoted,
    )


def test_the_plan_is_shown_with_everything_but_what_shows_that_it_was_done() -> None:
    action = Action(0, 2, "Ask.", owner="chair", due=date(2027, 1, 12), evidence="Minute 14.")
    now = add_action(session(6), action)

    assert said(now, PageName.PLAN) == [
        "Action plan",
        "What will be done:",
        "Ask. (for the committee · chair · 12 January 2027 · C 26/27 01 · Step 2 · open)",
    ]
    assert "Minute 14." not in write_view(seen(now, PageName.PLAN)).decode()


def test_the_check_of_the_record_has_every_agreed_position_and_the_plan() -> None:
    now = add_action(agree(session(6), AgreedLevel(1, 3, How.CLEAR)), Action(0, 0, "Ask."))
    told = said(now, PageName.READ_BACK)

    assert told[:4] == [
        "Is this a fair record?",
        "What we think:",
        "Step number 1 (Strong (clear from the answers))",
        "Step number 2 (no agreed position yet)",
    ]
    assert told[8:] == [
        "What will be done:",
        "Ask. (for the committee · no owner · no date · C 26/27 01 · No step · open)",
    ]


def test_priorities_stand_beside_the_steps_of_the_overview() -> None:
    assert "Priorities: 2 Step 2 7" in said(record_hands(session(6), {2: 7}), PageName.OVERVIEW)


def test_the_welcome_has_the_day_that_the_next_sitting_is_planned_for() -> None:
    now = session(6)
    assert "21 November 2026" in " ".join(said(now, PageName.WELCOME))

    planned = replace(now, details=replace(now.details, date=date(2026, 12, 7)))
    assert "7 December 2026" in " ".join(said(planned, PageName.WELCOME))


def test_the_promise_is_the_one_that_is_read_out() -> None:
    told = said(session(6), PageName.PROMISE)
    assert told[:2] == ["How your answers are kept", "By label, not by name"]
    assert " ".join(told[2:4]) == promise(session(6).details.secrecy)
    assert NOBODY_NEEDS in told[4]


def with_questions(*texts: str) -> Session:
    """Return a workshop whose first step has these questions to talk about."""
    start = session(6)
    first = start.wording.items[0]
    asked = tuple(
        replace(first.prompts[0], id=f"1.{place}", text=text) for place, text in enumerate(texts, start=1)
    )
    items = (replace(first, prompts=asked), *start.wording.items[1:])
    return replace(start, wording=replace(start.wording, items=items))


def test_a_step_shows_its_statement_the_prompt_that_is_pointed_at_and_the_levels() -> None:
    now = with_questions("One?", "Two?", "Three?")
    told = said(now, PageName.STEP, prompt=1)
    assert told[:3] == [
        "Step 1 of 6: Step number 1",
        "Statement: What step 1 says.",
        "To talk about (2 of 3) · Evidence: none noted",
    ]
    assert told[4] == "Which statement best describes us overall?"
    assert [line.partition(".")[0] for line in told[5:]] == [
        "1, Beginning its journey",
        "2, Developing its practice",
        "3, Strong and embedded",
    ]
    together = only(Prompts, seen(now, PageName.STEP, prompt=1, together=True))
    assert ([prompt.text for prompt in together.prompts], together.at) == (["One?", "Two?", "Three?"], 1)


def test_the_question_to_begin_with_is_marked_alone_and_among_all_and_no_other_is() -> None:
    now = replace(with_questions("One?", "Two?"), prompts=frozenset({102}))
    alone = [said(now, PageName.STEP, prompt=at, opener="1.2")[2] for at in (0, 1)]
    assert alone == [
        "To talk about (1 of 2) · Evidence: none noted",
        "To talk about (2 of 2): start here · Evidence: none noted",
    ]
    told = said(now, PageName.STEP, together=True, opener="1.2")
    assert "Prompt 1.1: One?" in told
    assert "Prompt 1.2: Two? Start here · to be answered." in told
    assert not any("here" in line for line in said(now, PageName.STEP, together=True))


def test_the_room_reads_no_key_where_a_quotation_is_to_come() -> None:
    now = session(6)
    aside = (Why("l: a content note, then the quotation.", "Casey report, 2015", "Knowledge"),)
    told = " ".join(said(now, PageName.STEP, aside=aside))
    assert "The quotation comes after a content note." in told
    assert "l:" not in told


def test_a_step_says_that_answers_wait() -> None:
    now = answered(session(6), 1, answers("1 2"))
    assert "2 of 6 have answered." in said(now, PageName.STEP, hint="v goes on.")


@pytest.mark.parametrize("name", [PageName.ANSWERS, PageName.SLIPS, PageName.ALONE])
def test_while_answers_come_in_only_their_number_is_told(name: PageName) -> None:
    now = set_away(answered(session(6), 1, answers("1 2 3")), 6, away=True)
    view = seen(now, name)
    assert view.name == "answering"
    assert only(Progress, view) == Progress("3 of 5 have answered · 1 absent", 3, 5)


def test_while_hands_are_counted_the_room_reads_what_to_do_and_how_many_there_are() -> None:
    told = said(session(6), PageName.COUNT)
    assert "Hold up your card or raise your hand. Please look straight ahead." in " ".join(told)
    assert told[-2:] == ["6", "to count"]
    assert "answered" not in " ".join(told)

    done = said(take_headcount(open_round(session(6), 1), 1, {Answer.LEVEL_2: 6}), PageName.COUNT)
    assert done[-1] == "6 of 6 have answered."


def test_a_result_shows_counts_the_sentence_the_base_line_and_what_to_ask() -> None:
    now = revealed(revealed(session(6), 1, answers("1 1 1 3 3 3")), 1, answers("3 3 3 3 3 d"))
    view = seen(now, PageName.RESULT)
    assert [(row.people, row.before) for row in only(Marks, view).marks] == [(0, 3), (0, 0), (5, 3), (1, 0)]
    told = said(now, PageName.RESULT)
    assert told[1:3] == ["We agree", "All 5 who chose a statement chose Strong."]
    assert "one mark a person · 5 of 6 chose a statement · Round 1 in brackets." in told
    assert (
        "Two opposite views, then all at Strong. Agreement after talking does not show that "
        "the answer is right." in told
    )
    assert (view.steps[0], view.step, view.signs[:2]) == ("Step 1", 1, ("≡", "·"))


def test_tables_see_their_answers_with_the_reasons() -> None:
    now = add_note(
        answered(of_tables(6, 5, 4), 1, answers("1 2 x")), 1, NoteKind.REASON, "No data.", reason_of=(1, 1)
    )
    told = said(revealed(reveal(now, 1), 1, answers("2 2 d")), PageName.RESULT)
    assert [line for line in told if "Table" in line] == [
        "Round 1, Table 1, 6 people: Beginning. Reason: No data.",
        "Round 1, Table 2, 5 people: Developing. No reason noted.",
        "Round 1, Table 3, 4 people: did not discuss this step. No reason noted.",
        "Table 1, 6 people: Developing. No reason noted.",
        "Table 2, 5 people: Developing. No reason noted.",
        "Table 3, 4 people: doesn't know. No reason noted.",
    ]


def test_a_different_view_is_told_without_its_words() -> None:
    now = agree(revealed(session(6), 1, answers("3 3 3 3 3 3")), AgreedLevel(1, 3, How.CLEAR, "Not so."))
    assert said(now, PageName.RESULT)[-2:] == [
        "Agreed position, for the committee to confirm: Strong and embedded (clear from the answers).",
        "A different view: recorded beside it",
    ]
    assert [*plain_lines(page(now, Shown(Place(PageName.RESULT))))][-1] == "A different view: Not so."


def test_evidence_that_is_noted_is_asked_for_no_longer_though_the_room_does_not_see_the_note() -> None:
    now = revealed(session(6), 1, answers("3 3 3 3 3 3"))
    assert "To ask: What would we show an inspector?" in said(now, PageName.RESULT)
    told = said(add_note(now, 1, NoteKind.EVIDENCE, "Minutes of May."), PageName.RESULT)
    assert "To ask: What would we show an inspector?" not in told
    assert not any("May" in line for line in told)


def test_the_overview_shows_every_step_and_what_to_talk_about() -> None:
    now = answered(revealed(session(6), 1, answers("1 1 1 3 3 3")), 2, answers("1 2"))
    block = only(Standings, seen(now, PageName.OVERVIEW, 2))
    assert [each.accord for each in block.standings] == [Accord.DIVERGE, *[Accord.OPEN] * 5]
    assert [row.people for row in block.standings[0].row] == [3, 0, 3]
    assert (block.standings[0].verdict, block.at) == ("Beginning or Strong", 1)
    assert "Talk next: 1 Step 1: two opposite views" in said(now, PageName.OVERVIEW)


@pytest.mark.parametrize(("level", "differs"), [(3, True), (2, False), (None, False)])
def test_a_position_that_most_did_not_choose_is_said_to_differ(level: int | None, differs: bool) -> None:
    now = agree(revealed(session(6), 1, answers("2 2 2 2 2 3")), AgreedLevel(1, level, How.CHAIR))
    told = said(now, PageName.OVERVIEW)
    line = "! Differs: 1 Step 1: 5 of 6 chose Developing, the agreed position is Strong"
    assert (line in told) is differs
    assert only(Standings, seen(now, PageName.OVERVIEW)).standings[0].is_at_odds is differs


def test_a_collective_sees_what_it_agreed_on() -> None:
    now = replace(session(6), details=details(mode=Mode.COLLECTIVE))
    now = agree(now, AgreedLevel(1, None, How.DISCUSSION))
    assert "Agreed position: no agreed position (after discussion)" in said(now, PageName.STEP)
    assert seen(now, PageName.STEP).signs[0] == "◄►"
    assert only(Standings, seen(now, PageName.OVERVIEW)).standings[0].position == "no agreed position"


def test_the_room_sees_what_is_parked_without_names() -> None:
    now = park(park(of_names(), 2, "Who sees the files?"), 0, "What would Emmy Noether ask?")
    assert said(now, PageName.OVERVIEW)[-1] == (
        f"For later: Who sees the files? (Step 2) · {QUESTION_NAMES_SOMEBODY}"
    )
