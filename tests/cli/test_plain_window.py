"""What a workshop that is held line by line gives an audience window to show, and what it says about the time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from scrutiny_tui.acts.time_acts import end_at
from scrutiny_tui.store.system import local_time
from scrutiny_tui.view.blocks import Quotation
from scrutiny_tui.view.page_view import Marks, PageView, Progress, Prompts
from tests.cli.conftest import Shell, saved
from tests.cli.plain_lines import SLIPS, plain
from tests.support.sessions import FixedClock, details, library, people


class Sheet:
    """Stands in for the public file: keeps every view that is shown, in the order it was."""

    pages: Final[list[PageView]] = []
    moving: Final[list[bool]] = []

    def __init__(self, _path: Path) -> None:
        self.trouble = ""

    def show(self, make: Any, *, moves: bool) -> None:
        self.pages.append(make())
        self.moving.append(moves)

    def close(self) -> None:
        """Keep everything."""


@pytest.fixture(autouse=True)
def sheet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("scrutiny_tui.view.publisher.PublicFile", Sheet)
    yield
    Sheet.pages.clear()
    Sheet.moving.clear()


def seen() -> list[str]:
    """Return the kinds of page that the room saw, one after another."""
    pages = [view.name for view in Sheet.pages]
    return [page for at, page in enumerate(pages) if not at or page != pages[at - 1]]


def test_the_room_sees_each_page_while_it_is_talked_about(three: Shell) -> None:
    plain(three, f"{SLIPS} 1 2 2 r '' o p read briefing '' stop q")

    assert seen() == [
        "welcome",
        "step",
        "promise",
        "answering",
        "result",
        "step",
        "overview",
        "plan",
        "read-back",
        "briefing",
        "step",
    ]


def test_the_room_sees_each_page_how_many_are_in_and_then_the_counts(three: Shell) -> None:
    plain(three, f"{SLIPS} 1 2 2 r q")

    answering = [block for view in Sheet.pages for block in view.blocks if isinstance(block, Progress)]
    assert [block.given for block in answering][-1] == 3
    assert {block.asked for block in answering} == {3}
    [marks] = [block for block in Sheet.pages[-1].blocks if isinstance(block, Marks)]
    assert [row.people for row in marks.marks] == [1, 2, 0]
    said = plain(three, "b 'step 2' b q")

    assert seen()[-2:] == ["", "step"]
    assert Sheet.pages[-1].step == 2
    assert "The audience window is blank. Step 2. What next?" in said
    assert "The audience window shows the workshop again." in said


def test_what_the_room_gets_does_not_depend_on_an_open_vote(shell: Shell, folder: Path) -> None:
    sheets = []
    for name, given in (("one", "1 1 u 1 3"), ("other", "3 d u 2 a")):
        Sheet.pages.clear()
        place = ("--sessions", str(folder / name))
        shell(*place, "new", "--council", "Exampleshire", "--people", "3 members")
        plain(shell, f"{SLIPS} {given} w prompts o again b b q", *place)
        sheets.append([*Sheet.pages])
    assert sheets[0] == sheets[1]
    assert {"answering", ""} <= {view.name for view in sheets[0]}


def test_prompts_lessons_and_the_clock_are_shown_as_they_are_heard(three: Shell) -> None:
    said = plain(three, "prompts l '' q")

    assert "Start here." in said
    assert said.count("What these questions are based on:") == 1
    [prompts] = [block for block in Sheet.pages[-2].blocks if isinstance(block, Prompts)]
    assert len(prompts.prompts) > 1
    assert Sheet.pages[-1].name == "lesson"
    assert any(isinstance(block, Quotation) for block in Sheet.pages[-1].blocks)
    said = plain(three, "t count-down 10 hold-clock stop-clock count-up count-down 500 q")

    assert "No timer is running." in said
    # The clock is the machine's own, which goes on between two lines.
    assert re.search(r"Timer: (10:00|9:\d\d) left\. Step 1\. What next\?", said)
    assert "left, paused." in said
    assert "Timer stopped." in said
    assert re.search(r"Timer: 0:\d\d so far\.", said)
    assert "The timer can be set for 1 to 180 minutes." in said
    shown = {view.clock is not None: moves for view, moves in zip(Sheet.pages, Sheet.moving, strict=True)}
    assert shown == {True: True, False: False}


def test_a_break_is_shown_until_the_room_goes_on_also_if_it_was_cut_off(three: Shell, folder: Path) -> None:
    plain(three, "break 10")
    said = plain(three, "'' q")

    assert "Break. Back at " in said
    assert seen()[-2:] == ["break", "step"]
    assert saved(folder).sitting.today.back_at is None


def test_the_plan_of_the_day_is_said_and_its_end_changed(shell: Shell, folder: Path) -> None:
    noon = FixedClock(local_time().replace(hour=12, minute=0))
    begun = library(folder, clock=noon).create(details(), people(5))
    end_at.run(begun, "13.00")
    begun.close()
    said = plain(shell, "new '' t end-at 23.59 q")

    assert "Step 1 Knowledge, " in said
    assert "We finish at 11:59pm." in said
    assert saved(folder).sitting.finish is not None
