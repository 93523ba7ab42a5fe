"""The page on which a step is answered, whatever the way, as everybody may see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from scrutiny_tui.domain.phrases import EVERYONE_IN, capitalised, several, turnout_line
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import PageName, Session
from scrutiny_tui.domain.voting import turnout
from scrutiny_tui.view import page_view as blocks
from scrutiny_tui.view.blocks import ItemList, Paragraph
from scrutiny_tui.view.page_view import Block, CardsShown, Shown

QUESTION: Final = "Which statement best describes us overall?"
_ON_SLIPS: Final = "Please mark your slip. Don't say your answer aloud."
_ON_SCRAPS: Final = "Write 1, 2 or 3 on a scrap of paper, not on your slip. Don't say it aloud."
_AT_TABLES: Final = "Each table agrees one answer, marks its slip and hands it in."
BY_HAND: Final = "Hold up your card or raise your hand. Please look straight ahead."
COUNTS_ALONE: Final = "Only totals are saved. Others may see your hand or card."
"""What is true of the secrecy of a show of hands, whatever was read out for slips."""
RAISE: Final = "Please raise your card, with your answer at the top."
_TABLE_RAISES: Final = "Each table agrees one answer and raises its card, with that answer at the top."
KEPT_DOWN: Final = "To give no answer, keep it down and tell the facilitator."
NO_PICTURE: Final = "the camera only reads the cards, and no picture is shown, kept or sent."
"""What becomes of what a camera sees of the room."""
TRIAL: Final = "A trial: please raise your card. Nothing counts yet."
TO_COUNT: Final = "to count"
"""Stands behind how many hands or cards there are."""


def answering_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield what is answered and how, and how many people have answered; nothing tells what they answered."""
    item, now = session.wording.item(shown.place.item), turnout(session, shown.place.item)
    yield blocks.Title(item.id, item.title)
    if shown.cards and shown.cards.trial:
        yield from _trial(session, shown.cards, now.here)
        return
    yield blocks.Lead(QUESTION)
    if asked := how_to_answer(session, shown.place.page):
        yield Paragraph(asked)
    yield blocks.Gap()
    yield blocks.Choices(session.wording.levels)
    yield blocks.Gap()
    if shown.place.page is PageName.COUNT and now.missing:
        # Hands count all at once, and until then nobody has answered.
        yield blocks.Banner(str(now.missing), blocks.LARGE)
        yield blocks.Lead(TO_COUNT)
    else:
        yield blocks.Banner(f"{now.given} of {now.here}", blocks.LARGE)
        yield blocks.Progress(turnout_line(now), now.given, now.here)
    if shown.cards:
        unread = card_names(session, shown.cards.unread)
        yield blocks.Lead(f"Still to see: {unread}" if unread else EVERYONE_IN)


def _trial(session: Session, cards: CardsShown, here: int) -> Iterator[Block]:
    """Yield how well the raised cards are seen, and what to change."""
    yield blocks.Lead(TRIAL)
    yield Paragraph(capitalised(NO_PICTURE))
    if cards.seen is None:
        return
    yield blocks.Gap()
    yield blocks.Banner(str(len(cards.seen)), blocks.LARGE)
    are = "card is seen" if len(cards.seen) == 1 else "cards are seen"
    yield blocks.Lead(f"{are} · {several(here, 'person is', 'people are')} here")
    yield ItemList(tuple(_to_change(session, cards)))


def _to_change(session: Session, cards: CardsShown) -> Iterator[str]:
    unseen = card_names(session, cards.unread)
    if cards.dark:
        yield "More light, please: the picture is dark."
    if not cards.seen:
        yield "Turn the laptop to the room. Hold the card still, with the pattern to the camera."
    elif unseen:
        yield f"Not seen: {unseen}. Is a hand over the pattern, or somebody in front?"
    if cards.small:
        yield f"Small: {card_names(session, cards.small)}. Come nearer, or use the cards on A4."
    if cards.seen and not (unseen or cards.small or cards.dark):
        yield "Every card is seen, and large enough."


def card_names(session: Session, numbers: Iterable[int]) -> str:
    """Return what people know their cards by, such as "Chair, Member 3, 8": never a name, and in totals only numbers."""
    found = sorted(numbers)
    if session.details.mode is Mode.INDIVIDUAL and session.details.secrecy is not Secrecy.LABELS:
        labels = [f"card {number}" for number in found]
    else:
        labels = [session.voters[number].label for number in found if number in session.voters]
    stems = [label.rpartition(" ")[0] if label[-1:].isdigit() else "" for label in labels]
    before = ["", *stems]
    shorter = (
        label.removeprefix(f"{stem} ") if stem and stem == earlier else label
        for label, stem, earlier in zip(labels, stems, before, strict=False)
    )
    return ", ".join(shorter)


def how_to_answer(session: Session, page: PageName) -> str:
    """Return what everyone is asked to do while answers are taken on a page; empty if nothing is."""
    if page is PageName.COUNT:
        return f"{BY_HAND} {COUNTS_ALONE}"
    if page is PageName.CARDS:
        asked = _TABLE_RAISES if session.details.mode is Mode.GROUPS else RAISE
        return f"{asked} {KEPT_DOWN} {capitalised(NO_PICTURE)}"
    asked = _AT_TABLES if session.details.mode is Mode.GROUPS else _ON_SLIPS
    return (_ON_SCRAPS if session.is_warm_up else asked) if page is PageName.ANSWERS else ""
