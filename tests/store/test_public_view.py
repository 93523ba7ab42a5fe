"""What the room sees as bytes: whole when it comes back, and refused where anything else is written there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as made

from scrutiny_tui.domain.clock import ClockFace, ClockState
from scrutiny_tui.domain.pack import Prompt
from scrutiny_tui.domain.sentences import Accord
from scrutiny_tui.store.public_file import LARGEST, read_view, write_view
from scrutiny_tui.view import page_view as on_page
from scrutiny_tui.view.blocks import BulletList, Heading, Paragraph, Quotation
from scrutiny_tui.view.page_view import PageView
from tests.support.sessions import wording

LEVELS = wording().levels
BLOCKS = (
    Heading("Back at", 1),
    Paragraph("A text.", "Lead:"),
    Quotation("Said.", "By somebody"),
    BulletList(("a", "b")),
    on_page.Title("2", "Role"),
    on_page.Lead("First."),
    on_page.Banner("14.23", 5),
    on_page.Twin("Role"),
    on_page.Statement("What it says."),
    on_page.Choices(LEVELS, ("What it looks like.", "", "")),
    on_page.Prompts((Prompt("2.1", "Why?", "Casey"),), 0, "And then?", ("to be answered",)),
    on_page.Progress("3 of 6 have answered", 3, 6),
    on_page.Figures(LEVELS, (1, 2, 3)),
    on_page.Marks((on_page.MarkRow("Strong", 3, 6, 5, "a reason"),), 6, 1, "6 of 6 chose a statement"),
    on_page.Standings(
        (
            on_page.Standing(
                "1",
                "Role",
                "Our role",
                Accord.MOST,
                (on_page.MarkRow("Strong", 3, 6),),
                "6 of 6 Strong",
                "Strong",
                True,
            ),
        ),
        6,
        1,
        "a mark is a person",
        0,
    ),
    on_page.Why("‘Said.’", "Casey report, 2015", "Challenge"),
    on_page.Account(("Round 1 was split.",)),
    on_page.Asks(("Why?",)),
    on_page.Settled(("Agreed position.",)),
    on_page.Stairs(
        (
            on_page.Stair("1", "Knowledge", None, "Not yet.", ""),
            on_page.Stair("2", "Role", (1, 2, 3), "", "", "discuss first"),
        )
    ),
    on_page.Pointers((on_page.Pointer("Talk next", "2 Role"),)),
    on_page.Rows((on_page.Row("□  ", "Ask.", "Step 2", "1"),)),
    on_page.Reading("- a list"),
    on_page.Gap(),
)
FULL = PageView(
    "result", title="Exampleshire", council="Its committee", where="Step 2 of 6", steps=("Knowledge", "Role"), step=2,
    signs=("≡", "·"), aside=(on_page.Lead("Beside."),), blocks=BLOCKS, scrolled=50, clock=ClockFace("4:32", "left", ClockState.RUNNING),
)  # fmt: skip


def changed(**fields: Any) -> bytes:
    """Return the bytes of a view with other things written into some of its fields."""
    found = json.loads(write_view(FULL))
    return json.dumps({**found, "view": found["view"] | fields}).encode()


@pytest.mark.parametrize("view", [FULL, PageView()], ids=["full", "blank"])
def test_a_view_comes_back_as_it_was_written(view: PageView) -> None:
    assert read_view(PageView, write_view(view)) == view


ODD = [
    b"", b"\xff\xfe", b"null", b"[]", b"{}", b"[" * 100_000, b" " * (LARGEST + 1), write_view(FULL)[:-10],
    write_view(FULL).replace(b'"format": 3', b'"format": 4'),
    json.dumps({**json.loads(write_view(FULL)), "ballots": {}}).encode(),
    changed(ballots={"1": "2"}), changed(title=["a"]), changed(scrolled=101), changed(steps="ab"),
    *(changed(blocks=[each]) for each in (None, "a", {"ballots": {"1": "2"}}, {"lead": "a", "ballots": {"1": "2"}})),
    changed(blocks=[{"lead": ["a"]}]), changed(blocks=[{"text": "a", "scale": 6}]),
    *(changed(blocks=[{"told": "", "given": given, "asked": 1}]) for given in (-1, True, 10**30, 0.5)),
    changed(blocks=[{"level": {"number": 1, "label": "a"}}]),
    changed(blocks=[{"levels": [], "counts": [1, 2, 3], "scale": 1}]),
    *(
        changed(blocks=[{"stairs": [{"id": "", "title": "", "counts": counts}], "at": 0}])
        for counts in ([1, 2], [1, 2, "3"], [1, 2, -3])
    ),
    changed(clock={"text": "1:00", "words": "left", "state": "broken"}),
]  # fmt: skip


@pytest.mark.parametrize("data", ODD, ids=range(len(ODD)))
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_view(PageView, data)


@given(made.binary(max_size=200) | made.text(max_size=200).map(lambda text: json.dumps(text).encode()))
def test_whatever_is_written_there_is_refused_with_one_kind_of_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_view(PageView, data)


def test_nothing_that_a_terminal_would_act_on_comes_through() -> None:
    harmful = "a\x1b]2;b\x07\u202e\x8d"
    view = read_view(PageView, changed(title=harmful, steps=[harmful], blocks=[{"lead": harmful}]))
    assert (view.title, *view.steps, view.blocks) == (*["a□]2;b□□□"] * 2, (on_page.Lead("a□]2;b□□□"),))
