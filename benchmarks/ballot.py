"""How long one ballot takes through the services, its second copy included, beside two plain lines put on the same disk.

Run with: PYTHONPATH=. python benchmarks/ballot.py [FOLDER]
It prints one line for each size of session. Ballots of all sizes and plain lines take turns, so that whatever else the
machine does meets all of them. A plain line is as long as what a ballot writes, appended to two files and synced in each. FOLDER is on the
disk to measure; without it that of temporary files is.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Final

from benchmarks.results import workshop as results_of
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.store.sessions import create_session
from tests.support.sessions import library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZES: Final = ((5, 2, 1), (30, 33, 1), (60, 42, 4))
"""Voters, items and rounds of each item that have a result before the ballots that are measured: about 10, 1,000 and 10,000."""
TURNS: Final = 60
"""How often ballots of each size, and plain lines, have a turn."""
BATCH: Final = 10
"""Ballots, or pairs of plain lines, at a turn."""
_STEP: Final = 1
_LEVELS: Final = (Answer.LEVEL_1, Answer.LEVEL_2, Answer.LEVEL_3)


@dataclass(frozen=True, slots=True)
class Times:
    """How long acts took, in milliseconds."""

    median: float
    late: float
    """All but one in twenty took no longer."""


@contextmanager
def voting(folder: Path, voters: int, items: int, rounds: int) -> Iterator[Workshop]:
    """Open a session with this many results, in which a vote is going on."""
    shelf = library(folder)
    path = folder / "sessions" / "measured.json"
    create_session(path, results_of(voters, items, rounds), folder / "mirror").close()
    with closing(shelf.open(path)) as opened:
        opened.continue_sitting()
        opened.open_round(_STEP)
        yield opened


def casting(workshop: Workshop) -> Callable[[], None]:
    """Return what casts one ballot, each time another one."""
    ballots = cycle((voter, level) for level in _LEVELS for voter in workshop.session.voters)

    def cast() -> None:
        voter, level = next(ballots)
        workshop.cast(_STEP, voter, level)

    return cast


def length_of_line(workshop: Workshop, cast: Callable[[], None]) -> int:
    """Return how many bytes a ballot adds to the journal."""
    journal = workshop.path.with_suffix(".journal")
    before = journal.stat().st_size
    cast()
    return journal.stat().st_size - before


@contextmanager
def two_plain_files(folder: Path) -> Iterator[tuple[int, int]]:
    """Open one file beside the session and one beside its second copy."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    opened = [os.open(folder / name / "plain", flags, 0o600) for name in ("sessions", "mirror")]
    try:
        yield opened[0], opened[1]
    finally:
        for descriptor in opened:
            os.close(descriptor)


def put_plainly(files: tuple[int, int], line: bytes) -> None:
    """Append the line to both files, on the disk when this returns."""
    for descriptor in files:
        os.write(descriptor, line)
        os.fsync(descriptor)


def milliseconds(act: Callable[[], None]) -> float:
    """Return how long something takes once."""
    start = perf_counter()
    act()
    return 1000 * (perf_counter() - start)


def measured(acts: Sequence[Callable[[], None]]) -> list[Times]:
    """Return how long each of the acts takes when batches of them alternate."""
    found: list[list[float]] = [[] for _ in acts]
    for _ in range(TURNS):
        for act, times in zip(acts, found, strict=True):
            times.extend(milliseconds(act) for _ in range(BATCH))
    return [Times(median(times), quantiles(times, n=20)[-1]) for times in found]


def prepared(folder: Path, opened: ExitStack) -> Iterator[Callable[[], None]]:
    """Yield for each size what casts a ballot, and what puts two plain lines as long."""
    for place, size in enumerate(SIZES):
        inside = folder / str(place)
        workshop = opened.enter_context(voting(inside, *size))
        files = opened.enter_context(two_plain_files(inside))
        cast = casting(workshop)
        yield cast
        yield partial(put_plainly, files, bytes(length_of_line(workshop, cast)))


def main() -> None:
    """Print a line for each size."""
    where = sys.argv[1] if sys.argv[1:] else None
    with TemporaryDirectory(dir=where) as folder, ExitStack() as opened:
        found = measured(tuple(prepared(Path(folder), opened)))
    print("ballots  ballot ms  all but 5 %  two lines ms  all but 5 %  ratio")
    for (voters, items, rounds), ours, plain in zip(SIZES, found[::2], found[1::2], strict=True):
        print(
            f"{voters * items * rounds:7}  {ours.median:9.2f}  {ours.late:11.2f}  {plain.median:12.2f}  "
            f"{plain.late:11.2f}  {ours.median / plain.median:5.2f}"
        )


if __name__ == "__main__":
    main()
