"""The cards for the camera: what stands on the back at an edge is what the camera reads if that edge is up."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

pytest.importorskip("cv2", reason="cards are read by OpenCV")

import numpy

from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.raised_cards import ANSWERS
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.card_reader import read_cards
from scrutiny_tui.view.camera_cards import CardSize, write_camera_cards
from tests.view.report_files import Page

if TYPE_CHECKING:
    from scrutiny_tui.store.card_reader import Frame

PRINTED: Final = {
    "1Beginning its journey": Answer.LEVEL_1,
    "2Developing its practice": Answer.LEVEL_2,
    "3Strong and embedded": Answer.LEVEL_3,
    "?Don't know": Answer.DONT_KNOW,
}
TURNS: Final = {"top": 0, "right": 1, "bottom": 2, "left": 3}
"""Quarter turns against the clock, as its holder sees the card, that bring an edge of the back to the top."""


def cards(session: Session, folder: Path, size: CardSize = CardSize.A5, **details: Any) -> str:
    now = replace(session, details=replace(session.details, **details))
    return write_camera_cards(now, folder, size, replace=True).read_text(encoding="utf-8")


def patterns(html: str) -> list[Frame]:
    """Return each card's front as it is printed, drawn from the squares in the file."""
    found = []
    for side, path in re.findall(r'viewBox="0 0 (\d+) \d+".*?<path d="([^"]+)"', html, re.DOTALL):
        front = numpy.full((int(side) + 4, int(side) + 4), 255, "uint8")
        for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path):
            front[int(y) + 2, int(x) + 2] = 0
        found.append(front.repeat(12, 0).repeat(12, 1))
    return found


def printed_at_edges(html: str) -> dict[str, Answer]:
    """Return the answer at each edge of the first back."""
    found = re.findall(r'<p class="answer (\w+)"><b>(.)</b>([^<]+)</p>', html)
    return {edge: PRINTED[(key + words).replace("&#39;", "'")] for edge, key, words in found[:4]}


def test_the_answer_at_the_top_of_the_back_is_what_the_camera_reads(session: Session, tmp_path: Path) -> None:
    html = cards(session, tmp_path)
    fronts, answers = patterns(html), printed_at_edges(html)
    assert len(fronts) == 5
    assert {*answers.values()} == {*PRINTED.values()}
    for number, front in enumerate(fronts, start=1):
        for edge, turns in TURNS.items():
            # Who holds the card turns it the other way round than the camera sees it turn.
            seen = numpy.ascontiguousarray(numpy.rot90(front, -turns))
            found = read_cards(seen, range(1, 6)).cards
            assert {card: ANSWERS[up] for card, up in found.items() if up is not None} == {
                number: answers[edge]
            }


@pytest.mark.parametrize(
    ("secrecy", "whose", "told"),
    [
        (Secrecy.LABELS, "Member 2", "members draw theirs from a hat"),
        (Secrecy.BY_NAME, "Member 2 · Card 2", "Give everyone the card with their name"),
        (Secrecy.TOTALS, "Card 2", "Shuffle the cards, and let everyone draw one."),
    ],
)
def test_a_card_says_whose_it_is_unless_it_belongs_to_nobody(
    session: Session, tmp_path: Path, secrecy: Secrecy, whose: str, told: str
) -> None:
    html = cards(session, tmp_path, secrecy=secrecy)
    assert f"<strong>{whose}</strong>" in html
    assert told in Page(html.encode()).text
    assert ("Member" in re.sub(r"<header.*</header>", "", html, flags=re.DOTALL)) is (
        secrecy is not Secrecy.TOTALS
    )


@pytest.mark.parametrize(("size", "sheets"), [(CardSize.A5, 6), (CardSize.A4, 12)])
def test_each_sheet_of_fronts_is_followed_by_its_backs_and_the_first_card_tests_the_printing(
    session: Session, tmp_path: Path, size: CardSize, sheets: int
) -> None:
    html = cards(session, tmp_path, size)
    parts = html.split('<section class="sheet')[1:]
    assert len(parts) == sheets
    for front, back in zip(parts[::2], parts[1::2], strict=True):
        on_front = re.findall(r'aria-label="Pattern of ([^"]+)"', front)
        on_back = re.findall(r"<strong>([^<]+)</strong>", back)
        assert [each for each in on_back if each != "Test card"] == on_front
        assert not re.search(r'class="(answer|whose)', front), "nobody reads an answer off a front"
    assert "this arrow points up" in parts[0]
    assert "Test card" in parts[1]


def test_a_committee_that_answers_together_needs_none(session: Session, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="agrees together"):
        cards(session, tmp_path, mode=Mode.COLLECTIVE)


def test_cards_made_before_are_replaced_only_if_that_is_said(session: Session, tmp_path: Path) -> None:
    first = write_camera_cards(session, tmp_path, CardSize.A5)
    with pytest.raises(InputError):
        write_camera_cards(session, tmp_path, CardSize.A4)
    assert "sheet a5" in first.read_text(encoding="utf-8")
