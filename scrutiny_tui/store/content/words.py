"""Text as authors write it: folded to one line, and kept free of characters that a terminal would obey."""

from __future__ import annotations

from collections.abc import Iterable

from scrutiny_tui.domain.printable import is_harmful, is_harmless


def fold(text: str) -> str:
    """Return the text with every run of white space as one blank, and none at the ends."""
    return " ".join(text.split())


def unsafe_character(text: str) -> str:
    """Name the first character that must not reach a screen, such as "U+001B"; empty where there is none."""
    if is_harmless(text):
        return ""
    for character in text:
        if character != "\n" and is_harmful(character):
            return f"U+{ord(character):04X}"
    return ""


def visible(text: str) -> str:
    """Return the text as one line with unsafe characters written out, for messages about files not to be trusted."""
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if character == "\n" or unsafe_character(character)
        else character
        for character in text
    )


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return the end of a sentence: the nearest known word, or all that are known."""
    # Only an author's mistake needs it, and no other part of the program.
    from difflib import get_close_matches

    choices = sorted(known)
    nearest = get_close_matches(word, choices, n=1)
    if nearest:
        return f'did you mean "{nearest[0]}"?'
    return f"known here: {', '.join(choices)}." if choices else "there are none here."
