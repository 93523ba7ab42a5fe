from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.time_acts import finish_at
from scrutiny_tui.domain.moves import agree, leave_note, toggle_mark, vote_on
from scrutiny_tui.domain.results import results
from scrutiny_tui.domain.session import AgreedLevel, How, MarkKind, PageName, Place
from scrutiny_tui.tui.widgets.staircase import Staircase
from tests.support.screens import (
    NORMAL,
    SMALL,
    WIDE,
    Size,
    a_result,
    at,
    keyed,
    make_desk,
    page_name,
    resized,
    run_from_palette,
    running,
    said,
    screen_lines,
    settled,
    some_answers,
    told,
    typed,
    workshop_of,
    write,
)
from tests.support.sessions import FixedClock

ROUNDS = {
    1: "3 3 3 3 3 3 3 3 3 3 3 3 3 3 1",
    2: "1 1 1 1 1 1 1 3 3 3 3 3 3 3 2",
    3: "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    4: "2 2 2 2 2 2 2 2 d d d d d d d",
}
"""Agreed Strong, two opposite views, agreed at Beginning: what would move us on?, not enough known; steps 5 and 6 have no result."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workshop of which four steps have a result, at the overview."""
    desk = make_desk(tmp_path, people="15 members")
    for step, given in ROUNDS.items():
        write(desk, a_result(step, given))
    return at(desk, Place(PageName.OVERVIEW))


async def test_the_six_steps_are_a_staircase_with_the_first_at_the_base(desk: Desk) -> None:
    async with running(desk, WIDE) as pilot:
        heads = {
            item.number: next(
                (row, line.index(item.title))
                for row, line in enumerate(screen_lines(pilot))
                if f"{item.number} {item.title}" in line
            )
            for item in workshop_of(desk).session.wording.items
        }

    rows = [heads[number][0] for number in range(1, 7)]
    columns = [heads[number][1] for number in range(1, 7)]
    assert rows == sorted(rows, reverse=True)
    assert columns == sorted(columns)
    assert columns[0] < columns[-1]


@pytest.mark.parametrize("step", [1, 6])
async def test_the_step_under_the_cursor_is_seen_where_there_is_no_room_for_all(
    desk: Desk, step: int
) -> None:
    for number in ROUNDS:
        workshop_of(desk).save(agree(workshop_of(desk).session, AgreedLevel(number, 2, How.DISCUSSION)))
        workshop_of(desk).save(toggle_mark(workshop_of(desk).session, number, MarkKind.PINNED))
    mirror = desk.library.places.mirror
    shutil.rmtree(mirror)
    mirror.write_bytes(b"a stick that is another thing")
    workshop_of(desk).save(leave_note(workshop_of(desk).session, "Begin with step 2."))
    workshop_of(desk).move_to(Place(PageName.OVERVIEW, step))
    async with running(desk, SMALL) as pilot:
        assert "Only one copy is kept now" in said(pilot)
        assert "No dated copy could be made" in said(pilot)
        stairs = pilot.app.screen.query_one(Staircase)
        title = workshop_of(desk).session.wording.item(step).title
        row = next(row for row, line in enumerate(screen_lines(pilot)) if f"► {step} {title}" in line)
        assert row in range(stairs.region.y, stairs.region.bottom)

        await pilot.click(Staircase, offset=(4, row - stairs.region.y))
        await settled(pilot)
        assert f"Step {step} of 6" in said(pilot)


async def test_each_step_shows_its_sentence_or_that_it_is_not_answered(desk: Desk) -> None:
    async with running(desk, WIDE) as pilot:
        shown = told(pilot, "Staircase")

    assert "Clear agreement: 14 of 15 chose Strong. One answer is at Beginning." in shown
    assert "Two opposite views: 7 Beginning, 7 Strong, 1 between." in shown
    assert shown.count("Not yet answered.") == 2


async def test_an_open_vote_tells_only_how_many_are_in(desk: Desk) -> None:
    write(desk, some_answers(5, "1 2"))

    async with running(desk, WIDE) as pilot:
        assert "2 of 15 in, no result yet." in told(pilot, "Staircase")


