"""The two windows in one process, with the public file between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.time_acts import take_break
from scrutiny_tui.domain.clock import start_clock
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.session import NoteKind, PageName, Place
from scrutiny_tui.store.public_file import PublicFile, public_path
from scrutiny_tui.tui.audience import MORE_BELOW, WAITING, AudienceApp
from scrutiny_tui.tui.screens.page import TOO_SMALL
from scrutiny_tui.tui.widgets.drawn_blocks import BlockView
from scrutiny_tui.view.page_view import PageView
from tests.support.cells import WGL4
from tests.support.screens import DETAILS, SIZES, SMALL, at, at_vote, driven, empty_desk, make_desk, running
from tests.support.sessions import FixedClock, people, room_of
from tests.tui.audience.windows import both, read, watching
from tests.tui.scenes import full_desk

KEEPS_ITS_PAGE: Final = "Step 1 of 6"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose workshop of three is at its first step."""
    return at(make_desk(tmp_path, people="3 members"), Place(PageName.STEP))


async def test_the_room_follows_from_the_welcome_to_the_end(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, people="3 members")
    file = public_path(room_of(desk).path)
    async with both(tmp_path, desk) as (facilitator, audience):
        for keys, shown in (
            ("", "3 people answer"),
            ("right", "Briefing 1 of 17"),
            ("right", "Briefing 2 of 17"),
            ("s down", "How well do we understand"),
            ("l enter", "Casey report"),
            ("escape", "How well do we understand"),
            ("v", "Your answer is saved under a label"),
            ("right", "have answered"),
            ("2", "has answered"),
            ("minus", "1 absent"),
            ("2 r", "2 people chose a statement: too few to say."),
            ("o", "too few to say"),
            ("down down", "► 3"),
        ):
            await facilitator.keys(keys)
            await read(audience, shown)

        await facilitator.keys("b")
        await audience.until(lambda: not audience.said)
        await facilitator.keys("b")
        await read(audience, "Where we agree")

        await facilitator.ask_for("Close this workshop")
        await facilitator.keys("down enter")
        await read(audience, WAITING)
        assert "Exampleshire" not in audience.said
        assert not file.exists()


async def test_the_room_sees_what_could_show_a_step_but_no_note(desk: Desk, tmp_path: Path) -> None:
    workshop = room_of(desk)
    credit = "A letter of hers", "July 2025"
    workshop.save(add_note(workshop.session, 1, NoteKind.EVIDENCE, "As Carys Price said.", credit=credit))
    async with both(tmp_path, desk) as (facilitator, audience):
        await read(audience, "Evidence: 1 noted")
        await facilitator.keys("j")
        await read(audience, "What could show it")

        assert "As Carys Price said. (A letter of hers, July 2025)" in facilitator.said
        assert "Notes of visits to services" in audience.said
        assert "Evidence: 1 noted" in audience.said
        assert "•" not in audience.said.partition("Evidence: 1 noted")[2]
        told = public_path(workshop.path).read_text(encoding="utf-8")
        assert [each for each in ("Carys", "hers", "July") if each in told] == []


async def test_a_window_that_follows_the_last_workshop_takes_the_next(desk: Desk, tmp_path: Path) -> None:
    app = AudienceApp(empty_desk(tmp_path / "audience"), lambda: public_path(desk.library.find("last")))
    async with driven(app) as audience:
        async with running(desk):
            await read(audience, KEEPS_ITS_PAGE)
        desk.create(replace(DETAILS, council="Sampleton"), people(5))
        async with running(desk):
            await read(audience, "Sampleton")
    desk.leave()


async def test_quitting_deletes_the_file_and_only_looking_publishes_none(desk: Desk) -> None:
    path = room_of(desk).path
    file = public_path(path)
    async with running(desk) as pilot:
        await pilot.until(file.exists)
    assert not file.exists()

    desk.leave()
    desk.look(path)
    async with running(desk) as pilot:
        await pilot.keys("down b b")
        assert not file.exists()


async def test_the_room_sees_the_clock_and_the_break(tmp_path: Path) -> None:
    clock = FixedClock()
    desk = at(make_desk(tmp_path, clock=clock), Place(PageName.STEP))
    room_of(desk).save(start_clock(room_of(desk).session, 5, room_of(desk).now()))
    async with both(tmp_path, desk) as (facilitator, audience):
        await read(audience, "5:00 left")
        clock.move_on(timedelta(minutes=3, seconds=30))
        await facilitator.keys("down")
        await read(audience, "1:30 Under 2 minutes left")
    take_break.run(room_of(desk), "15")
    async with both(tmp_path, desk) as (facilitator, audience):
        await read(audience, "Back at")
        assert "left" not in audience.said


