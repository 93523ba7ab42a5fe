from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting, promise_parts
from scrutiny_tui.domain.session import Details
from scrutiny_tui.tui.screens.set_up import NO_TABLES, ONE_TABLE
from tests.support.screens import LARGE, NORMAL, SIZES, SMALL, WIDE, Driver, Size, empty_desk, running
from tests.support.sessions import SHIPPED, room_of

NEW = "n"
QUICK = "s"
"""From the start page."""

TO_MODE, TO_ALSO, TO_VOTED, TO_HELD = ("down " * lines for lines in (2, 7, 8, 9))
"""From the first line of the form to others, the last of which says whether the meeting is private."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk without a workshop."""
    return empty_desk(tmp_path)


def field(pilot: Driver, name: str) -> Input:
    """Return a field of the form."""
    return pilot.screen.query_one(f"#{name}", Input)


@asynccontextmanager
async def at_form(desk: Desk, form: str = NEW, size: Size = NORMAL, **fields: str) -> AsyncIterator[Driver]:
    """Run the program with a form of setting up on top, these lines filled in."""
    async with running(desk, size) as pilot:
        await pilot.keys(form)
        await pilot.fill(**fields)
        yield pilot


async def test_the_whole_form_is_seen_at_once_and_a_label_stands_apart_from_its_choice(desk: Desk) -> None:
    async with at_form(desk) as pilot:
        for size in (NORMAL, WIDE, LARGE):
            await pilot.resize(size)
            assert "► Council" in pilot.said
            assert "[ Save and start ]" in pilot.said
        await pilot.keys(TO_ALSO)
        for size in SIZES:
            await pilot.resize(size)
            assert "► Does either answer?   ◄ No ►" in pilot.text


async def test_a_quick_start_asks_for_three_things_and_begins_with_the_promise(desk: Desk) -> None:
    async with at_form(desk, QUICK) as pilot:
        await pilot.rush("A tab B shift+tab C tab D")
        assert (field(pilot, "council").value, field(pilot, "committee").value) == ("C", "D")

        await pilot.keys("down")
        assert pilot.told("#people-note") == "For example: 12 members, 2 co-optees and a chair"
        await pilot.type("12 memb")
        assert pilot.told("#people-note") == "For example: 12 members, 2 co-optees and a chair"
        await pilot.type("ers, an officer")
        assert pilot.told("#people-note") == "13 people: 12 members, 1 officer, 12 of whom answer."

        await pilot.keys("enter enter")
        assert pilot.page == "PromisePage"
    session = room_of(desk).session
    assert (session.details.council, session.details.committee) == ("C", "D")
    assert session.details.date == date(2026, 11, 21)
    assert len(session.electorate) == 12


@pytest.mark.parametrize("onwards", ["tab", "enter", "down"])
async def test_keys_that_come_all_at_once_land_where_they_were_meant(desk: Desk, onwards: str) -> None:
    async with at_form(desk) as pilot:
        await pilot.rush(f"A x backspace b {onwards} C d {onwards} right {onwards} 6 ; 5 ctrl+s")

        assert pilot.page == "WelcomePage"
    session = room_of(desk).session
    assert (session.details.council, session.details.committee) == ("Ab", "Cd")
    assert (session.details.mode, len(session.voters)) == (Mode.GROUPS, 2)


async def test_a_new_workshop_keeps_everything_that_was_asked(desk: Desk) -> None:
    asked = {
        "council": "Exampleshire",
        "committee": "Scrutiny",
        "people": "5 members, 1 officer",
        "date": "3 March 2027",
        "facilitator": "An officer",
        "sponsor": "The director",
    }
    async with at_form(desk, NEW, NORMAL, **asked) as pilot:
        await pilot.keys(f"{TO_HELD} right down down right ctrl+s")

        assert pilot.page == "WelcomePage"
        assert "answers too" not in pilot.said
    session = room_of(desk).session
    assert session.details == Details(
        "Exampleshire",
        "Scrutiny",
        date(2027, 3, 3),
        "An officer",
        "The director",
        Setting.PUBLIC,
        quotations=False,
    )
    assert [voter.role for voter in session.voters.values()] == [Role.MEMBER] * 5 + [Role.OFFICER]
    assert session.sitting.facilitator == "An officer"


