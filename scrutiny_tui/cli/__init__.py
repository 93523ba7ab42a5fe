"""The command line. Nothing heavy is loaded before the command that needs it."""

from __future__ import annotations

import gc
import sys

from scrutiny_tui import PROGRAM, __version__

# Loading `typing` for this would take longer than telling the version does.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

__all__ = ["run"]

VERSION = f"{PROGRAM} {__version__}"

_OBJECTS_BETWEEN_CLEANINGS = 200_000
"""What is loaded stays: looked through for rubbish even once before the first page, it costs a tenth of the whole start."""


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program with these arguments, else those it was started with, and exit; see `process.run`.

    What asks for the version, such as an installer or a script, waits for nothing that reads other arguments.
    """
    given = sys.argv[1:] if arguments is None else [*arguments]
    if given == ["--version"] and _has_told_version():
        sys.exit(0)
    # A program that calls this one keeps its own number.
    if arguments is None:
        gc.set_threshold(_OBJECTS_BETWEEN_CLEANINGS)
    from scrutiny_tui.cli.process import run as run_program

    run_program(arguments)


def _has_told_version() -> bool:
    """Print the version; if it cannot be printed, what follows tries again and says why."""
    try:
        sys.stdout.write(f"{VERSION}\n")
        sys.stdout.flush()
    except (AttributeError, OSError):
        return False
    return True
