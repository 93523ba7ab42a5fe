"""What the page of a step shows under its statement, one side at a time."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Side(StrEnum):
    """What the page shows under the statement."""

    TALK = "one prompt"
    STATEMENTS = "the three statements in full"
    PROMPTS = "all prompts"


TURNS_TO: Final = {
    Side.TALK: "One prompt",
    Side.STATEMENTS: "The statements",
    Side.PROMPTS: "All prompts",
}
"""What the key bar calls turning to a side."""
