"""The blank form as a table for spreadsheets: one row for each person and step, the answer left empty.

The columns are those that answers are imported from.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.store.tables import guarded
from scrutiny_tui.view.paper.choosing import answering

COLUMNS: Final = ("voter", "item", "answer")


def rows(session: Session) -> Iterator[tuple[str, Item]]:
    """Yield whoever answers with each step or prompt that is answered."""
    for voter in answering(session):
        for item in session.items:
            yield safe(voter.label), item


def form_csv(session: Session) -> bytes:
    """Return the form as CSV in UTF-8 with the mark at its start that lets spreadsheets recognise it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows((guarded(voter), item.id, "") for voter, item in rows(session))
    return text.getvalue().encode("utf-8-sig")
