"""Makes text that somebody typed or imported harmless before it is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Final

STAND_IN: Final = "□"
"""What is shown in place of such a character."""

_HARMFUL: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories no terminal should be sent: controls, bidirectional marks, lone surrogates, odd line breaks."""

_MARKS: Final = {
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4`\uff07", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d", "-"),
}
"""Whatever a keyboard or a word processor makes of an apostrophe or a hyphen."""

_PLAINER: Final = str.maketrans({"_": " ", **_MARKS})

_MEANINGLESS: Final = frozenset("\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
"""Invisible characters that what is copied from web pages and documents is full of: soft hyphens, widths of nought."""

_JOINERS: Final = frozenset("\u200c\u200d")
"""Keep letters apart or join them, in Persian, in the scripts of India and in emoji."""

_VIRAMA: Final = 9
"""The combining class of the sign after which a joiner counts at the end of a word too."""

_FLAG: Final = re.compile("\U0001f3f4[\U000e0030-\U000e007a]{2,6}\U000e007f")
"""The flags of England, Scotland and Wales: a black flag and letters that nobody sees."""


def is_harmful(character: str) -> bool:
    """Tell whether a terminal would act on the character; line breaks and tabs are among those."""
    return unicodedata.category(character) in _HARMFUL


def is_harmless(text: str) -> bool:
    """Tell, quickly, that nothing in a text is harmful; False says only that each character has to be looked at.

    Python calls every character of a harmful kind not printable, and a few harmless ones, such as no-break spaces.
    """
    return text.replace("\n", "").isprintable()


def printable(text: str) -> str:
    """Return the text without anything a terminal would act on; line breaks stay, tabs become blanks."""
    if is_harmless(text):
        return text
    # Terminals and Windows send line breaks of their own.
    with_one_break = text.replace("\r\n", "\n").replace("\r", "\n")
    whole = without_meaningless(with_one_break.replace("\t", "    "))
    flags = {place for flag in _FLAG.finditer(whole) for place in range(*flag.span())}
    return "".join(
        STAND_IN
        if is_harmful(character) and character != "\n" and character not in _JOINERS and place not in flags
        else character
        for place, character in enumerate(whole)
    )


def without_meaningless(text: str) -> str:
    """Return the text without invisible characters that mean nothing where they stand."""
    if text.isascii():
        return text
    kept = "".join(each for each in text if each not in _MEANINGLESS)
    if _JOINERS.isdisjoint(kept):
        return kept
    around = zip(f"\0{kept}", kept, f"{kept[1:]}\0", strict=False)
    return "".join(each for before, each, after in around if each not in _JOINERS or _joins(before, after))


def _joins(before: str, after: str) -> bool:
    """Tell whether a joiner between these characters stands inside a word or an emoji."""
    kinds = unicodedata.category(before), unicodedata.category(after)
    inside = all(kind[0] in "LM" or kind in {"So", "Sk"} for kind in kinds)
    return inside or unicodedata.combining(before) == _VIRAMA


_ONE_LIKE_ANOTHER: Final = str.maketrans(
    {
        **_MARKS,
        "\u0131": "i", "\u00f8": "o", "\u00d8": "O", "\u0142": "l", "\u0141": "L", "\u00e6": "ae", "\u00c6": "AE",
        "\u0153": "oe", "\u0152": "OE", "\u00df": "ss", "\u0111": "d", "\u0110": "D",
    }
)  # fmt: skip
"""Apostrophes and hyphens as a keyboard has them, and letters that Unicode does not take apart."""


def unaccented(text: str) -> str:
    """Return the text without accents and invisible characters, with plain apostrophes and hyphens; capitals stay."""
    apart = unicodedata.normalize("NFKD", text.translate(_ONE_LIKE_ANOTHER))
    return "".join(each for each in apart if unicodedata.category(each) not in {"Mn", "Cf"})


def plain(text: str) -> str:
    """Return the text as headings, labels and answers are compared: one line, small letters, plain apostrophes.

    Composed and decomposed letters are the same, and invisible characters are none.
    """
    folded = text.translate(_PLAINER)
    if not folded.isascii():
        folded = unicodedata.normalize("NFKC", folded)
        folded = "".join(each for each in folded if unicodedata.category(each) != "Cf")
    return " ".join(folded.split()).casefold()


_BELOW: Final = r"(?:[\\/](?:{stem})?(?:[^\s:]*[^\s:.,;)])?)*"
"""What follows a folder in a path; the workshop's own file may have blanks in its name."""

_ELSEWHERE: Final = re.compile(r"[^\s(]*[\\/]\S*[^\s:.,;)](?: \S*[\\/]\S*[^\s:.,;)])*")
"""Any other path, as far as it can be told from words."""


def without_paths(told: str, path: Path, folders: Mapping[Path, str]) -> str:
    """Return what was told about a workshop's file at `path` with words in place of what lies in these folders.

    The words of a folder are those that it is called by, such as "the second folder". What lies anywhere else is
    another folder.
    """
    below = _BELOW.format(stem=re.escape(path.stem))
    named = {
        name: words for folder, words in folders.items() for name in (str(folder), str(folder.resolve()))
    }
    # The longest first: the second folder may be in the first.
    for name in sorted(named, key=len, reverse=True):
        told = _put(re.compile(f"{re.escape(name)}{below}"), named[name], told)
    return _put(_ELSEWHERE, "another folder", told)


def _put(found: re.Pattern[str], words: str, told: str) -> str:
    def put(match: re.Match[str]) -> str:
        named = f"a file in {words}" if "." in re.split(r"[\\/]", match[0])[-1] else words
        begins = told[: match.start()].rstrip()[-1:] in {"", "."}
        return f"{named[0].upper()}{named[1:]}" if begins else named

    return found.sub(put, told)


def safe(text: str) -> str:
    """Return the text as one line without anything a terminal would act on.

    White space, line breaks included, becomes single blanks, so that nobody can type a line of their own into a list.
    """
    return printable(" ".join(text.split()))


def safe_json(text: str) -> str:
    """Return JSON text with harmful characters written as escapes, so that it means the same and moves no cursor."""
    return "".join(
        _escaped(character) if character != "\n" and is_harmful(character) else character
        for character in text
    )


def _escaped(character: str) -> str:
    halves = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{halves[place : place + 4]}" for place in range(0, len(halves), 4))


_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 - wide signs count too
"""A spreadsheet takes text that begins so for a formula, or may after it dropped the tab or the line break."""

_GUARD: Final = "'"


def guarded(text: str) -> str:
    """Return the text as a cell of a CSV file, with an apostrophe before it where it looks like a formula."""
    return f"{_GUARD}{text}" if _looks_like_formula(text) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given for this cell; other text as it is."""
    return cell.removeprefix(_GUARD) if _looks_like_formula(cell) else cell


def _looks_like_formula(text: str) -> bool:
    # Text with apostrophes of its own gets one more, so that taking one away always gives it back.
    return text.lstrip(_GUARD).startswith(_FORMULA)


_WIDE: Final = frozenset("WF")
"""The East Asian widths that a terminal draws in two columns (Unicode Standard Annex 11)."""
_SECOND: Final = "\ue000"
"""Stands for the second column of a character while lines are broken; nobody can type it."""


def _spread(text: str) -> str:
    """Return the text with a character for every column it takes, but for marks that join another one."""
    if text.isascii():
        return text
    return "".join(
        f"{each}{_SECOND}" if unicodedata.east_asian_width(each) in _WIDE else each for each in text
    )


def columns_of(text: str) -> int:
    """Return how many columns of a terminal a line takes."""
    return len(_spread(text))


def padded(text: str, width: int) -> str:
    """Return the text with blanks up to so many columns of a terminal."""
    return text + " " * (width - columns_of(text))


def wrapped(text: str, width: int, later: str = "") -> list[str]:
    """Return the text as lines of at most so many columns of a terminal, broken at blanks; `later` begins all but one."""
    broken = wrap(_spread(text), width, subsequent_indent=later, break_on_hyphens=False)
    return [line.replace(_SECOND, "") for line in broken]


def levelled(wanted: Sequence[float], width: float) -> list[float]:
    """Return what each column gets if all together may take the width: those that want most get less, and equally much."""
    left = width
    for place, want in enumerate(sorted(wanted)):
        most = left / (len(wanted) - place)
        if want > most:
            return [min(each, most) for each in wanted]
        left -= want
    return [*wanted]
