from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from textual.widgets import Input, TextArea

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.session import PageName, Place
from tests.support.screens import DETAILS, NORMAL, SMALL, Driver, at, by_name, empty_desk, make_desk, running
from tests.support.sessions import room_of
from tests.tui.scenes import DIALOGS, PAGES, Scene, full_desk, shown

HARMLESS = "[/x] [red] \\ 中文 🙂"
HOSTILE = f"{HARMLESS} \x1b[31m\u202e\x07\x9b2J \u2028[bold]$accent {{link}}"
"""Markup that closes nothing, letters of two columns, and what a terminal would act on."""

THREE_LINES = ("First line", "Second line", "Third line")

PEOPLE = f"1 chair, {HOSTILE} (member), \x1b]0;title\x07 (member), 3 members"


def hostile_desk(folder: Path) -> Desk:
    """Return a desk with a workshop in which every typed text is hostile."""
    details = replace(
        by_name(DETAILS), council=HOSTILE, committee=HOSTILE, facilitator=HOSTILE, sponsor=HOSTILE
    )
    return full_desk(folder, details, PEOPLE, HOSTILE)


def harm(pilot: Driver) -> set[str]:
    """Return the characters on the screen that a terminal would act on, by their names."""
    kinds = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    return {repr(each) for each in "".join(pilot.cells) if unicodedata.category(each) in kinds}


ALIKE: Final = ("lesson", "step-", "pass-", "overview-", "result-n", "close-")
ONE_OF_A_KIND: Final = (
    *("who", "note", "shared-view", "how", "jump", "groups", "day-part"),
    *("action", "action-change", "action-out", "hands", "earlier-what", "queue", "answers-echo"),
    *("facilitator", "notes", "notes-change", "correct-whose", "correct-confirm", "compared"),
    *("earlier-whose", "handover", "disk-is-full", "forget-really", "details"),
)
"""Of the dialogs those of which each shows in its own manner what somebody typed."""
NAMED: Final = {scene.name: scene for scene in DIALOGS}
TYPED: Final = [
    *(
        scene
        for scene in PAGES
        if (scene.page or scene.name == "choose") and not scene.name.startswith(ALIKE)
    ),
    *(NAMED[name] for name in ONE_OF_A_KIND),
]
"""The pages and dialogs that show what somebody typed; the others have it only in the title, as these do."""


@pytest.mark.parametrize("scene", TYPED, ids=str)
async def test_typed_text_does_no_harm_on_any_page(tmp_path: Path, scene: Scene) -> None:
    async with shown(scene, hostile_desk(tmp_path), NORMAL) as pilot:
        assert harm(pilot) == set()

        await pilot.resize(SMALL)
        assert harm(pilot) == set()


async def test_it_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    desk = hostile_desk(tmp_path)
    async with running(at(desk, Place(PageName.RESULT, 3)), (120, 50)) as pilot:
        assert f"A different view: {HARMLESS}" in pilot.told(".settled")

        await pilot.keys("o")
        await pilot.ask_for("Where you got to")
        assert pilot.page == "TellingDialog"
        assert f"Note from that session: {HARMLESS}" in pilot.text
        assert harm(pilot) == set()

    async with running(at(desk, Place(PageName.ANSWERS, 5)), (120, 40)) as pilot:
        assert "[/x] [red] \\ 中文" in pilot.told("SlipList")

        await pilot.keys("up up 3")
        assert "[/x] [red] \\ 中文" in pilot.told("#echo")

        await pilot.keys("w")
        assert HARMLESS in pilot.text


async def test_what_is_pasted_into_a_form_does_no_harm_nor_does_a_complaint_about_it(tmp_path: Path) -> None:
    async with running(empty_desk(tmp_path)) as pilot:
        await pilot.keys("enter")
        await pilot.paste(HOSTILE)
        await pilot.keys("down down down 3")
        await pilot.paste(HOSTILE)
        assert pilot.text.count("[bold]$accent {link}") >= 1
        assert harm(pilot) == set()

        await pilot.keys("ctrl+s")
        assert "[/x] [red]" in pilot.told("#people-note")
        assert harm(pilot) == set()


async def test_what_is_pasted_into_a_note_stays_lines_and_does_no_harm(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.STEP))
    async with running(desk) as pilot:
        for line_break in ("\r", "\r\n", "\n"):
            await pilot.keys("n")
            await pilot.paste(line_break.join((*THREE_LINES, HOSTILE)))
            assert pilot.screen.query_one(TextArea).text.startswith("\n".join((*THREE_LINES, "[/x]")))
            assert "line□" not in pilot.told("TextArea")
            assert harm(pilot) == set()
            await pilot.keys("ctrl+s")
    for note in room_of(desk).session.notes.values():
        assert note.text.startswith("\n".join((*THREE_LINES, HARMLESS)))
        assert not {unicodedata.category(each) for each in note.text.replace("\n", "")} & {"Cc", "Cf", "Zl"}


async def test_lines_that_are_pasted_into_one_line_stand_behind_one_another(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.PLAN))) as pilot:
        await pilot.keys("plus")
        field = pilot.screen.query_one("#text", Input)
        await pilot.paste("\r\n".join(THREE_LINES))
        assert field.value == " ".join(THREE_LINES)

        await pilot.keys("ctrl+u")
        pilot.app.copy_to_clipboard("\n".join(THREE_LINES))
        await pilot.keys("ctrl+v")
        assert field.value == " ".join(THREE_LINES)


async def test_people_may_be_pasted_on_lines_of_their_own(tmp_path: Path) -> None:
    async with running(empty_desk(tmp_path)) as pilot:
        await pilot.keys("enter down down down")
        for line_break in ("\r", "\r\n", "\n"):
            pilot.screen.query_one("#people", Input).clear()
            await pilot.paste(line_break.join(["A. Example (chair)", "B. Sample", "2 officers", ""]))
            assert "4 people: 1 chair, 1 member, 2 officers, 2 of whom answer" in pilot.told("#people-note")


async def test_controls_are_taken_out_before_they_are_kept(tmp_path: Path) -> None:
    desk = empty_desk(tmp_path)
    async with running(desk) as pilot:
        await pilot.keys("down enter")
        await pilot.fill(council=HOSTILE, committee=HOSTILE, people="5 members")
        await pilot.keys("ctrl+s")
        assert pilot.page == "PromisePage"

        await pilot.keys("left")
        assert pilot.text.count(HARMLESS) >= 2

    kept = room_of(desk).session.details
    for text in (kept.council, kept.committee):
        assert text.startswith(HARMLESS)
        assert not {unicodedata.category(each) for each in text} & {"Cc", "Cf", "Zl"}
