"""What the room sees as bytes: whole when it comes back, and refused where anything else is written there."""

from __future__ import annotations

import json
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as made

from scrutiny_tui.domain.clock import ClockFace, ClockState
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.places import example_session
from scrutiny_tui.store.public_file import LARGEST, read_view, write_view
from scrutiny_tui.store.session_file import read_session
from scrutiny_tui.view import page_view as on_page
from scrutiny_tui.view.blocks import ItemList, Quotation
from scrutiny_tui.view.page_view import PageView, Shown
from scrutiny_tui.view.pages import page

EXAMPLE = read_session(example_session())
SEEN = [
    block
    for name in PageName
    for shown in (Shown(Place(name, 3)), Shown(Place(name, 3), on_break=True))
    for block in page(EXAMPLE, shown).blocks
]
"""The blocks of the pages of the example, its break among them."""
OTHERS = (
    Quotation("Said.", "By somebody"),
    ItemList(("a", "b")),
    on_page.Figures(EXAMPLE.wording.levels, (1, 2, 3)),
    on_page.Why("‘Said.’", "Casey report, 2015", "Challenge"),
    on_page.Reading("- a list"),
)
BLOCKS = (*{type(block): block for block in (*SEEN, *OTHERS)}.values(),)
"""One block of each kind."""
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


def test_every_kind_of_block_comes_back_and_nothing_a_terminal_would_act_on() -> None:
    kinds = get_args(get_type_hints(PageView)["blocks"])[0]
    assert {type(block) for block in BLOCKS} == {*get_args(kinds)}
    harmful = "a\x1b]2;b\x07\u202e\x8d"
    view = read_view(PageView, changed(title=harmful, steps=[harmful], blocks=[{"lead": harmful}]))
    assert (view.title, *view.steps, view.blocks) == (*["a□]2;b□□□"] * 2, (on_page.Lead("a□]2;b□□□"),))


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