TODAY = "21 November 2026"
WRONG = (
    ("council", (" ", "5", TODAY), "Enter the name of the council."),
    ("date", ("A", "5", "soon"), '"soon" is not a date. Type it like this: 21 November 2026 or 21/11/2026.'),
    ("people", ("A", "3 wizards", "soon"), '"wizards" is not a role.'),
    ("people", ("A", "2 officers", TODAY), "Nobody on this list answers."),
)
"""Which line is told to be wrong, of which council, people and date, and why."""


async def test_what_cannot_be_read_is_told_beside_its_line(desk: Desk) -> None:
    async with at_form(desk, NEW, SMALL) as pilot:
        for wrong, typed, why in WRONG:
            fields = dict(zip(("council", "people", "date"), typed, strict=True))
            await pilot.fill(**fields)
            field(pilot, "sponsor").focus()
            await pilot.keys("ctrl+s")

            assert pilot.page == "SetUpPage"
            assert why in pilot.told(f"#{wrong}-note")
            assert field(pilot, wrong).has_focus
            assert {name: field(pilot, name).value for name in fields} == fields
    assert desk.workshop is None
    assert not list(desk.library.places.sessions.glob("*.json"))


@pytest.mark.parametrize("form", [NEW, QUICK])
async def test_nothing_that_is_typed_or_pasted_is_cut_off_silently(desk: Desk, form: str) -> None:
    async with at_form(desk, form) as pilot:
        await pilot.paste("x" * 120)
        await pilot.type("yz")
        await pilot.keys("down")
        await pilot.paste("A long name " * 30)
        assert pilot.told("#council-note") == (
            "The name of the council is longer than 120 characters. Nothing was saved. Make it shorter."
        )

        field(pilot, "people").focus()
        await pilot.paste(", ".join(["A. Example-Sample (chair)", *["B. Example-Sample (member)"] * 160]))
        field(pilot, "council").focus()
        await pilot.keys("end backspace backspace ctrl+s")
        assert pilot.page not in {"SetUpPage", "QuickPage"}
    details = room_of(desk).session.details
    assert (details.council, details.committee) == ("x" * 120, ("A long name " * 30).strip())
    assert len(room_of(desk).session.voters) == 161


async def test_answers_by_name_are_refused_in_public_and_totals_only_is_promised(desk: Desk) -> None:
    people = "Cllr Ann Lee (chair), Ten Example, Bob Sample, 1 officer"
    async with at_form(desk, size=(100, 40), council="A", people=people) as pilot:
        for keys, secrecy in (("", Secrecy.LABELS), ("right", Secrecy.BY_NAME)):
            await pilot.keys(keys or f"{TO_HELD} down")
            assert promise_parts(secrecy, Mode.INDIVIDUAL)[0] in pilot.said
        assert "Names: Cllr Ann Lee (chair), Ten Example, Bob Sample." in pilot.told("#people-note")

        await pilot.keys("up right ctrl+s")
        assert "Answers can't be kept by name if the meeting is public or webcast." in pilot.said
        assert desk.workshop is None

        await pilot.keys("up right")
        assert "can't be kept by name" not in pilot.said

        await pilot.fill(people="5 members")
        await pilot.keys("down right")
        assert promise_parts(Secrecy.TOTALS, Mode.INDIVIDUAL)[0] in pilot.said
        await pilot.keys("ctrl+s")
        assert pilot.page == "WelcomePage"
    assert room_of(desk).session.details.secrecy is Secrecy.TOTALS


async def test_a_refusal_comes_when_a_line_is_left_and_goes_away_while_it_is_mended(desk: Desk) -> None:
    async with at_form(desk) as pilot:
        await pilot.keys("down down down")
        await pilot.type("3 wizards")
        assert "is not a role" not in pilot.said
        await pilot.keys("down")
        assert '"wizards" is not a role' in pilot.said

        await pilot.fill(people="")
        await pilot.keys("ctrl+s")
        assert "Enter the name of the council." in pilot.said
        assert "Type who will answer, for example" in pilot.said

        await pilot.type("A")
        assert "Enter the name of the council." not in pilot.said
        assert "Type who will answer, for example" in pilot.said

        await pilot.keys("down down down")
        await pilot.type("5 members")
        assert "Type who will answer" not in pilot.said
        await pilot.keys("ctrl+s")
        assert pilot.page == "WelcomePage"


