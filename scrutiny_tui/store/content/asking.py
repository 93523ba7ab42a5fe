"""The questions that a pack offers after a result: read, and checked for the place of the level's word."""

from __future__ import annotations

from dataclasses import fields

from scrutiny_tui.domain.asking import LEVEL, Questions
from scrutiny_tui.store.content import limits
from scrutiny_tui.store.content.schema import Table

_NAME_A_LEVEL = frozenset({"case", "lead"})


def load_questions(table: Table) -> Questions:
    """Return the questions, the usual ones for keys left out; a form with or without the level by mistake is noted."""
    usual = Questions()
    found = Questions(
        **{
            field.name: table.optional_text(field.name, limits.QUESTION) or getattr(usual, field.name)
            for field in fields(Questions)
        }
    )
    for field in fields(Questions):
        form = getattr(found, field.name)
        if field.name in _NAME_A_LEVEL and LEVEL not in form:
            table.problem(field.name, f"Write {LEVEL} where the level's short word belongs.")
        elif field.name not in _NAME_A_LEVEL and LEVEL in form:
            table.problem(field.name, f"This question is asked whatever the level; take {LEVEL} out.")
    return found
