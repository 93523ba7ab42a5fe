"""Whoever reads the timetable finds the same minutes: in the pack, on paper, in the briefing's notes and in the guides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.domain.day_plan import DayPlan, PartKind, squeezed, usual_plan
from scrutiny_tui.domain.pack import Pack, Page, pin
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.standing import planned
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.view.paper import SHORT, write_paper
from tests.support.screens import LARGE, make_desk, running
from tests.support.sessions import SHIPPED
from tests.support.sessions import session as made_up
from tests.view.report_files import Page as Printed

ROOT: Final = Path(__file__).parents[1]
NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The shipped pack."""
    return read_pack(SHIPPED / "six-steps")


@pytest.fixture(scope="module")
def session(pack: Pack) -> Session:
    """A workshop with its wording, whose timetable nobody has changed."""
    return replace(made_up(6), wording=pin(pack))


@pytest.fixture(scope="module")
def plan(session: Session, pack: Pack) -> DayPlan:
    """The timetable that the screens show."""
    return planned(session, pack)


@pytest.fixture(scope="module")
def short(plan: DayPlan) -> DayPlan:
    """The same, squeezed as the program does it if there is no more time."""
    return squeezed(plan, SHORT, {key for key, _part in plan.keyed})


def minutes_of(plan: DayPlan) -> Mapping[PartKind, int]:
    """Return the minutes of each kind of part; every step has the same."""
    found: dict[PartKind, int] = {}
    for part in plan.parts:
        assert found.setdefault(part.kind, part.minutes) == part.minutes
    return found


def notes_of(pack: Pack, page: str) -> str:
    return next(each.notes for each in pack.pages if each.id == page)


def minutes_to_read(page: Page) -> int:
    """Return the minutes that a page's notes begin with."""
    return NUMBERS.index(page.notes.removeprefix("- ").split()[0].lower())


def guide(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def only(pattern: str, text: str) -> tuple[int, ...]:
    """Return the numbers in the one place of a text that looks like this, in figures or in words."""
    (found,) = re.findall(pattern, text)
    told = (found,) if isinstance(found, str) else found
    return tuple(int(each) if each.isdigit() else NUMBERS.index(each.lower()) for each in told)


async def test_a_short_day_has_every_step(pack: Pack, plan: DayPlan, short: DayPlan, tmp_path: Path) -> None:
    assert plan == pack.day
    assert plan.minutes == 150
    assert plan == usual_plan([1, 2, 3, 4, 5, 6])
    assert short.minutes == SHORT == 40
    assert [part.kind for part in short.parts if not part.minutes] == [PartKind.BREAK]
    assert [part.step for part in short.parts if part.step] == [1, 2, 3, 4, 5, 6]
    assert minutes_of(short)[PartKind.STEP] == 5
    assert [key for key, _part in short.keyed] == [key for key, _part in plan.keyed]
    async with running(make_desk(tmp_path), LARGE) as pilot:
        await pilot.ask_for("Timetable")
        shown = re.findall(r"(\d+) min\b", pilot.said)
    assert shown == [str(part.minutes) for part in plan.parts]


def test_the_run_sheet_has_both(
    session: Session, pack: Pack, plan: DayPlan, short: DayPlan, tmp_path: Path
) -> None:
    write_paper(session, pack, tmp_path)
    order = Printed((tmp_path / "run-sheet.html").read_bytes()).read.tables[0]
    rows = [row[:3] for row in order.rows[1:]]
    starts = [sum(part.minutes for part in plan.parts[:place]) for place in range(len(plan.parts))]
    assert rows == [
        [str(start), str(part.minutes), str(less.minutes or "–")]
        for start, part, less in zip(starts, plan.parts, short.parts, strict=True)
    ]
    assert only(r"^(\d+) minutes\. If you have only (\d+)", order.caption) == (plan.minutes, short.minutes)


def test_the_short_pages_of_the_briefing_fill_its_part_of_the_day(pack: Pack, plan: DayPlan) -> None:
    part, whole = minutes_of(plan)[PartKind.BRIEFING], sum(map(minutes_to_read, pack.pages))
    pages, few = len(pack.pages), sum(page.short for page in pack.pages)
    assert sum(minutes_to_read(page) for page in pack.pages if page.short) == part
    told = r"has (\d+) minutes for the (\w+) short pages\. All (\d+) pages take (\d+) minutes"
    assert only(told, notes_of(pack, "purpose")) == (part, few, pages, whole)
    told = r"There are (\d+) pages\. Press `m` for the (\w+) short ones, which take (\w+) minutes"
    assert only(told, guide("facilitator.md")) == (pages, few, part)
    assert only(r"has (\d+) pages, or (\w+) for (\w+) minutes", guide("room.md")) == (pages, few, part)


def test_the_notes_and_the_guides_have_the_minutes_of_the_timetable(pack: Pack, plan: DayPlan) -> None:
    minutes = minutes_of(plan)
    told = (
        r"It is (\d+) minutes: welcome (\d+), briefing (\d+), (\w+) steps of (\d+), a break of (\d+), "
        r"action plan (\d+), check the record (\d+)\."
    )
    assert only(told, guide("time.md")) == (
        plan.minutes,
        minutes[PartKind.WELCOME],
        minutes[PartKind.BRIEFING],
        6,
        minutes[PartKind.STEP],
        minutes[PartKind.BREAK],
        minutes[PartKind.PLAN],
        minutes[PartKind.READ_BACK],
    )
    assert only(r"The timetable is (\d+) minutes", guide("facilitator.md")) == (plan.minutes,)
    assert only(r"each step has (\d+) minutes", guide("content.md")) == (minutes[PartKind.STEP],)
    for text, told in (
        (notes_of(pack, "how-to-use"), r"The (\d+) minutes of a step are then (\d+) for two questions, (\d+) to answer and (\d+) for the result"),
        (guide("time.md"), r"A (\d+)-minute step is about (\d+) minutes for two questions, (\d+) to answer, and (\d+) for the result"),
    ):  # fmt: skip
        whole, *parts = only(told, text)
        assert whole == sum(parts) == minutes[PartKind.STEP]


def test_notes_and_guides_have_the_minutes_of_a_short_day(pack: Pack, plan: DayPlan, short: DayPlan) -> None:
    minutes = minutes_of(short)
    parts = (PartKind.WELCOME, PartKind.BRIEFING, PartKind.STEP, PartKind.PLAN, PartKind.READ_BACK)
    left = tuple(minutes[kind] for kind in parts)
    notes, time = notes_of(pack, "how-to-use"), guide("time.md")
    assert only(r"only (\d+) minutes instead of (\d+)", notes) == (SHORT, plan.minutes)
    assert only(r"If you have only (\d+) minutes", time) == (SHORT,)
    for text in (notes, time):
        told = (
            r"(\d+) (?:minutes )?for the welcome, (\d+) for the briefing, (\d+) for each step with [^,]*, "
            r"(\d+) for the action plan(?: and|,) (\d+) to check the record"
        )
        assert only(told, text) == left


def test_no_guide_has_another_timetable() -> None:
    for path in sorted((ROOT / "docs").glob("*.md")):
        told = re.findall(r"\b(\d{3}) minutes", path.read_text(encoding="utf-8"))
        assert {*told} <= {"150"}, path.name