async def test_a_date_far_away_is_questioned_once(desk: Desk) -> None:
    async with at_form(desk, council="A", people="5 members", date="1/1/1991") as pilot:
        await pilot.keys("ctrl+s")
        assert pilot.told("#date-note") == "1 January 1991 is 35 years ago. Is the year right?"
        assert (pilot.page, field(pilot, "date").has_focus) == ("SetUpPage", True)

        await pilot.fill(date="1/1/1990")
        await pilot.keys("enter")
        assert pilot.told("#date-note") == "1 January 1990 is 36 years ago. Is the year right?"

        await pilot.keys("enter")
        assert pilot.told("#date-note") == ""
        assert field(pilot, "facilitator").has_focus

        await pilot.keys("ctrl+s")
        assert pilot.page == "WelcomePage"
    assert room_of(desk).session.details.date == date(1990, 1, 1)


@pytest.mark.parametrize(
    ("choice", "asked"), [("enter", 15), ("down enter", 14)], ids=["one more", "one of them"]
)
async def test_it_asks_whether_the_chair_was_counted_twice(desk: Desk, choice: str, asked: int) -> None:
    people = "12 members, 2 co-optees, 1 chair"
    async with at_form(desk, QUICK, council="A", people=people) as pilot:
        await pilot.keys("ctrl+s")
        assert "That makes 15. Is the chair one of the 12?" in pilot.said

        await pilot.keys("escape")
        assert (pilot.page, field(pilot, "people").value) == ("QuickPage", people)
        assert desk.workshop is None

        await pilot.keys(f"ctrl+s {choice}")
        assert pilot.page == "PromisePage"
    assert len(room_of(desk).session.electorate) == asked


async def test_names_that_are_not_kept_are_told(desk: Desk) -> None:
    async with at_form(desk, QUICK, council="A", people="Ann Example, Bob Sample, 4 members") as pilot:
        await pilot.keys("ctrl+s")

        assert "2 names were not saved. People get labels." in pilot.said
    labels = [voter.label for voter in room_of(desk).session.voters.values()]
    assert labels == [f"Member {number}" for number in range(1, 7)]


async def test_what_was_written_or_turned_is_dropped_only_after_asking(desk: Desk) -> None:
    async with running(desk) as pilot:
        for form in (NEW, QUICK):
            await pilot.keys(f"{form} escape")
            assert pilot.page == "HomePage"

        await pilot.keys(f"{NEW} {TO_HELD} right escape")
        assert pilot.page == "AskDialog"
        await pilot.keys("down enter")

        await pilot.keys(NEW)
        await pilot.type("bq?OwB")
        await pilot.keys("escape enter")
        assert (pilot.page, field(pilot, "council").value) == ("SetUpPage", "bq?OwB")

        await pilot.keys("escape down enter")
        assert pilot.page == "HomePage"
    assert not list(desk.library.places.sessions.glob("*.json"))


async def test_the_line_at_the_end_is_pressed_with_space_or_the_mouse(desk: Desk) -> None:
    async with at_form(desk, QUICK, council="A", people="5 members") as pilot:
        await pilot.click("Press", offset=(6, 0))
        await pilot.keys("space")

        assert pilot.page == "PromisePage"


async def test_people_are_asked_for_as_tables_only_while_small_groups_answer(desk: Desk) -> None:
    async with at_form(desk) as pilot:
        await pilot.keys(f"{TO_MODE} right")
        assert pilot.told("#people-note") == "For example: 6; 5; 4 members and 2 co-optees"
        await pilot.keys("left")
        assert pilot.told("#people-note") == "For example: 12 members, 2 co-optees and a chair"

        await pilot.fill(council="A", people="6, 5")
        await pilot.keys("right right ctrl+s")
        assert pilot.page == "WelcomePage"
    assert room_of(desk).session.details.mode is Mode.COLLECTIVE


async def test_a_list_of_people_where_tables_answer_asks_whether_one_table_is_right(desk: Desk) -> None:
    async with at_form(desk, council="Exampleshire", people="18 members") as pilot:
        await pilot.keys(f"{TO_MODE} right ctrl+s")
        assert desk.workshop is None
        assert pilot.told("#people-note") == ONE_TABLE

        await pilot.keys("ctrl+s")
    assert [voter.size for voter in room_of(desk).session.voters.values()] == [18]


