"""The command that says whether this machine is ready, and what to change."""

from __future__ import annotations

import os
import sys
from textwrap import fill

import click

from scrutiny_tui.cli.folders import folder_options, library
from scrutiny_tui.cli.terminal import has_screen, shows_screens
from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.printable import printable
from scrutiny_tui.tui.sizes import window_size


@click.command(short_help="Say whether this machine is ready, and what to change.")
@folder_options
def doctor() -> None:
    """Look at the terminal, the content and the folders, and say what to change before the meeting.

    Nothing is left behind. Exit status 3 where no workshop can be held as things are.

    \b
    Examples:
      scrutiny-tui doctor
      scrutiny-tui --backup /media/stick/scrutiny doctor
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.acts.doctor import GLYPHS, Terminal, examine
    from scrutiny_tui.store.places import settings_file

    columns, rows = window_size()
    encoding = getattr(sys.stdout, "encoding", "") or ""
    terminal = Terminal(has_screen(), columns, rows, encoding, os.environ, shows_screens())
    found = list(examine(terminal, library().places, settings_file(os.environ)))
    for each in found:
        _say(f"{each.what}: {each.told}")
        if each.advice:
            _say(f"  To change: {each.advice}")
    _say("Every one of these has to look like a drawing, not like a box or a question mark:")
    click.echo(f"  {GLYPHS}")
    _say("  If one does not, choose another font, such as Cascadia Mono, Consolas or DejaVu Sans Mono.")
    changes = sum(bool(each.advice) for each in found)
    click.echo(
        "All is well." if not changes else f"{changes} to change." if changes > 1 else "1 thing to change."
    )
    if any(each.prevents for each in found):
        click.get_current_context().exit(MachineError.exit_status)


def _say(line: str) -> None:
    """Print a line, broken between words where a terminal shows it; a file or another program gets it whole."""
    told = printable(line)
    width, _ = window_size()
    click.echo(fill(told, width, subsequent_indent="    ", break_long_words=False) if has_screen() else told)
