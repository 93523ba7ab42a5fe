"""Puts the report of a workshop together: the same blocks for every format."""

from __future__ import annotations

from datetime import date
from typing import Final

from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.record.blocks import Document
from scrutiny_tui.view.record.harmless import harmless
from scrutiny_tui.view.record.options import RecordOptions
from scrutiny_tui.view.record.sections.accords import not_enough_known, where_we_agree, where_we_diverge
from scrutiny_tui.view.record.sections.annex import how_it_is_worked_out
from scrutiny_tui.view.record.sections.author import for_the_author
from scrutiny_tui.view.record.sections.ballots import answers_by_person
from scrutiny_tui.view.record.sections.closing import corrections, sources, wording_used
from scrutiny_tui.view.record.sections.glance import at_a_glance
from scrutiny_tui.view.record.sections.opening import how_it_was_run, opening, status, title
from scrutiny_tui.view.record.sections.plan import plan, priorities
from scrutiny_tui.view.record.sections.steps import each_step
from scrutiny_tui.view.record.view import view

_SECTIONS: Final = (
    opening,
    how_it_was_run,
    at_a_glance,
    where_we_agree,
    where_we_diverge,
    each_step,
    not_enough_known,
    priorities,
    plan,
    for_the_author,
    how_it_is_worked_out,
    corrections,
    wording_used,
    sources,
    answers_by_person,
)
"""Every part, in the order of the report."""


def workshop_record(
    session: Session, made: date, options: RecordOptions | None = None, pack: Pack | None = None
) -> Document:
    """Return the report of a workshop as it stands, whether or not every step is done.

    It tells nothing about a vote that is open but how many answers are in, and of one that was set aside only that it
    was. `made` is the day that the report bears, `pack` the source of the lessons; without it they are left out.
    """
    seen = view(session, made, options or RecordOptions(), pack)
    details = session.details
    blocks = tuple(block for section in _SECTIONS for block in section(seen))
    about = f"{details.council}, {day(details.date)}"
    return harmless(Document(title(seen), status(seen), about, made, blocks))
