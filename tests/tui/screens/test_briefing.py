from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from scrutiny_tui.acts.desk import Desk
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
    Driver,
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

BRIEFING = Place(PageName.BRIEFING)
QUOTING = next(place for place, page in enumerate(PACK.pages) if page.quotes)
"""The first page that quotes the reports, counted from 0; the content note comes before it."""
QUOTATIONS = [
    line[2:20] for page in PACK.pages if page.quotes for line in page.body.splitlines() if line[:1] == ">"
]
"""How each line begins that quotes them."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose workshop is at the first page of the briefing."""
    desk = make_desk(tmp_path)
    room_of(desk).move_to(BRIEFING)
    return desk


def heading(pilot: Driver) -> str:
    """Return what stands above the page."""
    return pilot.told(".heading")


def leaf(pilot: Driver) -> str:
    """Return which page it is, such as "2/17"."""
    return pilot.told("#foot")


def quoted(pilot: Driver) -> list[str]:
    """Return the lines of the reports that are shown."""
    shown = pilot.said.replace("│ ", "")
    return [line for line in QUOTATIONS if line and line in shown]


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


async def test_every_page_shows_whole_and_the_content_note_is_not_counted(desk: Desk) -> None:
    titles, leaves, hidden, quoting = [], [], [], []

    async with running(desk, NORMAL) as pilot:
        while pilot.page == "BriefingPage":
            titles.append(heading(pilot))
            leaves.append(leaf(pilot))
            hidden.append(pilot.screen.query_one("#body VerticalScroll", VerticalScroll).max_scroll_y)
            quoting.append(bool(quoted(pilot)))
            if len(titles) == QUOTING + 1:
                assert CONTENT_NOTE in pilot.told("Markdown")
            await pilot.keys("right")
        assert pilot.page == "PromisePage"

    numbered = [f"{number}/{PAGES}" for number in range(1, PAGES + 1)]
    assert leaves == [*numbered[: QUOTING + 1], *numbered[QUOTING:]]
    pages = [page.title for page in PACK.pages]
    assert titles == [*pages[:QUOTING], "Before the next page", *pages[QUOTING:]]
    assert hidden == [0] * (PAGES + 1)
    assert not any(quoting[: QUOTING + 1])
    assert any(quoting)


async def test_what_is_below_on_a_page_is_shown_before_the_next_page(desk: Desk) -> None:
    async with running(desk, (60, 18)) as pilot:
        scroll = pilot.screen.query_one("#body VerticalScroll", VerticalScroll)
        while not scroll.max_scroll_y:
            await pilot.keys("right")
        place, before = leaf(pilot), pilot.said
        assert pilot.screen.is_more_below  # type: ignore[attr-defined]
        await pilot.keys("down")
        assert pilot.said != before
        await pilot.keys("up")
        assert pilot.said == before

        while scroll.scroll_offset.y < scroll.max_scroll_y:
            await pilot.keys("pagedown")
            assert leaf(pilot) == place
        await pilot.keys("left")
        assert leaf(pilot) == place
        assert scroll.scroll_offset.y < scroll.max_scroll_y
        await pilot.keys("right right")
        assert leaf(pilot) != place


async def test_the_content_note_comes_once_and_quotations_can_be_left_out_for_good(desk: Desk) -> None:
    room_of(desk).move_to(Place(PageName.BRIEFING, leaf=QUOTING))
    async with running(desk) as pilot:
        assert heading(pilot) == "Before the next page"
        await pilot.keys("right left right")
        assert heading(pilot) == PACK.pages[QUOTING].title

    desk.open(room_of(desk).path)
    page = next(place for place, page in enumerate(PACK.pages) if page.quotes and "\n>" in page.body)
    room_of(desk).move_to(Place(PageName.BRIEFING, leaf=page))
    async with running(desk) as pilot:
        assert quoted(pilot)

        await pilot.ask_for("Hide quotations")
        assert heading(pilot) == PACK.pages[page].title
        assert not quoted(pilot)
        assert room_of(desk).session.details.quotations is False

        await pilot.ask_for("Show quotations")
        assert quoted(pilot)
    assert room_of(desk).session.details.quotations is True


async def test_without_a_workshop_quotations_can_be_left_out_of_every_page_too(tmp_path: Path) -> None:
    async with running(empty_desk(tmp_path)) as pilot:
        await pilot.keys("i")
        assert pilot.lines[0].split() == [*PACK.title.split(), "Briefing"]
        assert leaf(pilot) == f"1/{PAGES}"
        await pilot.ask_for("Hide quotations")
        shown, lines = [], []
        while pilot.page == "BriefingPage":
            shown.append(heading(pilot))
            lines += quoted(pilot)
            await pilot.keys("right")
        assert pilot.page == "HomePage"

    assert shown == [page.title for page in PACK.pages]
    assert lines == []


async def test_the_short_briefing_has_four_pages_and_goes_on_when_opened_again(desk: Desk) -> None:
    titles = []
    async with running(desk) as pilot:
        await pilot.ask_for("Short briefing")
        while pilot.page == "BriefingPage":
            titles.append(heading(pilot))
            await pilot.keys("right")
        assert pilot.page == "PromisePage"
        await pilot.keys("left")
        assert leaf(pilot) == "4/4"
    assert titles == [SHORT[0], "Before the next page", *SHORT[1:]]
    assert len(SHORT) == 4

    desk.open(room_of(desk).path)
    desk.noted = True
    async with running(desk) as pilot:
        assert heading(pilot) == SHORT[-1]


