"""Keeps a very long word of the command line from filling the terminal when an error names it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from scrutiny_tui.domain.printable import printable

LONGEST: Final = 240
"""Characters up to which a word is told in full, because the path of a file may be so long."""
SHOWN: Final = 80
"""Characters that are shown of a longer one, its beginning and its end."""

_OPTION: Final = re.compile(r"--[\w-]+=")
_ANY: Final = re.compile(rf'"[^"\n]{{{LONGEST},}}"|\S{{{4 * LONGEST},}}')
"""What may be a part of such a word: something quoted, or a run without blanks that is no path."""


def shortened(text: str, words: Iterable[str]) -> str:
    """Return the text with every word of the command line that is very long cut in its middle, and so any part of one."""
    for word in words:
        value = _OPTION.sub("", word, count=1)
        if len(value) > LONGEST:
            shown = printable(value)
            for told in (shown, printable(" ".join(value.split())), printable(repr(value)[1:-1])):
                text = text.replace(told, _cut(told))
    return _ANY.sub(lambda found: _cut(found[0]), text)


def _cut(word: str) -> str:
    half = SHOWN // 2
    return f"{word[:half]}…{word[1 - half :]}" if len(word) > LONGEST else word
