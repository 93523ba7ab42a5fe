"""How far the audience window follows behind the facilitator's, from the key to what the room can read.

Run with: python benchmarks/audience.py
Both programs run on terminals of their own; the time holds the saving of the answer, writing and finding the public
file, drawing, and reading what the terminal got. It also prints what the idle audience window costs.
"""

from __future__ import annotations

import select
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from scrutiny_tui.domain.moves import show_promise
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.system import local_time
from tests.support.sessions import SHIPPED, FixedClock, answers, workshop
from tests.support.terminal import Terminal, terminal

PEOPLE = 30
IDLE_SECONDS = 10.0
WINDOW_SECONDS = 1.5
"""How long what follows on a key is read."""
RIGHT = "\x1b[C"


def follow(facilitator: Terminal, audience: Terminal, keys: str, shown: str) -> tuple[float, float]:
    """Press keys at the facilitator's, and return after how many milliseconds each window shows this.

    What is written is drawn only when all of it was read: drawing takes longer than the programs do.
    """
    start = time.perf_counter()
    facilitator.press(keys)
    read: list[tuple[float, Terminal, bytes]] = []
    while time.perf_counter() - start < WINDOW_SECONDS:
        ready = select.select([facilitator, audience], [], [], 0.01)[0]
        now = 1000 * (time.perf_counter() - start)
        read += [(now, each, each.read_now()) for each in ready]
    seen: dict[Terminal, float] = {}
    for when, each, data in read:
        each.draw(data)
        if shown in each.shown:
            seen.setdefault(each, when)
    if len(seen) < len((facilitator, audience)):
        raise TimeoutError(f"{shown!r} is not shown after {WINDOW_SECONDS} s")
    return seen[facilitator], seen[audience]


def spread(name: str, times: list[tuple[float, float]]) -> None:
    """Print how far behind the room is, and how long after the key it can read what changed."""
    for what, found in (
        ("behind", sorted(after - before for before, after in times)),
        ("after the key", sorted(after for _, after in times)),
    ):
        late = found[min(round(len(found) * 0.95), len(found) - 1)]
        print(
            f"{name:14} {what:14} n {len(found):3}  median {median(found):6.1f} ms  "
            f"95 % {late:6.1f} ms  worst {found[-1]:6.1f} ms"
        )


def cpu_seconds(process: int) -> float:
    """Return how much processor time a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def room(folder: Path) -> Path:
    """Set up a workshop with one result and return its file."""
    made = workshop(folder, PEOPLE, clock=FixedClock(local_time()))
    made.save(show_promise(made.session))
    made.open_round(1)
    for voter, answer in enumerate(answers("1 2 2 3 2 1"), start=1):
        made.cast(1, voter, answer)
    made.save(reveal(made.session, 1))
    made.close()
    return made.path


def measure(facilitator: Terminal, audience: Terminal) -> None:
    """Answer a step slip by slip, show the result, blank and turn pages."""

    def press(keys: str, shown: str) -> tuple[float, float]:
        return follow(facilitator, audience, keys, shown)

    facilitator.wait_for("Welcome")
    audience.wait_for("Exampleshire")
    facilitator.press("o")
    audience.wait_for("Talk about next")
    facilitator.press("\x1b[A\r")
    audience.wait_for("Step 2 of 6")
    facilitator.press("v")
    audience.wait_for(f"0 of {PEOPLE} in")
    spread("an answer", [press("123"[n % 3], f"{n} of {PEOPLE} in") for n in range(1, PEOPLE + 1)])
    spread("a result", [press("r", "To ask next")])
    turns: list[Callable[[], tuple[float, float]]] = [
        lambda: press(RIGHT, "Step 3 of 6"),
        lambda: press(RIGHT, "Step 4 of 6"),
        lambda: press("\x1b[D", "Step 3 of 6"),
        lambda: press("\x1b[D", "Step 2 of 6"),
        lambda: press("o", "Talk about next"),
        lambda: press("\r", "To ask next"),
    ]
    spread("another page", [turn() for _ in range(5) for turn in turns])


def main() -> None:
    """Print a line for each kind of change, and what the idle window costs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = room(folder)
        places = {"CONTENT": SHIPPED, "SESSIONS": path.parent, "MIRROR": folder / "mirror"}
        environment = {f"SCRUTINY_{key}": str(value) for key, value in places.items()}
        environment |= {"XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config")}
        program = ("-m", "scrutiny_tui")
        with (
            terminal((*program, "audience", str(path)), environment, (80, 24)) as audience,
            terminal((*program, "open", str(path)), environment) as facilitator,
        ):
            measure(facilitator, audience)
            before = cpu_seconds(audience.process)
            time.sleep(IDLE_SECONDS)
            used = cpu_seconds(audience.process) - before
            print(f"idle audience window      {100 * used / IDLE_SECONDS:.1f} % of a core")


if __name__ == "__main__":
    main()
