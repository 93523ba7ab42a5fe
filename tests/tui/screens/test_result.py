from __future__ import annotations

from pathlib import Path

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.results import item_result
from scrutiny_tui.domain.session import NoteKind, PageName, Place
from tests.support.screens import (
    LARGE,
    NORMAL,
    SMALL,
    a_result,
    at,
    by_name,
    make_desk,
    running,
    some_answers,
    write,
)
from tests.support.sessions import room_of

MOST_STRONG = "3 3 3 3 3 3 3 3 3 3 2 1 1 1 d"
"""10 Strong, 1 Developing, 3 Beginning and one who doesn't know."""


def shown(folder: Path, *rounds: str, people: str = "15 members") -> Desk:
    """Return a desk at the result of step 2, revealed once for each round of answers."""
    desk = make_desk(folder, people=people)
    for given in rounds:
        write(desk, a_result(2, given))
    return at(desk, Place(PageName.RESULT, 2))


async def test_the_figure_is_shown_only_when_asked_for(tmp_path: Path) -> None:
    desk = shown(tmp_path, "3 3 3 3 3 3 3 3 3 2 2 2 2 1 1")
    async with running(desk, LARGE) as pilot:
        figure = item_result(room_of(desk).session, 2).latest
        assert figure is not None
        assert figure.shown_score is not None
        before = pilot.text

        for leaving in ("h", "H", "enter", "escape"):
            await pilot.keys("h")
            assert figure.shown_score in pilot.said
            assert "15 chose a statement: 2 Beginning, 4 Developing and 9 Strong." in pilot.said

            await pilot.keys(leaving)
            assert (pilot.page, pilot.text) == ("ResultPage", before)
        for _page in ("result", "step", "overview"):
            assert figure.shown_score.strip("+") not in pilot.text
            await pilot.keys("left" if pilot.page == "ResultPage" else "o")


async def test_movement_is_not_shown_where_it_would_tell_on_one_person(tmp_path: Path) -> None:
    desk = shown(tmp_path, "1 1 1 1 1 2 2 2 2 2 3 3 3 3 d", "2 2 2 1 1 2 2 2 2 2 2 3 3 3 3")

    async with running(desk, LARGE) as pilot:
        assert "moved" not in pilot.said


async def test_answering_again_keeps_the_first_result(tmp_path: Path) -> None:
    desk = shown(tmp_path, "2 " * 6, people="6 members")

    async with running(desk) as pilot:
        await pilot.keys("v")
        assert "Answer Step 2 again?" in pilot.said
        await pilot.keys("escape")
        assert pilot.page == "ResultPage"

        await pilot.keys("left v down enter 3 3 escape down enter r enter")
        assert "Everyone chose Developing." in pilot.said
        assert "in brackets" not in pilot.said

        await pilot.keys("left v 3 3 3 3 r")
        assert pilot.page == "ResultPage"
        assert "Everyone chose Strong." in pilot.said
    assert [each.counts for each in room_of(desk).session.revealed(2)] == [(0, 6, 0), (0, 0, 6)]


async def test_a_note_is_kept_with_its_kind_and_the_next_step_follows(tmp_path: Path) -> None:
    desk = shown(tmp_path, MOST_STRONG)
    write(desk, a_result(6, MOST_STRONG))

    async with running(desk) as pilot:
        await pilot.keys("n")
        await pilot.type("Minutes of May")
        await pilot.keys("shift+tab right ctrl+s")
        assert pilot.page == "ResultPage"
        assert "Note saved." in pilot.said
        assert "Note, a reason for a view: Minutes of May" in pilot.told(".settled")
        (note,) = room_of(desk).session.notes.values()
        assert (note.item, note.kind, note.text) == (2, NoteKind.REASON, "Minutes of May")

        await pilot.keys("right")
        assert "Step 3 of 6" in pilot.said

        await pilot.keys("o up up enter")
        assert "Step 6 of 6" in pilot.said
        await pilot.keys("pagedown")
        assert pilot.page == "OverviewPage"


async def test_the_shared_view_stands_beside_the_answers_and_is_there_to_change(tmp_path: Path) -> None:
    desk = shown(tmp_path, MOST_STRONG)

    async with running(desk, LARGE) as pilot:
        await pilot.keys("g")
        assert "◄ not chosen yet ►" in pilot.said
        await pilot.keys("down ctrl+s")
        assert "Statement: please choose." in pilot.told("#level-note")
        assert not room_of(desk).session.agreed

        await pilot.keys("2 down right down")
        await pilot.type("Strong, says one")
        await pilot.keys("enter")
        assert "Most chose Strong (10)" in pilot.said
        written = pilot.told(".settled")
        assert (
            "Agreed position, for the committee to confirm: Developing its practice (summed up by the chair)"
            in written
        )
        assert "A different view: Strong, says one" in written
        view = room_of(desk).session.agreed[2]
        assert (view.level, view.different_view) == (2, "Strong, says one")

        await pilot.keys("g")
        assert "◄ 2 ■■□ Developing its practice ►" in pilot.said


async def test_the_room_may_also_not_agree(tmp_path: Path) -> None:
    desk = shown(tmp_path, MOST_STRONG)

    async with running(desk, LARGE) as pilot:
        await pilot.keys("g left ctrl+s")

        assert "No agreed position (after discussion)." in pilot.told(".settled")
    assert room_of(desk).session.agreed[2].level is None


