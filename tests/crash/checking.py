"""Compares what is left of a session with what was acknowledged, by opening a copy of it as a facilitator would.

If only totals are kept, it also looks at every file for a trace of who gave which answer.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from json import loads
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from scrutiny_tui.acts.library import Library
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.store.places import Places, keep_workshops, read_workshops
from scrutiny_tui.store.session_tables import DamageError, Encoder, read_state, session_of
from tests.crash.driving import ELSEWHERE, places_in
from tests.crash.facts import Facts, changed, facts

_SHOWN: Final = 4
"""So many facts are named in a sentence."""
_ONLY_TOTALS: Final = b'"secrecy":"totals only"'
_OF_A_PERSON: Final = (b'"answer":', b'"answered":')
"""What stands in a file before an answer of a person, and before a list of people who have answered."""


class Verdict(IntEnum):
    """What became of the session; the exit status of the checker."""

    OK = 0
    LOST = 1
    UNREADABLE = 2
    PHANTOM = 3
    TELLING = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the session, and why."""

    verdict: Verdict
    reason: str


@dataclass(slots=True)
class Expected:
    """What may be there, going by what was told."""

    acknowledged: Facts | None = None
    """Nothing while no session is known to have been set up."""
    tried: list[Facts] = field(default_factory=list)
    """What was tried since then; each may be there as well."""
    wrong: Outcome | None = None
    """What was wrong already when the program itself opened the session."""

    def take(self, line: str) -> None:
        """Go on by one line of the log."""
        word, _, rest = line.partition(" ")
        if word == "READY":
            self._open(loads(rest))
        elif word == "TRY":
            self.tried.append(changed(self.acknowledged or {}, loads(rest.partition(" ")[2])))
        elif word == "ACK":
            self.acknowledged, self.tried = self.tried[-1], []

    def judge(self, found: Facts) -> Outcome:
        """Say what is missing from what was found, or should not be there."""
        if self.acknowledged is None:
            return Outcome(Verdict.OK, "Nothing was acknowledged yet.")
        allowed = [self.acknowledged, *self.tried]
        if found in allowed:
            return Outcome(Verdict.OK, f"{len(found)} facts")
        if not found:
            return Outcome(Verdict.UNREADABLE, "There is no session.")
        known = self.acknowledged
        lost = [name for name in known if _is_new(name, found, allowed)]
        if lost:
            return Outcome(Verdict.LOST, f"{len(lost)} of {len(known)} facts: {_some(lost)}")
        strange = [name for name in found if _is_new(name, found, allowed)]
        if strange:
            return Outcome(Verdict.PHANTOM, f"{len(strange)} facts: {_some(strange)}")
        return Outcome(Verdict.PHANTOM, "A change is there by half.")

    def _open(self, found: Facts) -> None:
        outcome = self.judge(found)
        if outcome.verdict is not Verdict.OK:
            self.wrong = self.wrong or outcome
        self.acknowledged, self.tried = found, []


def _is_new(name: str, found: Facts, allowed: list[Facts]) -> bool:
    """Say whether a fact is as it must not be."""
    return all(found.get(name) != state.get(name) for state in allowed)


def _some(names: list[str]) -> str:
    return ", ".join(sorted(names)[:_SHOWN])


def check(folder: Path, lines: Iterable[str]) -> Outcome:
    """Say what survived in a folder of what these lines tell."""
    expected = Expected()
    for line in lines:
        expected.take(line)
    if expected.wrong:
        return expected.wrong
    if not folder.exists():
        return expected.judge({})
    with TemporaryDirectory(prefix="scrutiny-crash-") as spare:
        copy = Path(spare) / "copy"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.lock"))
        telling = _telling(copy)
        try:
            found = _open(copy)
        except ScrutinyError as error:
            return Outcome(Verdict.UNREADABLE, " ".join(str(error).split()))
    if telling:
        return Outcome(Verdict.TELLING, f"{telling} tells more than totals.")
    return expected.judge(found)


def _open(copy: Path) -> Facts:
    """Open the session of a copied folder for writing, recovering what there is to recover."""
    places = places_in(copy)
    _move_list(places, copy)
    library = Library(places)
    path = library.last()
    if path is None:
        return {}
    room = library.open(path)
    try:
        return facts(room.session)
    finally:
        room.close()


def _move_list(places: Places, copy: Path) -> None:
    """Have the list of workshops carried on elsewhere name the copies."""
    if places.settings and (known := read_workshops(places.settings)):
        keep_workshops(places.settings, tuple(copy / ELSEWHERE / path.name for path in known))


def _telling(folder: Path) -> str:
    """Return the name of a file in a folder that tells more than the totals, which are all that is kept; else nothing."""
    files = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    if not any(_ONLY_TOTALS in data for data in files.values()):
        return ""
    return next((path.name for path, data in files.items() if _tells(path.name, data)), "")


def _tells(name: str, data: bytes) -> bool:
    """Say whether a file holds more than what follows from the totals.

    A whole file has to be what a session with nothing else is written as, so that nothing in it hangs on who answered
    or in which order. One that is half written may at least not hold an answer of a person.
    """
    if any(words in data for words in _OF_A_PERSON):
        return True
    try:
        state = read_state(data)
        session = session_of(state, name)
    except (DamageError, ScrutinyError):
        return False
    return Encoder().encode(session, state.stamp.sequence) != data


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the folder with the log that the command line names, print one line and return the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if len(given) != 2:
        print("Use: checker.py DIR LOG", file=sys.stderr)  # noqa: T201 - a script
        return 64
    with Path(given[1]).open(encoding="ascii") as log:
        outcome = check(Path(given[0]), log)
    print(f"{outcome.verdict.name}: {outcome.reason}")  # noqa: T201 - a script
    return outcome.verdict
