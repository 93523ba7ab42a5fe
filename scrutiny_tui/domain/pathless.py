"""Takes the paths of a workshop's files out of a sentence: a path can name people, and the room sees what is projected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

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
