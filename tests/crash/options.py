"""What the command line of the harness asks for, and that of the drivers: each field of a data class is an option."""
# ruff: noqa: RUF009  what is called returns a field

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Final, TypeVar, get_type_hints

from scrutiny_tui.domain.secrecy import Secrecy
from tests.crash.tracing import EVERYWHERE, ON_OUR_FILES
from tests.crash.variants import VARIANTS

Kind = TypeVar("Kind")

ROOMS: Final = {"labels": Secrecy.LABELS, "names": Secrecy.BY_NAME, "totals": Secrecy.TOTALS}
"""What a session's file keeps, by the word for it on the command line."""
KINDS: Final = {
    "kill": "the process dies at a random moment",
    "power": "the power fails at a random moment: what was not synced is gone (root on Linux, which can mount a file)",
    "calls": "the process dies at the 1st, 2nd, 3rd ... call of the store to the system, a write being half done",
    "errors": "that call fails instead, and the workshop goes on",
    "sweep": "as calls, but strace kills, on the entry of every system call",
    "fault": "as errors, but strace makes the system calls fail",
}
"""Every way to crash."""


def option(usual: Any, help: str, **more: Any) -> Any:  # noqa: A002 - what argparse calls it
    """Return a field that can be given on the command line."""
    return field(default=usual, metadata={"help": help, **more})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the harness hands on to the driver."""

    keeps: str = option("", "what the file keeps; drawn without it", choices=[*ROOMS])
    alone: bool = option(False, "keep no second copy")
    pause: float = option(0.0, "seconds that the room thinks between two moves, at most")
    carrying: float = option(0.0, "how often the workshop is carried on in a new file instead of a move")
    variant: str = option("", "a program that is broken in one way", choices=[*VARIANTS])


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Shared):
    """What a driver does."""

    data: Path = option(MISSING, "the folder that everything is kept in")
    feed: str = option("1", "the same word gives the same workshop")
    moves: int | None = option(None, "how many moves are acknowledged; no end without it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Shared):
    """What the harness tries."""

    kind: str
    runs: int = option(100, "how many folders")
    generations: int = option(1, "crashes of each folder, one after the other")
    moves: int = option(12, "length of the workshop where every call is tried in turn")
    every: int = option(1, "strike only at every so many-th call")
    seed: int = option(1, "the same number gives the same crashes")
    longest: float = option(0.15, "seconds from the first line told to the latest crash")
    error: str = option("ENOSPC", "such as ENOSPC or EIO")
    times: int = option(1, "so many calls of the store fail in turn")
    forever: bool = option(False, "every later call fails too")
    calls: Sequence[str] = option(
        EVERYWHERE + ON_OUR_FILES, "the system calls that strace strikes at", nargs="+"
    )
    first: bool = option(False, "stop at the first thing that is wrong")
    python: str = option(
        "", "a command that starts another Python, such as Windows' one; it does what `kill` does"
    )
    screens: bool = option(False, "run the real program on a terminal")
    disk: str = option("ext4", "the file system whose power is cut", choices=["ext4", "xfs", "btrfs"])
    findings: Path | None = option(None, "keep folders in which something was wrong here")


_TYPES: Final[dict[Any, type]] = {int | None: int, Path | None: Path, Sequence[str]: str}


def read(kind: type[Kind], arguments: Sequence[str] | None = None) -> Kind:
    """Return what the command line asks for."""
    told = "\n".join(f"{name:8}{what}" for name, what in KINDS.items())
    parser = argparse.ArgumentParser(
        description=told,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        argument_default=argparse.SUPPRESS,
    )
    hints, known = get_type_hints(kind), fields(kind)  # type: ignore[arg-type]
    for each in known:
        _add(parser, each, _TYPES.get(hints[each.name], hints[each.name]))
    return kind(**vars(parser.parse_args(arguments)))


def _add(parser: argparse.ArgumentParser, each: Field[Any], kind: type) -> None:
    if not each.metadata:
        parser.add_argument(each.name, choices=[*KINDS])
    elif kind is bool:
        parser.add_argument(f"--{each.name}", action="store_true", help=each.metadata["help"])
    else:
        parser.add_argument(f"--{each.name}", type=kind, required=each.default is MISSING, **each.metadata)


def written(plan: Plan) -> list[str]:
    """Return the words that ask for a plan on the command line."""
    words: list[str] = []
    for each in fields(plan):
        value = getattr(plan, each.name)
        if value is True:
            words.append(f"--{each.name}")
        elif value not in (None, False, ""):
            words += [f"--{each.name}", str(value)]
    return words
