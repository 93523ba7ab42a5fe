"""Write a man page for the program and for each of its commands, from what the command line says of itself."""

from __future__ import annotations

import re
import sys
from inspect import cleandoc
from pathlib import Path
from typing import Final

import click
from click_man.core import write_man_pages

from scrutiny_tui import PROGRAM, __version__
from scrutiny_tui.cli.program import program

_LONGEST_NAME_LINE: Final = 200
_AS_IT_IS: Final = re.compile(r"\x08\n((?:.+\n?)+)")
"""Lines that click leaves as they are."""


def write_pages(folder: Path) -> list[Path]:
    """Write the pages into the folder and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    for earlier in folder.glob("*.1"):
        earlier.unlink()
    _complete(program)
    write_man_pages(PROGRAM, program, version=__version__, target_dir=str(folder))
    for page in folder.glob("*.1"):
        # What stands between a group and its commands is no part of a page's name.
        title, _end, text = page.read_text(encoding="utf-8").partition("\n")
        text = text.replace(r"\-WORKSHOP\-", r"\-").replace(f"{PROGRAM} do-", f"{PROGRAM}-do-")
        page.unlink()
        named = page.with_name(page.name.replace("-WORKSHOP-", "-"))
        named.write_text(f"{title.replace(' WORKSHOP', '')}\n{text}", encoding="utf-8")
    return sorted(folder.glob("*.1"))


def _complete(command: click.Command) -> None:
    """Let a command know its commands and options, and say all that a page is to say."""
    context = click.Context(command)
    command.params = command.get_params(context)
    command.short_help = command.get_short_help_str(_LONGEST_NAME_LINE)
    told = _AS_IT_IS.sub(r".nf\n\1\n.fi\n", cleandoc(command.help or ""))
    command.help = "\n\n".join(filter(None, (told.strip(), command.epilog)))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if inside := command.get_command(context, name):
                command.commands[name] = inside
                _complete(inside)


if __name__ == "__main__":
    for page in write_pages(Path(*sys.argv[1:]) if sys.argv[1:] else Path("build/man")):
        print(page)
