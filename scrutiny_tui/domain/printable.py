"""Which characters a terminal would act on rather than show."""

from __future__ import annotations

import unicodedata
from typing import Final

STAND_IN: Final = "□"
"""What is shown in place of such a character."""

_HARMFUL: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories no terminal should be sent: controls, bidirectional marks, lone surrogates, odd line breaks."""


def is_harmful(character: str) -> bool:
    """Tell whether a terminal would act on the character; line breaks and tabs are among those."""
    return unicodedata.category(character) in _HARMFUL


def printable(text: str) -> str:
    """Return the text without anything a terminal would act on; line breaks stay, tabs become blanks."""
    return "".join(
        STAND_IN if character != "\n" and is_harmful(character) else character
        for character in text.replace("\t", "    ")
    )
