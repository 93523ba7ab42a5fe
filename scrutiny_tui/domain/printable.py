"""Which characters a terminal would act on rather than show."""

from __future__ import annotations

import unicodedata
from typing import Final

STAND_IN: Final = "□"
"""What is shown in place of such a character."""

_HARMFUL: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories no terminal should be sent: controls, bidirectional marks, lone surrogates, odd line breaks."""

_PLAINER: Final = str.maketrans({"_": " ", **dict.fromkeys("\u2018\u2019\u02bc\u2032\u00b4`", "'")})
"""Underscores are blanks, and whatever a keyboard or a word processor makes of an apostrophe is one."""


def is_harmful(character: str) -> bool:
    """Tell whether a terminal would act on the character; line breaks and tabs are among those."""
    return unicodedata.category(character) in _HARMFUL


def is_harmless(text: str) -> bool:
    """Tell, quickly, that nothing in a text is harmful; False says only that each character has to be looked at.

    Python calls every character of a harmful kind not printable, and a few harmless ones, such as no-break spaces.
    """
    return text.replace("\n", "").isprintable()


def with_one_break(text: str) -> str:
    """Return the text with every line break as the one that is kept, also those that terminals and Windows send."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def printable(text: str) -> str:
    """Return the text without anything a terminal would act on; line breaks stay, tabs become blanks."""
    if is_harmless(text):
        return text
    return "".join(
        STAND_IN if character != "\n" and is_harmful(character) else character
        for character in with_one_break(text).replace("\t", "    ")
    )


def plain(text: str) -> str:
    """Return the text as headings, labels and answers are compared: one line, small letters, plain apostrophes."""
    return " ".join(text.translate(_PLAINER).split()).casefold()
