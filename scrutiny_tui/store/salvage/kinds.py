"""Which table a document of a session belongs to, as its fields tell: a line can have come under the wrong heading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scrutiny_tui.store.journal.shapes import Document

NEEDED: Final[Mapping[str, frozenset[str]]] = {
    table: frozenset(fields.split())
    for table, fields in {
        "schema": "version program session",
        "session": (
            "council committee date facilitator sponsor setting secrecy mode sponsor_answers facilitator_answers "
            "completed_by quotations prompts place"
        ),
        "wording": "pack version title levels thresholds prompts_label questions",
        "items": "id title short statement sentences prompts",
        "voters": "label role casts size makeup",
        "sittings": "started ended facilitator away promised handover finish labels_kept",
        "rounds": "item number sitting state totals closed prepared absent base reason",
        "ballots": "item round voter answer",
        "notes": "item kind text table",
        "agreed_levels": "level how different_view",
        "actions": "item text kind owner due status evidence",
        "trail": "text item",
        "earlier_judgements": "level whose",
        "marks": "kind rounds",
    }.items()
}
"""The fields that every document of a table has; further ones are there only where there is something to keep in them."""


def table_of(document: Document) -> str:
    """Return the table that a document belongs to; empty where its fields do not tell."""
    fitting = (table for table, fields in NEEDED.items() if fields <= document.keys())
    # A note has all fields that a line of the trail has, and more.
    return max(fitting, key=lambda table: len(NEEDED[table]), default="")
