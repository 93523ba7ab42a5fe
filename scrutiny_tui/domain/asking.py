"""The questions that a pack offers after a result, as forms into which the level's short word is put."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, TypeAlias

from scrutiny_tui.domain.fields import Text

LEVEL: Final = "{level}"
"""Stands in a form for the level's short word. Nothing else in a form is replaced."""

_Form: TypeAlias = Annotated[str, Text(120)]


@dataclass(frozen=True, slots=True)
class Questions:
    """Forms of questions for the whole room; they make the case for views and never point at a person."""

    case: _Form = "What would we show a visitor to make the case for {level}?"
    lead: _Form = "What might lead someone to choose {level}? Anyone may answer."
    same: _Form = "What might a child in our care say about this?"
    low: _Form = "What is the first thing that would move us on?"
    """After agreement at the first level."""
    evidence: _Form = "What would we show an inspector?"
    """After agreement at the furthest level, while no evidence is noted."""
    not_known: _Form = "What would we need to see to know, and who could show us?"
    too_few: _Form = "What would help us to judge this step?"


def about(form: str, word: str) -> str:
    """Return a form with the level's short word in it."""
    return form.replace(LEVEL, word)