async def test_what_to_talk_about_next_has_its_reasons_the_most_divergent_first(desk: Desk) -> None:
    async with running(desk, WIDE) as pilot:
        assert told(pilot, "TopicLine") == (
            "Talk about next: 2 Role: two opposite views · 4 Engagement: not enough known · "
            "3 Planning: agreed at Beginning: what would move us on? · 1 Knowledge: agreed at Strong, no evidence noted"
        )


async def test_before_any_result_it_says_to_answer_a_step_first(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.OVERVIEW))) as pilot:
        assert told(pilot, "TopicLine") == "Talk about next: answer a step first."


async def test_the_shared_view_stands_with_its_step(desk: Desk) -> None:
    async with running(desk, WIDE) as pilot:
        await keyed(pilot, "enter g 3 enter o")

        assert "our shared view: Strong" in told(pilot, "Staircase")


async def test_the_cursor_climbs_and_enter_opens_the_step(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "up up up up enter")

        assert page_name(pilot) == "StepPage"
        assert "Step 5 of 6" in said(pilot)


async def test_enter_on_a_step_with_a_result_opens_the_result(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "up enter")

        assert page_name(pilot) == "ResultPage"
        assert "Step 2 of 6" in said(pilot)


async def test_the_cursor_stays_on_the_stairs(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "up up up up up up up up enter")
        assert "Step 6 of 6" in said(pilot)

        await keyed(pilot, "o down down down down down down down enter")
        assert "Step 1 of 6" in said(pilot)


@pytest.mark.parametrize("size", [SMALL, NORMAL, WIDE])
@pytest.mark.parametrize("step", [4])
async def test_a_click_on_a_stair_opens_that_step(desk: Desk, size: Size, step: int) -> None:
    title = workshop_of(desk).session.wording.item(step).title
    async with running(desk, size) as pilot:
        row, line = next(
            (row, line) for row, line in enumerate(screen_lines(pilot)) if f"{step} {title[:12]}" in line
        )
        await pilot.click(offset=(line.index(title[:12]) + 2, row))
        await settled(pilot)

        assert f"Step {step} of 6" in said(pilot)


@pytest.mark.parametrize("size", [SMALL, NORMAL])
async def test_on_small_screens_the_stair_under_the_cursor_shows_its_sentence(desk: Desk, size: Size) -> None:
    async with running(desk, size) as pilot:
        for each in results(workshop_of(desk).session):
            shown = told(pilot, "Staircase")
            told_of_it = each.latest.sentence if each.latest else "Not yet answered."
            assert told_of_it in shown
            for other in results(workshop_of(desk).session):
                assert f"{other.item.number} {other.item.title[:12]}" in shown
            await keyed(pilot, "up")


@pytest.mark.parametrize("width", [60, 100])
async def test_the_less_room_there_is_the_fewer_sentences_are_shown_the_furthest_going_first(
    desk: Desk, width: int
) -> None:
    for number in ROUNDS:
        workshop_of(desk).save(agree(workshop_of(desk).session, AgreedLevel(number, 2, How.DISCUSSION)))
    shown = []
    async with running(at(desk, Place(PageName.OVERVIEW, 3)), (width, 40)) as pilot:
        for height in range(40, 18, -1):
            await resized(pilot, (width, height))
            stairs = told(pilot, "Staircase")
            told_of = (
                each.latest.sentence if each.latest else "" for each in results(workshop_of(desk).session)
            )
            shown.append([step for step, sentence in enumerate(told_of, start=1) if sentence[:20] in stairs])

    assert shown[0] == [1, 2, 3, 4, 5, 6]
    assert all(len(before) - len(after) <= 1 for before, after in pairwise(shown))
    assert all(3 in steps for steps in shown)


async def test_on_the_smallest_screen_what_to_talk_about_next_is_not_lost(desk: Desk) -> None:
    async with running(desk, SMALL) as pilot:
        shown = told(pilot, "TopicLine")

    assert "2 Role: two opposite views" in shown
    assert "4 Engagement: not enough known" in shown


async def test_where_you_got_to_can_be_read_from_the_palette(desk: Desk) -> None:
    async with running(desk) as pilot:
        await run_from_palette(pilot, "Where you got to")

        assert page_name(pilot) == "TellingDialog"
        assert "Two opposite views: 7 Beginning, 7 Strong, 1 between." in said(pilot).replace("║ ║ ", "")


