"""The cards that a camera reads, to print: a pattern in front, and on the back the answer at each edge."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.raised_cards import ANSWERS, Edge
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Details, PageName, Session
from scrutiny_tui.domain.voting import NO_BALLOTS, ways
from scrutiny_tui.store.card_reader import marker
from scrutiny_tui.view.paper import answer_marks, answering, draws_labels
from scrutiny_tui.view.text_writers import render
from scrutiny_tui.view.written_files import place_files

CAMERA_CARDS: Final = "camera-cards.html"
"""The file of the cards."""


class CardSize(StrEnum):
    """The paper of a card: two on a page, or one that is read from farther away."""

    A5 = "a5"
    A4 = "a4"


def write_camera_cards(session: Session, folder: Path, size: CardSize, *, replace: bool = False) -> Path:
    """Write a card for everybody who answers into a folder, and return the file.

    Raises `RuleError` if the committee answers together, `InputError` if the file is there and is not to be replaced, and
    `MachineError` if it cannot be written or what reads the cards is not on this computer.
    """
    if PageName.CARDS not in ways(session.details):
        raise RuleError(NO_BALLOTS)
    [written] = place_files(folder, {CAMERA_CARDS: _page(session, size).encode()}, replace=replace)
    return written


_TEST_CARD: Final = {"whose": "Test card", "number": "", "side": 0, "pattern": ""}
"""It shows whether the backs are the right way up: if they are not, every 1 would be read as a 3."""


def _page(session: Session, size: CardSize) -> str:
    details = session.details
    level_1, level_2, level_3, unsure, *_ = answer_marks(session)
    marks = dict(zip(ANSWERS.values(), (level_1, level_2, level_3, unsure), strict=True))
    return render(
        CAMERA_CARDS,
        details=details,
        wording=session.wording,
        date=day(details.date),
        card_size=size.value,
        camera_cards=[_TEST_CARD, *(_card(details, voter) for voter in answering(session))],
        # Whoever holds a card sees its right edge where the camera sees the left one.
        card_edges=[(edge.name.lower(), marks[ANSWERS[edge.behind]]) for edge in Edge],
        labels_are_drawn=draws_labels(session),
        belongs_to_nobody=details.mode is Mode.INDIVIDUAL and details.secrecy is Secrecy.TOTALS,
    )


def _card(details: Details, voter: Voter) -> dict[str, str | int]:
    """Return what stands on a card: whose it is, its number if it is known by that, and the squares of its pattern."""
    by_number = details.mode is Mode.INDIVIDUAL and details.secrecy is not Secrecy.LABELS
    squares = marker(voter.id)
    black = [(x, y) for y, row in enumerate(squares) for x, is_black in enumerate(row) if is_black]
    return {
        "whose": "" if details.secrecy is Secrecy.TOTALS else voter.label,
        "number": f"Card {voter.id}" if by_number else "",
        "side": len(squares),
        "pattern": "".join(f"M{x} {y}h1v1h-1z" for x, y in black),
    }