async def test_a_sentence_typed_on_a_statement_chooses_nothing(tmp_path: Path) -> None:
    async with running(shown(tmp_path, MOST_STRONG), LARGE) as pilot:
        await pilot.keys("g 2")
        await pilot.type("some see more")

        assert "◄ 2 ■■□ Developing its practice ►" in pilot.said


async def test_where_the_room_wants_to_be_stands_beside_what_it_agreed(tmp_path: Path) -> None:
    async with running(shown(tmp_path, MOST_STRONG), LARGE) as pilot:
        await pilot.keys("a ctrl+s")
        assert "Agree a position first." in pilot.said
        await pilot.keys("escape g 2 ctrl+s")
        await pilot.keys("a 3 down right ctrl+s")

        assert "In a year we want to be: Strong and embedded. We are moving forward." in pilot.told(
            ".settled"
        )
        await pilot.keys("o")
        assert "Developing → ■■■" in pilot.said


async def test_two_times_and_what_to_ask_fit_the_usual_screen(tmp_path: Path) -> None:
    desk = shown(tmp_path, "1 1 1 1 1 1 1 3 3 3 3 3 3 3 2", "2 2 2 2 2 2 2 2 2 2 1 3 3 3 3")

    async with running(desk, NORMAL) as pilot:
        assert "What would we show a visitor to make the case for Developing?" in pilot.said


async def test_the_caution_is_not_told_where_the_room_does_not_agree(tmp_path: Path) -> None:
    desk = shown(tmp_path, "2 " * 15, "1 1 1 1 1 2 2 2 2 2 3 3 3 3 3")

    async with running(desk, LARGE) as pilot:
        assert "All at Developing, then no single view." in pilot.told(".account")
        assert "not proof" not in pilot.text


async def test_evidence_that_is_noted_is_not_asked_for_any_more(tmp_path: Path) -> None:
    async with running(shown(tmp_path, "3 " * 15)) as pilot:
        assert "What would we show an inspector?" in pilot.said
        await pilot.keys("n")
        await pilot.keys("M a y ctrl+s")

        assert "Note saved." in pilot.said
        assert "What would we show an inspector?" not in pilot.said


async def test_the_key_bar_says_that_there_is_more_below_while_there_is(tmp_path: Path) -> None:
    async with running(shown(tmp_path, MOST_STRONG, MOST_STRONG), SMALL) as pilot:
        assert "↓ More" in pilot.lines[-1]

        await pilot.keys("down " * 30)
        assert "↓ More" not in pilot.lines[-1]

        await pilot.resize((120, 50))
        await pilot.keys("up")
        assert "↓ More" not in pilot.lines[-1]


async def test_a_result_is_told_by_groups_when_it_is_asked_for(tmp_path: Path) -> None:
    people = "8 members, 1 chair, 6 co-optees"
    async with running(shown(tmp_path, "3 3 3 3 3 3 3 3 3 1 1 1 1 1 1", people=people), SMALL) as pilot:
        await pilot.ask_for("Compare groups")

        assert "Members and chairs: Beginning 0, Developing 0, Strong 9." in pilot.said.replace("│ │ ", "")
        await pilot.keys("end")
        assert "These groups differ" in pilot.said


async def test_where_somebody_could_be_picked_out_groups_are_not_told(tmp_path: Path) -> None:
    people = "13 members, 1 chair, 1 co-optee"
    async with running(shown(tmp_path, MOST_STRONG, people=people)) as pilot:
        await pilot.ask_for("Compare groups")

        assert "so that nobody can be picked out" in pilot.said.replace("│ │ ", "")


async def copied(desk: Desk) -> tuple[str, str]:
    """Ask for a copy of the result, and return it and what the page says."""
    async with running(desk, LARGE) as pilot:
        await pilot.ask_for("Copy this result")
        return pilot.app.clipboard, pilot.said


async def test_a_result_is_copied_as_the_words_of_the_report(tmp_path: Path) -> None:
    desk = shown(tmp_path, MOST_STRONG)
    write(desk, lambda session: add_note(session, 2, NoteKind.EVIDENCE, "The protocol was reviewed."))
    text, said = await copied(desk)
    assert text.startswith("Step 2: Clarity of role and purpose\nBeginning 3, Developing 1, Strong 10.\n")
    assert "Most chose Strong (10), but 3 chose Beginning." in text
    assert "The protocol was reviewed." in text
    assert "Copied as text. If you can't paste it, this terminal does not let programs copy." in said
    assert "names people" not in said


async def test_a_copy_tells_nothing_of_a_vote_that_is_open(tmp_path: Path) -> None:
    copies = set()
    for place, given in enumerate(("1 1 1 1 1 1", "3 2 d 3 1 a")):
        desk = shown(tmp_path / str(place), MOST_STRONG)
        write(desk, some_answers(2, given))
        text, _said = await copied(desk)
        copies.add(text)
    [text] = copies
    assert "6 of 15" in text


async def test_a_copy_that_names_somebody_says_so(tmp_path: Path) -> None:
    desk = make_desk(
        tmp_path, by_name(), "Carys Price, Ann Other, Jo Nobody, Di Sample, Ed Sample, Flo Sample"
    )
    write(desk, a_result(2, "1 2 2 2 2 3"))
    write(desk, lambda session: add_note(session, 2, NoteKind.EVIDENCE, "Carys Price said so."))
    _text, said = await copied(at(desk, Place(PageName.RESULT, 2)))
    assert "It names people on the list." in said
