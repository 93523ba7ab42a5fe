"""The public view as bytes: whole when it comes back, and refused where anything else is written there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as made

from scrutiny_tui.domain.clock import ClockFace, ClockState
from scrutiny_tui.domain.public_view import PublicPage, PublicRound, PublicStair, PublicView
from scrutiny_tui.store.public_file import LARGEST, read_view, write_view
from tests.support.sessions import wording

FULL = PublicView(
    PublicPage.RESULT,
    title="Six steps",
    council="Exampleshire",
    where="Step 2 of 6",
    steps=("Knowledge", "Role"),
    step=2,
    done=(1, 2),
    heading="2  Role",
    statement="What it says.",
    text="- a list",
    scrolled=50,
    prompts=("One?", "Two?"),
    prompt=1,
    levels=wording().levels,
    sentences=("a", "b", "c"),
    given=3,
    asked=6,
    absent=1,
    rounds=(PublicRound(1, (1, 2, 3)),),
    said=("Clear.",),
    told=("6 of 6 answered",),
    asks=("Why?",),
    stairs=(
        PublicStair(1, "Knowledge", None, "Not yet.", "", ""),
        PublicStair(2, "Role", (1, 2, 3), "", "", ""),
    ),
    clock=ClockFace("4:32", "left", ClockState.RUNNING),
)


def changed(**fields: Any) -> bytes:
    """Return the bytes of a view with other things written into some of its fields."""
    found = json.loads(write_view(FULL))
    return json.dumps({**found, "view": found["view"] | fields}).encode()


@pytest.mark.parametrize("view", [FULL, PublicView(PublicPage.BLANK)], ids=["full", "blank"])
def test_a_view_comes_back_as_it_was_written(view: PublicView) -> None:
    assert read_view(write_view(view)) == view


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b" " * (LARGEST + 1),
        write_view(FULL)[:-10],
        write_view(FULL).replace(b'"format": 2', b'"format": 3'),
        json.dumps({**json.loads(write_view(FULL)), "ballots": {}}).encode(),
        changed(page="ballots"),
        changed(ballots={"1": "2"}),
        changed(title=["a"]),
        changed(given=-1),
        changed(given=True),
        changed(given=10**30),
        changed(given=float("nan")),
        changed(scrolled=101),
        changed(rounds=[{"number": 1, "counts": [1, 2, -3]}]),
        changed(prompts="ab"),
        changed(levels=[{"number": 1, "label": "a", "short": "b"}]),
        changed(rounds=[{"number": 1, "counts": [1, 2]}]),
        changed(rounds=[{"number": 1, "counts": [1, 2, "3"]}]),
        changed(rounds=[{"number": 1, "counts": [1, 2, 3], "ballots": []}]),
        changed(stairs=[{}]),
        changed(clock={"text": "1:00", "words": "left", "state": "broken"}),
    ],
    ids=range(26),
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_view(data)


@given(made.binary(max_size=200) | made.text(max_size=200).map(lambda text: json.dumps(text).encode()))
def test_whatever_is_written_there_is_refused_with_one_kind_of_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_view(data)


def test_nothing_that_a_terminal_would_act_on_comes_through() -> None:
    harmful = "a\x1b]2;b\x07\u202e\x8d"
    view = read_view(changed(heading=harmful, said=[harmful], steps=[harmful]))
    assert {view.heading, *view.said, *view.steps} == {"a□]2;b□□□"}
