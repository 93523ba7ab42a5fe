"""How much a session may hold. What is saved can always be opened again, because both sides keep to these."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.domain.errors import RuleError

LONGEST_TEXT: Final = 20_000
"""Characters that any text of a session may have."""

HIGHEST_VOTER: Final = 999
"""Voter ids stay up to this, so that a ballot's id can be worked out from round and voter."""


def check_text(text: str, what: str) -> str:
    """Return the text without white space at its ends. Raises `RuleError` where it is too long to keep."""
    if len(text) > LONGEST_TEXT:
        raise RuleError(
            f"{what} is longer than {LONGEST_TEXT} characters. Make it shorter; nothing was kept."
        )
    return text.strip()