async def test_small_groups_are_tables_whose_answers_are_kept_under_their_labels_only(desk: Desk) -> None:
    people = "6; 4 members and 2 co-optees"
    async with at_form(desk, size=(100, 40), council="A", people=people) as pilot:
        await pilot.keys(f"{TO_MODE} right")
        assert pilot.told("#people-note") == "2 tables, 12 people."

        await pilot.keys(f"{TO_ALSO} down")
        assert promise_parts(Secrecy.LABELS, Mode.GROUPS)[0] in pilot.said
        await pilot.keys("right right ctrl+s")
        assert "each table's answer is saved and shown under its label" in pilot.told("#secrecy-note")
        assert desk.workshop is None

        await pilot.keys(f"left left {'up ' * 8} right")
        assert "How answers are kept" not in pilot.said
        await pilot.keys("left ctrl+s")

    tables = room_of(desk).session.voters.values()
    assert [(table.label, table.size) for table in tables] == [("Table 1", 6), ("Table 2", 6)]


@pytest.fixture
def pack(desk: Desk, tmp_path: Path) -> Path:
    """The pack of the desk, a copy of the shipped one."""
    content = tmp_path / "content"
    shutil.copytree(SHIPPED, content)
    desk.library.places = replace(desk.library.places, content=content)
    return content / "six-steps"


async def test_the_prompts_of_the_pack_can_be_voted_on_beside_the_steps(desk: Desk, pack: Path) -> None:
    last = pack / "steps" / "6-culture.toml"
    text = last.read_text(encoding="utf-8")
    last.write_text(text[: text.rindex("[[prompts]]")], encoding="utf-8")

    async with at_form(desk, council="A", people="5 members") as pilot:
        await pilot.keys(TO_VOTED)
        assert "The 6 steps" in pilot.said

        await pilot.keys("right")
        assert "Steps and prompt questions, about 82 minutes" in pilot.said
        await pilot.keys("ctrl+s")
    assert len(room_of(desk).session.items) == 41


@pytest.mark.parametrize(("content", "told_of"), [("content", "pack.toml"), ("x" * 300, "cannot be read")])
async def test_a_pack_that_cannot_be_read_is_told(desk: Desk, pack: Path, content: str, told_of: str) -> None:
    (pack / "pack.toml").write_text("", encoding="utf-8")
    desk.library.places = replace(desk.library.places, content=pack.parent.with_name(content))

    async with at_form(desk, size=LARGE, council="A", people="5 members") as pilot:
        await pilot.keys(TO_VOTED)
        assert "◄ The steps ►" in pilot.said

        await pilot.keys("ctrl+s")
        assert pilot.page == "SetUpPage"
        assert told_of in pilot.said


SPONSOR = "The sponsor answers too."
FACILITATOR = "The facilitator answers and also enters other people's slips."


async def test_who_plays_two_parts_is_told_of(desk: Desk) -> None:
    async with at_form(desk, size=(120, 50), council="A", people="5 members", sponsor="The chair") as pilot:
        await pilot.keys(f"{TO_ALSO} right right right ctrl+s")

        assert pilot.page == "WelcomePage"
        assert SPONSOR in pilot.said
        assert FACILITATOR in pilot.said
    details = room_of(desk).session.details
    assert (details.sponsor_answers, details.facilitator_answers) == (True, True)


async def test_what_is_found_about_new_files_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Workshop, "notices", property(lambda _workshop: ("There is no second copy.",)))
    async with at_form(desk, council="Exampleshire", people="5 members") as pilot:
        await pilot.keys("ctrl+s")

        assert pilot.page == "WelcomePage"
        assert pilot.told("MessageLine").startswith("There is no second copy.")


async def test_what_may_be_meant_otherwise_is_asked_beside_its_line_once(desk: Desk) -> None:
    async with at_form(desk, council="A", people="next tuesday") as pilot:
        await pilot.keys("ctrl+s")
        assert "Only 1 person answers. Is that right?" in pilot.told("#people-note")

        await pilot.fill(people="5 members and a chair", sponsor="Chair")
        await pilot.keys("ctrl+s")
        assert "The people who answer include a chair." in pilot.told("#also-note")

        await pilot.fill(people="3 tables of 5")
        await pilot.keys("ctrl+s")
        assert pilot.told("#people-note") == NO_TABLES
    assert desk.workshop is None
