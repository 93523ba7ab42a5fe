"""Takes words that were withdrawn out of every file of a session that this program can reach, and leaves all else there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.journal.places import session_files
from scrutiny_tui.store.journal.system import System
from scrutiny_tui.store.sessions import SessionFile

_SET_ASIDE: Final = re.compile(r".+\.[a-z]+-\d{8}T\d{6}(-\d+)?")
_NOT_ANEW: Final = "The journal still holds the words until this workshop is closed."
_SECOND: Final = "The second copy in {} may still hold the words: {}."
_ELSEWHERE: Final = (
    "{} has earlier copies of this workshop, which may still hold the words; delete them by hand if they do."
)
_ASIDE: Final = "{} was set aside earlier and may still hold the words; delete it by hand if it does."


def erase(
    file: SessionFile, documents: Iterable[tuple[str, int]], mirrors: Iterable[Path] = ()
) -> tuple[str, ...]:
    """Let the files of an open session hold these documents, by table and number, as they are now and nothing older.

    To be called once the change is saved. The session's file and its second copy are written anew, both journals begin
    anew, and every dated copy gets the document as it is now. Copies in `mirrors` other than the folder in use are left
    as they are. Returns a sentence for each thing that may still hold the words, and nothing where all is done; never
    raises for a file that cannot be touched.
    """
    told = []
    try:
        file.write_anew()
    except MachineError as error:
        told.append(f"{error} {_NOT_ANEW}")
    if file.lacks:
        told.append(_SECOND.format(file.mirror, file.lacks))
    told += [file.erase_in_copies(table, number) for table, number in sorted(documents)]
    told += [_ASIDE.format(path) for path in _set_aside(file)]
    told += [
        _ELSEWHERE.format(folder) for folder in mirrors if folder != file.mirror and _has_copies(file, folder)
    ]
    return tuple(dict.fromkeys(filter(None, told)))


def _set_aside(file: SessionFile) -> Iterator[Path]:
    """Yield files with bytes that were set aside, which are left as they are because nobody knows what is in them."""
    yield from (each for each in _files(file, file.mirror) if _SET_ASIDE.fullmatch(each.name))


def _has_copies(file: SessionFile, folder: Path) -> bool:
    return any(each.is_relative_to(folder) for each in _files(file, folder))


def _files(file: SessionFile, folder: Path) -> tuple[Path, ...]:
    # A folder in use that cannot be read is told already; another that cannot be read is not plugged in.
    with suppress(OSError):
        return session_files(System(), file.path, folder)
    return ()
