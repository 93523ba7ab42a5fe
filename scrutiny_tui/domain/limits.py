"""How much a session may hold. What is saved can always be opened again, because both sides keep to these."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.domain.errors import RuleError

LONGEST_TEXT: Final = 20_000
"""Characters that any text of a session may have."""

LONGEST_NAME: Final = 120
"""Characters of a council's name, as many as its line in the form takes."""

HIGHEST_VOTER: Final = 999
"""Voter ids stay up to this, so that a ballot's id can be worked out from round and voter."""


def too_long(text: str, what: str, longest: int = LONGEST_TEXT) -> str:
    """Return the sentence that says that a text is too long to keep; empty if it is not."""
    if len(text) <= longest:
        return ""
    return f"{what} is longer than {longest} characters. Make it shorter; nothing was kept."


def check_text(text: str, what: str) -> str:
    """Return the text without white space at its ends. Raises `RuleError` if it is too long to keep."""
    if told := too_long(text, what):
        raise RuleError(told)
    return text.strip()
