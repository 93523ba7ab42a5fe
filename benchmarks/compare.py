"""How long a folder of workshops takes as one table, and how much memory: 100 and 1,000 of them.

Run with: PYTHONPATH=. python benchmarks/compare.py
It prints one line for each size: seconds and the most memory of a program of its own that starts, reads every workshop
and prints its line, beside the same with a single workshop. Each workshop has 15 people, the shipped wording and a
result for every step.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from benchmarks.results import workshop
from scrutiny_tui.domain.pack import pin
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.store.session_file import create_session
from tests.support.sessions import SHIPPED

SIZES: Final = (1, 100, 1000)
"""Workshops in the folder."""
RUNS: Final = 3
_PEOPLE: Final = 15
_STEPS: Final = 6


def fill(folder: Path, number: int) -> None:
    """Write so many workshops into a folder."""
    made = workshop(_PEOPLE, _STEPS, 1)
    made = replace(made, wording=pin(read_pack(SHIPPED / "six-steps")))
    for place in range(number):
        details = replace(made.details, council=f"Council {place}")
        path = folder / f"{place:04}.json"
        create_session(path, replace(made, id=f"session-{place}", details=details), folder / "mirror").close()


def measure(folder: Path) -> tuple[float, float]:
    """Return seconds and megabytes of a program that lists the folder."""
    words = [sys.executable, "-m", "scrutiny_tui", "compare", "--folder", str(folder)]
    start = perf_counter()
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(child.returncode)
    return perf_counter() - start, used.ru_maxrss / 1024


def main() -> None:
    """Measure every size and print a line for each."""
    for number in SIZES:
        with TemporaryDirectory() as name:
            fill(Path(name), number)
            found = [measure(Path(name)) for _ in range(RUNS)]
        seconds, megabytes = min(each[0] for each in found), max(each[1] for each in found)
        print(f"{number:5} workshops: {seconds:6.2f} s, {megabytes:6.1f} MB at most")


if __name__ == "__main__":
    main()
