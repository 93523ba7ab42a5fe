"""What the room sees of each page, and that it never depends on an answer that is not shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scrutiny_tui.domain.actions import add_action, record_hands
from scrutiny_tui.domain.corrections import set_aside
from scrutiny_tui.domain.moves import add_note, agree, record_earlier
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.public_view import PublicPage, PublicView, Shown
from scrutiny_tui.domain.secrecy import Mode, Secrecy
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
from scrutiny_tui.domain.voting import set_away
from scrutiny_tui.store.public_file import write_view
from scrutiny_tui.view.public_pages import NAMES_SOMEBODY, NOBODY_NEEDS, public_view
from tests.support.sessions import answered, answers, details, of_tables, revealed, session

NAMES = (
    "Ada Byron",
    "Grace Hopper",
    "Mary Somerville",
    "Emmy Noether",
    "Maria Mitchell",
    "Sofia Kovalevskaya",
)


def seen(now: Session, page: PageName, item: int = 1, **shown: Any) -> PublicView:
    """Return what the room sees of a page."""
    return public_view(now, replace(Shown(Place(page, item)), **shown))


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
def test_no_page_depends_on_an_answer_that_is_not_shown(start: Session) -> None:
    one, other = unseen(start, "1 1 2", "1 1 1 1 1"), unseen(start, "d 3 3", "3 2 i a d")
    for page in PageName:
        for item in (1, 2):
            assert write_view(seen(one, page, item)) == write_view(seen(other, page, item)), page


def test_tables_and_their_reasons_are_not_told_before_the_result() -> None:
    def room(given: str, reason: str) -> Session:
        return add_note(answered(of_tables(6, 5, 4), 1, answers(given)), 1, NoteKind.REASON, reason, 1)

    for page in PageName:
        assert seen(room("1 2 3", "Because."), page) == seen(room("3 3 d", "Why not."), page)


@pytest.mark.parametrize("page", PageName)
def test_no_page_names_anybody(page: PageName) -> None:
    now = add_note(
        revealed(of_names(), 1, answers("1 2 3 3 3 3")), 1, NoteKind.MINORITY, f"{NAMES[0]} differs."
    )
    now = agree(now, AgreedLevel(1, 3, How.CHAIR, f"{NAMES[0]} sees it otherwise."))
    now = record_earlier(now, EarlierJudgement(1, 2, NAMES[4]))
    now = add_action(now, Action(0, 1, f"Ask {NAMES[1]}.", owner=NAMES[2], evidence=NAMES[3]))
    now = answered(set_away(now, 2, away=True), 2, answers("1"))
    for item in (1, 2):
        told = write_view(seen(now, page, item)).decode()
        assert [name for name in (*NAMES, "Facilitator") if name in told] == []


def test_what_stands_for_an_action_that_names_somebody_is_told_as_it_is() -> None:
    now = add_action(of_names(), Action(0, 1, f"Ask {NAMES[1]}."))
    page = (Path(__file__).parents[2] / "docs" / "sessions.md").read_text(encoding="utf-8")

    assert NAMES_SOMEBODY in write_view(seen(now, PageName.PLAN)).decode()
    assert f'"{NAMES_SOMEBODY}"' in page


def test_a_blank_page_holds_nothing() -> None:
    now = revealed(session(6), 1, answers("1 2 3 3 3 3"))
    assert seen(now, PageName.RESULT, blank=True) == PublicView(PublicPage.BLANK)


def test_the_welcome_says_whose_workshop_it_is_and_how_many_answer() -> None:
    view = seen(session(6), PageName.WELCOME)
    assert (view.page, view.title) == (PublicPage.WELCOME, "Six steps")
    assert view.told == (
        "Exampleshire",
        "Children's scrutiny",
        "Six steps",
        "21 November 2026",
        "6 people answer",
    )


def test_what_is_read_is_shown_with_where_it_is() -> None:
    view = seen(
        session(6), PageName.BRIEFING, heading="Why", text="- This", where="Briefing 2 of 17", scrolled=40
    )
    assert (view.page, view.heading, view.text) == (PublicPage.BRIEFING, "Why", "- This")
    assert (view.where, view.scrolled, view.steps) == ("Briefing 2 of 17", 40, ())


def test_a_lesson_stands_with_its_step() -> None:
    view = seen(session(6), PageName.STEP, 2, heading="2  Lesson", text="Listen.")
    assert (view.page, view.step, view.where) == (PublicPage.LESSON, 2, "Step 2 of 6")


def test_the_plan_is_shown_with_everything_but_what_shows_that_it_was_done() -> None:
    action = Action(0, 2, "Ask.", owner="chair", due=date(2027, 1, 12), evidence="Minute 14.")
    view = seen(add_action(session(6), action), PageName.PLAN)

    assert (view.page, view.said) == (PublicPage.PLAN, ("Ask.",))
    assert view.told == ("Step 2 · for us · chair · 12 January 2027 · open",)
    assert "Minute 14." not in write_view(view).decode()


def test_the_read_back_has_every_shared_view_and_the_plan() -> None:
    now = add_action(agree(session(6), AgreedLevel(1, 3, How.CLEAR)), Action(0, 0, "Ask."))
    view = seen(now, PageName.READ_BACK)

    assert (view.page, view.heading, view.said) == (PublicPage.READ_BACK, "Is this a fair record?", ("Ask.",))
    assert view.asks[:2] == (
        "1 Step number 1: Strong and embedded (clear from the answers)",
        "2 Step number 2: no shared view yet",
    )
    assert len(view.asks) == 6


def test_priorities_stand_beside_the_steps_of_the_overview() -> None:
    view = seen(record_hands(session(6), {2: 7}), PageName.OVERVIEW)

    assert [stair.mark for stair in view.stairs] == ["", "7 hands", "", "", "", ""]


def test_the_promise_is_the_one_that_is_read_out() -> None:
    view = seen(session(6), PageName.PROMISE)
    assert view.said == ("We answer individually. Answers are kept under numbered labels.",)
    assert view.told[0].startswith("Answers are kept under labels such as Member 4")
    assert NOBODY_NEEDS in view.told[1]


def test_a_step_shows_its_statement_the_prompt_that_is_pointed_at_and_the_levels() -> None:
    start = session(6)
    first = start.wording.items[0]
    asked = tuple(replace(first.prompts[0], text=text) for text in ("One?", "Two?", "Three?"))
    items = (replace(first, prompts=asked), *start.wording.items[1:])
    now = replace(start, wording=replace(start.wording, items=items))
    view = seen(now, PageName.STEP, prompt=1)
    assert (view.heading, view.statement) == ("1  Step number 1", "What step 1 says.")
    assert (view.prompts, view.prompt, len(view.levels)) == (("Two?",), 0, 3)
    together = seen(now, PageName.STEP, prompt=1, together=True)
    assert (together.prompts, together.prompt) == (("One?", "Two?", "Three?"), 1)


def test_a_step_says_that_answers_wait() -> None:
    now = answered(session(6), 1, answers("1 2"))
    assert seen(now, PageName.STEP).told == ("2 of 6 in, no result yet.",)


@pytest.mark.parametrize("page", [PageName.ANSWERS, PageName.SLIPS, PageName.ALONE, PageName.COUNT])
def test_while_answers_come_in_only_their_number_is_told(page: PageName) -> None:
    now = set_away(answered(session(6), 1, answers("1 2 3")), 6, away=True)
    view = seen(now, page)
    assert (view.page, view.given, view.asked, view.absent) == (PublicPage.ANSWERING, 3, 6, 1)
    assert (view.rounds, view.said) == ((), ())


def test_a_result_shows_counts_the_sentence_the_base_line_and_what_to_ask() -> None:
    now = revealed(revealed(session(6), 1, answers("1 1 1 3 3 3")), 1, answers("3 3 3 3 3 d"))
    view = seen(now, PageName.RESULT)
    assert [each.counts for each in view.rounds] == [(3, 0, 3), (0, 0, 5)]
    assert view.said == ("All 5 who chose a level chose Strong.",)
    assert {"5 of 6 answered · 1 does not know", NOBODY_NEEDS} <= {*view.told}
    assert view.asks
    assert (view.steps[0], view.step, view.done) == ("Step 1", 1, (1,))


def test_tables_see_their_answers_with_the_reasons() -> None:
    now = add_note(answered(of_tables(6, 5, 4), 1, answers("1 2 x")), 1, NoteKind.REASON, "No data.", 1)
    view = seen(revealed(now, 1, answers("1 2 x")), PageName.RESULT)
    assert {"Table 1: Beginning. No data.", "Table 3: did not discuss this step"} <= {*view.told}
    assert NOBODY_NEEDS not in view.told


def test_a_different_view_is_told_without_its_words() -> None:
    now = agree(revealed(session(6), 1, answers("3 3 3 3 3 3")), AgreedLevel(1, 3, How.CLEAR, "Not so."))
    told = seen(now, PageName.RESULT).told
    assert (
        "Our shared view, for the committee to confirm: Strong and embedded (clear from the answers)" in told
    )
    assert "A different view is recorded beside it." in told


def test_the_overview_shows_every_step_and_what_to_talk_about() -> None:
    now = answered(revealed(session(6), 1, answers("1 1 1 3 3 3")), 2, answers("1 2"))
    view = seen(now, PageName.OVERVIEW, 2)
    assert [stair.counts for stair in view.stairs] == [(3, 0, 3), *[None] * 5]
    assert [stair.sentence for stair in view.stairs][1:3] == ["Being answered.", "Not yet answered."]
    assert (view.step, view.told[:1]) == (2, ("1\N{NO-BREAK SPACE}Step 1: two opposite views",))


def test_a_collective_sees_what_it_agreed_on() -> None:
    now = replace(session(6), details=details(mode=Mode.COLLECTIVE))
    now = agree(now, AgreedLevel(1, None, How.DISCUSSION))
    assert seen(now, PageName.STEP).told == (
        "Our shared view, for the committee to confirm: not agreed (after discussion)",
    )
    assert seen(now, PageName.STEP).done == (1,)
    assert seen(now, PageName.OVERVIEW).stairs[0].sentence == "Agreed as a collective, after discussion."
