"""Times a program on a terminal from the outside: when what it wrote could be read."""

from __future__ import annotations

import select
import time
from pathlib import Path

from tests.support.terminal import Terminal

_QUIET_SECONDS = 0.02
"""Drawing takes longer than the program does, so what was written is drawn only when nothing more comes for so long."""
_PATIENCE_SECONDS = 20.0


def seconds_until(terminal: Terminal, since: float, *texts: str) -> float:
    """Return how long after `since` the program had written all of these texts on the screen."""
    waiting: list[tuple[float, bytes]] = []
    while time.perf_counter() - since < _PATIENCE_SECONDS:
        if select.select([terminal], [], [], _QUIET_SECONDS)[0]:
            waiting.append((time.perf_counter(), terminal.read_now()))
            continue
        for when, data in waiting:
            terminal.draw(data)
            if all(text in terminal.shown for text in texts):
                settle(terminal, waiting[waiting.index((when, data)) + 1 :])
                return when - since
        waiting.clear()
    raise TimeoutError(f"never shown; the screen was:\n{terminal.shown}")


def seconds_after(terminal: Terminal, keys: str, *texts: str) -> float:
    """Press keys, and return how long it took until all of these texts stood on the screen."""
    if all(text in terminal.shown for text in texts):
        raise ValueError(f"shown already before {keys!r}:\n{terminal.shown}")
    since = time.perf_counter()
    terminal.press(keys)
    return seconds_until(terminal, since, *texts)


def settle(terminal: Terminal, left: list[tuple[float, bytes]] | None = None) -> None:
    """Draw what is left over, and all that the program still writes, until it has been quiet for a while."""
    for _when, data in left or []:
        terminal.draw(data)
    while select.select([terminal], [], [], 5 * _QUIET_SECONDS)[0]:
        terminal.draw(terminal.read_now())


def peak_megabytes(process: int) -> float:
    """Return the most memory that a process held at any time (Linux)."""
    lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def idle_percent(terminal: Terminal, seconds: float) -> float:
    """Return how much of one processor a program uses while nobody presses a key (Linux)."""
    before = _processor_seconds(terminal.process)
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        if select.select([terminal], [], [], left)[0]:
            terminal.draw(terminal.read_now())
    return 100 * (_processor_seconds(terminal.process) - before) / seconds


def _processor_seconds(process: int) -> float:
    threads = Path(f"/proc/{process}/task").iterdir()
    return sum(int((each / "schedstat").read_text("ascii").split()[0]) for each in threads) / 1e9
