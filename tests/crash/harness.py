"""Stops a workshop in every way that a machine can, over and over, and says what became of what was acknowledged.

Run it from the root of the project, for example: python -m tests.crash.harness kill --runs 100

It prints one line of JSON, with how often each verdict was reached, and ends with 1 if anything was lost, unreadable or
invented. A crash counts as landed if the program was still at work.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import fields
from math import inf
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

from tests.crash.checking import Verdict
from tests.crash.folder import Folder
from tests.crash.options import Options, read
from tests.crash.power import Disk
from tests.crash.running import Running, execute
from tests.crash.tally import Tally
from tests.crash.tracing import files_of, traced, was_struck
from tests.crash.troubled import Trouble


def by_chance(options: Options, tally: Tally) -> None:
    """Kill the program, or cut its power, at random moments."""
    chance = Random(options.seed)  # noqa: S311 - when to crash, no secret
    for number in range(1, options.runs + 1):
        if options.first and tally.wrong:
            return
        with TemporaryDirectory(prefix="crash-") as base, ExitStack() as stack:
            folder = Folder(Path(base), options, number)
            disk = Disk(folder.base, options.disk) if options.kind == "power" else None
            if disk:
                stack.callback(disk.close)
                folder.data = disk.folder / "data"
                folder.data.mkdir()
                os.sync()
            for generation in range(options.generations):
                delay = chance.uniform(0, options.longest)
                if not _crash(folder, tally, generation, delay, disk):
                    break
                if disk:
                    disk.go_on()


def _crash(folder: Folder, tally: Tally, generation: int, delay: float, disk: Disk | None) -> bool:
    """Crash once and judge; return whether the folder can be gone on with."""
    running = folder.start(generation)
    landed = running.follow(delay)
    data = None
    if disk:
        running.pause()
        disk.cut()
        told = [*running.lines]
        running.kill()
        running.lines = told
        data = disk.left() / "data"
    else:
        running.kill()
    outcome = folder.judge(running, data)
    tally.take(outcome, running.lines, landed=landed)
    if outcome.verdict is not Verdict.OK:
        folder.keep(outcome)
    return outcome.verdict is Verdict.OK


def at_every_call(options: Options, tally: Tally) -> None:
    """Strike at the first call of the store, then at the second, until the workshop ends without being struck."""
    error = getattr(errno, options.error) if options.kind == "errors" else None
    times = inf if options.forever else options.times
    _until_the_end(
        options, tally, lambda folder, number: _struck(folder, Trouble(number, folder.base, error, times))
    )


def _struck(folder: Folder, trouble: Trouble) -> tuple[Running, bool]:
    running = folder.start(0, short=True, trouble=trouble)
    running.end()
    return running, trouble.note.exists()


def at_every_system_call(options: Options, tally: Tally) -> None:
    """Strike with strace at the first of each kind of system call, then at the second, and so on."""
    what = "signal=KILL" if options.kind == "sweep" else f"error={options.error}"
    for call in options.calls:

        def act(folder: Folder, number: int, call: str = call) -> tuple[Running, bool]:
            record = folder.base / "strace.txt"
            when = f"{what}:when={number}{'+' if options.forever else ''}"
            files = files_of(folder.data, folder.feed(0))
            command = traced(folder.command(0, short=True), call, when, record, files)
            running = execute(command, folder.base / "errors.txt")
            running.end()
            return running, was_struck(record)

        _until_the_end(options, tally, act)


def _until_the_end(
    options: Options, tally: Tally, act: Callable[[Folder, int], tuple[Running, bool]]
) -> None:
    number, struck = 1 - options.every, True
    while struck:
        number += options.every
        with TemporaryDirectory(prefix="crash-") as base:
            # The same workshop each time: only where it is struck differs.
            folder = Folder(Path(base), options, 1)
            running, struck = act(folder, number)
            outcome = folder.judge(running)
            tally.take(outcome, running.lines, landed=struck)
            if outcome.verdict is not Verdict.OK:
                folder.number = number
                folder.keep(outcome)


_ACTS: Final[dict[str, Callable[[Options, Tally], None]]] = {
    "kill": by_chance,
    "power": by_chance,
    "calls": at_every_call,
    "errors": at_every_call,
    "sweep": at_every_system_call,
    "fault": at_every_system_call,
}


def told_of(options: Options) -> dict[str, object]:
    """Return those options that are not as they usually are."""
    usual = Options(kind=options.kind)
    given = {field.name: getattr(options, field.name) for field in fields(options)}
    return {
        name: value for name, value in given.items() if name == "kind" or value != getattr(usual, name)
    } | {"seed": options.seed}


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for, print the summary and return the exit status."""
    options, tally, began = read(Options, arguments), Tally(), monotonic()
    _ACTS[options.kind](options, tally)
    told = {**told_of(options), **tally.summary(), "seconds": round(monotonic() - began, 1)}
    print(json.dumps(told, default=str))  # noqa: T201 - a script
    for words, number in tally.words.most_common(6):
        print(f"{number:6d} × {words}")  # noqa: T201 - a script
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
