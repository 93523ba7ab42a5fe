from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.moves import show_quotations
from scrutiny_tui.domain.people_list import read_people
from scrutiny_tui.domain.secrecy import promise
from scrutiny_tui.domain.session import Details, PageName, Place
from scrutiny_tui.store.packs import check_pack, read_pack
from scrutiny_tui.tui.commands import available
from scrutiny_tui.tui.screens.briefing import PromisePage
from tests.support.screens import (
    DETAILS,
    LARGE,
    NORMAL,
    SMALL,
    WIDE,
    Size,
    a_result,
    at,
    by_name,
    empty_desk,
    make_desk,
    running,
    some_answers,
    write,
)
from tests.support.sessions import SHIPPED, room_of

PACK = read_pack(SHIPPED / "six-steps")
PAGES = len(PACK.pages)
SHORT = [page.title for page in PACK.pages if page.short]
CONTENT_NOTE = " ".join(PACK.content_note.split())
QUOTED = next(page for page in PACK.pages if page.quotes and "\n>" in page.body)
"""The first page with words of the reports."""

BRIEFING = Place(PageName.BRIEFING)


def desk_of_own_pack(folder: Path, without: str) -> Desk:
    """Return a desk whose pack is the shipped one without what the pattern finds in its pack.toml; check accepts it."""
    own = folder / "packs" / "six-steps"
    shutil.copytree(SHIPPED / "six-steps", own)
    file = own / "pack.toml"
    text = re.sub(without, "", file.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    file.write_text(text, encoding="utf-8")
    assert check_pack(own) == ()
    desk = empty_desk(folder)
    desk.library.places = replace(desk.library.places, content=own)
    return desk


def set_up_in(desk: Desk) -> Desk:
    """Return the desk with a workshop that has just been set up."""
    desk.create(DETAILS, read_people("5 members", DETAILS.secrecy).voters)
    return desk


NO_SHORT = r"^short = true$"
NO_PAGES = r"^\[\[pages\]\]$.*?(?=^\[\[(?!pages)|\Z)"


async def test_every_page_shows_whole_on_an_ordinary_screen(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(BRIEFING)
    hidden = {}

    async with running(desk, NORMAL) as pilot:
        while pilot.page == "BriefingPage":
            title = pilot.told(".heading")
            hidden[title] = pilot.screen.query_one("#body VerticalScroll", VerticalScroll).max_scroll_y
            await pilot.keys("right")

    assert len(hidden) == PAGES + 1, "with the content note"
    assert {title: rows for title, rows in hidden.items() if rows} == {}


async def test_a_page_longer_than_the_screen_can_be_scrolled(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(BRIEFING)

    async with running(desk, (60, 18)) as pilot:
        await pilot.keys("right")
        before = pilot.said
        await pilot.keys("down")
        assert pilot.said != before

        await pilot.keys("up")
        assert pilot.said == before


async def test_the_content_note_comes_before_the_first_quotation_of_the_reports(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(BRIEFING)
    first = next(place for place, page in enumerate(PACK.pages) if page.quotes)

    async with running(desk) as pilot:
        await pilot.keys("right " * first)
        assert CONTENT_NOTE in pilot.told("Markdown")

        await pilot.keys("right")
        assert pilot.told(".heading") == PACK.pages[first].title


async def test_the_content_note_is_none_of_the_pages_that_are_counted(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(BRIEFING)
    places = []

    async with running(desk) as pilot:
        while pilot.page == "BriefingPage":
            places.append(pilot.told("#foot"))
            await pilot.keys("right")

    first = next(number for number, page in enumerate(PACK.pages, start=1) if page.quotes)
    numbered = [f"{number}/{PAGES}" for number in range(1, PAGES + 1)]
    assert places == [*numbered[:first], *numbered[first - 1 :]]


async def test_the_content_note_is_not_shown_twice(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    first = next(place for place, page in enumerate(PACK.pages) if page.quotes)
    room_of(desk).move_to(Place(PageName.BRIEFING, leaf=first))

    async with running(desk) as pilot:
        assert pilot.told(".heading") == "Before the next page"
        await pilot.keys("right left right")

        assert pilot.told(".heading") == PACK.pages[first].title


async def test_the_content_note_comes_again_when_the_workshop_is_opened_again(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    first = next(place for place, page in enumerate(PACK.pages) if page.quotes)
    room_of(desk).move_to(Place(PageName.BRIEFING, leaf=first))
    async with running(desk) as pilot:
        await pilot.keys("right")
    path = room_of(desk).path

    desk.open(path)
    async with running(desk) as pilot:
        assert pilot.told(".heading") == "Before the next page"


async def test_quotations_can_be_left_out_and_that_is_kept(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(BRIEFING)
    quoting = PACK.pages.index(QUOTED)
    quoted = next(line[2:20] for line in QUOTED.body.splitlines() if line.startswith("> "))

    async with running(desk) as pilot:
        await pilot.keys("right " * (quoting + 1))
        assert quoted in pilot.said.replace("│ ", "")

        await pilot.ask_for("Hide quotations")
        assert pilot.told(".heading") == PACK.pages[quoting].title
        assert quoted not in pilot.said.replace("│ ", "")
    assert room_of(desk).session.details.quotations is False

    async with running(desk) as pilot:
        await pilot.ask_for("Show quotations")
    assert room_of(desk).session.details.quotations is True


async def test_without_quotations_no_line_of_any_page_quotes_the_reports(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(BRIEFING)
    room_of(desk).save(show_quotations(room_of(desk).session, shown=False))
    quoted = [
        line[2:20] for page in PACK.pages if page.quotes for line in page.body.splitlines() if line[:1] == ">"
    ]
    shown = []

    async with running(desk) as pilot:
        for _page in PACK.pages:
            shown.append(pilot.said.replace("│ ", ""))
            await pilot.keys("right")

    assert quoted
    assert [line for line in quoted if line and any(line in each for each in shown)] == []


async def test_the_short_briefing_has_four_pages(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(BRIEFING)
    titles = []

    async with running(desk) as pilot:
        await pilot.ask_for("Short briefing")
        while pilot.page == "BriefingPage":
            titles.append(pilot.told(".heading"))
            await pilot.keys("right")

    assert titles == [SHORT[0], "Before the next page", *SHORT[1:]]
    assert len(SHORT) == 4


@pytest.mark.parametrize(("forth", "back"), [("pagedown", "pageup"), ("right", "left"), ("enter", "left")])
async def test_a_presenters_clicker_goes_forth_and_back(tmp_path: Path, forth: str, back: str) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(BRIEFING)

    async with running(desk) as pilot:
        await pilot.keys(f"{forth} {forth}")
        assert pilot.told("#foot") == f"3/{PAGES}"

        await pilot.keys(back)
        assert pilot.told("#foot") == f"2/{PAGES}"
    assert room_of(desk).session.place.leaf == 1


@pytest.mark.parametrize("keys", ["s", "right right end"])
async def test_one_key_leads_past_the_briefing_to_the_first_step(tmp_path: Path, keys: str) -> None:
    async with running(make_desk(tmp_path)) as pilot:
        assert pilot.page == "WelcomePage"
        await pilot.keys(keys)

        assert pilot.page == "StepPage"
        assert "Step 1 of 6" in pilot.said


async def test_after_the_last_page_comes_the_promise_and_before_the_first_the_welcome(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(Place(PageName.BRIEFING, leaf=PAGES - 1))

    async with running(desk) as pilot:
        await pilot.keys("right")
        assert pilot.page == "PromisePage"

    room_of(desk).move_to(BRIEFING)
    async with running(desk) as pilot:
        await pilot.keys("left")
        assert pilot.page == "WelcomePage"


async def test_without_a_workshop_it_ends_at_the_start_page(tmp_path: Path) -> None:
    async with running(empty_desk(tmp_path)) as pilot:
        await pilot.keys("i")
        assert pilot.told("#foot") == f"1/{PAGES}"

        await pilot.keys("right " * (PAGES + 1))
        assert pilot.page == "HomePage"


async def test_without_a_workshop_quotations_can_be_left_out_too(tmp_path: Path) -> None:
    async with running(empty_desk(tmp_path)) as pilot:
        await pilot.keys("i")
        await pilot.ask_for("Hide quotations")
        shown = []
        while pilot.page == "BriefingPage":
            shown.append(pilot.told(".heading"))
            await pilot.keys("right")

    assert shown == [page.title for page in PACK.pages]


async def test_the_notes_of_a_page_are_shown_only_when_asked_for(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(BRIEFING)
    notes = " ".join(PACK.pages[0].notes.split())[:30]

    async with running(desk) as pilot:
        assert notes not in pilot.said

        await pilot.ask_for("Facilitator's notes")
        assert notes in pilot.said


async def test_what_is_below_on_a_page_is_shown_before_the_next_page(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(BRIEFING)

    async with running(desk, (60, 18)) as pilot:
        scroll = pilot.screen.query_one("#body VerticalScroll", VerticalScroll)
        while not scroll.max_scroll_y:
            await pilot.keys("right")
        place = pilot.told("#foot")
        assert pilot.screen.is_more_below  # type: ignore[attr-defined]

        while scroll.scroll_offset.y < scroll.max_scroll_y:
            await pilot.keys("pagedown")
            assert pilot.told("#foot") == place
        await pilot.keys("left")
        assert pilot.told("#foot") == place
        assert scroll.scroll_offset.y < scroll.max_scroll_y
        await pilot.keys("right right")
        assert pilot.told("#foot") != place


async def test_a_briefing_without_short_pages_is_not_offered_short(tmp_path: Path) -> None:
    desk = set_up_in(desk_of_own_pack(tmp_path, NO_SHORT))
    room_of(desk).move_to(BRIEFING)

    async with running(desk) as pilot:
        await pilot.app.run_action("shorten", pilot.screen)
        assert pilot.told("#foot") == f"1/{PAGES}"
        assert "Short briefing" not in [each.title for each in available(pilot.screen)]


async def test_a_pack_without_a_briefing_leads_from_the_welcome_to_the_promise_and_back(
    tmp_path: Path,
) -> None:
    async with running(set_up_in(desk_of_own_pack(tmp_path, NO_PAGES))) as pilot:
        assert "Briefing" not in pilot.said

        await pilot.keys("right")
        assert pilot.page == "PromisePage"

        await pilot.keys("left")
        assert pilot.page == "WelcomePage"


async def test_a_workshop_left_in_a_briefing_that_is_gone_begins_with_the_welcome(tmp_path: Path) -> None:
    desk = set_up_in(desk_of_own_pack(tmp_path, NO_PAGES))
    room_of(desk).move_to(BRIEFING)

    async with running(desk) as pilot:
        assert pilot.page == "WelcomePage"


async def test_the_start_page_tells_that_a_pack_has_no_briefing(tmp_path: Path) -> None:
    async with running(desk_of_own_pack(tmp_path, NO_PAGES)) as pilot:
        await pilot.keys("i")

        assert pilot.page == "HomePage"
        assert "has no briefing." in pilot.told("MessageLine")


async def test_a_short_briefing_goes_on_at_its_page_when_the_workshop_is_opened_again(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(BRIEFING)
    async with running(desk) as pilot:
        await pilot.ask_for("Short briefing")
        while pilot.told(".heading") != SHORT[-1]:
            await pilot.keys("right")
        await pilot.keys("right")
        assert pilot.page == "PromisePage"
        await pilot.keys("left")
        assert pilot.told("#foot") == "4/4"
    path = room_of(desk).path

    desk.open(path)
    desk.noted = True
    async with running(desk) as pilot:
        assert pilot.told(".heading") == SHORT[-1]


async def test_the_promise_comes_before_the_first_answer_of_a_sitting(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(Place(PageName.STEP, 3))

    async with running(desk) as pilot:
        await pilot.keys("v")
        assert pilot.page == "PromisePage"

        await pilot.keys("enter")
        assert pilot.page == "AnswersPage"
        assert "Step 3 of 6" in pilot.said


async def test_the_promise_is_shown_once_a_sitting(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(Place(PageName.STEP))

    async with running(desk) as pilot:
        await pilot.keys("v enter escape right v")

        assert pilot.page == "AnswersPage"


@pytest.mark.parametrize("details", [DETAILS, by_name()], ids=["labels", "by name"])
async def test_its_text_is_shown_whole_and_kept(tmp_path: Path, details: Details) -> None:
    desk = make_desk(tmp_path, details)
    room_of(desk).move_to(Place(PageName.PROMISE))

    async with running(desk) as pilot:
        assert promise(details.secrecy) in pilot.said
    assert room_of(desk).session.sitting.promised == promise(details.secrecy)


@pytest.mark.parametrize("size", [NORMAL, WIDE, LARGE], ids=str)
async def test_a_course_without_the_welcome_shows_the_content_note_with_the_promise(
    tmp_path: Path, size: Size
) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.PROMISE))
    async with running(desk, size) as pilot:
        assert CONTENT_NOTE in pilot.said
        assert "More" not in pilot.told("KeyBar")

        await pilot.keys("right")
        assert pilot.page == "StepPage"
        assert PACK.lesson(PACK.steps[0].lessons[0].lesson).quotation.split()[0] in pilot.said


async def test_a_small_screen_shows_all_of_the_content_note_before_the_step(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.PROMISE))
    async with running(desk, SMALL) as pilot:
        promised = pilot.app.screen
        assert isinstance(promised, PromisePage)
        promised.say_lasting("Only one copy is kept. " * 5)
        await pilot.settle()
        assert "Please step out at any time." not in pilot.said
        await pilot.keys("right")
        assert "Please step out at any time." in pilot.said
        await pilot.keys("right")
        assert pilot.page == "StepPage"


async def test_the_promise_leaves_out_a_content_note_that_was_shown(tmp_path: Path) -> None:
    async with running(make_desk(tmp_path)) as pilot:
        assert CONTENT_NOTE in pilot.said
        await pilot.keys("s v")
        assert pilot.page == "PromisePage"
        assert CONTENT_NOTE not in pilot.said


async def test_the_promise_has_no_content_note_if_nothing_is_quoted(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.PROMISE))
    write(desk, lambda session: show_quotations(session, shown=False))
    async with running(desk) as pilot:
        assert promise(DETAILS.secrecy) in pilot.said
        assert CONTENT_NOTE not in pilot.said


async def test_the_welcome_and_the_briefing_do_not_count_as_read_out(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)

    async with running(desk) as pilot:
        await pilot.keys("right right left")

    assert room_of(desk).session.sitting.promised == ""


async def test_back_leads_to_the_page_that_the_briefing_was_left_on(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    pages = len(room_of(desk).pack.pages)

    async with running(desk) as pilot:
        await pilot.keys("right " * pages)
        while pilot.page == "BriefingPage":
            await pilot.keys("right")
        for key in ("left", "pageup", "escape"):
            assert pilot.page == "PromisePage"
            await pilot.keys(key)
            assert pilot.page == "BriefingPage"
            assert pilot.told("#foot") == f"{pages}/{pages}"
            await pilot.keys("right")


async def test_back_leads_to_the_last_page_of_the_short_briefing(tmp_path: Path) -> None:
    async with running(make_desk(tmp_path)) as pilot:
        await pilot.keys("right")
        await pilot.ask_for("Short briefing")
        while pilot.page == "BriefingPage":
            await pilot.keys("right")
        await pilot.keys("left")

        assert pilot.told("#foot") == "4/4"


async def test_where_the_briefing_was_not_shown_back_leads_to_the_welcome_page(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    room_of(desk).move_to(Place(PageName.PROMISE))

    async with running(desk) as pilot:
        await pilot.keys("left")

        assert pilot.page == "WelcomePage"


@pytest.mark.parametrize("page", [PageName.STEP, PageName.RESULT])
async def test_answering_again_in_a_new_sitting_goes_by_the_promise(tmp_path: Path, page: PageName) -> None:
    desk = make_desk(tmp_path, people="3 members")
    write(desk, a_result(1, "2 2 2"))
    at(desk, Place(page, 1))
    room_of(desk).begin_sitting()
    async with running(desk) as pilot:
        await pilot.keys("v down enter")
        assert pilot.page == "PromisePage"

        await pilot.keys("enter")
        assert pilot.page == "AnswersPage"
        await pilot.keys("3 3 3 r")
    assert room_of(desk).session.sitting.promised
    assert len(room_of(desk).session.revealed(1)) == 2


async def test_a_vote_from_a_file_is_not_opened_before_the_promise(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path, people="3 members"), Place(PageName.ANSWERS, 1))
    room_of(desk).begin_sitting()
    write(desk, some_answers(1, "2 2"))
    async with running(desk) as pilot:
        assert pilot.page == "StepPage"

        await pilot.keys("v")
        assert pilot.page == "PromisePage"