async def test_a_presenters_clicker_goes_forth_and_back(desk: Desk) -> None:
    async with running(desk) as pilot:
        for forth, back in (("pagedown", "pageup"), ("right", "left"), ("enter", "left")):
            await pilot.keys(f"{forth} {forth}")
            assert leaf(pilot) == f"3/{PAGES}"

            await pilot.keys(back)
            assert leaf(pilot) == f"2/{PAGES}"
            assert room_of(desk).session.place.leaf == 1
            await pilot.keys(back)

        await pilot.keys("left")
        assert pilot.page == "WelcomePage"

        await pilot.keys("right")
        notes = " ".join(PACK.pages[0].notes.split())[:30]
        assert notes not in pilot.said
        await pilot.ask_for("Facilitator's notes")
        assert notes in pilot.said


@pytest.mark.parametrize("keys", ["s", "right right end"])
async def test_one_key_leads_past_the_briefing_to_a_shorter_promise(tmp_path: Path, keys: str) -> None:
    desk = make_desk(tmp_path)
    async with running(desk) as pilot:
        assert pilot.page == "WelcomePage"
        assert CONTENT_NOTE in pilot.said
        await pilot.keys(keys)

        assert pilot.page == "StepPage"
        assert "Step 1 of 6" in pilot.said
        assert room_of(desk).session.sitting.promised == ""
        await pilot.keys("v")
        assert pilot.page == "PromisePage"
        assert CONTENT_NOTE not in pilot.said


async def test_a_briefing_without_short_pages_is_not_offered_short(tmp_path: Path) -> None:
    desk = set_up_in(desk_of_own_pack(tmp_path, NO_SHORT))
    room_of(desk).move_to(BRIEFING)

    async with running(desk) as pilot:
        await pilot.app.run_action("shorten", pilot.screen)
        assert leaf(pilot) == f"1/{PAGES}"
        assert "Short briefing" not in [each.title for each in available(pilot.screen)]


async def test_without_a_briefing_the_welcome_leads_to_the_promise_and_back(tmp_path: Path) -> None:
    desk = desk_of_own_pack(tmp_path, NO_PAGES)
    async with running(desk) as pilot:
        await pilot.keys("i")
        assert pilot.page == "HomePage"
        assert "has no briefing." in pilot.told("MessageLine")

    room_of(set_up_in(desk)).move_to(BRIEFING)
    async with running(desk) as pilot:
        for keys, page in (("", "WelcomePage"), ("right", "PromisePage"), ("left", "WelcomePage")):
            await pilot.keys(keys)
            assert pilot.page == page
            assert "Briefing" not in pilot.said


async def test_the_promise_comes_once_before_the_first_answer_of_a_sitting(desk: Desk) -> None:
    room_of(desk).move_to(Place(PageName.STEP, 3))

    async with running(desk) as pilot:
        await pilot.keys("v")
        assert pilot.page == "PromisePage"

        await pilot.keys("enter")
        assert pilot.page == "AnswersPage"
        assert "Step 3 of 6" in pilot.said

        await pilot.keys("escape right v")
        assert pilot.page == "AnswersPage"


@pytest.mark.parametrize("details", [DETAILS, by_name()], ids=["labels", "by name"])
async def test_a_promise_is_whole_and_kept_and_has_no_needless_note(tmp_path: Path, details: Details) -> None:
    desk = make_desk(tmp_path, replace(details, quotations=False))
    room_of(desk).move_to(Place(PageName.PROMISE))

    async with running(desk) as pilot:
        assert promise(details.secrecy) in pilot.said
        assert CONTENT_NOTE not in pilot.said
        assert room_of(desk).session.sitting.promised == promise(details.secrecy)

        await pilot.keys("left")
        assert pilot.page == "WelcomePage"


async def test_a_course_without_the_welcome_shows_the_content_note_with_the_promise(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.PROMISE))) as pilot:
        for size in (NORMAL, WIDE, LARGE):
            await pilot.resize(size)
            assert CONTENT_NOTE in pilot.said
            assert "More" not in pilot.told("KeyBar")

        await pilot.resize(SMALL)
        promised = pilot.screen
        assert isinstance(promised, PromisePage)
        promised.say_lasting("Only one copy is kept. " * 5)
        await pilot.settle()
        assert "Please step out at any time." not in pilot.said
        await pilot.keys("right")
        assert "Please step out at any time." in pilot.said

        await pilot.keys("right")
        assert pilot.page == "StepPage"
        await pilot.resize(NORMAL)
        assert PACK.lesson(PACK.steps[0].lessons[0].lesson).quotation.split()[0] in pilot.said


async def test_back_leads_to_the_page_that_the_briefing_was_left_on(desk: Desk) -> None:
    room_of(desk).move_to(Place(PageName.BRIEFING, leaf=PAGES - 1))
    desk.noted = True
    async with running(desk) as pilot:
        for key in ("left", "pageup", "escape"):
            await pilot.keys("right")
            assert pilot.page == "PromisePage"
            await pilot.keys(key)
            assert pilot.page == "BriefingPage"
            assert leaf(pilot) == f"{PAGES}/{PAGES}"


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
