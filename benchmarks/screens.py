"""How long the room waits: for the first page, for a key, for the next page, beside a program of one label.

Run with: python benchmarks/screens.py
Every run of ours is followed or preceded by one of the label, on a terminal of the same size, so that what else the
machine does weighs on both; the medians of the ratios hardly change from machine to machine, milliseconds do.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.results import workshop as results_of
from benchmarks.watching import idle_percent, peak_megabytes, seconds_after, seconds_until, settle
from scrutiny_tui.domain.moves import show_promise
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import open_round, reveal
from scrutiny_tui.store.session_file import create_session
from scrutiny_tui.store.system import local_time
from tests.support.sessions import FixedClock, details, library, people
from tests.support.terminal import Terminal, terminal

RUNS = 11
SESSIONS = 20
VOTERS = 30
IDLE_SECONDS = 10.0
OURS = ("-m", "scrutiny_tui")
FLOOR = ("benchmarks/floor.py",)
LEFT, RIGHT, ESCAPE = "\x1b[D", "\x1b[C", "\x1b"
LIMITS = {
    "a slip's key, saved on the disk": "at most 20",
    "a slip's key, 360 ballots": "at most 20",
    "a slip's key, 3,780 ballots": "at most 45",
    "result": "at most 60",
    "from step to step": "at most 60",
    "next step": "at most 60",
}
"""What was aimed at, in milliseconds."""


def fill(folder: Path) -> dict[str, str]:
    """Write workshops into a folder, the last at step 1 with nothing answered; return the environment to find them."""
    draw = random.Random(1)  # noqa: S311 - a made-up room, no secret
    shelf = library(folder, clock=FixedClock(local_time()))
    for _ in range(SESSIONS):
        room = shelf.create(details(), people(VOTERS))
        room.save(show_promise(room.session))
        for step in (4, 5, 6):
            room.open_round(step)
            for voter in range(1, VOTERS + 1):
                room.cast(step, voter, Answer(draw.choice("123")))
            room.save(reveal(room.session, step))
        room.move_to(Place(PageName.STEP, 1))
        room.close()
    return {"SCRUTINY_SESSIONS": str(folder / "sessions"), "SCRUTINY_MIRROR": str(folder / "mirror")}


def first_frames(
    words: tuple[str, ...], shown: str, environment: Mapping[str, str]
) -> tuple[float, float, float]:
    """Return the median seconds to the first useful frame, those of the label, and the median of the ratios."""
    mine: list[float] = []
    floor: list[float] = []
    for run in range(-1, RUNS):
        order = ((words, shown, mine), (FLOOR, "floor", floor))
        for program, text, times in order if run % 2 else reversed(order):
            since = time.perf_counter()
            with terminal(program, environment) as screen:
                taken = seconds_until(screen, since, text)
            if run >= 0:
                times.append(taken)
    ratios = [ours / theirs for ours, theirs in zip(mine, floor, strict=True)]
    return median(mine), median(floor), median(ratios)


def version_ratio() -> tuple[float, float, float]:
    """Return the median seconds of `--version`, of Python doing nothing, and the median of the ratios."""
    mine: list[float] = []
    bare: list[float] = []
    for _ in range(2 * RUNS):
        for words, times in (((*OURS, "--version"), mine), (("-c", "pass"), bare)):
            since = time.perf_counter()
            subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - since)
    ratios = [ours / theirs for ours, theirs in zip(mine, bare, strict=True)]
    return median(mine), median(bare), median(ratios)


def say(what: str, times: list[float], limit: str) -> None:
    """Print the median and the 95th percentile of some times."""
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{what:36}{1000 * median(times):8.1f} ms  p95 {1000 * late:7.1f} ms  of {len(times):3}   {limit}")


def next_slip(number: int) -> str:
    """Return what the page says when the slip of the person with this number is awaited."""
    return f"Next slip: Member {number}" if number <= VOTERS else "Everyone who is here has answered."


def hold(screen: Terminal) -> dict[str, list[float]]:
    """Hold three steps as a facilitator does, and return the seconds that each kind of key took."""
    times: dict[str, list[float]] = {}

    def press(what: str, keys: str, *shown: str) -> None:
        taken = seconds_after(screen, keys, *shown)
        times.setdefault(what, []).append(taken)
        settle(screen)

    for step in range(1, 4):
        press("first slip of a step", "v", next_slip(1))
        for number in range(1, VOTERS + 1):
            press("a slip's key, saved on the disk", "123"[number % 3], next_slip(number + 1))
        press("result", "r", "ASK NEXT")
        press("overview", "o", "TALK NEXT")
        press("step opened from the overview", "\r", "ASK NEXT")
        press("next step", RIGHT, f"Step {step + 1}")
        press("palette", "\x10", "Search for commands")
        press("out of the palette", ESCAPE, "To talk about")
    for key, step in ((LEFT, 3), (LEFT, 2), (RIGHT, 3), (LEFT, 2), (RIGHT, 3), (RIGHT, 4)) * 3:
        press("from step to step", key, f"Step {step} of 6")
    return times


def keys_in(folder: Path, items: int, rounds: int) -> list[float]:
    """Return the seconds that slips' keys take in a session with so many answered items and rounds of each."""
    session = results_of(VOTERS, items, rounds)
    ready = replace(open_round(show_promise(session), 1), place=Place(PageName.STEP, 1))
    (folder / "mirror").mkdir(parents=True)
    create_session(folder / "sessions" / "deep.json", ready, folder / "mirror").close()
    environment = {"SCRUTINY_SESSIONS": str(folder / "sessions"), "SCRUTINY_MIRROR": str(folder / "mirror")}
    times = []
    with terminal((*OURS, "open", "last"), environment) as screen:
        seconds_until(screen, time.perf_counter(), "Step 1")
        settle(screen)
        seconds_after(screen, "v", next_slip(1))
        for number in range(1, VOTERS + 1):
            settle(screen)
            times.append(seconds_after(screen, "123"[number % 3], next_slip(number + 1)))
    return times


def main() -> None:
    """Measure everything and print it beside what was aimed at."""
    # With it, a source that was changed since it was compiled last would be compiled again at every start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        environment = fill(Path(name))
        for what, words, shown, limit in (
            (f"start page, {SESSIONS} workshops", OURS, "Check the room", "at most 1.3"),
            (f"open, {VOTERS} people", (*OURS, "open", "last"), "Step 1", "at most 1.6"),
        ):
            ours, floor, ratio = first_frames(words, shown, environment)
            print(
                f"{what:36}{1000 * ours:8.1f} ms  floor {1000 * floor:5.1f} ms  ratio {ratio:.2f}   {limit}"
            )
        ours, bare, ratio = version_ratio()
        print(
            f"{'--version':36}{1000 * ours:8.1f} ms  Python {1000 * bare:4.1f} ms  ratio {ratio:.2f}   at most 5"
        )
        with terminal((*OURS, "open", "last"), environment) as screen:
            seconds_until(screen, time.perf_counter(), "Step 1")
            settle(screen)
            for what, times in hold(screen).items():
                say(what, times, LIMITS.get(what, ""))
            for items, rounds in ((6, 2), (42, 3)):
                what = f"a slip's key, {VOTERS * items * rounds:,} ballots"
                say(what, keys_in(Path(name) / str(items), items, rounds), LIMITS[what])
            # Not at the start, when the pages to come are still being loaded.
            print(f"{'idle processor':36}{idle_percent(screen, IDLE_SECONDS):8.2f} %   at most 1")
            print(f"{'memory at its peak':36}{peak_megabytes(screen.process):8.1f} MB  at most 60")


if __name__ == "__main__":
    main()
