"""What can be saved at the close of a workshop, in the order in which it is offered."""

from __future__ import annotations

from datetime import date
from typing import Final

from scrutiny_tui.domain.actions import follow_ups
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.installation import can_make_pdf
from scrutiny_tui.view.document_files import DATA, REPORT, Documents, Format, papers_of
from scrutiny_tui.view.report_view import Edition, Kind, RecordOptions


@record
class Offer:
    """Something that can be saved at the close."""

    words: str
    """What it is called."""
    formats: tuple[Format, ...]
    editions: tuple[Edition, ...] = ()
    """Which papers; empty for the data."""
    names_people: bool = False
    """Whether it says who gave which answer: then it is asked for twice."""
    is_printed: bool = False
    """Whether it is for paper: then it is a PDF file if one can be made here."""


AT_CLOSE: Final = {
    "committee": Offer("Committee report", (Format.WORD,), (Edition.COMMITTEE,)),
    "one page": Offer("One page to take away", (Format.WORD,), (Edition.ONE_PAGE,), is_printed=True),
    "record": Offer("Full record", (Format.WORD,), (Edition.RECORD,)),
    "children": Offer("Draft page for the children in care council", (Format.WORD,), (Edition.CHILDREN,)),
    "six months on": Offer("Six months on: what became of it", (Format.WORD,), (Edition.SIX_MONTHS_ON,)),
    "all": Offer("Every paper in every format", REPORT, tuple(Edition)),
    "data": Offer("Figures as CSV, Excel and JSON", DATA),
    "dates": Offer("Dates of the actions, for a calendar", (Format.CALENDAR,)),
    "full": Offer("Record with each person's answers", (Format.WORD,), (Edition.RECORD,), names_people=True),
}
"""What can be saved at the close, in the order in which it is offered."""
PAPERS_AT_CLOSE: Final = ("committee", "one page", "record", "children")
"""The papers that come first, each for somebody else."""
BEFORE_FULL: Final = (
    "This record shows who gave which answer. Save it?",
    "It must not be published or sent round. Save it?",
)
SAYS_PERSONAL: Final = "Each page says that it holds personal data."
_ONE_FORMAT: Final = {
    Format.WORD: "Word",
    Format.PDF: "PDF",
    Format.HTML: "HTML, which Word opens",
    Format.CALENDAR: "iCalendar",
}


def papers_at_close(session: Session) -> tuple[str, ...]:
    """Return the papers that are offered first; that of a follow-up before the others while one is held."""
    return (*("six months on",) * session.sitting.is_follow_up, *PAPERS_AT_CLOSE)


def offers_at_close(session: Session) -> tuple[str, ...]:
    """Return what can be saved at the close, the papers first.

    Who gave which answer only if anybody's own answer is kept, the paper of a follow-up only if one was held.
    """
    left_out = {key for key, offer in AT_CLOSE.items() if offer.names_people and not session.holds_ballots}
    left_out |= set() if follow_ups(session) else {"six months on"}
    return tuple(key for key in dict.fromkeys((*papers_at_close(session), *AT_CLOSE)) if key not in left_out)


def at_close(wanted: str, session: Session, made: date, pack: Pack) -> Documents:
    """Return what is written if somebody wants this at the close."""
    offer = AT_CLOSE[wanted]
    options = RecordOptions(Kind.FULL if offer.names_people else Kind.PUBLIC)
    formats = (Format.PDF,) if offer.is_printed and can_make_pdf() else offer.formats
    editions = papers_of(session) if wanted == "all" else offer.editions
    return Documents(session, made, formats, options, pack, editions=editions)


def words_at_close(wanted: str, asked: Documents) -> str:
    """Return what something is called at the close, with the format of its file if that is one."""
    words = AT_CLOSE[wanted].words
    return words if len(asked.formats) > 1 else f"{words} ({_ONE_FORMAT[asked.makeable[0]]})"