async def test_escape_asks_before_it_closes_the_workshop(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "escape")
        assert "Close this workshop?" in said(pilot)
        assert "Everything is kept." in said(pilot)

        await keyed(pilot, "down enter")
        assert page_name(pilot) == "HomePage"
    assert desk.workshop is None


@pytest.mark.parametrize("keys", ["escape down down enter", "escape escape"])
async def test_staying_leaves_the_overview_as_it_was(desk: Desk, keys: str) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "up up")
        before = screen_lines(pilot)
        await keyed(pilot, keys)

        assert screen_lines(pilot) == before
    assert desk.workshop is not None


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place(PageName.STEP, 3), "StepPage"),
        (Place(PageName.RESULT, 2), "ResultPage"),
        (Place(PageName.BRIEFING, 1, 3), "BriefingPage"),
        (Place(PageName.SLIPS, 5), "WholeSlipsPage"),
    ],
    ids=str,
)
async def test_from_the_overview_one_comes_back_to_where_one_was(
    desk: Desk, place: Place, shown: str
) -> None:
    workshop_of(desk).open_round(5)
    async with running(at(desk, place)) as pilot:
        assert page_name(pilot) == shown
        await keyed(pilot, "o")
        assert page_name(pilot) == "OverviewPage"

        await keyed(pilot, "left")
        assert page_name(pilot) == shown
    assert workshop_of(desk).session.place == place


async def test_the_cursor_is_on_the_step_of_the_prompt_one_came_from(desk: Desk) -> None:
    workshop_of(desk).save(vote_on(workshop_of(desk).session, frozenset({201})))
    write(desk, a_result(201, "2 " * 15))
    async with running(at(desk, Place(PageName.RESULT, 201))) as pilot:
        await keyed(pilot, "o enter")

        assert "Step 2 of 6" in said(pilot)


SPLIT = "1 1 1 1 1 1 1 3 3 3 3 3 3 3 2"
SPREAD = "1 1 1 1 1 2 2 2 2 2 3 3 3 3 3"


def desk_at(tmp_path: Path, page: PageName, item: int = 1, clock: FixedClock | None = None) -> Desk:
    desk = make_desk(tmp_path, people="15 members", clock=clock)
    write(desk, a_result(1, SPREAD), a_result(2, SPLIT))
    return at(desk, Place(page, item))


@pytest.mark.parametrize("size", [SMALL, NORMAL])
async def test_a_step_is_pinned_from_the_overview(tmp_path: Path, size: Size) -> None:
    async with running(desk_at(tmp_path, PageName.OVERVIEW), size) as pilot:
        assert told(pilot, "TopicLine").startswith("Talk about next: 2")
        await keyed(pilot, "asterisk")

        assert told(pilot, "TopicLine").startswith("Talk about next: 1 Knowledge: pinned; no single view")
        assert "(pinned)" in said(pilot)
        assert "Step 1 is pinned" in said(pilot)


async def test_a_pin_is_taken_away_by_the_same_key(tmp_path: Path) -> None:
    async with running(desk_at(tmp_path, PageName.OVERVIEW)) as pilot:
        await keyed(pilot, "asterisk asterisk")

        assert told(pilot, "TopicLine").startswith("Talk about next: 2")
        assert "(pinned)" not in said(pilot)
        assert "Step 1 is not pinned any more." in said(pilot)


async def test_what_to_come_back_to_goes_last_and_stays_there_over_a_restart(tmp_path: Path) -> None:
    desk = desk_at(tmp_path, PageName.OVERVIEW, item=2)
    async with running(desk) as pilot:
        await keyed(pilot, "c")
        assert "Step 2 is one to come back to." in said(pilot)
    path = workshop_of(desk).path
    desk.leave()
    desk.open(path)

    async with running(desk) as pilot:
        assert told(pilot, "TopicLine").endswith("2 Role: to come back to; two opposite views")


async def test_what_is_done_is_left_out(tmp_path: Path) -> None:
    async with running(desk_at(tmp_path, PageName.OVERVIEW)) as pilot:
        await run_from_palette(pilot, "Done with this")

        assert "Knowledge" not in told(pilot, "TopicLine")
        assert "(done)" in said(pilot)


