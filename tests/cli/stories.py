"""What somebody sees at a shell: a command, what it prints, what it says beside the output, how it ends."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

from click.testing import Result

from tests.cli.conftest import Shell

LONGEST: Final = 100


def played(shell: Shell, story: str, folder: Path) -> str:
    """Run the commands of a story, which begin with $, and return it with what is told now.

    After each command stands what is printed; after ! what is said beside it, after = a status that is not 0. Lines that
    are very long are cut, and the folder is told by a dot.
    """
    lines = []
    for line in story.strip().splitlines():
        if line.startswith("$ "):
            lines += [line, *_told(shell(*shlex.split(line)[1:]), folder)]
    return "\n".join(lines)


def _told(result: Result, folder: Path) -> list[str]:
    beside = (line for line in result.stderr.splitlines() if "stays in the shell's history" not in line)
    lines = [*result.stdout.splitlines(), *(f"! {line}".rstrip() for line in beside)]
    lines += [f"= {result.exit_code}"] if result.exit_code else []
    shown = (line.replace(str(folder), ".") for line in lines)
    return [line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…" for line in shown]
