"""Every act of the program, in the order in which help and palette list them."""

from __future__ import annotations

from scrutiny_tui.acts import (
    follow_up_acts,
    note_acts,
    people_acts,
    plan_acts,
    question_acts,
    setting_acts,
    time_acts,
    vote_acts,
    word_acts,
)
from scrutiny_tui.acts.act import CATALOGUE

__all__ = [
    "CATALOGUE",
    "follow_up_acts",
    "note_acts",
    "people_acts",
    "plan_acts",
    "question_acts",
    "setting_acts",
    "time_acts",
    "vote_acts",
    "word_acts",
]