async def test_a_result_can_be_marked_on_its_own_page(tmp_path: Path) -> None:
    async with running(desk_at(tmp_path, PageName.RESULT, item=2)) as pilot:
        await keyed(pilot, "c")
        assert "Step 2 is one to come back to." in said(pilot)
        await keyed(pilot, "o")

        assert told(pilot, "TopicLine").endswith("to come back to; two opposite views")


async def test_how_much_fits_before_the_end_is_told_once_an_end_is_set(tmp_path: Path) -> None:
    clock = FixedClock()
    desk = desk_at(tmp_path, PageName.OVERVIEW, clock=clock)
    clock.move_on(timedelta(minutes=40))
    async with running(desk) as pilot:
        assert "Before" not in told(pilot, "TopicLine")
        await keyed(pilot, "t")
        assert "A number counts down so many minutes." in said(pilot)
        await keyed(pilot, "1 5 . 1 5 enter")

        assert "We have to end at 15.15." in said(pilot)
        assert told(pilot, "TopicLine").endswith(
            "Before 15.15 about 1 of 2 fits, at 20 minutes a step so far."
        )


@pytest.mark.parametrize(
    ("minutes", "ends"),
    [
        (2, "about 2 of 2 fit, at 1 minute a step so far."),
        (20, "about 2 of 2 fit, at 10 minutes a step so far."),
        (58, "about 0 of 2 fit, at 29 minutes a step so far."),
        (90, "no single view"),
    ],
)
async def test_the_time_left_is_told_in_numbers_and_nothing_is_said_of_being_over(
    tmp_path: Path, minutes: int, ends: str
) -> None:
    clock = FixedClock()
    desk = desk_at(tmp_path, PageName.OVERVIEW, clock=clock)
    finish_at(workshop_of(desk), "15.15")
    clock.move_on(timedelta(minutes=minutes))

    async with running(desk) as pilot:
        assert told(pilot, "TopicLine").endswith(ends)


async def test_a_time_that_has_passed_or_is_none_is_refused_in_words(tmp_path: Path) -> None:
    async with running(desk_at(tmp_path, PageName.OVERVIEW)) as pilot:
        await keyed(pilot, "t 1 3 . 0 0 enter")
        assert "13.00 has passed." in said(pilot)
        await keyed(pilot, "t x enter")
        assert "is not a time of day" in said(pilot)


async def test_the_whole_list_can_be_read(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="15 members")
    write(desk, *(a_result(step, SPREAD) for step in range(1, 7)))
    async with running(at(desk, Place(PageName.OVERVIEW))) as pilot:
        assert "and 2 more" in told(pilot, "TopicLine")
        await run_from_palette(pilot, "All there is to talk about")

        assert said(pilot).count("no single view") >= 6


async def test_a_step_of_which_prompts_were_answered_shows_their_tally(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="15 members")
    write(
        desk,
        lambda session: replace(session, prompts=frozenset({101, 102, 103})),
        a_result(101, SPLIT),
        a_result(102, "2 " * 15),
    )
    async with running(at(desk, Place(PageName.OVERVIEW))) as pilot:
        assert "Its prompts: we agree 1, we diverge 1. Furthest apart: Prompt 1.1." in said(pilot)
        assert "Prompt 1.1: two opposite views" in told(pilot, "TopicLine")
        await keyed(pilot, "enter enter")
        together = told(pilot, "#talk")

        assert "Its prompts: we agree 1, we diverge 1." in together
        assert "— two opposite views" in together
        assert "— all at Developing" in together
        assert "— to be answered" in together


async def test_a_question_is_parked_and_listed_and_taken_off_again(desk: Desk) -> None:
    async with running(desk) as pilot:
        await keyed(pilot, "up up k")
        await typed(pilot, "Who knows?")
        await keyed(pilot, "enter")
        assert "Questions for later" in said(pilot)
        assert "Who knows? (Step 3)" in said(pilot)

        await run_from_palette(pilot, "Take a parked question off the list")
        await keyed(pilot, "enter down enter")
        assert "Who knows?" not in said(pilot)
