"""Cards that are raised in a drawn room are read; nothing else is, and no picture leaves the memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.fields import HIGHEST_VOTER
from scrutiny_tui.domain.raised_cards import Edge, Steadiness
from scrutiny_tui.store import card_reader
from scrutiny_tui.store.card_reader import HOW_TO_INSTALL, camera_ready, marker, read_cards
from scrutiny_tui.store.rendered_room import Look, RenderedRoom, turned_to

numpy = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")

if TYPE_CHECKING:
    from scrutiny_tui.store.card_reader import Frame

ROOT = Path(__file__).parents[2]
DEALT = range(1, 21)
ROOM = Look(width=1280, height=720, size=40.0)
FIFTEEN = {card: Edge(card % 4) for card in range(1, 16)}


def room(raised: dict[int, Edge], look: Look = ROOM, *, seed: int = 1, more: float = 0.0) -> RenderedRoom:
    """Return a room in which these cards are held up with this edge up, turned on by some degrees more."""
    return RenderedRoom({card: turned_to(edge) + more for card, edge in raised.items()}, look, seed)


def page(card: int, edge: Edge, square: int = 10) -> Frame:
    """Return a white sheet with the marker of a card as it is printed, and turned so that this edge is up."""
    squares = numpy.where(numpy.array(marker(card)), 0, 255).astype("uint8")
    drawn = squares.repeat(square, 0).repeat(square, 1)
    sheet: Frame = numpy.rot90(numpy.pad(drawn, 4 * square, constant_values=255), edge).copy()
    return sheet


@pytest.mark.parametrize("card", [1, 60, 100, HIGHEST_VOTER])
@pytest.mark.parametrize("edge", Edge)
def test_a_printed_marker_is_read_whichever_edge_is_up(card: int, edge: Edge) -> None:
    assert read_cards(page(card, edge), [card]).cards == {card: edge}


def test_every_raised_card_is_read_as_it_is_held() -> None:
    found = read_cards(room(FIFTEEN).next_frame(), DEALT)

    assert found.cards == FIFTEEN
    assert found.small == ()


def test_a_card_that_was_not_dealt_is_nobodys() -> None:
    assert read_cards(room(FIFTEEN).next_frame(), range(1, 6)).cards.keys() == {1, 2, 3, 4, 5}
    assert read_cards(room(FIFTEEN).next_frame(), ()).cards == {}


def test_squares_that_only_look_like_markers_are_not_read() -> None:
    for seed in range(3):
        assert (
            read_cards(room({}, Look(1280, 720, clutter=60), seed=seed).next_frame(), range(1, 61)).cards
            == {}
        )


def test_a_card_halfway_between_two_edges_says_neither() -> None:
    found = read_cards(room(FIFTEEN, more=45).next_frame(), DEALT)

    assert found.cards == dict.fromkeys(FIFTEEN)


@pytest.mark.parametrize("more", [-20, 20])
def test_a_card_that_is_held_a_little_askew_is_read(more: float) -> None:
    assert read_cards(room(FIFTEEN, more=more).next_frame(), DEALT).cards == FIFTEEN


@pytest.mark.parametrize("edge", Edge)
def test_a_card_that_lies_on_a_table_says_nothing(edge: Edge) -> None:
    held, lying = (cv2.resize(page(7, edge), (360, height)) for height in (270, 150))

    assert read_cards(held, DEALT).cards == {7: edge}
    assert read_cards(lying, DEALT).cards == {7: None}


def test_a_card_that_is_there_twice_with_different_edges_says_nothing() -> None:
    twice = numpy.hstack([page(7, Edge.TOP), page(7, Edge.LEFT)])

    assert read_cards(twice, DEALT).cards == {7: None}


def test_in_a_mirrored_picture_nothing_is_read() -> None:
    assert read_cards(room(FIFTEEN).next_frame()[:, ::-1].copy(), DEALT).cards == {}


def test_small_cards_and_a_dark_room_are_noticed() -> None:
    bright = read_cards(room(FIFTEEN).next_frame(), DEALT)
    dark = read_cards(room(FIFTEEN, Look(size=20.0, light=0.3)).next_frame(), DEALT)

    assert bright.brightness > 2 * dark.brightness > 0
    assert set(dark.small) > set(range(1, 12))
    assert all(15 < size < 24 for size in dark.sizes.values())


def test_in_three_seconds_of_a_hard_room_every_card_counts_as_it_is_held() -> None:
    hard = Look(1280, 720, 30.0, sway=15, tilt=35, blur=2, light=0.5, noise=6, shining=0.2, clutter=20)
    hall, state = room(FIFTEEN, hard), Steadiness()
    for number in range(13):
        state, _ = state.after(number / 4, read_cards(hall.next_frame(), DEALT).cards)

    assert state.accepted == FIFTEEN


READS: str = """
import socket, sys
from scrutiny_tui.domain.raised_cards import Edge
from scrutiny_tui.store.card_reader import read_cards
from scrutiny_tui.store.rendered_room import Look, RenderedRoom
room = RenderedRoom({1: 0.0, 2: -90.0}, Look(640, 360))
read_cards(room.next_frame(), (1, 2))
told = []
def hook(event, about):
    if event.startswith("socket.") or event == "open" and about[1] not in {"r", "rb"}:
        told.append((event, about))
sys.addaudithook(hook)
found = [read_cards(room.next_frame(), (1, 2)).cards for _ in range(5)]
if sys.argv[1:]:
    open(sys.argv[1], "wb").write(room.next_frame().tobytes())
    socket.socket().close()
assert found == [{1: Edge.TOP, 2: Edge.RIGHT}] * 5
print(*sorted({event for event, _ in told}))
"""


@pytest.mark.parametrize(("kept", "expected"), [((), ""), (("picture",), "open socket.__new__")])
def test_reading_writes_no_file_and_asks_no_network(
    tmp_path: Path, kept: tuple[str, ...], expected: str
) -> None:
    places = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "TEMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    done = subprocess.run(
        [sys.executable, "-B", "-c", READS, *kept],
        cwd=tmp_path,
        env={**places, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert (done.stdout.strip(), done.stderr) == (expected, "")
    assert [path.name for path in tmp_path.iterdir()] == [*kept]


def test_without_its_part_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert camera_ready()
    card_reader.load_cv2.cache_clear()
    monkeypatch.setitem(sys.modules, "cv2", None)

    with pytest.raises(MachineError) as told:
        read_cards(numpy.zeros((90, 160), "uint8"), DEALT)
    assert HOW_TO_INSTALL in str(told.value)
