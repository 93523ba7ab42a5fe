"""What the command line of the harness asks for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.crash.plan import ROOMS
from tests.crash.tracing import EVERYWHERE, ON_OUR_FILES
from tests.crash.variants import VARIANTS

KINDS: Final = {
    "kill": "the process dies at a random moment",
    "power": "the power fails at a random moment: what was not synced is gone (root on Linux, which can mount a file)",
    "calls": "the process dies at the 1st, 2nd, 3rd ... call of the store to the system, a write being half done",
    "errors": "that call fails instead, and the workshop goes on",
    "sweep": "as calls, but strace kills, on the entry of every system call",
    "fault": "as errors, but strace makes the system calls fail",
}
"""Every way to crash."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to try."""

    kind: str
    runs: int = 100
    generations: int = 1
    """How often each folder is gone on with after a crash."""
    moves: int = 12
    """How long a workshop is where every call is tried in turn."""
    every: int = 1
    """Strike only at every so many-th call."""
    keeps: str = ""
    alone: bool = False
    pause: float = 0.0
    carrying: float = 0.0
    variant: str = ""
    seed: int = 1
    longest: float = 0.15
    """Seconds after the first line told within which the crash comes."""
    error: str = "ENOSPC"
    times: int = 1
    """So many calls of the store fail in turn."""
    forever: bool = False
    """Whether every later call fails too."""
    calls: Sequence[str] = EVERYWHERE + ON_OUR_FILES
    """The system calls that strace strikes at."""
    first: bool = False
    """Whether to stop at the first thing that is wrong."""
    screens: bool = False
    """Whether the real program on a terminal is run."""
    disk: str = "ext4"
    findings: Path | None = None
    """Where to keep the folders in which something was wrong."""


def read_options(arguments: Sequence[str] | None = None) -> Options:
    """Return what the command line asks for."""
    told = "\n".join(f"{kind:8}{what}" for kind, what in KINDS.items())
    parser = argparse.ArgumentParser(
        description=told,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        argument_default=argparse.SUPPRESS,
    )
    parser.add_argument("kind", choices=[*KINDS])
    parser.add_argument("--runs", type=int)
    parser.add_argument("--generations", type=int, help="crashes of each folder, one after the other")
    parser.add_argument("--moves", type=int, help="length of the workshop where every call is tried")
    parser.add_argument("--every", type=int, help="strike only at every so many-th call")
    parser.add_argument("--keeps", choices=[*ROOMS])
    parser.add_argument("--alone", action="store_true", help="keep no second copy")
    parser.add_argument("--pause", type=float, help="seconds between two moves, at most")
    parser.add_argument("--carrying", type=float, help="how often a workshop is carried on in a new file")
    parser.add_argument("--variant", choices=[*VARIANTS], help="a program that is broken in one way")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--longest", type=float, help="seconds from the first line told to the latest crash")
    parser.add_argument("--error", help="such as ENOSPC or EIO")
    parser.add_argument("--times", type=int, help="so many calls of the store fail in turn")
    parser.add_argument("--forever", action="store_true", help="every later call fails too")
    parser.add_argument(
        "--calls", nargs="+", choices=EVERYWHERE + ON_OUR_FILES, help="the system calls to strike at"
    )
    parser.add_argument("--first", action="store_true", help="stop at the first thing that is wrong")
    parser.add_argument("--screens", action="store_true", help="run the real program on a terminal")
    parser.add_argument("--disk", choices=["ext4", "xfs", "btrfs"])
    parser.add_argument("--findings", type=Path, help="keep folders in which something was wrong here")
    return Options(**vars(parser.parse_args(arguments)))
