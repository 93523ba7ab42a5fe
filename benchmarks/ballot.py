"""How long one ballot takes through the services, beside the same bytes put on the same disk without our code.

Run with: PYTHONPATH=. python benchmarks/ballot.py [FOLDER]
It prints one line for each size of session; the ratio is to be 2 at most. Ballots of all sizes and plain replacements take
turns, so that whatever else the machine does meets all of them. A plain replacement is a temporary file, fsync, rename
and fsync of the folder, with the bytes of the session file, in two folders. FOLDER is on the disk to measure; without it
that of temporary files is.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.results import workshop as results_of
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.store.session_file import create_session
from tests.support.sessions import library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZES: Final = ((30, 3, 1), (30, 12, 1), (30, 42, 1), (30, 42, 3))
"""Voters, items and rounds of each item that have a result before the ballots that are measured."""
TURNS: Final = 60
"""How often ballots of each size, and plain replacements, have a turn."""
BATCH: Final = 5
"""Ballots, or plain replacements, at a turn."""
_STEP: Final = 1
_LEVELS: Final = (Answer.LEVEL_1, Answer.LEVEL_2, Answer.LEVEL_3)


class Times(NamedTuple):
    """How long acts took, in milliseconds."""

    median: float
    late: float
    """All but one in twenty took no longer."""


@contextmanager
def voting(folder: Path, voters: int, items: int, rounds: int) -> Iterator[Workshop]:
    """Open a session with this many results, in which a vote is going on."""
    shelf = library(folder)
    path = folder / "sessions" / "measured.json"
    (folder / "mirror").mkdir(parents=True)
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


def replace_plainly(folders: tuple[Path, Path], data: bytes) -> None:
    """Replace a file in both folders, on the disk when this returns."""
    for folder in folders:
        descriptor = os.open(folder / "plain.tmp", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(descriptor, data)
        os.fsync(descriptor)
        os.close(descriptor)
        (folder / "plain.tmp").replace(folder / "plain")
        descriptor = os.open(folder, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


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
    """Yield for each size what casts a ballot, and what replaces the same bytes twice."""
    for place, size in enumerate(SIZES):
        inside = folder / str(place)
        workshop = opened.enter_context(voting(inside, *size))
        cast = casting(workshop)
        for _ in workshop.session.voters:
            cast()
        plain = inside / "plain-1", inside / "plain-2"
        for each in plain:
            each.mkdir()
        yield cast
        yield partial(replace_plainly, plain, workshop.path.read_bytes())


def main() -> None:
    """Print a line for each size."""
    where = sys.argv[1] if sys.argv[1:] else None
    with TemporaryDirectory(dir=where) as folder, ExitStack() as opened:
        found = measured(tuple(prepared(Path(folder), opened)))
    print("ballots  ballot ms  all but 5 %  plainly ms  all but 5 %  ratio")
    for (voters, items, rounds), ours, plain in zip(SIZES, found[::2], found[1::2], strict=True):
        print(
            f"{voters * items * rounds:7,}  {ours.median:9.2f}  {ours.late:11.2f}  {plain.median:10.2f}  "
            f"{plain.late:11.2f}  {ours.median / plain.median:5.2f}"
        )


if __name__ == "__main__":
    main()
