"""The page on which a step is answered, whatever the way, as everybody may see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scrutiny_tui.domain.phrases import turnout_line
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName, Session
from scrutiny_tui.domain.voting import turnout
from scrutiny_tui.view import page_view as blocks
from scrutiny_tui.view.blocks import Paragraph
from scrutiny_tui.view.page_view import Block, Shown

QUESTION: Final = "Which statement best describes us overall?"
_ON_SLIPS: Final = "Please mark your slip. Don't say your answer aloud."
_AT_TABLES: Final = "Each table agrees one answer, marks its slip and hands it in."
BY_HAND: Final = "Hold up your card or raise your hand. Please look straight ahead."
COUNTS_ALONE: Final = "Only totals are saved. Others may see your hand or card."
"""What is true of the secrecy of a show of hands, whatever was read out for slips."""
TO_COUNT: Final = "to count"
"""Stands behind how many hands or cards there are."""
_LARGE: Final = 2


def answering_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield what is answered and how, and how many people have answered; nothing tells what they answered."""
    item, now = session.wording.item(shown.place.item), turnout(session, shown.place.item)
    yield blocks.Title(item.id, item.title)
    yield blocks.Lead(QUESTION)
    if asked := how_to_answer(session, shown.place.page):
        yield Paragraph(asked)
    yield blocks.Gap()
    yield blocks.Choices(session.wording.levels)
    yield blocks.Gap()
    if shown.place.page is PageName.COUNT and now.missing:
        # Hands count all at once, and until then nobody has answered.
        yield blocks.Banner(str(now.missing), _LARGE)
        yield blocks.Lead(TO_COUNT)
    else:
        yield blocks.Banner(f"{now.given} of {now.here}", _LARGE)
        yield blocks.Progress(turnout_line(now), now.given, now.here)


def how_to_answer(session: Session, page: PageName) -> str:
    """Return what everyone is asked to do while answers are taken on a page; empty if nothing is."""
    if page is PageName.COUNT:
        return f"{BY_HAND} {COUNTS_ALONE}"
    if page is not PageName.ANSWERS:
        return ""
    return _AT_TABLES if session.details.mode is Mode.GROUPS else _ON_SLIPS
