"""The notes of a step are read, changed and withdrawn on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from textual.widgets import Input, TextArea

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.session import NoteKind, PageName, Place
from scrutiny_tui.tui.commands import available
from tests.support.files import holding
from tests.support.screens import LARGE, TABLES, a_result, asking, at, make_desk, running, some_answers, write
from tests.support.sessions import room_of

CHANGE: Final = "Edit a note"
WITHDRAW: Final = "Withdraw a note"
LONG: Final = (
    "The protocol was reviewed in May, and " + "the annex on visits was rewritten, and " * 12 + "agreed."
)


def noted(folder: Path, page: PageName = PageName.RESULT, first: str = "Two visits.") -> Desk:
    """Return a desk at step 2, with a result and two notes."""
    desk = make_desk(folder, people="6 members")
    write(
        desk,
        a_result(2, "2 2 2 2 2 2"),
        lambda session: add_note(session, 2, NoteKind.EVIDENCE, first),
        lambda session: add_note(session, 2, NoteKind.DIFFERENT, "Not enough."),
    )
    return at(desk, Place(page, 2))


def notes_of(desk: Desk) -> list[tuple[NoteKind, str]]:
    """Return kind and text of the workshop's notes."""
    return [(note.kind, note.text) for note in room_of(desk).session.notes.values()]


@pytest.mark.parametrize("page", [PageName.RESULT, PageName.STEP])
async def test_notes_are_listed_with_kind_and_first_words(tmp_path: Path, page: PageName) -> None:
    async with asking(noted(tmp_path, page, LONG), CHANGE) as pilot:
        assert "Edit a note: Step 2" in pilot.said
        assert pilot.told("OptionList") == (
            "evidence: The protocol was reviewed in May, and the annex on visits… a different "
            "view: Not enough."
        )


async def test_the_note_to_the_next_facilitator_is_not_lost_either(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.STEP))
    async with asking(desk, "Note to the next facilitator") as pilot:
        await pilot.paste("x" * 20_001)
        await pilot.keys("ctrl+s")
        too_long = '"Note" is longer than 20000 characters. Nothing was saved. Make it shorter.'
        assert too_long in pilot.told("#text-note")

        await pilot.keys("backspace ctrl+s")
    assert room_of(desk).session.sitting.handover == "x" * 20_000


async def test_other_words_stand_in_the_place_and_under_the_kind_of_the_note(tmp_path: Path) -> None:
    desk = noted(tmp_path)
    async with asking(desk, CHANGE, "enter") as pilot:
        assert pilot.screen.query_one(TextArea).text == "Two visits."
        await pilot.keys("ctrl+u ctrl+s")
        assert "please fill this in" in pilot.told("#text-note")
        assert notes_of(desk)[0] == (NoteKind.EVIDENCE, "Two visits.")

        await pilot.type("Two visits. In May.")
        await pilot.keys("ctrl+s")
        assert "Note changed." in pilot.said
        assert "Note, evidence: Two visits. In May." in pilot.told(".settled")
    assert notes_of(desk) == [(NoteKind.EVIDENCE, "Two visits. In May."), (NoteKind.DIFFERENT, "Not enough.")]


async def test_withdrawing_asks_once_more_and_the_note_is_gone_everywhere(tmp_path: Path) -> None:
    desk = noted(tmp_path)
    async with asking(desk, WITHDRAW, "enter") as pilot:
        assert "Withdraw this note on Step 2?" in pilot.said
        warning = pilot.told(".explanation")
        assert "It will be erased from this workshop and its backups." in warning
        await pilot.keys("enter")
        for command, keys in ((CHANGE, "escape"), (CHANGE, "enter escape"), (WITHDRAW, "enter escape")):
            assert pilot.page == "ResultPage"
            await pilot.ask_for(command)
            await pilot.keys(keys)
        assert pilot.page == "ResultPage"
        assert len(notes_of(desk)) == 2

        await pilot.ask_for(WITHDRAW)
        await pilot.keys("enter down enter")
        assert "Note withdrawn." in pilot.said
        assert "Two visits." not in pilot.said
        assert holding(tmp_path, "Not enough.")
        assert not holding(tmp_path, "Two visits")

        await pilot.ask_for(WITHDRAW)
        await pilot.keys("enter down enter")
        assert not {CHANGE, WITHDRAW} & {command.title for command in available(pilot.screen)}
    assert notes_of(desk) == []


# --- reasons of tables


def at_tables(folder: Path) -> Desk:
    """Return a desk at step 1 with a first result of three tables and a reason of Table 2."""
    desk = make_desk(folder, TABLES, "6; 5; 4")
    write(desk, a_result(1, "3 2 2"))
    room_of(desk).save(
        add_note(room_of(desk).session, 1, NoteKind.REASON, "Too few visits", reason_of=(2, 1))
    )
    return at(desk, Place(PageName.RESULT, 1))


async def test_a_reason_can_be_put_right_and_withdrawn(tmp_path: Path) -> None:
    desk = at_tables(tmp_path)
    async with asking(desk, "Table's reason", "down enter") as pilot:
        assert pilot.screen.query_one("#text", Input).value == "Too few visits"
        await pilot.keys("end")
        await pilot.type(" in May")
        await pilot.keys("enter")
        assert "Developing. Reason: Too few visits in May" in pilot.told(".account")
        assert notes_of(desk) == [(NoteKind.REASON, "Too few visits in May")]

        await pilot.ask_for(WITHDRAW)
        assert "reason of Table 2, Round 1: Too few visits in May" in pilot.said
        await pilot.keys("enter down enter")
        assert "Too few visits" not in pilot.told(".account")


async def test_the_reason_of_the_first_time_stands_with_the_answer_of_the_first_time(tmp_path: Path) -> None:
    desk = at_tables(tmp_path)
    write(desk, a_result(1, "3 3 2"))
    async with running(desk, LARGE) as pilot:
        shown = pilot.told(".account")
        assert "Round 1, Table 2, 5 people: Developing. Reason: Too few visits" in shown
        assert "Table 2, 5 people: Strong. No reason noted." in shown

        await pilot.ask_for("Table's reason")
        await pilot.keys("down enter")
        await pilot.type("We heard more")
        await pilot.keys("ctrl+s")
        assert "Table 2, 5 people: Strong. Reason: We heard more" in pilot.told(".account")
    assert [note.round for note in room_of(desk).session.notes.values()] == [1, 2]


async def test_a_reason_of_a_vote_that_is_going_on_is_not_among_the_notes(tmp_path: Path) -> None:
    desk = at_tables(tmp_path)
    write(desk, some_answers(1, "1 1 1"))
    room_of(desk).save(
        add_note(room_of(desk).session, 1, NoteKind.REASON, "Not to be told yet", reason_of=(1, 2))
    )
    async with asking(at(desk, Place(PageName.STEP, 1)), CHANGE) as pilot:
        assert "Too few visits" in pilot.said
        assert "Not to be told yet" not in pilot.said