async def test_a_public_file_that_fails_is_not_noticed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_file: PublicFile, _view: PageView) -> None:
        raise OSError("no room")

    monkeypatch.setattr(PublicFile, "_write", failing)
    async with running(desk) as pilot:
        await pilot.keys("v 1 2 3")
        assert "Everyone who is here has answered." in pilot.said
        await pilot.ask_for("Show private notes")
        await pilot.keys("down enter")
        assert "The audience window has nothing to show: no room." in pilot.said


async def test_private_notes_are_shown_only_if_asked_for_and_never_passed_round(desk: Desk) -> None:
    async with running(desk) as pilot:
        await pilot.keys("v 1")
        assert "Not answered yet" not in pilot.said
        await pilot.ask_for("Show private notes in this window")
        assert "Show private notes in this window?" in pilot.said
        await pilot.keys("enter")
        assert "Not answered yet" not in pilot.said
        await pilot.ask_for("Show private notes in this window")
        await pilot.keys("down enter")
        assert "For you only: Not answered yet: Member 2, Member 3." in pilot.said
        await pilot.keys("2")
        assert "Not answered yet: Member 3." in pilot.said
        await pilot.ask_for("Hide private notes")
        assert "Not answered yet" not in pilot.said
    async with running(desk) as pilot:
        assert "For you only" not in pilot.said
    async with running(at_vote(desk, PageName.ALONE)) as pilot:
        await pilot.keys("enter")
        await pilot.ask_for("Show private notes")
        await pilot.keys("down enter")
        assert pilot.page == "PassPage"
        assert "For you only" not in pilot.said


async def test_the_notes_of_a_briefing_page_stand_in_the_facilitators_window_alone(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.BRIEFING, 1, 3))
    notes = room_of(desk).pack.pages[3].notes
    async with both(tmp_path, desk) as (facilitator, audience):
        await facilitator.ask_for("Show private notes")
        await facilitator.keys("down enter")
        assert notes.split()[3] in facilitator.said
        assert "… (all: Ctrl+P, Private notes)" in facilitator.said
        await facilitator.ask_for("Private notes")
        assert " ".join(notes.split())[-40:] in facilitator.said
        await read(audience, "Briefing 4 of 17")
        assert "For you only" not in audience.said


class Sheet:
    """Stands in for the public file: keeps every view that is shown, in the order it was."""

    pages: Final[list[PageView]] = []

    def __init__(self, _path: Path) -> None:
        self.trouble = ""

    def show(self, make: Any, *, moves: bool) -> None:
        self.pages.append(make())

    def close(self) -> None:
        """Keep everything."""


async def test_the_room_gets_nothing_of_an_open_vote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrutiny_tui.view.publisher.PublicFile", Sheet)
    sheets = []
    for name, given in (("one", "1 1 1 1"), ("other", "3 d 2 i")):
        Sheet.pages.clear()
        following = iter(given.split())
        keys = "v _ _ u _ minus up delete _ escape down enter v o down enter escape up enter b b"
        async with running(at(make_desk(tmp_path / name), Place(PageName.STEP))) as pilot:
            for key in keys.split():
                await pilot.keys(next(following) if key == "_" else key)
        sheets.append([*Sheet.pages])
    assert sheets[0] == sheets[1]
    assert {"answering", "step", "overview"} <= {view.name for view in sheets[0]}


@pytest.mark.parametrize("page", [PageName.STEP, PageName.ANSWERS, PageName.RESULT])
async def test_every_size_has_room_or_says_that_there_is_more(tmp_path: Path, page: PageName) -> None:
    desk = at(full_desk(tmp_path), Place(page, 5 if page is PageName.ANSWERS else 3))
    async with both(tmp_path, desk) as (_facilitator, audience):
        await read(audience, "Step")
        for size in SIZES:
            await audience.resize(size)
            scroll = audience.app.screen.query_one(BlockView)
            assert set("".join(audience.cells)) - WGL4 == set(), size
            assert (MORE_BELOW in audience.said) == (scroll.max_scroll_y > 0), size
            assert size == SMALL or page is PageName.RESULT or not scroll.max_scroll_y, size
        await audience.resize((40, 10))
        assert audience.said == TOO_SMALL


async def test_the_window_for_the_room_has_its_own_few_keys(tmp_path: Path) -> None:
    async with watching(tmp_path, tmp_path / "x.json") as pilot:
        assert WAITING in pilot.said
        await pilot.keys("b v r 1 o w question_mark")
        assert "This window is for everyone." in pilot.said
        await pilot.keys("escape q")
        assert "Press q again to quit." in pilot.said
        await pilot.keys("q")
        assert pilot.app._exit
